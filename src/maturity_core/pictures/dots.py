"""Dots on lines: who is where on each of several rows (dumbbells), and where each row goes over time (slopes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from maturity_core.pictures.lettering import cut
from maturity_core.pictures.svg import ACCENT, element, letters, picture

WIDTH, ROW, EDGE, RADIUS = 360, 44, 12, 5
NAMES = 110
"""The room for names beside a slope, on the right."""
HEIGHT, TOP = 160, 24
"""The height of the part of a slope that has lines, and what is above it."""


@dataclass(frozen=True)
class Dot:
    """A value from 0 to 1 with the name it belongs to, and both in words."""

    name: str
    value: Fraction
    shown: str

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name} {self.shown}"


@dataclass(frozen=True)
class Line:
    """A row, or a line: its name and its dots, in order; None where there is no value. `falls` marks one that fell."""

    name: str
    dots: Sequence[Dot | None]
    falls: bool = False

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name}: {', '.join(dot.words for dot in self.dots if dot)}"


def in_words(lines: Sequence[Line]) -> str:
    """Return lines in words."""
    return "; ".join(line.words for line in lines) + "."


def dumbbell(title: str, rows: Sequence[Line]) -> str:
    """Return a picture of rows with a dot for each value, joined from the lowest to the highest.

    The highest dot is filled, the lowest is a ring, and both have their names, so that no colour has to be told apart.

    >>> ends = [Dot("board", Fraction(1), "100%"), Dot("team", Fraction(1, 2), "50%")]
    >>> '<circle cx="348" cy="30"' in dumbbell("Roles", [Line("Overall", ends)])
    True
    """
    shapes = [shape for place, row in enumerate(rows) for shape in _bell(row, place * ROW)]
    return picture(title, in_words(rows), (WIDTH, max(len(rows) * ROW, 1)), *shapes)


def _bell(row: Line, top: int) -> list[str]:
    y = top + 30
    dots = sorted((dot for dot in row.dots if dot), key=lambda dot: dot.value)
    places = [EDGE + dot.value * (WIDTH - 2 * EDGE) for dot in dots]
    shapes = [letters(cut(row.name, WIDTH // 2), 0, top + 14, font_weight=600), _rail(y)]
    if dots:
        shapes.append(element("line", x1=places[0], y1=y, x2=places[-1], y2=y, stroke=ACCENT, stroke_width=3))
        shapes.append(letters(cut(_ends(dots), WIDTH // 2), WIDTH, top + 14, text_anchor="end"))
    for x in places:
        last = x == places[-1]
        look: dict[str, str | int] = {"fill": ACCENT} if last else {"fill": "none", "stroke": ACCENT, "stroke_width": 2}
        shapes.append(element("circle", cx=x, cy=y, r=RADIUS, **look))
    return shapes


def _rail(y: int) -> str:
    return element("line", x1=EDGE, y1=y, x2=WIDTH - EDGE, y2=y, stroke="currentColor", stroke_opacity="0.25")


def _ends(dots: Sequence[Dot]) -> str:
    """Return the lowest and the highest dot in words; one alone if they are the same."""
    return " - ".join(dict.fromkeys((dots[0].words, dots[-1].words)))


def slope(title: str, points: Sequence[str], lines: Sequence[Line]) -> str:
    """Return a picture of lines over time; those that fall are dashed, so that they stand out in greyscale, too.

    Args:
        title: the title of the picture.
        points: the names of the points in time, the first one first.
        lines: a line each, with a dot or None for each point.

    >>> way = [Dot("2025", Fraction(1, 2), "50%"), Dot("2026", Fraction(1), "100%")]
    >>> '<line x1="12" y1="104" x2="238" y2="24"' in slope("Over time", ["2025", "2026"], [Line("Overall", way)])
    True
    """
    right = WIDTH - NAMES - EDGE
    apart = Fraction(right - EDGE, max(len(points) - 1, 1))
    shapes: list[str] = []
    for place, name in enumerate(points):
        ends = {"text_anchor": "start" if place == 0 else "end" if place == len(points) - 1 else "middle"}
        if place in {0, len(points) - 1}:
            shapes.append(letters(cut(name, (right - 2 * EDGE) // 2), EDGE + place * apart, 12, **ends))
    used: list[int] = []
    for line in sorted(lines, key=_last, reverse=True):
        shapes += _slope(line, apart, used)
    return picture(title, in_words(lines), (WIDTH, max(HEIGHT + TOP, *used, 1) + 20), *shapes)


def _last(line: Line) -> Fraction:
    return next((dot.value for dot in reversed(line.dots) if dot), Fraction(-1))


def _slope(line: Line, apart: Fraction, used: list[int]) -> list[str]:
    """Return a line with its name behind it, below the names that are there already."""
    there = [(EDGE + place * apart, TOP + (1 - dot.value) * HEIGHT) for place, dot in enumerate(line.dots) if dot]
    if not there:
        return []
    dashes = {"stroke_dasharray": "5 3"} if line.falls else {}
    look: dict[str, str | int] = {"stroke": ACCENT, "stroke_width": 2, **dashes}
    shapes = [element("line", x1=x1, y1=y1, x2=x2, y2=y2, **look) for (x1, y1), (x2, y2) in pairwise(there)]
    shapes += [element("circle", cx=x, cy=y, r=RADIUS - 2, fill=ACCENT) for x, y in there]
    y = max([int(there[-1][1]) + 4, *(place + 14 for place in used[-1:])])
    used.append(y)
    return [*shapes, letters(cut(line.name, NAMES - 8), WIDTH - NAMES, y)]


def multiples(title: str, panels: Sequence[tuple[str, Sequence[Dot]]]) -> str:
    """Return a picture of small bars side by side: one group for each team, with the same rows in each.

    >>> 'height="10"' in multiples("Teams", [("North", [Dot("Work", Fraction(1, 2), "50%")])])
    True
    """
    rows = max((len(dots) for _, dots in panels), default=0)
    width, height = WIDTH // 2, rows * 24 + 34
    shapes: list[str] = []
    for place, (name, dots) in enumerate(panels):
        x, y = place % 2 * width, place // 2 * height
        shapes.append(letters(cut(name, width - 12), x, y + 14, font_weight=600))
        for row, dot in enumerate(dots):
            top = y + 24 + row * 24
            shapes.append(letters(cut(dot.words, width - 12), x, top + 8))
            bar = {"fill": "none", "stroke": "currentColor", "stroke_opacity": "0.25"}
            shapes.append(element("rect", x=x, y=top + 11, width=width - 12, height=10, **bar))
            shapes.append(element("rect", x=x, y=top + 11, width=dot.value * (width - 12), height=10, fill=ACCENT))
    told = "; ".join(f"{name}: {', '.join(dot.words for dot in dots)}" for name, dots in panels)
    return picture(title, f"{told}.", (WIDTH, max((len(panels) + 1) // 2 * height, 1)), *shapes)
