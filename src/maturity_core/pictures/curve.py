"""The curve of cost: what each level costs at least, from where the organisation stands today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from maturity_core.pictures.lettering import cut
from maturity_core.pictures.svg import ACCENT, element, letters, picture

WIDTH, ROW, EDGE = 360, 40, 8


@dataclass(frozen=True)
class Stop:
    """A level, or a score, with what it costs, and that in words."""

    name: str
    cost: Fraction
    shown: str

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name}: {self.shown}"


def curve(title: str, stops: Sequence[Stop]) -> str:
    """Return a picture of what stops cost: they are passed the lowest first, and go up; further right is dearer.

    >>> drawn = curve("Cost", [Stop("Low", Fraction(0), "0"), Stop("High", Fraction(3), "3")])
    >>> '<circle cx="352" cy="26"' in drawn
    True
    """
    dearest = max((stop.cost for stop in stops), default=Fraction(0)) or Fraction(1)
    height = len(stops) * ROW
    shapes: list[str] = []
    way: list[tuple[Fraction, int]] = []
    for place, stop in enumerate(stops, start=1):
        x, y = EDGE + stop.cost / dearest * (WIDTH - 2 * EDGE), height - place * ROW + 26
        way += [(x, y + ROW), (x, y)] if way else [(x, y)]
        shapes += [element("circle", cx=x, cy=y, r=4, fill=ACCENT), _words(stop, x, y)]
    look: dict[str, str | int] = {"stroke": ACCENT, "stroke_width": 2}
    lines = [element("line", x1=x1, y1=y1, x2=x2, y2=y2, **look) for (x1, y1), (x2, y2) in pairwise(way)]
    told = "; ".join(stop.words for stop in stops)
    return picture(title, f"{told}.", (WIDTH, max(height, 1)), *lines, *shapes)


def _words(stop: Stop, x: Fraction, y: int) -> str:
    """Return a stop's words above it, on the side where there is more room."""
    late = 2 * x > WIDTH
    room = int(x if late else WIDTH - x)
    look = {"text_anchor": "end"} if late else {}
    return letters(cut(stop.words, room), x + 4 if late else x - 4, y - 9, **look)
