"""How much room letters take: pictures cannot ask the font, so the widths are those of a wide one."""

from __future__ import annotations

import unicodedata

from maturity_core.pictures.svg import SIZE
from maturity_core.telling.isolating import BEGIN, END, matched

NARROW, WIDE = frozenset("!'(),-./:;I[]fijlrt| "), frozenset("%@MWmw—…")
WIDTHS = {"narrow": 42, "usual": 64, "capital": 74, "wide": 100}
"""In hundredths of the font size."""


def width(text: str, size: int = SIZE) -> int:
    """Return how wide a text is at most.

    >>> width("ill"), width("mmm")
    (14, 34)
    """
    return sum(_hundredths(character) for character in text) * size // 100 + 1


def _hundredths(character: str) -> int:
    if unicodedata.combining(character) or character in {BEGIN, END}:
        return 0
    if character in NARROW:
        return WIDTHS["narrow"]
    if character in WIDE or unicodedata.east_asian_width(character) in {"W", "F"}:
        return WIDTHS["wide"]
    return WIDTHS["capital" if character.isupper() else "usual"]


def cut(text: str, room: int, size: int = SIZE) -> str:
    """Return a text cut to fit the room; if it is cut, it ends with an ellipsis.

    >>> cut("Organisation", 60)
    'Organis…'
    """
    if width(text, size) <= room:
        return text
    start = text
    while start and width(f"{start}…", size) > room:
        start = start[:-1]
    return matched([f"{start.rstrip()}…", text[len(start) :]])[0]


def wrapped(text: str, room: int, most: int, size: int = SIZE) -> list[str]:
    """Return a text as at most `most` lines, none wider than the room; what does not fit is cut.

    >>> wrapped("Vision & Positioning", 80, 3)
    ['Vision &', 'Positioning']
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (width(joined, size) <= room or len(lines) == most):
            lines[-1] = joined
        else:
            lines.append(word)
    return [cut(line, room, size) for line in matched(lines)]
