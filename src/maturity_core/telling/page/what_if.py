"""What other answers would change, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.coming import gap_text
from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.what_if import begun_texts, flip_texts, headline_texts, ladder_change_text, ladder_changes
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.what_if import WhatIf

LADDERS_SHOWN = 20
"""So many ladders are shown, those of the framework's own order first; the rest is counted."""


def what_if_page(framework: Framework, found: WhatIf, language: Words | str = "en") -> str:
    """Return what other answers would change as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    show = words.part("show")
    lines = title(show.say("what-if"))
    lines += [] if found.changes else paragraph(show.say("what-if-same"))
    for move in found.changes:
        lines += paragraph(gap_text(framework, move, words), "  > ")
    if found.counted:
        lines += paragraph(show.say("what-if-counted"))
        for move in found.counted:
            lines += paragraph(gap_text(framework, move, words), "  > ")
    lines.append("")
    for text in headline_texts(framework, found, words):
        lines += paragraph(text)
    return "\n".join(lines if found.after.not_yet else [*lines, *_details(framework, found, words)])


def _details(framework: Framework, found: WhatIf, words: Words) -> list[str]:
    show, lines = words.part("show"), list[str]()
    changes = ladder_changes(found)
    if changes:
        lines += ["", *title(show.say("what-if-ladders"))]
    for change in changes[:LADDERS_SHOWN]:
        lines += paragraph(ladder_change_text(framework, change, words), "  ! " if change.falls else "  - ")
    if len(changes) > LADDERS_SHOWN:
        lines += paragraph(words.say("more", number=len(changes) - LADDERS_SHOWN), "  - ")
    flips = flip_texts(framework, found, words)
    if flips:
        lines += ["", *title(show.say("what-if-requirements"))]
    for heading, texts in flips.items():
        lines += paragraph(heading)
        for text in texts:
            lines += paragraph(text, "  - ")
    begun = begun_texts(framework, found, words)
    lines += [""] if begun else []
    for text in begun:
        lines += paragraph(text)
    return lines
