"""Organisations in bands by their own figures, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.archetypes import band_text, distinct_text, group_texts
from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.archetypes import Archetypes

SHOWN = 10
"""So many answers that set the best apart are shown; the rest is counted."""


def archetypes_page(framework: Framework, found: Archetypes, language: Words | str = "en") -> str:
    """Return organisations in bands by their figures as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    show = words.part("show")
    lines = title(show.say("archetypes-title"))
    for text in group_texts(found, words):
        lines += paragraph(text)
    if found.suppressed:
        return "\n".join(lines)
    for place in range(len(found.bands)):
        lines += paragraph(band_text(found, place, words), "  - ", "    ")
    lines += ["", *title(show.say("archetypes-distinct"))]
    if not found.compared:
        return "\n".join([*lines, *paragraph(show.say("archetypes-few", minimum=found.minimum))])
    if not found.distinct:
        return "\n".join([*lines, *paragraph(show.say("archetypes-none"))])
    for one in found.distinct[:SHOWN]:
        lines += paragraph(distinct_text(framework, one, words), "  - ", "    ")
    more = len(found.distinct) - SHOWN
    lines += paragraph(show.say("peers-more", number=more), "  - ") if more > 0 else []
    questions = words.count("questions", len(framework.questions))
    return "\n".join([*lines, *paragraph(show.say("archetypes-cause", questions=questions))])
