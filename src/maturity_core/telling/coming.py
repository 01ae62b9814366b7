"""What comes next, in sentences: levers, gaps and steps."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import number_text
from maturity_core.model.ladders import FRAMEWORK, score_of
from maturity_core.model.numbers import decimal, percent
from maturity_core.telling.wording import counted, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import Gaps, Plan, QuestionGap, Step, Targeted

STEPS_SHOWN = 5


def lever_texts(assessment: Assessment) -> list[str]:
    """Return a sentence for each of the capabilities that move the score most for their effort.

    None while too little is answered for a level.
    """
    if assessment.not_yet:
        return []
    return [
        f"{lever.name}: one option up everywhere adds {_gain(assessment.framework, lever.gain)} "
        f"(effort {number_text(lever.effort)})."
        for lever in assessment.levers
    ]


def _gain(framework: Framework, gain: Fraction) -> str:
    """Return what a lever adds, on the scale the score is shown on."""
    made_of = score_of(framework, FRAMEWORK)
    if made_of.shown:
        return decimal(gain * (made_of.shown[1] - made_of.shown[0]))
    return decimal(gain) if made_of.total_of is not None else percent(gain)


def goals_text(targeted: Targeted) -> str:
    """Return what is aimed at."""
    names = [
        rung.level_name if rung.ladder == FRAMEWORK else f"{rung.level_name} in {rung.name}" for rung in targeted.target
    ]
    return joined(list(dict.fromkeys(names))) or "the other sheet"


def gaps_text(found: Gaps) -> str:
    """Return what is missing, by capability; nothing where nothing is."""
    if not found.capabilities:
        return ""
    names = [f"{gap.name} ({len(gap.questions)})" for gap in found.capabilities]
    return f"Between here and {goals_text(found)}: {counted(len(found), 'question')}, by capability {joined(names)}."


def gap_text(gap: QuestionGap) -> str:
    """Return a question with where it stands and where it has to be."""
    return f"{gap.text} From “{gap.answer_label}” to “{gap.to_label}”."


def steps_told(plan: Plan, limit: int | None) -> tuple[Step, ...]:
    """Return the steps that are told in full: five unless `limit` says how many."""
    return plan.steps[: STEPS_SHOWN if limit is None else max(limit, 0)]


def outlook_text(assessment: Assessment, plan: Plan, shown: int) -> str:
    """Return how the organisation stands towards the target, with so many steps told in full."""
    if plan.status == "nothing left":
        explanation = assessment.explain()
        awarded = explanation.ladders or not explanation.available
        return (
            "Every level within reach is reached."
            if awarded
            else "This model awards no levels. Steps lead to another answer sheet, if one is the target."
        )
    goal = goals_text(plan)
    if plan.status == "reached":
        return f"{goal[:1].upper()}{goal[1:]}: reached already."
    if plan.status == "out of reach":
        return f"{goal} is out of reach, even with the best answers to all that applies:"
    first = f", the first {shown} of them" if 0 < shown < len(plan) else ""
    return f"To {goal}: {counted(len(plan), 'step')}{first}."


def step_title(framework: Framework, step: Step) -> str:
    """Return a step with its effort, and what it waits for."""
    waits = [framework.capability(name).name for name in step.waits_for]
    ready = "" if step.ready else f", after {joined(waits)}"
    return f"{step.name} (effort {number_text(step.effort)}{ready})"


def reason_text(step: Step) -> str:
    """Return why a step is there."""
    return f"Why: {step.reason}"


def rest_text(plan: Plan, shown: int) -> str:
    """Return the names of the steps that are not told in full; nothing where all are."""
    rest: Sequence[str] = [step.name for step in plan.steps[shown:]]
    return f"{'After these' if shown else 'They are'}: {joined(rest)}." if rest else ""


def left_out_text(plan: Plan) -> str:
    """Return the questions that could not be compared with another sheet; nothing where all could."""
    return f"Not compared, as they are open or do not apply: {', '.join(plan.left_out)}." if plan.left_out else ""
