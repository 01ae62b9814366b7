"""What comes next: levers, gaps and steps, the second half of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.telling.coming import (
    gap_text,
    gaps_text,
    left_out_text,
    lever_texts,
    outlook_text,
    reason_text,
    rest_text,
    step_title,
    steps_told,
)
from maturity_core.telling.page.lines import notes, paragraph, title
from maturity_core.telling.wording import counted, requirement_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import Plan, Step


def levers(assessment: Assessment) -> list[str]:
    """Return the capabilities that move the score most for their effort."""
    lines = [line for text in lever_texts(assessment) for line in paragraph(text, "  * ")]
    return [*title("Biggest levers (interpretation)"), *lines] if lines else []


def gaps(assessment: Assessment, target: Any, commands: Mapping[str, str]) -> list[str]:
    """Return what is missing, by capability; the questions stand with the steps."""
    found = assessment.gaps(target)  # a target that cannot be aimed at is refused before there is a level, too
    text = gaps_text(assessment.framework, found)
    if assessment.not_yet or not text:
        return []
    return [*title("Gaps"), *paragraph(text), *notes(assessment.framework, "gaps", assessment.level, commands)]


def steps(assessment: Assessment, target: Any, limit: int | None, commands: Mapping[str, str]) -> list[str]:
    """Return the plan to a target: its first steps in full, five unless `limit` says how many, the others by name."""
    if assessment.not_yet:
        return []
    framework, plan = assessment.framework, assessment.next_steps(target)
    shown = steps_told(plan, limit)
    lines = [*title("Next steps"), *paragraph(outlook_text(assessment, plan, len(shown)))]
    lines += [line for text in requirement_texts(framework, plan.blockers) for line in paragraph(text, "  - ")]
    for number, step in enumerate(shown, start=1):
        lines += _step(number, step, plan, framework)
    lines += paragraph(rest_text(plan, len(shown)))
    lines += paragraph(left_out_text(plan))
    return lines + notes(framework, "steps", assessment.level, commands)


def _step(number: int, step: Step, plan: Plan, framework: Framework) -> list[str]:
    lines = paragraph(step_title(framework, step), f"  {number}. ")
    remedy = framework.capability(step.capability).remedy
    lines += paragraph(remedy, "     ") if remedy else []
    lines += paragraph(reason_text(framework, plan, step), "     ")
    for gap in step.questions[:3]:
        lines += paragraph(gap_text(framework, gap), "     > ")
    if len(step.questions) > 3:  # noqa: PLR2004 - three show what is meant
        lines += paragraph(f"and {counted(len(step.questions) - 3, 'more question')}", "     > ")
    return lines
