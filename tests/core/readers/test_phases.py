"""Phases worked out by hand: steps laid into periods, a phase for each level, and the steps to begin with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny, two

from maturity_core import ArgumentError, Framework, Roadmap
from maturity_core.model.fields import _ALLOWED

if TYPE_CHECKING:
    from collections.abc import Mapping


def chain(**changes: Any) -> Framework:
    """Return three capabilities of one question each: all of them have to be in place, and b waits for c."""
    tables: dict[str, Any] = {
        "capabilities": [
            capability("a", effort=4),
            capability("b", effort=2, requires=[{"capability": "c", "credit": "0.5"}]),
            capability("c", effort=1),
        ],
        "questions": [question(f"{name}-1", name) for name in "abc"],
        "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", least=1)],
    }
    return tiny(**{**tables, **changes})


LOWEST = [0, 0, 0]


def parts(roadmap: Roadmap) -> dict[int, list[tuple[str, Fraction, bool]]]:
    """Return what each period does: the capabilities, what is spent on them, and whether they are done."""
    return {
        phase.period: [(part.capability, part.cost_exact, part.done) for part in phase.steps]
        for phase in roadmap.phases
    }


def test_steps_are_laid_one_after_the_other_and_may_go_on_in_the_next_period() -> None:
    """The steps are c for 1, b for 2, a for 4."""
    found = chain().assess(LOWEST).roadmap("high", periods=3)

    assert parts(found) == {
        1: [("c", Fraction(1), True), ("b", Fraction(2), True)],
        2: [("a", Fraction(3), False)],
        3: [("a", Fraction(1), True)],
    }
    assert [phase.budget_exact for phase in found.phases] == [3, 3, 3]
    assert [(phase.level, phase.score_exact) for phase in found.phases] == [
        ("mid", Fraction(2, 3)),
        ("mid", Fraction(2, 3)),
        ("high", Fraction(1)),
    ]
    spans = [(part.begins, part.ends, part.share_exact) for phase in found.phases[1:] for part in phase.steps]
    assert spans == [(2, 3, Fraction(3, 4)), (2, 3, Fraction(1, 4))]
    assert [gap.question for phase in found.phases for part in phase.steps for gap in part.questions] == [
        "c-1",
        "b-1",
        "a-1",
    ]
    assert all(phase.proven for phase in found.phases)


def test_the_last_budget_goes_on_and_a_period_without_one_is_skipped() -> None:
    found = chain().assess(LOWEST).roadmap("high", periods=[0, "0.5", 0, 2])

    assert parts(found) == {
        2: [("c", Fraction(1, 2), False)],
        4: [("c", Fraction(1, 2), True), ("b", Fraction(3, 2), False)],
        5: [("b", Fraction(1, 2), True), ("a", Fraction(3, 2), False)],
        6: [("a", Fraction(2), False)],
        7: [("a", Fraction(1, 2), True)],
    }
    assert [phase.cost for phase in found.phases] == [0.5, 2, 2, 2, 0.5]


def test_what_costs_nothing_is_done_as_soon_as_its_turn_comes() -> None:
    """The free step comes first; the period that the others use up has room for one more."""
    free: dict[str, Any] = {"capabilities": {"a": 0, "c": {"begin": 0, "step": 0}}}

    found = chain().assess(LOWEST).roadmap("high", costs=free, periods=[0, 2])

    assert parts(found) == {2: [("a", Fraction(0), True), ("c", Fraction(0), True), ("b", Fraction(2), True)]}
    assert {part.share for phase in found.phases for part in phase.steps} == {1.0}


def test_budgets_have_to_be_enough_and_a_thousand_periods_are_the_most() -> None:
    result = chain().assess(LOWEST)

    with pytest.raises(ArgumentError, match="periods: the budgets are not enough for the route; got 3; allowed: at le"):
        result.roadmap("high", periods=[3, 0])
    with pytest.raises(ArgumentError, match="periods: the route takes more than 1,000 periods; give larger budgets"):
        result.roadmap("high", periods="0.006")
    assert len(result.roadmap("high", periods="0.007").phases) == 1000
    assert [phase.cost for phase in result.roadmap("high", periods=[7, 0]).phases] == [7]


def test_without_a_route_there_are_no_phases() -> None:
    result = chain().assess(LOWEST)

    assert result.roadmap("high", excluded=["c"], periods=1).phases == ()
    assert chain().assess([2, 2, 2]).roadmap("high", periods="levels").phases == ()
    assert result.roadmap("high", budget=1, periods=1).phases == ()


def test_a_phase_for_each_level_goes_on_from_where_the_one_before_it_ends() -> None:
    """Half a mean is cheapest by c and b; then c is at its best, and what is left is a."""
    found = chain().assess(LOWEST).roadmap("high", periods="levels")

    assert parts(found) == {
        1: [("c", Fraction(1), True), ("b", Fraction(3, 2), True)],
        2: [("b", Fraction(3, 2), True), ("a", 4, True)],
    }
    assert [(phase.level, phase.budget, phase.proven) for phase in found.phases] == [
        ("mid", None, True),
        ("high", None, True),
    ]
    assert (found.cost, sum(phase.cost for phase in found.phases)) == (7, 8)
    assert [part.capability for part in found.steps] == ["c", "b", "a"]


def test_a_level_that_an_earlier_phase_reaches_needs_none_and_what_is_wanted_comes_once() -> None:
    """Only c reaches the middle level, and with it the high one; a is wanted, and that is left to the last phase."""
    of = {"questions": ["c-1"]}
    rules = [rule("framework", level, mean="0.5", of=of) for level in ("mid", "high")]
    framework = chain(requirements=rules)

    assert parts(framework.assess(LOWEST).roadmap("high", periods="levels")) == {1: [("c", Fraction(3, 4), True)]}
    wanted = framework.assess(LOWEST).roadmap("high", periods="levels", wanted=["a", "c"])
    assert parts(wanted) == {1: [("c", Fraction(3, 4), True)], 2: [("a", Fraction(3), True)]}


def test_a_target_that_is_no_level_of_the_whole_is_one_phase() -> None:
    found = two().assess([0, 0, 0, 0]).roadmap({"dimension work": "high"}, periods="levels")

    assert len(found.phases) == 1
    assert found.phases[0].cost_exact == found.cost_exact
    assert [part.pathfinder for part in found.phases[0].steps] == [step.pathfinder for step in found]


def test_outcomes_have_to_show_by_the_last_period() -> None:
    framework = tiny(
        capabilities=[capability("plan", effort=2)],
        questions=[question("plan-kept"), question("plan-pays", outcome=True)],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean="0.75")],
    )

    found = framework.assess([0, 0]).roadmap("high", periods=1)

    assert [(phase.level, [shown.to for shown in phase.results]) for phase in found.phases] == [
        ("low", []),
        ("high", ["often"]),
    ]
    by_level = framework.assess([0, 0]).roadmap("high", periods="levels").phases
    assert [(phase.level, len(phase.steps), len(phase.results)) for phase in by_level] == [
        ("mid", 1, 0),
        ("high", 0, 1),
    ]


def areas(**changes: Any) -> Framework:
    """Return four areas with levels of their own, of one capability and one question each, that cost 4, 3, 2 and 1."""
    names = ("w", "x", "y", "z")
    tables: dict[str, Any] = {
        "levels": LEVELS[:2],
        "dimensions": [dimension(name) for name in names],
        "capabilities": [capability(f"{name}-c", name, effort=4 - place) for place, name in enumerate(names)],
        "questions": [question(f"{name}-1", f"{name}-c") for name in names],
        "requirements": [rule("each dimension", "mid", mean=1), rule("framework", "mid", mean=1)],
    }
    return tiny(**{**tables, **changes})


def early(roadmap: Roadmap) -> list[str]:
    return [step.capability for step in roadmap if step.pathfinder]


def test_pathfinders_are_quick_and_gain_more_for_their_cost_than_the_whole_route() -> None:
    """The order is z, y, x, w; the middle one of the four costs is that of y."""
    found = areas().assess([0, 0, 0, 0]).roadmap()

    assert [step.capability for step in found] == ["z-c", "y-c", "x-c", "w-c"]
    assert early(found) == ["z-c", "y-c"]
    assert early(areas().assess([2, 2, 2, 0]).roadmap()) == []


def test_pathfinders_are_ready_now() -> None:
    waiting = [
        capability("w-c", "w", effort=4),
        capability("x-c", "x", effort=3),
        capability("y-c", "y", effort=2, requires=[{"capability": "z-c", "credit": 1}]),
        capability("z-c", "z", effort=1),
    ]

    assert early(areas(capabilities=waiting).assess([0, 0, 0, 0]).roadmap()) == ["z-c"]


def test_pathfinders_may_gain_little_if_they_raise_a_level_or_meet_a_requirement() -> None:
    """The first step is only needed by the others: alone, it gains nothing that the target counts."""

    def found(*rules: Mapping[str, Any]) -> list[str]:
        framework = tiny(
            levels=LEVELS[:2],
            dimensions=[dimension("work"), dimension("base")],
            capabilities=[
                capability("a", effort=1, requires=[{"capability": "b", "credit": 1}]),
                capability("b", "base", effort=1),
                capability("c", effort=9, requires=[{"capability": "a", "credit": 1}]),
            ],
            questions=[question("a-1", "a"), question("b-1", "b"), question("c-1", "c")],
            requirements=[rule("framework", "mid", least=1, of={"questions": ["a-1", "c-1"]}), *rules],
        )
        return early(framework.assess([0, 0, 0]).roadmap("mid"))

    assert found() == []
    assert found(rule("dimension base", "mid", mean=1)) == ["b"]
    assert found(rule("framework", "mid", mean="0.3")) == ["b"]


def test_of_many_pathfinders_the_first_three_are_named() -> None:
    names = "abcdefghi"
    framework = tiny(
        levels=LEVELS[:2],
        capabilities=[capability(name) for name in names],
        questions=[question(f"{name}-1", name) for name in names],
        requirements=[rule("framework", "mid", mean=1)],
    )

    assert early(framework.assess([0] * 9).roadmap()) == ["a", "b", "c"]


BAD: Mapping[str, tuple[dict[str, Any], str]] = {
    "no budget at all": ({"periods": 0}, "periods: no period has a budget; got 0; allowed: a budget above 0"),
    "only empty periods": (
        {"periods": [0, "0"]},
        "periods: no period has a budget; got [0, '0']; allowed: a budget above 0",
    ),
    "no periods": (
        {"periods": []},
        'periods: expected a budget for a period; got 0; allowed: 1 to 1,000 budgets, or "levels"',
    ),
    "too many periods": (
        {"periods": [1] * 1001},
        'periods: there are more than 1,000 periods; got 1,001; allowed: 1 to 1,000 budgets, or "levels"',
    ),
    "another word": ({"periods": "level"}, f"periods: expected {_ALLOWED}; got 'level'"),
    "bad budgets": (
        {"periods": [-1, float("nan"), 2]},
        f"periods.0: a budget cannot be negative; got -1; allowed: 0 or more\nperiods.1: expected {_ALLOWED}; got nan",
    ),
    "levels within a budget": (
        {"periods": "levels", "budget": 3},
        "periods: phases by level go without a budget; got 'levels'; leave out one of the two",
    ),
}


@pytest.mark.parametrize(("given", "message"), BAD.values(), ids=BAD.keys())
def test_O1_bad_periods_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        chain().assess(LOWEST).roadmap("high", **given)

    assert str(caught.value) == message
