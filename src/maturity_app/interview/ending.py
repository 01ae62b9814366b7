"""How an interview ends: level, what comes first and the command for the report, on one screen of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.lines import wrapped
from maturity_core.telling.coming import beside_text
from maturity_core.telling.first import first_texts
from maturity_core.telling.margins import margin_text
from maturity_core.telling.standing import open_text, standing_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Assessment
    from maturity_core.telling.words import Words

LINES = 18
LONGEST = (3, 2, 1)
"""The most lines of a text that may have more than one, and fewer where these are too many: the screen is not long."""


def ending(result: Assessment, words: Words) -> Iterator[str]:
    """Yield whose result it is, level, score, margin and range, and what to do first: at most 18 lines."""
    told = [list(_ending(result, words, most)) for most in LONGEST]
    yield from next((lines for lines in told if len(lines) <= LINES), told[-1])


def _ending(result: Assessment, words: Words, most: int) -> Iterator[str]:
    yield from _short(result.facts.organisation, "", 1)
    for text in standing_texts(result, words):
        yield from _short(text, "", most)
    yield from _short(margin_text(result, words), "", 1)
    yield from _short(open_text(result, words), "", most)
    if result.not_yet:
        return
    plan = result.next_steps()
    first = first_texts(result, plan, None, words)
    needed = sum(not entry.beside for entry in first)
    if first:
        yield from _short(words.say("first-title"), "", 1)
    for number, entry in enumerate(first, start=1):
        if number == needed + 1:
            yield from _short(beside_text(result.framework, plan, words), "", 1)
        yield from _short(entry.what, "  - " if entry.beside else f"  {number}. ", 1)
        yield from _short(entry.action, "     ", most)
        yield from _short(entry.effort, "     ", 1)


def _short(text: str, head: str, most: int) -> Iterator[str]:
    lines = list(wrapped(text, head, " " * len(head) or None))
    yield from lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
