"""Outcomes: no step moves them; results that have to show are listed only where deeds alone miss the target."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, LEVELS, Product, capability, drawn, question, rule, some_sheets, tiny

from maturity_core import NO_STEP, NOT_APPLICABLE, UNANSWERED, Framework, Status
from maturity_core.readers.prices import MOST_WAYS
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.outcomes import no_superfluous_result, outcomes_are_no_steps
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.steps import batch_plans_equal_single, plan_reaches_target, plans_equal_oracle, shown
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Plan
    from maturity_core.testing.oracle_model import Sheet

WITH = tuple(framework for framework in drawn() if framework.chart.outcomes)
SHEETS = 4
NA = NOT_APPLICABLE


def outcome(name: str, owner: str = "plan", *leading: str, **fields: Any) -> dict[str, Any]:
    return question(name, owner, outcome=True, led_by=list(leading), **fields)


def planned(framework: Framework, sheet: Sequence[int], level: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the steps of a plan, in order, with what their questions reach; and what the results have to reach."""
    plan = framework.assess(list(sheet)).next_steps(level)
    return moves(plan), {result.question: result.to for result in plan.results}


def moves(plan: Plan) -> dict[str, dict[str, str]]:
    return {step.capability: {gap.question: gap.to for gap in step.questions} for step in plan}


def of_four(middle: str) -> Framework:
    """Return the mean of three deeds and one outcome, all of one capability."""
    return tiny(
        questions=[question("kept"), question("seen"), question("told"), outcome("calm", "plan", "plan")],
        requirements=[rule("framework", "mid", mean=middle), rule("framework", "high", mean=1)],
    )


def test_an_outcome_stays_where_deeds_alone_reach_the_target() -> None:
    # 3 of 4 points are needed. Three deeds give them; with one point shown already, two do, and the lowest id is saved.
    everything = {"plan": {"kept": "always", "seen": "always", "told": "always"}}

    assert planned(of_four("0.75"), (0, 0, 0, 0), "mid") == (everything, {})
    assert planned(of_four("0.75"), (0, 0, 0, 2), "mid") == ({"plan": {"seen": "always", "told": "always"}}, {})


def test_as_few_option_steps_as_possible_are_assumed_where_deeds_alone_miss_it() -> None:
    # Deeds give 3 of 4 points: for 3.5 the outcome has to show half a point, for 4 a whole one.
    everything = {"plan": {"kept": "always", "seen": "always", "told": "always"}}

    assert planned(of_four("0.875"), (0, 0, 0, 0), "mid") == (everything, {"calm": "often"})
    assert planned(of_four("0.875"), (0, 0, 0, 0), "high") == (everything, {"calm": "always"})
    assert planned(of_four("0.875"), (0, 0, 0, 1), "high") == (everything, {"calm": "always"})


def test_a_result_says_from_where_to_where_and_what_leads_there() -> None:
    plan = of_four("0.875").assess([0, 0, 0, UNANSWERED]).next_steps("mid")

    (result,) = plan.results
    assert (result.question, result.answer, result.to, result.led_by) == ("calm", "unanswered", "often", ("plan",))
    assert [step.asked for step in plan] == [3]


def with_prerequisite(credit: str) -> Framework:
    """Return a plan that requires goals, whose score is the mean of a deed and an outcome."""
    return tiny(
        capabilities=[capability("goals"), capability("plan", requires=[{"capability": "goals", "credit": credit}])],
        questions=[question("goals-set", "goals"), outcome("goals-met", "goals", "plan"), question("kept")],
        requirements=[rule("framework", "mid", least=1, of={"questions": ["kept"]})],
        levels=LEVELS[:2],
    )


def test_no_result_is_assumed_for_a_prerequisite() -> None:
    # The deed gives goals half credit. More than that only shows later: the step waits, and the plan says for what.
    assert planned(with_prerequisite("0.5"), (0, 0, 0), "mid") == (
        {"goals": {"goals-set": "always"}, "plan": {"kept": "always"}},
        {},
    )
    assert planned(with_prerequisite("0.75"), (0, 0, 0), "mid") == ({"plan": {"kept": "always"}}, {})

    (step,) = with_prerequisite("0.75").assess([0, 0, 0]).next_steps("mid")
    assert (step.ready, step.waits_for) == (False, ("goals",))


def test_a_capability_of_outcomes_alone_is_never_a_step() -> None:
    framework = tiny(
        capabilities=[capability("loyal"), capability("plan")],
        questions=[outcome("stayed", "loyal", "plan"), question("kept")],
    )

    assert planned(framework, (0, 0), "mid") == ({"plan": {"kept": "always"}}, {})
    assert planned(framework, (0, 0), "high") == ({"plan": {"kept": "always"}}, {"stayed": "always"})

    plan = framework.assess([0, 2]).next_steps("high")
    assert (plan.status, plan.steps, len(plan.results), plan.complete) == (Status.OPEN, (), 1, True)


