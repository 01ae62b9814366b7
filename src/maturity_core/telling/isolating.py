"""Names that are written in another direction than the words around them: isolated, so that they move nothing else.

Without it, the number behind an Arabic name in an English sentence is shown on its other side. Sentences mark such a
name with two invisible characters, which Markdown keeps and HTML replaces by an element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maturity_core.errors import printable
from maturity_core.model.long_text import Part, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_core.model.languages import Direction

BEGIN, END = "\u2068", "\u2069"
"""What Unicode calls a first strong isolate, and what ends it."""
_MARKS = re.compile(f"([{BEGIN}{END}])")
_OPPOSITE: dict[Direction, re.Pattern[str]] = {
    "ltr": re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"),
    "rtl": re.compile("[A-Za-z\u00c0-\u02b8\u0370-\u058f]"),
}
"""Letters that are written the other way."""


def isolated(text: str, direction: Direction) -> str:
    r"""Return a text marked as isolated if it has letters of the other direction that are not in marks already.

    >>> isolated("Planning", "ltr"), isolated("\u05d0 2", "ltr") == "\u2068\u05d0 2\u2069"
    ('Planning', True)
    """
    opposite = _OPPOSITE[direction]
    if not opposite.search(text):
        return text
    depth = 0
    for piece in _MARKS.split(text):
        depth += (piece == BEGIN) - (piece == END)
        if depth == 0 and opposite.search(piece):
            return f"{BEGIN}{text}{END}"
    return text


def with_marks(text: str, write: Callable[[str], str], begin: str = BEGIN, end: str = END) -> str:
    r"""Return a text whose pieces are written by `write`, and the marks between them as `begin` and `end`.

    Marks that don't match are written as any other character.

    >>> with_marks("\u2068a\u2069 b", str.upper, "<bdi>", "</bdi>")
    '<bdi>A</bdi> B'
    """
    if not _match(text):
        return write(text)
    signs = {BEGIN: begin, END: end}
    return "".join(signs[piece] if piece in signs else write(piece) for piece in _MARKS.split(text))


def _match(text: str) -> bool:
    """Return whether each mark that begins something has one that ends it."""
    depth = 0
    for sign in _MARKS.findall(text):
        depth += 1 if sign == BEGIN else -1
        if depth < 0:
            return False
    return depth == 0


def matched(pieces: Sequence[str]) -> list[str]:
    r"""Return the pieces that a text was taken apart into, each with marks of its own around what the text marks.

    >>> matched(["a \u2068b", "c\u2069 d"]) == ["a \u2068b\u2069", "\u2068c\u2069 d"]
    True
    """
    if not _match("".join(pieces)):
        return list(pieces)
    found: list[str] = []
    depth = 0
    for piece in pieces:
        before = BEGIN * depth
        depth += piece.count(BEGIN) - piece.count(END)
        found.append(f"{before}{piece}{END * depth}")
    return found


def marked_parts(text: str) -> list[Part]:
    """Return the paragraphs and lists of a long text, as `parts_of` does, each with marks of its own."""
    parts = parts_of(text)
    pieces = iter(matched([piece for part in parts for piece in ([part] if isinstance(part, str) else part)]))
    return [next(pieces) if isinstance(part, str) else tuple(next(pieces) for _ in part) for part in parts]


def harmless(text: str) -> str:
    """Return a text safe to show, with its marks."""
    return with_marks(text, printable)
