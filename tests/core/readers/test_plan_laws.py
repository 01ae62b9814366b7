"""Laws of plans: the target is reached, no step is superfluous, prerequisites come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aims import as_target
from builders import dear, drawn, some_sheets
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import Status, TargetError
from maturity_core.testing.strategies import answers, targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Assessment, Framework, Plan, Step
    from maturity_core.results.explanation import LadderState


FRAMEWORKS = drawn()


def taken(result: Assessment, plan: Plan, steps: Iterable[Step]) -> list[int]:
    """Return what a sheet counts as when these steps of a plan are done, and its results show."""
    asked = {gap.question: gap.to for step in steps for gap in step.questions}
    asked |= {gap.question: gap.to for gap in plan.results}
    framework = result.framework
    return [
        [option.id for option in entry.options].index(asked[entry.id]) if entry.id in asked else int(code)
        for entry, code in zip(framework.questions, result.counted, strict=True)
    ]


def needs_met(framework: Framework, codes: list[int]) -> dict[tuple[str, str], bool]:
    """Return whether each prerequisite is met, by who needs what, written from the meaning, not from the code."""
    result = framework.assess(codes)
    found = {entry.id: entry for entry in result.capabilities}
    explained: dict[str, LadderState] = {state.ladder: state for state in result.explain().ladders}
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
    goal = as_target(framework, target)
    try:
        return result, goal, result.next_steps(goal)
    except TargetError:
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise


def fixed(result: Assessment, target: Any) -> Any:
    """Return the target that stays the same while the organisation moves."""
    if target is not None:
        return target
    gaps = result.gaps()
    levels = {rung.ladder: rung.level for rung in gaps.target}
    return {**levels, **{mark.ladder: mark.score_exact for mark in gaps.target_scores}}


@dear
@given(st.data())
def test_S6_the_plan_reaches_the_target_and_every_step_is_needed(data: st.DataObject) -> None:
    """The whole plan reaches the target, together with the results that have to show.

    Leaving out any one step misses it, or a prerequisite of another step.
    """
    result, target, plan = draw_plan(data)
    framework = result.framework
    goal = fixed(result, target)

    assert bool(plan.steps or plan.results) == (plan.status == Status.OPEN)
    if plan.status != Status.OPEN:
        return
    whole = taken(result, plan, plan)
    assert framework.assess(whole).gaps(goal).status == Status.REACHED
    met = needs_met(framework, whole)
    for left_out in plan:
        others = [step for step in plan if step is not left_out]
        codes = taken(result, plan, others)
        names = {step.capability for step in others}
        still = needs_met(framework, codes)
        broken = any(met[need] and not still[need] for need in met if need[0] in names)
        assert broken or framework.assess(codes).gaps(goal).status != Status.REACHED


@dear
@given(st.data())
def test_S6_prerequisites_come_first_and_no_step_is_already_achieved(data: st.DataObject) -> None:
    """Every question of a step moves; what a step needs comes before it, and it waits for what is unmet today."""
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


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
def test_a_limit_cuts_the_plan(place: int) -> None:
    """The first steps of the whole plan, and whether it was cut."""
    for sheet in some_sheets(FRAMEWORKS[place], seed=place):
        result = FRAMEWORKS[place].assess(sheet)
        plan, cut = result.next_steps(), result.next_steps(limit=1)
        assert plan.complete
        assert cut.steps == plan.steps[:1]
        assert cut.complete == (len(plan) < 2)
