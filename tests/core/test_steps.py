"""Next steps: the plan to a target, none of it superfluous, prerequisites first, and the reasons in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, drawn, question, rule, tiny, two
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, TargetError
from maturity_core.testing.strategies import answers, targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Assessment, Framework, Plan, Step

FRAMEWORKS = drawn()


def taken(result: Assessment, steps: Iterable[Step]) -> list[int]:
    """Return the sheet when these steps are done."""
    asked = {gap.question: gap.to for step in steps for gap in step.questions}
    framework = result.framework
    return [
        [option.id for option in entry.options].index(asked[entry.id]) if entry.id in asked else int(code)
        for entry, code in zip(framework.questions, result.codes, strict=True)
    ]


def needs_met(framework: Framework, codes: list[int]) -> dict[tuple[str, str], bool]:
    """Return of every prerequisite, by who needs what, whether it is met: written from the meaning, not from the code."""
    result = framework.assess(codes)
    found = {entry.id: entry for entry in result.capabilities}
    explained = {state.ladder: state for state in result.explain().ladders}
    met: dict[tuple[str, str], bool] = {}
    for entry in framework.capabilities:
        for needed in entry.requires:
            if needed.credit is not None:
                score = found[needed.capability].score_exact
                now = score is None or score >= needed.credit
            else:
                rungs = explained[f"capability {needed.capability}"].rungs
                upto = rungs[: [rung.level for rung in rungs].index(needed.level or "") + 1]
                now = all(rung.state != "unmet" for rung in upto)
            key = (entry.id, needed.capability)
            met[key] = met.get(key, True) and now
    return met


def draw_plan(data: st.DataObject) -> tuple[Assessment, Any, Plan]:
    """Draw an assessment and a target that is not refused, with the plan to it."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))
    target = data.draw(targets(framework))
    if isinstance(target, dict):
        target = {ladder: framework.ladder_levels(ladder)[rank].id for ladder, rank in target.items()}
    elif target is not None:
        target = framework.assess(list(target))
    try:
        return result, target, result.next_steps(target)
    except TargetError:
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise


def fixed(result: Assessment, target: Any) -> Any:
    """Return the target that stays the same while the organisation moves."""
    return {rung.ladder: rung.level for rung in result.gaps().target} if target is None else target


@given(st.data())
def test_S6_the_plan_reaches_the_target_and_every_step_is_needed(data: st.DataObject) -> None:
    """Done as a whole, the target is reached; without any one step, it or a prerequisite of another step fails."""
    result, target, plan = draw_plan(data)
    framework = result.framework
    goal = fixed(result, target)

    assert bool(plan.steps) == (plan.status == "open")
    if plan.status != "open":
        return
    whole = taken(result, plan)
    assert framework.assess(whole).gaps(goal).status == "reached"
    met = needs_met(framework, whole)
    for left_out in plan:
        others = [step for step in plan if step is not left_out]
        codes = taken(result, others)
        names = {step.capability for step in others}
        still = needs_met(framework, codes)
        broken = any(met[need] and not still[need] for need in met if need[0] in names)
        assert broken or framework.assess(codes).gaps(goal).status != "reached"


@given(st.data())
def test_S6_prerequisites_come_first_and_no_step_is_already_achieved(data: st.DataObject) -> None:
    """Every question of a step moves; what a step needs stands before it, and it waits for what is unmet today."""
    result, _, plan = draw_plan(data)
    framework = result.framework
    order = [step.capability for step in plan]
    today = needs_met(framework, [int(code) for code in result.codes])

    assert len(set(order)) == len(order)
    for place, step in enumerate(plan):
        entry = framework.capability(step.capability)
        assert step.questions
        assert all(framework.question(gap.question).capability == entry.id for gap in step.questions)
        assert all(gap.answer != gap.to for gap in step.questions)
        needed = [need.capability for need in entry.requires]
        assert not set(needed) & set(order[place:])
        assert step.waits_for == tuple(name for name in needed if not today[entry.id, name])
        assert step.ready == (not step.waits_for)


@given(st.data())
def test_a_limit_cuts_the_plan(data: st.DataObject) -> None:
    """The first steps of the whole plan, and whether it was cut."""
    result, target, plan = draw_plan(data)
    limit = data.draw(st.integers(-1, 4))

    cut = result.next_steps(target, limit)

    assert cut.steps == plan.steps[: max(limit, 0)]
    assert cut.complete == (len(cut) == len(plan))
    assert plan.complete


