"""Lines of text for a terminal: wrapped at 80 columns, without anything that a terminal would obey."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from maturity_core.errors import printable

if TYPE_CHECKING:
    from maturity_core.telling.parts import Part

WIDTH = 80
KEPT = "\0"
"""A space in a name, at which no line ends; nothing that is shown has this character in it."""


def wrapped(text: str, indent: str = "", following: str | None = None, *, whole_words: bool = False) -> Iterator[str]:
    """Yield a text as lines, the first indented by `indent`, the others by `following` (by default also `indent`).

    Words that are longer than a line are broken, unless `whole_words` are wanted.

    >>> list(wrapped("word " * 20, "- ", "  "))[1]
    '  word word word word word'
    """
    wrapper = TextWrapper(WIDTH, initial_indent=indent, subsequent_indent=indent if following is None else following)
    wrapper.break_on_hyphens, wrapper.break_long_words = False, not whole_words
    yield from wrapper.wrap(printable(text))


def for_terminal(lines: Iterable[str]) -> list[str]:
    """Return messages as stderr shows them: wrapped at the width of a terminal; anything else gets a line each.

    Indented ones are commands to type, and stay as they are.
    """
    if not sys.stderr.isatty():
        return list(lines)
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):  # not a terminal of this system's
        width = 0
    names = [name for argument in sys.argv[1:] for name in re.split("[@=]", argument) if " " in name]
    parts = ([line] if line.startswith(" ") else unbroken(line, width or WIDTH, names) for line in lines)
    return [part for found in parts for part in found]


def unbroken(text: str, width: int, names: Iterable[str] = ()) -> list[str]:
    """Return a message as lines: no word is broken, nor any of the names.

    >>> unbroken("my file.toml, goals-set: no such option; got 'often'", 24, ["my file.toml"])
    ['my file.toml, goals-set:', '  no such option; got', "  'often'"]
    """
    for name in names:
        text = text.replace(name, name.replace(" ", KEPT))
    wrapper = TextWrapper(width, subsequent_indent="  ")
    wrapper.break_on_hyphens = wrapper.break_long_words = False
    return [line.replace(KEPT, " ") for line in wrapper.wrap(text.strip())] or [""]


def bullets(texts: Iterable[str], indent: str = "") -> Iterator[str]:
    """Yield texts as a list."""
    for text in texts:
        yield from wrapped(text, f"{indent}- ", f"{indent}  ")


def heading(text: str) -> Iterator[str]:
    """Yield a heading between empty lines."""
    yield from ["", *wrapped(text), "-" * min(len(text), WIDTH)]


def part_lines(part: Part) -> Iterator[str]:
    """Yield a part of what is told of several results; losses have a mark of their own.

    >>> from maturity_core.telling.parts import Part
    >>> list(part_lines(Part("What fell", losses=("Planning",))))
    ['', 'What fell', '---------', '! Planning']
    """
    yield from heading(part.title) if part.title else []
    for text in part.texts:
        yield from wrapped(text)
    yield from bullets(part.points)
    for text in part.losses:
        yield from wrapped(text, "! ", "  ")
    for text in part.rest:
        yield from wrapped(text)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as columns of equal width, two spaces apart.

    >>> list(table([("id", "name"), ("longer", "text")]))
    ['id      name', 'longer  text']
    """
    safe = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*safe, strict=True)]
    for row in safe:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def room() -> float:
    """Return how wide a table may be: as wide as the terminal, but at least 80; without one, as wide as it gets."""
    return max(WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else float("inf")


def wide(rows: Sequence[Sequence[str]]) -> int:
    """Return the width of the table of these rows.

    >>> wide([("id", "name"), ("longer", "text")])
    12
    """
    return sum(max(len(printable(cell)) for cell in column) + 2 for column in zip(*rows, strict=True)) - 2


def cut(text: str, widest: float) -> str:
    """Return a text cut to at most `widest` characters; one that was cut ends with an ellipsis.

    >>> cut("Customer service", 9)
    'Customer…'
    """
    return text if len(text) <= widest else f"{text[: int(widest) - 1].rstrip()}…"
