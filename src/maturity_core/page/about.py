"""The portrait of the level, and whose model this is: the end of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.page.lines import notes, paragraph, title
from maturity_core.wording import counted, difference, made_from

if TYPE_CHECKING:
    from maturity_core.framework import Framework
    from maturity_core.nouns import Level


CHANGES_SHOWN = 8


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


def about(framework: Framework, level: Level | None) -> list[str]:
    """Return whose model this is: what can be compared, how it is read, and the source."""
    remarks = [*notes(framework, "comparison", level), *notes(framework, "about", level)]
    for base in framework.after:
        remarks += paragraph(f"{made_from(base)} What is different is interpretation:")
        remarks += [line for change in base.changes[:CHANGES_SHOWN] for line in paragraph(difference(change), "  - ")]
        rest = len(base.changes) - CHANGES_SHOWN
        remarks += (
            paragraph(f"and {counted(rest, 'more difference')}, which the framework lists", "  - ") if rest > 0 else []
        )
    source = framework.source
    origin = ", ".join(filter(None, [source.title, source.publisher, source.date]))
    return [*title("About this reading"), *remarks, *paragraph(f"Source: {origin}."), *paragraph(source.remark)]
