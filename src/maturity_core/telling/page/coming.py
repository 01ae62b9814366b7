"""What comes next on the page: steps, with the levers among them, and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.coming import (
    STEPS_SHOWN,
    beside_text,
    gap_text,
    gaps_text,
    horizon_text,
    is_beside,
    left_out_text,
    not_needed_text,
    outcome_text,
    outcomes_text,
    outlook_text,
    prevented_texts,
    remedy_text,
    rest_text,
    step_title,
    steps_in_order,
)
from maturity_core.telling.first import any_reason_text
from maturity_core.telling.levers import levers_beside_text
from maturity_core.telling.page.lines import notes, paragraph, prose, title
from maturity_core.telling.wording import requirement_texts

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.routes import First, Gaps, Plan, Step
    from maturity_core.telling.words import Words


def gaps(assessment: Assessment, found: Gaps, words: Words) -> list[str]:
    """Return what is missing, by capability; the questions are listed with the steps."""
    text = gaps_text(assessment.framework, found, words)
    if assessment.not_yet or not text:
        return []
    remarks = notes(assessment.framework, "gaps", assessment.level, words)
    return [*title(words.say("gaps-title")), *paragraph(text), *remarks]


def steps(assessment: Assessment, plan: Plan | None, limit: int | None, words: Words) -> list[str]:
    """Return what to do to reach a target, beginning with what to do first: ten in full (or `limit`), then names."""
    if plan is None:
        return []
    framework = assessment.framework
    told = steps_in_order(plan)
    shown = told[: STEPS_SHOWN if limit is None else max(limit, 0)]
    text = outlook_text(assessment, plan, words)
    lines = [*title(words.say("steps-title")), *paragraph(text)]
    blockers = requirement_texts(framework, plan.blockers, words)
    lines += [line for blocker in blockers for line in paragraph(blocker, "  - ")]
    lines += [line for text in prevented_texts(framework, plan, words) for line in paragraph(text)]
    needed = sum(not is_beside(step) for step in told)
    for number, step in enumerate(shown, start=1):
        lines += paragraph(beside_text(framework, plan, words)) if number == needed + 1 else []
        lines += _step(f"  {number}. ", assessment, plan, step, words)
    lines += paragraph(rest_text(told, len(shown), words))
    lines += paragraph(outcomes_text(framework, plan, words))
    lines += [line for result in plan.results for line in paragraph(outcome_text(framework, result, words), "  > ")]
    lines += paragraph(not_needed_text(framework, plan, words))
    lines += paragraph(left_out_text(plan, words))
    lines += paragraph(levers_beside_text(assessment, told, words))
    return lines + notes(framework, "steps", assessment.level, words)


def _step(head: str, assessment: Assessment, plan: Plan, step: Step | First, words: Words) -> list[str]:
    framework, why = assessment.framework, any_reason_text(assessment, plan, step, words)
    lines = paragraph(step_title(framework, step, words), head)
    lines += prose(remedy_text(framework, step, words), "     ")
    lines += paragraph(f"{horizon_text(step, words)} {why}", "     ")
    for gap in step.questions[:3]:
        lines += paragraph(gap_text(framework, gap, words), "     > ")
    if len(step.questions) > 3:  # noqa: PLR2004 - three are enough as examples
        lines += paragraph(words.count("more-questions", len(step.questions) - 3), "     > ")
    return lines