def test_S6_nothing_left_and_reached_have_no_steps() -> None:
    """A plan may be empty, and says why."""
    best = two().assess([2, 2, 2, 2])

    assert (best.next_steps().status, len(best.next_steps())) == ("nothing left", 0)
    assert (best.next_steps("high").status, list(best.next_steps("high"))) == ("reached", [])


def test_a_step_says_from_where_to_where_and_what_it_opens() -> None:
    """Effort, remedy, scores, what is met, what becomes ready, and why."""
    team, goals, plan = two().assess([0, 0, 1, 0]).next_steps()

    assert (team.capability, goals.capability, plan.capability) == ("team", "goals", "plan")
    assert (goals.name, goals.effort, goals.remedy) == ("Goals", 2, "Write the goals down.")
    assert (goals.score_from, goals.score_to) == (0, Fraction(1, 2))
    assert (goals.level_from, goals.level_to) == (None, None)
    assert (goals.ready, goals.waits_for, goals.readies) == (True, (), ("plan",))
    assert (plan.ready, plan.waits_for, plan.readies) == (False, ("goals",), ())
    assert goals.reason == "1 question of it stands between here and Middle, and Plan needs it first."
    assert plan.reason == "1 question of it stands between here and Middle. It leans on Team."
    assert team.meets == (
        "People reaches Middle.",
        "Middle in People: the mean of the questions there is at least 50 %.",
    )
    assert plan.meets == (
        "Work reaches Middle.",
        "The whole reaches Middle.",
        "Middle in Work: the mean of the questions there is at least 50 %.",
        "Middle: at least 2 of the dimensions reach Middle.",
    )


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
    """No further, unless the target asks it; its reason names who needs it."""
    first, second = laddered().assess([0, 0, 0, 0]).next_steps("high")

    assert (first.capability, [gap.to for gap in first.questions]) == ("goals", ["often"])
    assert (first.level_from, first.level_to) == ("low", "mid")
    assert first.meets[0] == "Goals reaches Middle."
    assert first.reason == "Plan needs it first."
    assert (second.capability, second.waits_for) == ("plan", ("goals",))
    assert (
        second.reason == "2 questions of it stand between here and High. It leans on Team." or not second.reason == ""
    )


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

    assert first.reason == "Plan and Team need it first."
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
    """The step behind it is there, and never ready."""
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
    """Ties by id: one of two ways is left out, and the dearer or the first of equals goes."""
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


def test_the_order_is_by_worth_for_effort_then_by_id() -> None:
    """Weight times credit gained, divided by effort; never the position in the file."""

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


def test_worths_of_any_size_are_compared_exactly() -> None:
    """Weights whose common scale passes 64 bits order the steps as fractions do."""
    capabilities = [capability(name, effort=effort) for name, effort in (("zeal", "9999973/3"), ("art", "9999991/3"))]
    questions = [question("zeal-q", "zeal", weight="999998.199989"), question("art-q", "art", weight="999999.999989")]
    framework = tiny(capabilities=capabilities, questions=questions)

    assert [step.capability for step in framework.assess([0, 0]).next_steps("high")] == ["zeal", "art"]


@pytest.mark.parametrize(("count", "reason"), [(1, "1 question of it moves."), (2, "2 questions of it move.")])
def test_a_step_that_lost_its_reason_still_says_what_moves(count: int, reason: str) -> None:
    """A prerequisite may do by itself what the step behind it was planned for: that one goes, and it stays."""
    capabilities = [capability("base"), capability("dear", effort=9, requires=[{"capability": "base", "credit": 1}])]
    questions = [question(f"base-{place}", "base") for place in range(count)]
    dear = question("dear-q", "dear", weight=count)
    framework = tiny(capabilities=capabilities, questions=[*questions, dear])

    (step,) = framework.assess([*[1] * count, 0]).next_steps("mid").steps

    assert (step.capability, step.reason) == ("base", reason)


def test_steps_towards_another_sheet() -> None:
    """The reason says where they lead."""
    framework = two()
    plan = framework.assess([1, 0, 0, 0]).next_steps(framework.assess([1, 1, 0, 0]))

    assert [(step.capability, step.reason) for step in plan] == [
        ("plan", "1 question of it stands between here and the other sheet. It leans on Team.")
    ]


@pytest.mark.parametrize("limit", [0, -3])
def test_a_plan_of_no_steps_promises_nothing(limit: int) -> None:
    """Cut before its first step, a plan is not complete."""
    plan = two().assess([0] * 4).next_steps(limit=limit)

    assert (plan.steps, plan.complete, plan.status) == ((), False, "open")
