"""Where an organisation is among its peers, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.peers import peers_parts
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.peers import PeerComparison


def peers_page(framework: Framework, found: PeerComparison, language: Words | str = "en") -> str:
    """Return where an organisation is among its peers as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    lines: list[str] = []
    for part in peers_parts(framework, found, Words.of(language)):
        lines += [""] if lines else []
        lines += title(part.title) if part.title else []
        lines += [line for text in part.texts for line in paragraph(text)]
        lines += [line for text in part.points for line in paragraph(text, "  - ")]
        lines += [line for text in part.rest for line in paragraph(text)]
    return "\n".join(lines)
