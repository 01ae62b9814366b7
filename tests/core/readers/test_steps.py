"""Next steps: the plan to a target, none of it superfluous, prerequisites first, and the reasons in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, FrameworkError, Plan
from maturity_core.model.node import unchecked
from maturity_core.telling.coming import reason_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def test_S6_nothing_left_and_reached_have_no_steps() -> None:
    """A plan may be empty, and then says why."""
    best = two().assess([2, 2, 2, 2])

    assert (best.next_steps().status, len(best.next_steps())) == ("nothing left", 0)
    assert (best.next_steps("high").status, list(best.next_steps("high"))) == ("reached", [])


def test_a_step_says_from_where_to_where_and_what_it_opens() -> None:
    """Effort, scores, what is reached and met, what becomes ready, and why."""
    team, goals, plan = two().assess([0, 0, 0, 0]).next_steps()

    assert (team.capability, goals.capability, plan.capability) == ("team", "goals", "plan")
    assert (goals.name, goals.effort_exact) == ("Goals", Fraction(2))
    assert (goals.score_from_exact, goals.score_to_exact) == (Fraction(0), Fraction(1, 2))
    assert (goals.level_from, goals.level_to) == (None, None)
    assert (goals.ready, goals.waits_for, goals.readies) == (True, (), ("plan",))
    assert (plan.ready, plan.waits_for, plan.readies) == (False, ("goals",), ())
    assert (goals.asked, goals.needed_by, goals.leans_on) == (1, ("plan",), ())
    assert (plan.asked, plan.needed_by, plan.leans_on) == (1, (), ("team",))
    assert [(rung.ladder, rung.level) for rung in team.reaches] == [("dimension people", "mid")]
    assert [(rung.ladder, rung.level) for rung in plan.reaches] == [("dimension work", "mid"), ("framework", "mid")]
    rules = two().all_requirements
    assert [str(rules[place].ladder) for place in team.meets] == ["dimension people"]
    assert [str(rules[place].ladder) for place in plan.meets] == ["dimension work", "framework"]


def moves(plan: Plan) -> dict[str, list[str]]:
    """Return by step where its questions go."""
    return {step.capability: [f"{gap.question} {gap.to}" for gap in step.questions] for step in plan}


def test_the_moves_of_a_plan_are_chosen_by_what_they_cost() -> None:
    """One question all the way where two would have to start half way; a question moves beyond its gap then."""
    result = two().assess([0, 0, 1, 2])

    assert [(gap.question, gap.to) for gap in result.gaps().questions] == [
        ("goals-set", "often"),
        ("plan-kept", "often"),
    ]
    # goals costs 1 to begin and 1/2 a step, plan 1/2 to begin and 1/8 a step, but goals before it
    assert moves(result.next_steps()) == {"goals": ["goals-set always"]}
    assert result.next_steps().steps[0].asked == 1


def cheaper(efforts: Sequence[Any], bar: str, **weights: Any) -> dict[str, list[str]]:
    """Return the plan to a mean of `bar` over three capabilities with two questions each, from nothing."""
    names = ("art", "base", "call")
    framework = tiny(
        capabilities=[capability(name, effort=effort) for name, effort in zip(names, efforts, strict=True)],
        questions=[question(f"{name}-{place}", name, **weights) for name in names for place in (1, 2)],
        requirements=[rule("framework", level, mean=bar) for level in ("mid", "high")],
    )
    return moves(framework.assess([0] * 6).next_steps("mid"))


def test_whole_capabilities_are_taken_back_before_option_steps() -> None:
    """The dearest for what they add first; then what is left of the others, ties by id."""
    # a third is one capability at its best; of equals the first by id goes first
    assert cheaper((1, 1, 1), "1/3") == {"call": ["call-1 always", "call-2 always"]}
    assert cheaper((3, 1, 2), "1/3") == {"base": ["base-1 always", "base-2 always"]}
    # a half is one and a half: the two cheapest, without the first option steps of the dearer one
    assert cheaper((3, 1, 2), "1/2") == {
        "base": ["base-1 always", "base-2 always"],
        "call": ["call-2 always"],
    }


def test_what_adds_nothing_to_the_overall_score_is_taken_back_first() -> None:
    """Of that the dearest first, and however little it costs; draft 1 has no eye for it."""
    framework = tiny(
        capabilities=[capability("art", effort=9), capability("base"), capability("call", effort=2)],
        questions=[question("a", "art"), question("b", "base"), question("c", "call")],
        scores=[{"ladder": "framework", "mean_of": {"questions": ["a"]}}],
        requirements=[
            rule("framework", level, count=1, of={"questions": "all"}, reaching=1) for level in ("mid", "high")
        ],
    )
    chart = framework.chart

    assert chart.prices.shares == ((0, 1, 2), (0, 0, 0), (0, 0, 0))
    assert chart.prices.takings == ((2, 2), (2, 1), (1, 2), (1, 1), (0, 2), (0, 1))
    assert moves(framework.assess([0, 0, 0]).next_steps("mid")) == {"base": ["b always"]}


def test_of_two_equally_dear_drafts_the_first_is_the_plan() -> None:
    """Draft 1 closes gaps, draft 2 goes all the way elsewhere."""
    framework = tiny(
        capabilities=[capability("art", effort=3), capability("base", effort=3)],
        questions=[question("a", "art"), question("b", "base")],
        requirements=[rule("framework", level, mean="0.25") for level in ("mid", "high")],
    )

    # one capability half way, in either draft: a question's common value is a quarter, and its option a half
    assert moves(framework.assess([0, 0]).next_steps("mid")) == {"base": ["b often"]}


def test_an_option_step_taken_back_leaves_an_open_answer_open() -> None:
    """Not moved to the lowest option, which would be no step."""
    framework = tiny(
        questions=[question("a"), question("b")],
        requirements=[rule("framework", level, mean="0.25") for level in ("mid", "high")],
    )
    (step,) = framework.assess([UNANSWERED, 0]).next_steps("mid")

    assert [(gap.question, gap.answer, gap.to) for gap in step.questions] == [("b", "rarely", "often")]


def laddered(**changes: Any) -> Framework:
    """Return a framework whose capability `goals` has a ladder of its own, and whose `plan` requires a rung of it."""
    requires = [{"capability": "goals", "level": "mid"}]
    tables: dict[str, Any] = {
        "capabilities": [
            capability("goals", levels="own"),
            capability("plan", requires=requires),
            capability("team", "people"),
        ],
        "level_lists": {"own": LEVELS},
        "requirements": [
            *[rule("capability goals", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
            *[
                rule("framework", level, least=bar, of={"questions": {"capability": "plan"}})
                for level, bar in (("mid", "0.5"), ("high", 1))
            ],
        ],
    }
    return two(**{**tables, **changes})


def test_a_prerequisite_is_raised_as_far_as_it_is_required() -> None:
    """No further, unless the target asks for it; its reason names who needs it."""
    first, second = laddered().assess([0, 0, 0, 0]).next_steps("high")

    assert (first.capability, [gap.to for gap in first.questions]) == ("goals", ["often"])
    assert (first.level_from, first.level_to) == ("low", "mid")
    assert [(rung.ladder, rung.level) for rung in first.reaches] == [("capability goals", "mid")]
    assert (first.asked, first.needed_by) == (0, ("plan",))
    assert (second.capability, second.waits_for) == ("plan", ("goals",))
    assert (second.asked, second.needed_by) == (2, ())


def test_two_capabilities_may_need_the_same() -> None:
    """The reason names all of them."""
    requires = [{"capability": "goals", "credit": 1}]
    capabilities = [
        capability("goals"),
        capability("plan", requires=requires),
        capability("team", "people", requires=requires),
    ]
    rules = [
        rule("framework", level, least=bar, of={"questions": ["plan-kept", "team-there"]})
        for level, bar in (("mid", "0.5"), ("high", 1))
    ]
    first, *_ = two(capabilities=capabilities, requirements=rules).assess([0, 0, 0, 0]).next_steps()

    assert first.needed_by == ("plan", "team")
    assert first.readies == ("plan", "team")


def test_a_prerequisite_that_is_met_adds_no_step() -> None:
    """Met today, with no rung left, or without a score because nothing applies."""
    questions = [
        question("goals-set", "goals", not_applicable=True),
        *[question(name, "plan") for name in ("plan-kept", "plan-seen")],
        question("team-there", "team"),
    ]
    by_rung, by_credit = laddered(questions=questions), two(questions=questions)

    for framework, codes in (
        (by_rung, [1, 0, 0, 0]),
        (by_rung, [NOT_APPLICABLE, 0, 0, 0]),
        (by_credit, [NOT_APPLICABLE, 0, 0, 2]),
    ):
        (step,) = framework.assess(codes).next_steps("mid").steps
        assert (step.capability, step.ready, step.waits_for) == ("plan", True, ())


def test_a_prerequisite_out_of_reach_adds_no_step_and_is_named() -> None:
    """The step that needs it is listed, but never ready."""
    questions = [
        question("goals-set", "goals"),
        question("goals-met", "goals", not_applicable=True),
        question("plan-kept", "plan"),
        question("team-there", "team"),
    ]
    rules = [
        *[rule("capability goals", level, total=bar, base=0) for level, bar in (("mid", "1.5"), ("high", 2))],
        *[
            rule("framework", level, least=bar, of={"questions": ["plan-kept"]})
            for level, bar in (("mid", "0.5"), ("high", 1))
        ],
    ]
    result = laddered(questions=questions, requirements=rules).assess([0, NOT_APPLICABLE, 0, 0])

    (step,) = result.next_steps().steps

    assert (step.capability, step.ready, step.waits_for) == ("plan", False, ("goals",))


def test_the_superfluous_step_with_the_most_effort_is_dropped() -> None:
    """Ties by id: one of two ways is left out, the one with more effort or the first of equals."""
    rules = [
        rule("framework", level, count=1, of={"capabilities": ["goals", "team"]}, reaching=bar)
        for level, bar in (("mid", "0.5"), ("high", 1))
    ]

    def chosen(*efforts: int) -> list[str]:
        capabilities = [
            capability("goals", effort=efforts[0]),
            capability("plan"),
            capability("team", "people", effort=efforts[1]),
        ]
        return [
            step.capability for step in two(capabilities=capabilities, requirements=rules).assess([0] * 4).next_steps()
        ]

    assert (chosen(3, 1), chosen(1, 3), chosen(1, 1)) == (["team"], ["goals"], ["team"])


def test_the_order_is_by_gain_for_cost_then_by_id() -> None:
    """Weight times credit gained, divided by what the step costs; never the position in the file."""

    def order(weight: str, effort: int) -> list[str]:
        capabilities = [capability("zeal"), capability("plan"), capability("art", effort=effort)]
        questions = [
            question(f"{name}-q", name, weight=weight if name == "art" else 1) for name in ("zeal", "plan", "art")
        ]
        return [
            step.capability
            for step in tiny(capabilities=capabilities, questions=questions).assess([0] * 3).next_steps("high")
        ]

    assert order("1", 1) == ["art", "plan", "zeal"]
    assert order("1", 2) == ["plan", "zeal", "art"]
    assert order("3", 2) == ["art", "plan", "zeal"]


def test_the_worth_of_a_capability_moves_its_step_and_no_score() -> None:
    def told(worth: int) -> tuple[list[str], float | None]:
        capabilities = [capability("art"), capability("plan"), capability("zeal", worth=worth)]
        questions = [question(f"{name}-q", name) for name in ("art", "plan", "zeal")]
        framework = tiny(capabilities=capabilities, questions=questions)
        places = framework.assess_many([[0, 0, 1]]).next_steps("high").steps[0].tolist()
        steps = [step.capability for step in framework.assess([0, 0, 1]).next_steps("high")]
        assert steps == [framework.capabilities[place].id for place in places]
        return steps, framework.assess([0, 0, 1]).score

    assert told(1) == (["art", "plan", "zeal"], 1 / 6)
    assert told(3) == (["zeal", "art", "plan"], 1 / 6)


def test_worths_of_any_size_are_compared_exactly() -> None:
    """Weights whose common scale exceeds 64 bits order the steps as fractions do."""
    capabilities = [capability(name, effort=effort) for name, effort in (("zeal", "9999973/3"), ("art", "9999991/3"))]
    questions = [question("zeal-q", "zeal", weight="999998.199989"), question("art-q", "art", weight="999999.999989")]
    framework = tiny(capabilities=capabilities, questions=questions)

    assert [step.capability for step in framework.assess([0, 0]).next_steps("high")] == ["zeal", "art"]


@pytest.mark.parametrize(
    ("count", "reason"),
    [(1, "One answer here counts towards Middle."), (2, "2 answers here count towards Middle.")],
)
def test_a_step_that_lost_its_reason_still_says_what_moves(count: int, reason: str) -> None:
    """A prerequisite may do by itself what the step after it was planned for: that step is then dropped."""
    capabilities = [capability("base"), capability("dear", effort=9, requires=[{"capability": "base", "credit": 1}])]
    questions = [question(f"base-{place}", "base") for place in range(count)]
    dear = question("dear-q", "dear", weight=count)
    framework = tiny(capabilities=capabilities, questions=[*questions, dear])

    plan = framework.assess([*[1] * count, 0]).next_steps("mid")
    (step,) = plan.steps

    assert (step.capability, step.asked, step.needed_by) == ("base", 0, ())
    assert reason_text(framework, plan, step) == f"{reason} Dear builds on it."


def test_what_is_half_in_place_today_makes_nothing_easier() -> None:
    """Nor does what does not apply: it has no score."""
    framework = two()
    for team, leaned in ((0, ("team",)), (1, ()), (2, ()), (NOT_APPLICABLE, ())):
        plan = framework.assess([2, 0, 0, team]).next_steps({"dimension work": "mid"})
        assert plan.steps["plan"].leans_on == leaned


def test_steps_towards_another_sheet() -> None:
    """The reason says where they lead."""
    framework = two()
    plan = framework.assess([1, 0, 0, 0]).next_steps(framework.assess([1, 1, 0, 0]))

    assert [(step.capability, reason_text(framework, plan, step)) for step in plan] == [
        ("plan", "It raises one answer that is too low for the target sheet. Easier with this in place: Team.")
    ]


@pytest.mark.parametrize("limit", [0, -3])
def test_a_plan_of_no_steps_promises_nothing(limit: int) -> None:
    """Cut before its first step, a plan is not complete."""
    plan = two().assess([0] * 4).next_steps(limit=limit)

    assert (plan.steps, plan.complete, plan.status) == ((), False, "open")


def test_D1_a_cycle_of_prerequisites_that_nobody_checked_is_refused() -> None:
    """A file with a cycle is refused when read; a framework that was never checked must not loop for ever."""
    framework = two()
    goals, plan, team = framework.capabilities
    turned = goals.model_copy(update={"requires": (plan.requires[0].model_copy(update={"capability": "plan"}),)})
    tables = {name: getattr(framework, name) for name in Framework.model_fields}
    forged = unchecked(Framework, **tables | {"capabilities": (turned, plan, team)})

    with pytest.raises(FrameworkError, match=r"^capabilities: the prerequisites form a cycle; got goals, plan$"):
        forged.assess([0, 0, 0, 0]).next_steps("high")
