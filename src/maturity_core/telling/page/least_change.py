"""The fewest answers that change the level, as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.least_change import drop_texts, lift_texts, score_texts, shift_proof
from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.least_change import LeastChange, Shift


def least_change_page(framework: Framework, found: LeastChange, language: Words | str = "en") -> str:
    """Return the fewest answers that change the level as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the result.
        found: the result.
        language: the code of a language with a table of texts, or its words.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    head = title(words.part("show").say("least"))
    if not framework.outline.awards or (found.level is None and not found.not_yet):
        told = [lift_texts(framework, found, words)[0], *score_texts(framework, found, words)]
        return "\n".join([*head, *(line for text in told for line in paragraph(text))])
    if found.not_yet:
        return "\n".join([*head, *paragraph(words.say("not-yet"))])
    lines = _lines(lift_texts(framework, found, words), found.lift, words)
    lines += ["", *_lines(drop_texts(framework, found, words), found.drop, words)]
    return "\n".join([*head, *lines])


def _lines(told: tuple[str, list[str]], shift: Shift | None, words: Words) -> list[str]:
    sentence, moves = told
    lines = paragraph(sentence)
    for move in moves:
        lines += paragraph(move, "  > ")
    return lines + (paragraph(shift_proof(shift, words)) if shift else [])
