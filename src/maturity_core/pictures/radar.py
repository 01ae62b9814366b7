"""The radar: an axis for each measure, with the values joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import cos, pi, sin

from maturity_core.pictures.bars import OPEN, SCORE, TARGET, bars, legend
from maturity_core.pictures.lettering import cut, width, wrapped
from maturity_core.pictures.parts import Measure, in_words
from maturity_core.pictures.svg import ACCENT, Value, box, element, fixed, letters, picture
from maturity_core.telling.words import ENGLISH, Words

FEWEST, MOST, NAMED = 3, 12, 8
WIDTH, RADIUS, MARGIN, LINE, KEY = 360, 92, 50, 12, 16
MIDDLE = (WIDTH // 2, RADIUS + MARGIN)
PARTS = 10**6
Point = tuple[Fraction, Fraction]
Look = dict[str, Value]
NOW_LOOK: Look = {"fill": ACCENT, "fill_opacity": "0.45", "stroke": ACCENT, "stroke_width": 2}
OPEN_LOOK: Look = {"fill": ACCENT, "fill_opacity": "0.15", "stroke": ACCENT, "stroke_dasharray": "3 2"}
AIMED_LOOK: Look = {"fill": "none", "stroke": "currentColor", "stroke_width": 2, "stroke_dasharray": "2 2"}
NOW, POSSIBLE = box(1, -9, 11, 8, **NOW_LOOK), box(1, -9, 11, 8, **OPEN_LOOK)
AIMED = element("line", x1=0, x2=13, y1=-5, y2=-5, **AIMED_LOOK)


def radar(title: str, measures: Sequence[Measure], words: Words = ENGLISH) -> str:
    """Return a picture of three to twelve measures as a radar, or of fewer or more as bars.

    Measures without a value have no axis. Up to eight are named at their axes, more in a key below.

    >>> thirds = [Measure(name, Fraction(1, 3), "33.3 %") for name in ("Build", "Run", "Change")]
    >>> radar("Dimensions", thirds).count("33.3 %"), "<polygon" in radar("Dimensions", thirds[:2])
    (6, False)
    """
    drawn = [measure for measure in measures if measure.value is not None]
    if not FEWEST <= len(drawn) <= MOST:
        return bars(title, measures, words)
    ways = [_way(place, len(drawn)) for place in range(len(drawn))]
    shapes = [*_web(ways), *_outlines(ways, drawn)]
    lowest = max(way[1] for way in ways)
    height = MIDDLE[1] + int(RADIUS * lowest) + MARGIN + LINE
    if len(drawn) <= NAMED:
        shapes += [shape for way, measure in zip(ways, drawn, strict=True) for shape in _label(way, measure)]
    else:
        shapes += [shape for place, way in enumerate(ways) for shape in _number(way, place)]
        shapes += [letters(_key(place, measure), 0, height + KEY * place) for place, measure in enumerate(drawn)]
        height += KEY * len(drawn)
    key = legend(drawn, height + 6, {SCORE: NOW, OPEN: POSSIBLE, TARGET: AIMED}, words)
    return picture(title, in_words(list(measures)), (WIDTH, height + 14 * bool(key)), *shapes, *key)


def _way(place: int, count: int) -> tuple[Fraction, Fraction]:
    """Return the direction of an axis, clockwise from the top, in whole millionths: the same on every machine."""
    angle = 2 * pi * place / count
    return Fraction(round(sin(angle) * PARTS), PARTS), Fraction(-round(cos(angle) * PARTS), PARTS)


def _at(way: Point, distance: Fraction | int) -> Point:
    return MIDDLE[0] + way[0] * distance, MIDDLE[1] + way[1] * distance


def _polygon(points: Sequence[Point], **attributes: Value) -> str:
    return element("polygon", points=" ".join(f"{fixed(x)},{fixed(y)}" for x, y in points), **attributes)


def _web(ways: Sequence[Point]) -> list[str]:
    look: dict[str, str] = {"fill": "none", "stroke": "currentColor"}
    rings = [Fraction(RADIUS * part, 4) for part in (1, 2, 3)]
    shapes = [_polygon([_at(way, ring) for way in ways], **look, stroke_opacity="0.25") for ring in rings]
    shapes.append(_polygon([_at(way, RADIUS) for way in ways], **look, stroke_opacity="0.6"))
    ends = [_at(way, RADIUS) for way in ways]
    line = {"stroke": "currentColor", "stroke_opacity": "0.25"}
    return shapes + [element("line", x1=MIDDLE[0], y1=MIDDLE[1], x2=x, y2=y, **line) for x, y in ends]


def _outlines(ways: Sequence[Point], measures: Sequence[Measure]) -> list[str]:
    """Return the outlines of what is possible, of the present values and of the target, in drawing order."""

    def through(of: Callable[[Measure], Fraction | None]) -> list[Point]:
        pairs = zip(ways, measures, strict=True)
        return [_at(way, (of(measure) or Fraction(0)) * RADIUS) for way, measure in pairs]

    shapes: list[str] = []
    if any(measure.open_to is not None for measure in measures):
        shapes.append(_polygon(through(lambda each: each.best), **OPEN_LOOK))
    now = through(lambda each: each.value)
    shapes.append(_polygon(now, **NOW_LOOK))
    shapes += [element("circle", cx=x, cy=y, r=3, fill=ACCENT) for x, y in now]
    if any(measure.target is not None for measure in measures):
        aimed = through(lambda each: each.value if each.target is None else each.target)
        shapes.append(_polygon(aimed, **AIMED_LOOK))
    return shapes


def _anchor(way: Point) -> str:
    third = Fraction(1, 3)
    return "start" if way[0] > third else "end" if way[0] < -third else "middle"


def _label(way: Point, measure: Measure) -> list[str]:
    """Return the name and the value at the end of an axis: above, below or next to it."""
    x, y = _at(way, RADIUS + 9)
    anchor = _anchor(way)
    room = {"start": int(WIDTH - x), "end": int(x), "middle": WIDTH // 2}[anchor]
    lines = [*wrapped(measure.name, room, 3, 10), cut(measure.shown, room)]
    first = y - (len(lines) - 1) * LINE * (1 - way[1]) / 2 + (1 + way[1]) * 4
    weights = [400] * (len(lines) - 1) + [600]
    return [
        letters(line, x, first + place * LINE, text_anchor=anchor, font_size=10, font_weight=weight)
        for place, (line, weight) in enumerate(zip(lines, weights, strict=True))
    ]


def _number(way: Point, place: int) -> list[str]:
    x, y = _at(way, RADIUS + 14)
    return [letters(str(place + 1), x, y + 4, text_anchor="middle", font_weight=600)]


def _key(place: int, measure: Measure) -> str:
    number, value = f"{place + 1}  ", f": {measure.shown}"
    return f"{number}{cut(measure.name, WIDTH - width(number) - width(value))}{value}"
