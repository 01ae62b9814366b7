"""What comes next: levers, gaps and steps, the second half of the page."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.fields import number_text
from maturity_core.ladders import FRAMEWORK, score_of
from maturity_core.page.lines import notes, paragraph, title
from maturity_core.wording import counted, decimal, joined, percent

if TYPE_CHECKING:
    from maturity_core.assessment import Assessment
    from maturity_core.framework import Framework
    from maturity_core.results import Plan, Step, Targeted

STEPS_SHOWN = 5


def levers(assessment: Assessment) -> list[str]:
    """Return the capabilities that move the score most for their effort."""
    if not assessment.levers:
        return []
    lines = title("Biggest levers (interpretation)")
    for lever in assessment.levers:
        gain, effort = _gain_text(assessment.framework, lever.gain), number_text(lever.effort)
        lines += paragraph(f"{lever.name}: one option up everywhere adds {gain} (effort {effort}).", "  * ")
    return lines


def _gain_text(framework: Framework, gain: Fraction) -> str:
    """Return what a lever adds, on the scale the score is shown on."""
    made_of = score_of(framework, FRAMEWORK)
    if made_of.shown:
        return decimal(gain * (made_of.shown[1] - made_of.shown[0]))
    return decimal(gain) if made_of.total_of is not None else percent(gain)


def gaps(assessment: Assessment, target: Any) -> list[str]:
    """Return what is missing, by capability; the questions stand with the steps."""
    found = assessment.gaps(target)
    if not found.capabilities:
        return []
    names = [f"{gap.name} ({len(gap.questions)})" for gap in found.capabilities]
    text = f"Between here and {_goals(found)}: {counted(len(found), 'question')}, by capability {joined(names)}."
    return [*title("Gaps"), *paragraph(text), *notes(assessment.framework, "gaps", assessment.level)]


def _goals(targeted: Targeted) -> str:
    names = [
        rung.level_name if rung.ladder == FRAMEWORK else f"{rung.level_name} in {rung.name}" for rung in targeted.target
    ]
    return joined(list(dict.fromkeys(names))) or "the other sheet"


def steps(assessment: Assessment, target: Any, limit: int | None) -> list[str]:
    """Return the plan to a target: its first steps in full, five unless `limit` says how many, the others by name."""
    framework, plan = assessment.framework, assessment.next_steps(target)
    shown = plan.steps[: STEPS_SHOWN if limit is None else max(limit, 0)]
    lines = [*title("Next steps"), *_outlook(assessment, plan, len(shown))]
    for number, step in enumerate(shown, start=1):
        lines += _step(number, step, framework)
    rest = [step.name for step in plan.steps[len(shown) :]]
    lines += paragraph(f"{'After these' if shown else 'They are'}: {joined(rest)}.") if rest else []
    if plan.left_out:
        lines += paragraph(f"Not compared, as they are open or do not apply: {', '.join(plan.left_out)}.")
    return lines + notes(framework, "steps", assessment.level)


def _outlook(assessment: Assessment, plan: Plan, shown: int) -> list[str]:
    """Say how the organisation stands towards the target."""
    if plan.status == "nothing left":
        explanation = assessment.explain()
        awarded = explanation.ladders or not explanation.available
        return paragraph(
            "Every level within reach is reached."
            if awarded
            else "This model awards no levels. Steps lead to another answer sheet, if one is the target."
        )
    goal = _goals(plan)
    if plan.status == "reached":
        return paragraph(f"{goal[:1].upper()}{goal[1:]}: reached already.")
    if plan.status == "out of reach":
        lines = paragraph(f"{goal} is out of reach, even with the best answers to all that applies:")
        return lines + [line for blocker in plan.blockers for line in paragraph(blocker, "  - ")]
    first = f", the first {shown} of them" if 0 < shown < len(plan) else ""
    return paragraph(f"To {goal}: {counted(len(plan), 'step')}{first}.")


def _step(number: int, step: Step, framework: Framework) -> list[str]:
    effort = number_text(step.effort)
    ready = "" if step.ready else f", after {joined([framework.capability(name).name for name in step.waits_for])}"
    lines = paragraph(f"{step.name} (effort {effort}{ready})", f"  {number}. ")
    lines += paragraph(step.remedy, "     ") if step.remedy else []
    lines += paragraph(f"Why: {step.reason}", "     ")
    for gap in step.questions[:3]:
        lines += paragraph(f"{gap.text} From “{gap.answer_label}” to “{gap.to_label}”.", "     > ")
    if len(step.questions) > 3:  # noqa: PLR2004 - three show what is meant
        lines += paragraph(f"and {counted(len(step.questions) - 3, 'more question')}", "     > ")
    return lines
