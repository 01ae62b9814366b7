"""Where an organisation is among its peers, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.peers import (
    area_text,
    further_text,
    group_texts,
    level_count_text,
    levels_name,
    side_texts,
    standing_texts,
)
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.peers import PeerComparison

FURTHER_SHOWN = 10
"""So many options of those further on are shown; the rest is counted."""


def peers_page(framework: Framework, found: PeerComparison, language: Words | str = "en") -> str:
    """Return where an organisation is among its peers as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    show = words.part("show")
    lines = title(show.say("peers-title"))
    for text in (*group_texts(found, words), *standing_texts(framework, found, words)):
        lines += paragraph(text)
    if found.levels and framework.outline.awards:
        lines += ["", *title(show.say("peers-levels"))]
        if len(found.levels) == 1 < len(found.levels[0].levels):
            lines += paragraph(show.say("peers-levels-pooled", minimum=found.minimum))
        else:
            for entry in found.levels:
                lines += paragraph(level_count_text(framework, found, entry, words), "  - ")
    if found.standings:
        lines += ["", *title(show.say("peers-areas"))]
        for one in found.standings:
            if one.ladder.kind == "dimension":
                lines += paragraph(area_text(framework, one, words), "  - ")
        for text in side_texts(framework, found, words):
            lines += paragraph(text)
    lines += _further(framework, found, words)
    if found.standings:
        lines += ["", *title(show.say("peers-how")), *paragraph(show.say("peers-how-percentile"))]
    return "\n".join(lines)


def _may_go_further(framework: Framework, found: PeerComparison) -> bool:
    """Return whether an organisation is not surely at the highest level, and its peers are shown."""
    here = [entry.levels for entry in found.levels if entry.here]
    return any(levels != (framework.levels[-1].id,) for levels in here)


def _further(framework: Framework, found: PeerComparison, words: Words) -> list[str]:
    show = words.part("show")
    if not found.further_levels:
        return ["", *paragraph(show.say("peers-further-few"))] if _may_go_further(framework, found) else []
    levels = levels_name(framework, found.further_levels, words)
    lines = ["", *title(show.say("peers-further", number=found.further_size, levels=levels))]
    for entry in found.further[:FURTHER_SHOWN]:
        lines += paragraph(further_text(framework, entry, words), "  - ", "    ")
    more = len(found.further) - FURTHER_SHOWN
    lines += paragraph(show.say("peers-more", number=more), "  - ") if more > 0 else []
    return lines if found.further else [*lines, *paragraph(show.say("peers-further-none"))]
