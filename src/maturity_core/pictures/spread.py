"""Spreads, one below another: where the middle half of a group is, its median, and one of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_core.pictures.lettering import cut, width
from maturity_core.pictures.svg import ACCENT, Value, box, element, letters, picture

WIDTH, ROW, EDGE = 360, 44, 12
SMALL = 10
Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Spread:
    """A value from 0 to 1 among those of a group: its name, itself in words, and the whole row in words.

    `middle` are the ends of the middle half, `median` those between which the median is: often the same.
    """

    name: str
    value: Fraction
    shown: str
    middle: Ends
    median: Ends
    words: str


def spreads(title: str, rows: Sequence[Spread], signs: tuple[str, str, str]) -> str:
    """Return a picture of spreads; `signs` says what the dot, the band and the stroke mean.

    >>> half = Fraction(1, 2)
    >>> row = Spread("Work", half, "50%", (Fraction(0), half), (half, half), "Work: 50%.")
    >>> '<circle cx="180" cy="30"' in spreads("Peers", [row], ("you", "middle half", "median"))
    True
    """
    shapes = [shape for place, row in enumerate(rows) for shape in _spread(row, place * ROW)]
    y = len(rows) * ROW + 14
    return picture(title, " ".join(row.words for row in rows), (WIDTH, y + 8), *shapes, *_key(signs, y))


def _spread(row: Spread, top: int) -> list[str]:
    y = top + 30
    return [
        letters(cut(row.name, WIDTH // 2), 0, top + 14, font_weight=600),
        letters(cut(row.shown, WIDTH // 2), WIDTH, top + 14, text_anchor="end"),
        element("line", x1=EDGE, y1=y, x2=WIDTH - EDGE, y2=y, stroke="currentColor", stroke_opacity="0.25"),
        _band(_place(row.middle[0]), _place(row.middle[1]), y),
        _stroke(_place(row.median[0]), _place(row.median[1]), y),
        _dot(_place(row.value), y),
    ]


def _place(value: Fraction) -> Fraction:
    return EDGE + value * (WIDTH - 2 * EDGE)


def _band(left: Fraction | int, right: Fraction | int, y: int) -> str:
    return box(left - 1, y - 6, right - left + 2, 12, fill=ACCENT, fill_opacity="0.25", stroke=ACCENT)


def _stroke(left: Fraction | int, right: Fraction | int, y: int) -> str:
    return box(left - 1, y - 9, right - left + 2, 18, fill_opacity="0.6")


def _dot(x: Fraction | int, y: int) -> str:
    look: dict[str, Value] = {"fill": ACCENT, "stroke": "currentColor"}
    return element("circle", cx=x, cy=y, r=5, **look)


def _key(signs: tuple[str, str, str], y: int) -> list[str]:
    """Return what the marks mean, on a line below the rows."""
    drawn = (_dot(6, y - 3), _band(1, 11, y - 3), _stroke(6, 6, y - 3))
    shapes: list[str] = []
    x = 0
    for sign, text in zip(drawn, signs, strict=True):
        shapes += [element("g", sign, transform=f"translate({x} 0)"), letters(text, x + 17, y, font_size=SMALL)]
        x += 17 + width(text, SMALL) + 8
    return shapes
