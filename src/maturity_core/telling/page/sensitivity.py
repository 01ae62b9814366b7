"""What a level rests on, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.sensitivity import rest_text, threshold_texts, weights_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.sensitivity import Sensitivity


def sensitivity_page(framework: Framework, found: Sensitivity, language: Words | str = "en") -> str:
    """Return what a level rests on as a page of plain text, 80 columns wide; empty if it rests on nothing chosen.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    lines: list[str] = []
    for asked, ends in threshold_texts(framework, found, words):
        lines += paragraph(asked, "  - ")
        for text in ends:
            lines += paragraph(text, "    ")
    lines += paragraph(rest_text(framework, found, words))
    lines += paragraph(weights_text(framework, found, words))
    if not lines or found.not_yet:
        return ""
    return "\n".join([*title(words.part("show").say("sense")), *lines])
