"""How an interview ends: level, what comes first and the command for the report, on one screen of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.lines import wrapped
from maturity_core.telling.first import first_texts
from maturity_core.telling.margins import margin_text
from maturity_core.telling.standing import open_text, standing_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Assessment
    from maturity_core.telling.words import Words

LONGEST = 2
"""The most lines of one text: names of models may be long, and the screen is not."""


def ending(result: Assessment, words: Words) -> Iterator[str]:
    """Yield whose result it is, level, score, margin and range, and what to do first: at most 18 lines."""
    told = (*standing_texts(result, words), margin_text(result, words), open_text(result, words))
    for text in (result.facts.organisation, *told):
        yield from _short(text, "")
    if result.not_yet:
        return
    first = first_texts(result.framework, result.next_steps(), None, words)
    if first:
        yield ""
        yield from _short(words.say("first-title"), "")
    for number, text in enumerate(first, start=1):
        yield from _short(text, f"  {number}. ")


def _short(text: str, head: str) -> Iterator[str]:
    lines = list(wrapped(text, head, " " * len(head) or None))
    yield from lines[:LONGEST] if len(lines) <= LONGEST else [*lines[: LONGEST - 1], f"{lines[LONGEST - 1][:-1]}…"]