def test_an_outcome_that_does_not_apply_is_no_result() -> None:
    framework = tiny(questions=[question("kept"), outcome("calm", "plan", not_applicable=True)])

    assert planned(framework, (0, NA), "high") == ({"plan": {"kept": "always"}}, {})
    assert planned(framework, (0, 0), "high") == ({"plan": {"kept": "always"}}, {"calm": "always"})


def test_gaps_show_an_outcome_as_every_question() -> None:
    gaps = of_four("0.75").assess([0, 0, 0, 0]).gaps("mid")

    assert [gap.question for gap in gaps.questions] == ["kept", "seen", "told", "calm"]


def test_what_another_sheet_has_shown_is_a_result() -> None:
    framework = of_four("0.75")
    plan = framework.assess([0, 0, 0, 0]).next_steps(framework.assess([1, 0, 0, 1]))

    assert moves(plan) == {"plan": {"kept": "often"}}
    assert {result.question: result.to for result in plan.results} == {"calm": "often"}


def test_results_that_add_least_to_the_score_are_saved_first() -> None:
    weights = {"first": 1, "second": 3, "third": 2}
    framework = tiny(
        questions=[question("kept", weight=6), *(outcome(name, weight=weight) for name, weight in weights.items())],
        levels=LEVELS[:2],
        requirements=[rule("framework", "mid", mean="0.75")],
    )

    # 9 of 12 points are needed, and the deed gives 6: the other 3 take two option steps of the second.
    assert planned(framework, (0, 0, 0, 0), "mid") == ({"plan": {"kept": "always"}}, {"second": "always"})


def test_fewer_results_are_found_where_what_adds_least_is_all_it_takes() -> None:
    scales = {
        "late": {"options": [{"id": f"o{n}", "label": f"{n}", "credit": int(n == 3)} for n in range(4)]},
        "habit": HABIT,
    }
    framework = tiny(
        scales=scales,
        levels=LEVELS[:2],
        questions=[question("kept"), outcome("late", scale="late"), outcome("soon")],
        requirements=[rule("framework", "mid", mean="0.5")],
    )

    # Half a point is missing: three option steps of the first would bring a whole one, one of the second is enough.
    assert planned(framework, (0, 0, 0), "mid") == ({"plan": {"kept": "always"}}, {"soon": "often"})


def test_effort_is_spread_over_deeds_alone() -> None:
    # The same deeds cost the same, whatever results are measured beside them.
    with_results = of_four("0.5")
    without = tiny(questions=[question("kept"), question("seen"), question("told")])

    assert with_results.chart.prices.steps == without.chart.prices.steps


def test_a_lever_never_raises_an_outcome() -> None:
    framework = tiny(
        capabilities=[capability("loyal"), capability("plan")],
        questions=[outcome("stayed", "loyal"), question("kept"), outcome("calm")],
        levers={"show": 3, "basis": "source"},
    )

    (lever,) = framework.assess([0, 0, 0]).levers
    assert (lever.capability, str(lever.gain_exact)) == ("plan", "1/3")


def test_a_batch_has_the_number_of_results() -> None:
    plans = of_four("0.75").assess_many([[0, 0, 0, 0], [0, 0, 0, 1], [2, 2, 2, 2]]).next_steps("high", limit=0)

    assert (plans.results.tolist(), plans.length.tolist()) == ([1, 1, 0], [1, 1, 0])


def test_a_table_has_them_only_if_there_are_outcomes() -> None:
    names = [framework.assess_many([[0] * n]).to_arrow(["next_steps"]).column_names[:3] for framework, n in MODELS]

    assert names == [["plan_status", "plan_length", "plan_results"], ["plan_status", "plan_length", "step_1"]]


MODELS = [(of_four("0.75"), 4), (tiny(), 2)]


def test_a_profile_leads_to_outcomes_by_what_it_asks() -> None:
    framework = tiny(
        capabilities=[capability("plan"), capability("team")],
        questions=[question("kept"), question("there", "team"), outcome("calm", "plan", "team", "plan")],
        profiles=[{"id": "short", "name": "Short", "questions": ["kept", "calm"]}],
    )
    plan = framework.profile("short").assess([0, 0]).next_steps("high")

    assert [result.led_by for result in plan.results] == [("plan",)]


def test_a_scorer_in_code_needs_results_too() -> None:
    framework = of_four("0.75").with_scorer(Product())

    # The product of all four is 1/2 with one outcome half shown.
    assert planned(framework, (0, 0, 0, 0), "mid") == (
        {"plan": {"kept": "always", "seen": "always", "told": "always"}},
        {"calm": "often"},
    )
    assert framework.assess_many([[0, 0, 0, 0]]).next_steps("mid").steps.tolist() == [[0]]


