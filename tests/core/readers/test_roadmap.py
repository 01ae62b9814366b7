"""Roadmaps worked out by hand: the cheapest route, the best under a budget, and what stands in the way."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, ArgumentError, Framework, MaturityError, Roadmap, Status
from maturity_core.model.fields import _ALLOWED
from maturity_core.readers.roadmap.finding import Finder

if TYPE_CHECKING:
    from collections.abc import Mapping


def moves(roadmap: Roadmap) -> dict[str, str]:
    return {gap.question: gap.to for step in roadmap for gap in step.questions}


def chosen(**changes: Any) -> Framework:
    """Return three capabilities of one question each, two of which have to reach half credit for the middle level."""
    names = ("a", "b", "c")
    tables: dict[str, Any] = {
        "capabilities": [capability(name, effort=effort) for name, effort in zip(names, (4, 2, 1), strict=True)],
        "questions": [question(f"{name}-1", name, not_applicable=True) for name in names],
        "requirements": [
            rule("framework", "mid", count=2, reaching="0.5"),
            rule("framework", "high", mean="2/3"),
        ],
    }
    return tiny(**{**tables, **changes})


LOWEST = [0, 0, 0]


def test_the_cheapest_route_is_taken_with_what_each_step_costs() -> None:
    """Half of the effort to begin, and a quarter of it for each of the two option steps."""
    found = chosen().assess(LOWEST).roadmap()

    assert moves(found) == {"b-1": "often", "c-1": "often"}
    assert {step.capability: step.cost_exact for step in found} == {"b": Fraction(3, 2), "c": Fraction(3, 4)}
    assert (found.cost_exact, found.cost, found.level, found.score_exact) == (
        Fraction(9, 4),
        2.25,
        "mid",
        Fraction(1, 3),
    )
    assert (found.certificate.proof, found.certificate.bound_exact) == ("optimal", Fraction(9, 4))
    assert (found.certificate.tied, found.certificate.rounded, found.certificate.reproducible) == (False, False, True)
    assert found.plan_cost_exact == Fraction(9, 4)
    assert (found.budget, found.curve, len(found)) == (None, (), 2)


def test_of_routes_that_cost_the_same_the_one_with_the_first_ids_is_taken() -> None:
    equal = [capability(name) for name in ("a", "b", "c")]

    found = chosen(capabilities=equal).assess(LOWEST).roadmap()

    assert moves(found) == {"a-1": "often", "b-1": "often"}
    assert not found.certificate.tied


def test_of_routes_that_cost_the_same_the_one_with_fewer_capabilities_and_steps_is_taken() -> None:
    """To begin is free here, so one step of 2 costs as much as two of 1; and one capability is fewer than two."""
    framework = tiny(
        capabilities=[capability("a"), capability("b")],
        questions=[question("a-1", "a"), question("b-1", "b")],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    )
    free: dict[str, Any] = {"capabilities": {name: {"begin": 0} for name in "ab"}, "questions": {"a-1": 1, "b-1": 1}}

    assert moves(framework.assess([0, 0]).roadmap(costs=free)) == {"a-1": "always"}


def test_costs_are_given_by_capability_question_and_step() -> None:
    result = chosen().assess(LOWEST)

    dear = result.roadmap(costs={"capabilities": {"c": 10}})
    steep = result.roadmap(costs={"questions": {"c-1": {"often": 5, "always": 1}}})
    flat = result.roadmap(costs={"questions": {"c-1": 7}})
    parts = result.roadmap("high", costs={"capabilities": {"a": {"step": 0}, "b": {"begin": "1/3", "step": 0.1}}})

    assert {step.capability: step.cost_exact for step in dear} == {"a": 3, "b": Fraction(3, 2)}
    assert {step.capability: step.cost_exact for step in steep} == {"a": 3, "b": Fraction(3, 2)}
    assert {step.capability: step.cost_exact for step in flat} == {"a": 3, "b": Fraction(3, 2)}
    assert {step.capability: step.cost_exact for step in parts} == {"b": Fraction(1, 3) + Fraction(2, 10), "c": 1}


def test_what_is_wanted_is_raised_and_what_is_excluded_is_not() -> None:
    result = chosen().assess(LOWEST)

    assert moves(result.roadmap(wanted=["a"])) == {"a-1": "often", "c-1": "often"}
    assert moves(result.roadmap(excluded=["c"])) == {"a-1": "often", "b-1": "often"}
    assert moves(result.roadmap({"framework": "low"}, wanted=["a"])) == {"a-1": "often"}


def test_without_what_is_excluded_a_target_may_be_impossible() -> None:
    found = chosen().assess(LOWEST).roadmap(excluded=["b", "c"])

    assert (found.status, found.certificate.proof, found.certificate.requirements) == (Status.OPEN, "infeasible", (0,))
    assert (found.certificate.bound, found.cost, len(found), found.level) == (None, 0, 0, "low")
    assert not found.certificate.over_budget


def test_a_capability_whose_prerequisite_is_excluded_is_held() -> None:
    """Plan requires half credit of Goals: without Goals, neither can be raised."""
    found = two().assess([0, 0, 0, 0]).roadmap({"dimension work": "mid"}, excluded=["goals"])

    assert found.certificate.proof == "infeasible"
    assert [(held.capability, held.needs) for held in found.certificate.held] == [("plan", "goals")]
    wanted = two().assess([1, 0, 0, 0]).roadmap({"dimension people": "mid"}, wanted=["plan"], excluded=["goals"])
    assert [step.capability for step in wanted] == ["team", "plan"]
    unwanted = two().assess([0, 0, 0, 0]).roadmap({"dimension people": "mid"}, wanted=["plan"], excluded=["goals"])
    assert (unwanted.certificate.proof, unwanted.certificate.requirements) == ("infeasible", ())


def test_prerequisites_are_part_of_the_route_and_come_first() -> None:
    found = two().assess([0, 0, 0, 0]).roadmap({"capability plan": 1})

    assert [step.capability for step in found] == ["goals", "plan"]
    assert moves(found) == {"goals-set": "often", "plan-kept": "always", "plan-seen": "always"}
    assert [step.waits_for for step in found] == [(), ("goals",)]


def test_under_a_budget_the_highest_level_comes_first_then_the_score_then_the_cost() -> None:
    """The middle level costs 2.25, the next step of c 0.25 more, and that of b 0.5: with both the level is high."""
    result = chosen().assess(LOWEST)

    found = result.roadmap(budget=3)

    assert (found.level, found.score_exact, found.cost_exact) == ("high", Fraction(2, 3), Fraction(3))
    assert found.budget_exact == 3
    less = result.roadmap(budget="2.9")
    assert (less.level, less.score_exact, less.cost_exact) == ("mid", Fraction(1, 2), Fraction(5, 2))
    assert (less.certificate.proof, less.plan_cost) == ("optimal", None)
    least = result.roadmap(budget=0)
    assert (least.level, len(least), least.certificate.proof) == ("low", 0, "optimal")


def test_the_curve_says_what_each_level_and_each_mark_costs() -> None:
    found = chosen(scores=[{"ladder": "framework", "mean_of": {"questions": "all"}, "marks": ["0.5"]}])

    curve = found.assess(LOWEST).roadmap(budget=0).curve

    points = {(point.level, point.score_exact): point.cost_exact for point in curve}
    assert points == {
        ("mid", None): Fraction(9, 4),
        ("high", None): 3,
        (None, Fraction(1, 2)): Fraction(5, 2),
        (None, Fraction(1)): 7,
    }
    assert all(point.proven for point in curve)


def test_with_what_is_wanted_a_budget_may_be_too_small() -> None:
    result = chosen().assess(LOWEST)

    enough, short = (result.roadmap(budget=budget, wanted=["a"]) for budget in (4, 2))

    assert moves(enough) == {"a-1": "often", "c-1": "always"}
    assert (short.certificate.proof, short.certificate.over_budget) == ("infeasible", True)
    assert (short.certificate.bound_exact, len(short), short.cost) == (Fraction(3), 0, 0.0)


def test_a_target_beyond_the_budget_is_not_reached_in_part() -> None:
    result = chosen().assess(LOWEST)

    enough, short = (result.roadmap("mid", budget=budget) for budget in ("2.25", 2))

    assert (enough.certificate.proof, enough.cost_exact) == ("optimal", Fraction(9, 4))
    assert (short.certificate.proof, short.certificate.over_budget, len(short)) == ("infeasible", True, 0)
    assert short.certificate.bound_exact == Fraction(9, 4)


def test_who_is_there_has_nothing_to_do() -> None:
    best = chosen().assess([2, 2, 2])

    assert (best.roadmap().status, best.roadmap().certificate.proof, len(best.roadmap())) == (
        "nothing left",
        "optimal",
        0,
    )
    assert (best.roadmap("mid").status, best.roadmap("mid").cost, best.roadmap("mid").plan_cost) == ("reached", 0, None)
    assert (len(best.roadmap(budget=1)), best.roadmap(budget=1).curve) == (0, ())


def test_a_target_out_of_reach_is_infeasible_and_names_its_requirements() -> None:
    points = {"base": 0, "of": {"questions": "all"}}
    rules = [rule("framework", "mid", total=1, **points), rule("framework", "high", total=2, **points)]
    lacking = chosen(requirements=rules).assess([NOT_APPLICABLE, NOT_APPLICABLE, 0])

    found = lacking.roadmap("high")

    assert (found.status, found.certificate.proof) == (Status.OUT_OF_REACH, "infeasible")
    assert found.blockers == found.certificate.requirements == (1,)


def test_another_sheet_is_a_target_and_what_does_not_apply_is_left_alone() -> None:
    framework = chosen()

    found = framework.assess([NOT_APPLICABLE, 0, -1]).roadmap(framework.assess([2, 1, 2]))

    assert moves(found) == {"b-1": "often", "c-1": "always"}
    assert found.left_out == ("a-1",)
    nothing = framework.assess([NOT_APPLICABLE] * 3).roadmap(budget=1)
    assert (nothing.level, nothing.score, len(nothing)) == (None, None, 0)


def test_levels_of_dimensions_and_capabilities_count_as_the_rungs_they_stand_on() -> None:
    """Two of three areas at the top, or one there and the others in the middle: the cheaper is taken."""
    areas = ("x", "y", "z")
    framework = tiny(
        dimensions=[dimension(name) for name in areas],
        capabilities=[capability(f"{name}-does", name, effort=place + 1) for place, name in enumerate(areas)],
        questions=[question(f"{name}-1", f"{name}-does") for name in areas],
        requirements=[
            rule("each dimension", "mid", mean="0.5"),
            rule("each dimension", "high", mean=1),
            rule("framework", "mid", mean="1/3", of={"dimensions": "all"}, by="level"),
            rule("framework", "high", mean="2/3", of={"dimensions": "all"}, by="level"),
        ],
    )

    middle, high = (framework.assess([0, 0, 0]).roadmap(level) for level in ("mid", "high"))

    assert moves(middle) == {"x-1": "always"}
    assert moves(high) == {"x-1": "always", "y-1": "always"}


def test_scores_of_one_score_are_one_gate() -> None:
    """Both rungs ask the same of the dimension, so the program has no more rows than for one."""
    same = [rule("framework", level, mean="0.5", of={"dimensions": "all"}) for level in ("mid", "high")]

    assert moves(chosen(requirements=same).assess(LOWEST).roadmap("high")) == {"b-1": "often", "c-1": "always"}


def test_roadmaps_are_stored_and_read_back() -> None:
    found = two().assess([0, 0, 0, 0]).roadmap(budget=2)

    assert Roadmap.model_validate_json(found.model_dump_json()) == found
    assert "bound_exact" in Roadmap.model_json_schema()["$defs"]["Certificate"]["properties"]


def test_O1_everything_that_is_wrong_is_said_at_once() -> None:
    costs: Any = {"capabilities": {"aa": 1, "b": -1, "c": {"begn": 1, "step": float("nan")}}, "questions": {"a-2": 1}}
    costs["levels"] = {}

    with pytest.raises(ArgumentError) as caught:
        chosen().assess(LOWEST).roadmap(budget=-1, costs=costs, wanted=["d"], excluded="a", seconds=0)

    assert str(caught.value).splitlines() == [
        "costs.levels: no such table of costs; got 'levels'; allowed: capabilities, questions",
        "costs.capabilities.aa: no such capability; got 'aa'; allowed: a, b, c; did you mean 'a'?",
        "costs.capabilities.b: a cost cannot be negative; got -1; allowed: 0 or more",
        "costs.capabilities.c: a cost cannot be named so; got 'begn'; allowed: begin, step; did you mean 'begin'?",
        f"costs.capabilities.c.step: expected {_ALLOWED}; got nan",
        "costs.questions.a-2: no such question; got 'a-2'; allowed: a-1, b-1, c-1; did you mean 'a-1'?",
        "budget: a budget cannot be negative; got -1; allowed: 0 or more",
        "wanted: no such capability; got 'd'; allowed: a, b, c",
        "excluded: expected a list of strings; got 'a'",
        "seconds: expected a number of seconds; got 0; allowed: None, or above 0 and at most 1,000,000",
    ]


BAD: Mapping[str, tuple[dict[str, Any], str]] = {
    "costs that are no tables": (
        {"costs": 3},
        "costs: expected a mapping; got 3; allowed: None, or tables of costs by id",
    ),
    "a table that is none": (
        {"costs": {"questions": [1]}},
        "costs.questions: expected a table of costs by id; got [1]",
    ),
    "an unknown table": (
        {"costs": {"question": {}}},
        (
            "costs.question: no such table of costs; got 'question'; allowed: capabilities, questions; "
            "did you mean 'questions'?"
        ),
    ),
    "a cost that is too large": (
        {"costs": {"capabilities": {"a": 10**13}}},
        "costs.capabilities.a: expected a number between -1000000000000 and 1000000000000; got 10000000000000",
    ),
    "the lowest option, which nobody rises to": (
        {"costs": {"questions": {"a-1": {"rarely": 1}}}},
        "costs.questions.a-1: a cost cannot be named so; got 'rarely'; allowed: often, always",
    ),
    "a bad cost of a question": (
        {"costs": {"questions": {"a-1": -2}}},
        "costs.questions.a-1: a cost cannot be negative; got -2; allowed: 0 or more",
    ),
    "a bad effort": ({"costs": {"capabilities": {"a": True}}}, "costs.capabilities.a: expected a decimal"),
    "a budget without end": ({"budget": float("inf")}, "budget: expected a decimal with up to six places"),
    "wanted and excluded": (
        {"wanted": ["a"], "excluded": ["a"]},
        "wanted.a: this capability is both wanted and excluded",
    ),
    "wanted at its best": (
        {"wanted": ["b"]},
        "wanted.b: this capability is at its best already, so no step can raise it",
    ),
    "seconds as a word": (
        {"seconds": "2"},
        "seconds: expected a number of seconds; got '2'; allowed: None, or above 0 and at most 1,000,000",
    ),
}


@pytest.mark.parametrize(("given", "message"), BAD.values(), ids=BAD.keys())
def test_O1_what_is_refused_says_where_and_what_is_allowed(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        chosen().assess([0, 2, 0]).roadmap(**given)

    assert str(caught.value).startswith(message)


def test_scored_in_code_there_is_no_roadmap() -> None:
    with pytest.raises(ArgumentError) as caught:
        tiny().with_scorer(Product()).assess([0, 0]).roadmap()

    why = "a roadmap needs requirements, and this framework is scored in code"
    assert str(caught.value) == f"roadmap: {why}; next_steps has a plan"


def test_a_route_that_does_not_hold_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Finder, "cost", ())
    monkeypatch.setattr("maturity_core.readers.program.parts.Program.moves", lambda *_: {})

    with pytest.raises(MaturityError, match="does not hold when it is scored again"):
        chosen().assess(LOWEST).roadmap()


def with_outcomes(**changes: Any) -> Framework:
    """Return a capability with a question about a deed, and two about outcomes that count as much."""
    tables: dict[str, Any] = {
        "capabilities": [capability("plan", effort=2), capability("team")],
        "questions": [
            question("plan-kept", "plan"),
            question("plan-pays", "plan", outcome=True),
            question("team-stays", "team", outcome=True),
        ],
        "requirements": [rule("framework", "mid", mean="1/3"), rule("framework", "high", mean="0.5")],
        "levels": LEVELS,
    }
    return tiny(**{**tables, **changes})


def test_outcomes_are_assumed_only_where_deeds_do_not_suffice_and_cost_nothing() -> None:
    """The middle level needs one credit of three, which the deed gives; the high one half a credit more."""
    result = with_outcomes().assess(LOWEST)

    middle, high = result.roadmap("mid"), result.roadmap("high")

    assert (moves(middle), middle.results, middle.cost) == ({"plan-kept": "always"}, (), 2)
    assert (moves(high), high.cost, high.plan_cost) == ({"plan-kept": "always"}, 2, 2)
    assert [(shown.question, shown.to) for shown in high.results] == [("plan-pays", "often")]
    assert high.level == "high"


def test_a_budget_buys_no_outcomes() -> None:
    found = with_outcomes().assess(LOWEST).roadmap(budget=9)

    assert (moves(found), found.results, found.level) == ({"plan-kept": "always"}, (), "mid")
    assert {point.level for point in found.curve} == {"mid", None}
    wanted = with_outcomes().assess(LOWEST).roadmap(budget=9, wanted=["plan"])
    assert (wanted.cost, wanted.level) == (2, "mid")


def test_results_alone_may_reach_a_target_and_outcomes_are_no_steps() -> None:
    shown = [rule("framework", "mid", least=1, of={"questions": ["team-stays"]})]
    framework = with_outcomes(levels=LEVELS[:2], requirements=shown)
    result = framework.assess(LOWEST)

    found = result.roadmap("mid", excluded=["plan", "team"])

    assert (len(found), [(shown.question, shown.to) for shown in found.results]) == (0, [("team-stays", "always")])
    assert found.certificate.proof == "optimal"
    with pytest.raises(ArgumentError, match="at its best already"):
        result.roadmap("mid", wanted=["team"])


def test_a_question_that_needs_another_moves_only_with_it() -> None:
    """Only what is seen is required, and it is asked once the plan is kept often: that is one option step more."""
    framework = tiny(
        levels=LEVELS[:2],
        questions=[question("kept"), question("seen", needs={"question": "kept", "option": "often"})],
        requirements=[rule("framework", "mid", least=1, of={"questions": ["seen"]})],
    )

    found = framework.assess([0, 0]).roadmap("mid")

    assert moves(found) == {"kept": "often", "seen": "always"}
    assert found.cost_exact == found.plan_cost_exact == Fraction(7, 8)
    assert moves(framework.assess([1, 0]).roadmap("mid")) == {"seen": "always"}
