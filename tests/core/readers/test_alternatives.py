"""What is beside the cheapest route, worked out by hand: the second best, springboards and ranges of costs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, Alternatives, ArgumentError, Framework, Status, TargetError
from maturity_core.model.fields import _ALLOWED
from maturity_core.readers.roadmap import solving

if TYPE_CHECKING:
    from collections.abc import Mapping

LOWEST = [0, 0, 0]


def chosen(*efforts: Any, **changes: Any) -> Framework:
    """Return three capabilities of one question each, two of which have to reach half credit for the middle level."""
    names = ("a", "b", "c")
    tables: dict[str, Any] = {
        "capabilities": [
            capability(name, effort=effort) for name, effort in zip(names, efforts or (4, 2, 1), strict=True)
        ],
        "questions": [question(f"{name}-1", name, not_applicable=True) for name in names],
        "requirements": [rule("framework", "mid", count=2, reaching="0.5"), rule("framework", "high", mean="2/3")],
    }
    return tiny(**{**tables, **changes})


def good(found: Alternatives) -> dict[str, str | None]:
    return {one.capability: one.good for one in found.capabilities}


def test_the_second_best_leaves_out_a_capability_of_the_cheapest() -> None:
    """The cheapest raises b and c, for 1.5 and 0.75; a costs 3."""
    found = chosen().assess(LOWEST).alternatives()

    assert (found.cost_exact, found.limit_exact, found.margin_exact) == (
        Fraction(9, 4),
        Fraction(99, 40),
        Fraction(1, 10),
    )
    second = found.second
    assert second is not None
    assert (second.cost_exact, second.more_exact) == (Fraction(15, 4), Fraction(3, 2))
    assert (second.left_out, second.instead) == (("b",), ("a",))
    assert {step.capability: step.cost_exact for step in second.steps} == {"c": Fraction(3, 4), "a": 3}
    assert (second.certificate.proof, second.certificate.bound_exact, second.certificate.tied) == (
        "optimal",
        Fraction(15, 4),
        False,
    )


def test_a_springboard_is_in_every_route_within_the_margin() -> None:
    """Without b, a route costs 3.75; without c, 4.5; the least with a is 3.75."""
    result = chosen().assess(LOWEST)

    narrow, wide, wider = (result.alternatives(margin=margin) for margin in (0, "2/3", 1))

    assert good(narrow) == {"a": "none", "b": "every", "c": "every"}
    assert good(wide) == {"a": "some", "b": "some", "c": "every"}
    assert set(good(wider).values()) == {"some"}
    costs = {one.capability: (one.cost_without_exact, one.cost_with_exact, one.in_route) for one in wide.capabilities}
    least = Fraction(9, 4)
    assert costs == {
        "a": (least, Fraction(15, 4), False),
        "b": (Fraction(15, 4), least, True),
        "c": (Fraction(9, 2), least, True),
    }


def test_what_is_merely_added_to_a_route_does_not_count() -> None:
    """Only a is asked for. B costs next to nothing, and does nothing for it."""
    of = {"questions": ["a-1"]}
    framework = chosen(
        8, "0.1", 1, requirements=[rule("framework", level, least=1, of=of) for level in ("mid", "high")]
    )

    found = framework.assess(LOWEST).alternatives(margin=9)

    assert good(found) == {"a": "every", "b": "none", "c": "none"}
    assert [one.cost_with_exact for one in found.capabilities] == [8, None, None]
    assert [one.cost_without_exact for one in found.capabilities] == [None, 8, 8]
    assert found.second is None


def test_only_ties_leave_nothing_in_every_route() -> None:
    found = chosen(1, 1, 1).assess(LOWEST).alternatives(margin=0)

    assert set(good(found).values()) == {"some"}
    assert found.second is not None
    assert (found.second.more, found.second.left_out, found.second.instead) == (0, ("b",), ("c",))


def test_where_all_is_free_nothing_counts_for_its_cost() -> None:
    costs = {"capabilities": dict.fromkeys("abc", 0)}

    found = chosen().assess(LOWEST).alternatives(costs=costs)

    assert (found.cost, found.limit, found.second and found.second.cost) == (0, 0, 0)
    assert set(good(found).values()) == {"some"}


def test_who_is_there_needs_nothing() -> None:
    framework = chosen()

    reached = framework.assess([1, 2, 2]).alternatives("mid")
    nothing = framework.assess([2, 2, 2]).alternatives()

    assert (reached.status, reached.cost, reached.second, reached.ranges) == (Status.REACHED, 0, None, None)
    assert good(reached) == {"a": "none"}
    assert (reached.capabilities[0].cost_without, reached.capabilities[0].cost_with) == (0, None)
    assert (nothing.status, nothing.capabilities) == (Status.NOTHING_LEFT, ())


def test_what_is_wanted_is_in_every_route_and_what_is_excluded_in_no_list() -> None:
    found = chosen().assess(LOWEST).alternatives(wanted=["a"], excluded=["b"])

    assert good(found) == {"a": "every", "c": "every"}
    assert (found.cost_exact, found.second) == (Fraction(15, 4), None)
    there = chosen().assess([0, 2, 2]).alternatives("mid", wanted=["a"])
    assert (good(there), there.capabilities[0].cost_with) == ({"a": "every"}, 3)


def test_without_a_route_there_is_nothing_beside_it() -> None:
    points = {"base": 0, "of": {"questions": "all"}}
    rules = [rule("framework", "mid", total=1, **points), rule("framework", "high", total=2, **points)]
    lacking = chosen(requirements=rules).assess([NOT_APPLICABLE, NOT_APPLICABLE, 0])

    beyond = lacking.alternatives("high")
    barred = chosen().assess(LOWEST).alternatives(excluded=["b", "c"])

    for found in (beyond, barred):
        assert (found.certificate.proof, found.cost, found.limit) == ("infeasible", None, None)
        assert (found.capabilities, found.second, found.ranges) == ((), None, None)
    assert beyond.status == Status.OUT_OF_REACH
    assert barred.certificate.requirements == (0,)


def test_what_a_capability_unlocks() -> None:
    """C requires both others. Raised as a route does, a is enough for one of the two, and b for the other."""
    entries = [
        capability("a"),
        capability("b"),
        capability("c", requires=[{"capability": name, "credit": "0.5"} for name in "ab"]),
    ]
    of = {"questions": ["c-1"]}
    framework = chosen(capabilities=entries, requirements=[rule("framework", "mid", least=1, of=of)], levels=LEVELS[:2])

    both, one = (framework.assess(sheet).alternatives() for sheet in (LOWEST, [0, 1, 0]))

    assert [(entry.unlocks, entry.nearer) for entry in both.capabilities] == [((), ("c",)), ((), ("c",)), ((), ())]
    assert good(both) == {"a": "every", "b": "every", "c": "every"}
    assert [(entry.unlocks, entry.nearer) for entry in one.capabilities] == [(("c",), ()), ((), ()), ((), ())]


def test_a_capability_counts_with_all_that_builds_on_it() -> None:
    """Plan requires Goals: a route that raises only Goals for its own sake does without Plan, and the other way not."""
    found = two().assess([0, 0, 0, 0]).alternatives({"capability plan": 1})

    assert good(found) == {"goals": "every", "plan": "every", "team": "none"}
    assert found.capabilities["goals"].unlocks == ("plan",)


def test_a_capability_counts_through_the_ladders_that_count_it() -> None:
    """Two of three areas have to reach the middle; an area is dear, so a step in it is merely added to the cheapest."""
    areas = ("x", "y", "z")
    framework = tiny(
        dimensions=[dimension(name) for name in areas],
        capabilities=[capability(name, name, effort=4 if name == "z" else 1) for name in areas],
        questions=[question(f"{name}-{place}", name) for name in areas for place in (1, 2)],
        requirements=[
            rule("each dimension", "mid", mean="0.75"),
            rule("framework", "mid", count=2, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
        ],
        levels=LEVELS[:2],
    )

    found = framework.assess([0] * 6).alternatives()

    three_steps = Fraction(1, 2) + 3 * Fraction(1, 8)
    assert (found.cost_exact, good(found)) == (2 * three_steps, {"x": "every", "y": "every", "z": "none"})
    assert found.capabilities["z"].cost_with_exact == 5 * three_steps


def test_all_routes_assume_no_more_results_than_the_cheapest() -> None:
    """Two deeds reach the level without a result; one deed would need one."""
    framework = tiny(
        capabilities=[capability("a"), capability("b"), capability("c")],
        questions=[question("a-1", "a"), question("b-1", "b"), question("c-pays", "c", outcome=True)],
        requirements=[rule("framework", "mid", mean="2/3")],
        levels=LEVELS[:2],
    )

    found = framework.assess(LOWEST).alternatives()

    assert (found.second, good(found)) == (None, {"a": "every", "b": "every"})


def test_a_capability_counts_only_where_it_moves() -> None:
    """Plan requires half of Goals, which its result alone brings, and that is asked for anyway."""
    framework = tiny(
        capabilities=[capability("goals"), capability("plan", requires=[{"capability": "goals", "credit": "0.5"}])],
        questions=[
            question("goals-set", "goals"),
            question("goals-pay", "goals", outcome=True),
            question("plan-1", "plan"),
        ],
        requirements=[rule("framework", "mid", least=1, of={"questions": ["goals-pay", "plan-1"]})],
        levels=LEVELS[:2],
    )

    found = framework.assess(LOWEST).alternatives()

    goals = found.capabilities["goals"]
    assert (found.cost, goals.in_route, goals.cost_without, goals.cost_with) == (1, False, 1, 1.75)


RANGE: dict[str, Any] = {"low": "0.5", "likely": 1, "high": 8}


def test_a_range_of_costs_may_let_another_route_win() -> None:
    """If c is dearest at 6 and a cheapest at 3, a and b are cheaper, by 1.5."""
    result = chosen().assess(LOWEST)

    found = result.alternatives(costs={"capabilities": {"c": RANGE}})

    assert found.cost_exact == result.roadmap(costs={"capabilities": {"c": RANGE}}).cost_exact == Fraction(9, 4)
    ranges = found.ranges
    assert ranges is not None
    assert (ranges.stays_best, ranges.route.capabilities) == (False, ("b", "c"))
    assert (ranges.route.low_exact, ranges.route.high_exact) == (Fraction(15, 8), Fraction(15, 2))
    assert ranges.beaten_by is not None
    assert ranges.beaten_by.capabilities == ranges.at_high.capabilities == ("a", "b")
    assert (ranges.beaten_by.low, ranges.beaten_by.likely, ranges.beaten_by.high) == (4.5, 4.5, 4.5)
    assert ranges.at_low == ranges.route


def test_within_a_smaller_range_the_route_stays_best() -> None:
    parts = {"begin": RANGE | {"high": 2}, "step": 0.25}
    costs = {"capabilities": {"c": parts}, "questions": {"b-1": {"always": RANGE}, "a-1": RANGE | {"low": 1}}}

    found = chosen().assess(LOWEST).alternatives(costs=costs)

    assert found.ranges is not None
    assert (found.ranges.stays_best, found.ranges.beaten_by) == (True, None)
    assert found.ranges.route == found.ranges.at_low == found.ranges.at_high
    assert (found.ranges.route.low, found.ranges.route.likely, found.ranges.route.high) == (2.25, 2.75, 3.75)


def test_options_named_like_the_ends_of_a_range_are_options() -> None:
    options = [
        {"id": name, "label": name, "credit": credit} for name, credit in (("low", 0), ("mid", 0.5), ("high", 1))
    ]
    framework = chosen(scales={"habit": {"options": options}})

    found = framework.assess(LOWEST).alternatives("mid", costs={"questions": {"a-1": {"mid": RANGE, "high": 1}}})

    assert found.ranges is not None
    with pytest.raises(ArgumentError, match=r"^costs\.questions\.a-1: a cost cannot be named so; got 'low'"):
        framework.assess(LOWEST).roadmap(costs={"questions": {"a-1": RANGE}})


def test_O1_everything_that_is_wrong_is_said_at_once() -> None:
    costs: Any = {
        "capabilities": {
            "a": {"low": 2, "likely": 1, "high": 3},
            "b": {"low": 1, "hi": 2},
            "c": {"begin": {"low": -1, "likely": float("nan"), "high": 1}},
        },
        "questions": {"a-1": {"often": {}}},
    }

    with pytest.raises(ArgumentError) as caught:
        chosen().assess(LOWEST).alternatives(margin=-1, costs=costs, wanted=["d"])

    assert str(caught.value).splitlines() == [
        "margin: a margin cannot be negative; got -1; allowed: 0 or more",
        "costs.capabilities.a: the ends of a range are out of order; got 2, 1, 3; allowed: low <= likely <= high",
        "costs.capabilities.b: a cost cannot be named so; got 'hi'; allowed: low, likely, high; did you mean 'high'?",
        "costs.capabilities.b: a range needs all of low, likely, high; got no likely and no high",
        "costs.capabilities.c.begin.low: a cost cannot be negative; got -1; allowed: 0 or more",
        f"costs.capabilities.c.begin.likely: expected {_ALLOWED}; got nan",
        "costs.questions.a-1.often: a range needs all of low, likely, high; got no low and no likely and no high",
        "wanted: no such capability; got 'd'; allowed: a, b, c",
    ]


BAD: Mapping[str, Any] = {"a word": "much", "a truth value": True, "nothing": None}


@pytest.mark.parametrize("margin", BAD.values(), ids=BAD.keys())
def test_O1_a_margin_is_a_number(margin: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^margin: expected a decimal"):
        chosen().assess(LOWEST).alternatives(margin=margin)


def test_an_unknown_target_is_refused_and_code_has_no_routes() -> None:
    with pytest.raises(TargetError, match="highest"):
        chosen().assess(LOWEST).alternatives("highest")
    with pytest.raises(ArgumentError, match="a roadmap needs requirements"):
        tiny().with_scorer(Product()).assess([0, 0]).alternatives()


def test_O1_a_limit_leaves_open_what_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"c{place}" for place in range(12)]
    framework = tiny(
        capabilities=[capability(name, effort=31 + place * 37 % 53) for place, name in enumerate(names)],
        questions=[question(f"{name}-1", name, weight=29 + place * 41 % 59) for place, name in enumerate(names)],
        requirements=[rule("framework", "mid", mean="0.4999"), rule("framework", "high", mean=1)],
    )
    costs = {"capabilities": {"c1": {"low": 1, "likely": 2, "high": 200}}}
    monkeypatch.setattr(solving, "MOST_NODES", 0)

    found = framework.assess([0] * 12).alternatives(costs=costs, seconds=9)

    assert found.certificate.proof == "best found"
    assert None in good(found).values()
    assert not all(one.proven for one in found.capabilities)
    assert found.second is not None
    assert (found.second.certificate.proof, found.second.certificate.reproducible) == ("best found", False)
    assert found.ranges is not None
    assert found.ranges.stays_best is not True


def test_alternatives_are_stored_and_read_back() -> None:
    found = chosen().assess(LOWEST).alternatives(costs={"capabilities": {"c": RANGE}})

    assert Alternatives.model_validate_json(found.model_dump_json()) == found
