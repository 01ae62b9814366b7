"""Lines of a page of plain text, 80 columns wide."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from maturity_core.errors import printable
from maturity_core.model.long_text import parts_of
from maturity_core.telling.origin import note_texts
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level

WIDTH = 80
MOST_KEPT = 1024
"""So many paragraphs are kept as lines: much of a page is the model's own words, the same on the next one."""


def paragraph(text: str, first: str = "  ", rest: str | None = None) -> list[str]:
    """Return a text as lines of at most 80 columns."""
    return list(_wrapped(text, first, " " * len(first) if rest is None else rest)) if text else []


def prose(text: str, first: str = "  ", rest: str | None = None) -> list[str]:
    r"""Return a long text as lines: an empty one before each paragraph but the first, the points of lists indented.

    >>> prose("Yes, if:\n- it is written down\n- it is known", "# ", "# ")
    ['# Yes, if:', '# - it is written down', '# - it is known']
    """
    rest = " " * len(first) if rest is None else rest
    lines: list[str] = []
    for part in parts_of(text):
        if isinstance(part, str):
            lines += [rest.rstrip(), *paragraph(part, rest, rest)] if lines else paragraph(part, first, rest)
        else:
            for point in part:
                lines += paragraph(point, f"{rest if lines else first}- ", f"{rest}  ")
    return lines


@lru_cache(MOST_KEPT)
def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap(printable(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def title(text: str) -> list[str]:
    """Return a heading, underlined."""
    lines = paragraph(text, "")
    return [*lines, "-" * max(map(len, lines))]


def notes(framework: Framework, at: str, level: Level | None, words: Words = ENGLISH) -> list[str]:
    """Return the lines of the framework's notes for one part of a result at this level."""
    return [line for text in note_texts(framework, at, level, words) for line in prose(text, "  * ")]
