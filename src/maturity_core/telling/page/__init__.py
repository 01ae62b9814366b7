"""The result as a page of plain text, 80 columns wide: level, why, what blocks the next one, dimensions, next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.arguments import whole
from maturity_core.telling.commands import COMMANDS
from maturity_core.telling.page.about import about, portrait
from maturity_core.telling.page.coming import gaps, levers, steps
from maturity_core.telling.page.standing import contrasts, dimensions, head, reasons
from maturity_core.telling.standing import told_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.assessing.assessment import Assessment

__all__ = ["result_page"]


def result_page(
    assessment: Assessment, target: Any = None, limit: int | None = None, commands: Mapping[str, str] = COMMANDS
) -> str:
    """Return the result as a page, with gaps and steps towards a target; see `Assessment.page`.

    `commands` says by name how the commands that notes speak of are told; by default in plain words.
    """
    limit = whole(limit, "limit")
    sections = [
        head(assessment, commands),
        reasons(assessment),
        dimensions(assessment, commands),
        contrasts(assessment),
        levers(assessment),
        gaps(assessment, target, commands),
        steps(assessment, target, limit, commands),
        portrait(told_level(assessment)),
        about(assessment.framework, told_level(assessment), commands),
    ]
    return "\n\n".join(text for text in ("\n".join(section) for section in sections) if text)
