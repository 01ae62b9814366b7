"""The portrait of the level, and whose model this is: the end of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.origin import DIFFERENT, change_texts, source_text
from maturity_core.telling.page.lines import notes, paragraph, title
from maturity_core.telling.wording import made_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level


def portrait(level: Level | None) -> list[str]:
    """Return what is typical of the level, and the advice for those who stand there."""
    if level is None:
        return []
    lines = title(f"Typical of {level.name}") if level.patterns else []
    lines += [line for pattern in level.patterns for line in paragraph(pattern, "  - ")]
    if level.advice:
        lines += [""] if lines else []
        lines += title(f"Advice at {level.name}")
    for advice in level.advice:
        lines += paragraph(f"{advice.circumstance}:") if advice.circumstance else []
        lines += paragraph(f"Soon: {advice.soon}", "    ")
        lines += paragraph(f"Start now: {advice.start_now}", "    ") if advice.start_now else []
    return lines


def about(framework: Framework, level: Level | None, commands: Mapping[str, str]) -> list[str]:
    """Return whose model this is: what can be compared, how it is read, and the source."""
    remarks = [*notes(framework, "comparison", level, commands), *notes(framework, "about", level, commands)]
    for base in framework.after:
        remarks += paragraph(f"{made_from(base)} {DIFFERENT}")
        remarks += [line for change in change_texts(base) for line in paragraph(change, "  - ")]
    origin = [*paragraph(source_text(framework)), *paragraph(framework.source.remark)]
    return [*title("About this reading"), *remarks, *origin]
