"""What comes next: levers, gaps and steps, the second half of the page."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.fields import number_text
from maturity_core.ladders import FRAMEWORK, score_of
from maturity_core.page.lines import notes, paragraph, title
from maturity_core.wording import counted, decimal, joined, percent

if TYPE_CHECKING:
    from maturity_core.assessment import Assessment
    from maturity_core.framework import Framework
    from maturity_core.nouns import Level
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


def gaps(assessment: Assessment) -> list[str]:
    """Return what is missing, by capability; the questions stand with the steps."""
    found = assessment.gaps()
    if not found.capabilities:
        return []
    names = [f"{gap.name} ({len(gap.questions)})" for gap in found.capabilities]
    text = f"Between here and {_goals(found)}: {counted(len(found), 'question')}, by capability {joined(names)}."
    return [*title("Gaps"), *paragraph(text), *notes(assessment.framework, "gaps", assessment.level)]


def _goals(targeted: Targeted) -> str:
    names = [
        rung.level_name if rung.ladder == FRAMEWORK else f"{rung.level_name} in {rung.name}" for rung in targeted.target
    ]
    return joined(list(dict.fromkeys(names)))


def steps(framework: Framework, plan: Plan, level: Level | None) -> list[str]:
    """Return the plan: its first steps in full, the others by name."""
    if plan.status == "nothing left":
        return [*title("Next steps"), "  Every level within reach is reached.", *notes(framework, "steps", level)]
    length = counted(len(plan.steps), "step")
    lines = title("Next steps")
    first = f", the first {STEPS_SHOWN} of them" if len(plan) > STEPS_SHOWN else ""
    lines += paragraph(f"To {_goals(plan)}: {length}{first}.")
    for number, step in enumerate(plan.steps[:STEPS_SHOWN], start=1):
        lines += _step(number, step, framework)
    if len(plan) > STEPS_SHOWN:
        rest = [step.name for step in plan.steps[STEPS_SHOWN:]]
        lines += paragraph(f"After these: {joined(rest)}.")
    return lines + notes(framework, "steps", level)


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