def test_prerequisites_are_met_by_results_that_show_anyway() -> None:
    """What the target assumes counts for what requires it; the step still waits for it today."""
    framework = tiny(
        capabilities=[capability("goals"), capability("plan", requires=[{"capability": "goals", "credit": 1}])],
        questions=[outcome("met", "goals"), question("kept")],
    )
    plan = framework.assess([0, 0]).next_steps("high")

    assert (moves(plan), [step.waits_for for step in plan]) == ({"plan": {"kept": "always"}}, [("goals",)])
    assert [result.to for result in plan.results] == ["always"]
    assert framework.assess_many([[0, 0]]).next_steps("high").steps.tolist() == [[1, NO_STEP]]


def aims(subject: Subject, seed: int) -> list[Aim]:
    """Return sheets with the default target, and with the highest rung of every ladder."""
    sheets = [tuple(map(int, sheet)) for sheet in some_sheets(subject.framework, seed, SHEETS)]
    tops = [((ladder, ranks[-1]),) for ladder, ranks in subject.rungs.items() if ranks]
    targets: list[tuple[tuple[str, int], ...]] = [(), *tops]
    return [Aim(sheet, rungs) for sheet in sheets for rungs in targets]


@pytest.mark.parametrize("place", range(len(WITH)))
@pytest.mark.wide
def test_every_reader_finds_the_same_results_and_none_is_superfluous(place: int) -> None:
    subject = Subject(WITH[place])
    laws = [plans_equal_oracle, batch_plans_equal_single, plan_reaches_target]
    for aim in aims(subject, place):
        for law in (*laws, outcomes_are_no_steps, no_superfluous_result):
            law.holds(subject, aim)


@pytest.mark.parametrize("place", range(len(WITH)))
def test_no_list_of_results_is_shorter(place: int) -> None:
    """By trying every way to raise the outcomes, with everything else at its best.

    It holds if the ways with fewer option steps are among those that are tried.
    """
    subject = Subject(WITH[place])
    for drawn_aim in aims(subject, place):
        plan, aim = subject.plan(drawn_aim), subject.fixed(drawn_aim)
        if plan is None or aim is None or plan.status != Status.OPEN:
            continue
        listed, tried = raised(aim.sheet, shown(subject, aim.sheet, plan)), subject.framework.chart.ways
        if len(tried) >= MOST_WAYS and sum(tried[-1].values()) < listed:
            continue
        fewer = [sheet for sheet in ways(subject, aim.sheet) if raised(aim.sheet, sheet) < listed]
        best = [replaced(sheet, deeds(subject, sheet)) for sheet in fewer]
        assert all(status is not Status.REACHED for status, _ in subject.asked([aim.at(sheet) for sheet in best]))


def ways(subject: Subject, sheet: Sheet) -> list[Sheet]:
    """Return the sheet with its outcomes raised in every way there is."""
    options = [
        range(max(code, 0), top + 1) if entry.outcome and code != NA else [code]
        for code, top, entry in zip(sheet, subject.tops, subject.framework.questions, strict=True)
    ]
    return list(product(*options))


def raised(before: Sheet, after: Sheet) -> int:
    """Return by how many option steps a sheet is higher; what does not apply is no step."""
    return sum(max(code, 0) - max(was, 0) for was, code in zip(before, after, strict=True))


def deeds(subject: Subject, sheet: Sheet) -> dict[int, int]:
    """Return the best answers to all that applies and is no outcome."""
    questions = subject.framework.questions
    return {column: code for column, code in enumerate(subject.best(sheet)) if not questions[column].outcome}


def test_where_all_ways_that_are_tried_are_too_short_everything_is_assumed() -> None:
    """Of seven outcomes, ways with five are not all among those that are tried; all seven are needed."""
    names = [f"calm-{place}" for place in range(7)]
    framework = tiny(
        scales={
            "yes-no": {
                "options": [{"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1}]
            }
        },
        questions=[question("kept", scale="yes-no"), *(outcome(name, scale="yes-no") for name in names)],
        levels=LEVELS[:2],
        requirements=[rule("framework", "mid", least=1)],
    )

    steps, results = planned(framework, [0] * 8, "mid")

    assert len(framework.chart.ways) == MOST_WAYS
    assert (steps, results) == ({"plan": {"kept": "yes"}}, dict.fromkeys(names, "yes"))
    batch = framework.assess_many([[0] * 8, [0] * 7 + [1]]).next_steps("mid")
    assert batch.results.tolist() == [7, 6]


def test_a_profile_passes_over_ways_with_outcomes_that_it_does_not_ask() -> None:
    framework = tiny(
        questions=[question("kept"), outcome("calm"), outcome("glad")],
        levels=LEVELS[:2],
        requirements=[rule("framework", "mid", least=1)],
        profiles=[{"id": "short", "name": "Short", "questions": ["kept", "glad"]}],
    )

    steps, results = planned(framework.profile("short"), (0, 0), "mid")

    assert (steps, results) == ({"plan": {"kept": "always"}}, {"glad": "always"})
    assert len(framework.profile("short").chart.ways) < len(framework.chart.ways)
