"""What is beside the cheapest route as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.alternatives import alternatives_texts
from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.alternatives import Alternatives


def alternatives_page(framework: Framework, found: Alternatives, language: Words | str = "en") -> str:
    """Return what is beside a route as plain text, 80 columns wide; an empty text if there is no route.

    Args:
        framework: the framework of the route.
        found: what is beside it.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    texts = alternatives_texts(framework, found, words)
    if not texts:
        return ""
    lines = title(words.part("show").say("alternatives-title"))
    return "\n".join([*lines, *(line for text in texts for line in paragraph(text))])
