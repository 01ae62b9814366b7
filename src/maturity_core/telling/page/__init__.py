"""The result as a page of plain text, 80 columns wide: where, why, what first; how sure; what else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.arguments import whole
from maturity_core.telling import LANGUAGE
from maturity_core.telling.page.about import about, portrait
from maturity_core.telling.page.coming import gaps, steps
from maturity_core.telling.page.standing import contrasts, dimensions, head, measures, reasons, sure
from maturity_core.telling.standing import told_level
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.routed import TargetLike

__all__ = ["result_page"]


def result_page(
    assessment: Assessment, target: TargetLike = None, limit: int | None = None, language: Words | str = LANGUAGE
) -> str:
    """Return the result as a page, with the gaps and steps to a target; see `Assessment.page`."""
    words = Words.of(language)
    limit = whole(limit, "limit")
    found = assessment.gaps(target)  # refuse a wrong target even if there is no level yet
    plan = None if assessment.not_yet else assessment.next_steps(target)
    sections = [
        head(assessment, found, plan, limit, words),
        sure(assessment, words),
        reasons(assessment, words),
        steps(assessment, plan, limit, words),
        gaps(assessment, found, words),
        dimensions(assessment, words),
        measures(assessment, words),
        contrasts(assessment, target, words),
        portrait(assessment, words),
        about(assessment.framework, told_level(assessment), words),
    ]
    return "\n\n".join(text for text in ("\n".join(section) for section in sections) if text)
