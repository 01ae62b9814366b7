"""Bars, one below another: a value, what is still possible, the target, and where levels begin."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from maturity_core.pictures.lettering import cut, width
from maturity_core.pictures.parts import Measure, in_words
from maturity_core.pictures.svg import ACCENT, box, element, letters, picture
from maturity_core.telling.words import ENGLISH, Words

WIDTH, LENGTH, THICK, ROW = 360, 280, 12, 50
SCORE, OPEN, TARGET, START = "legend-score", "legend-open", "legend-target", "legend-start"
"""The names of the texts that say what the marks mean."""


def bars(title: str, measures: Sequence[Measure], words: Words = ENGLISH) -> str:
    """Return a picture of measures as bars.

    >>> picture = bars("Dimensions", [Measure("Planning", Fraction(2, 3), "66.7 %")])
    >>> '<rect x="0" y="18" width="186.66" height="12"' in picture
    True
    """
    shapes = [shape for place, measure in enumerate(measures) for shape in _bar(measure, place * ROW)]
    height = len(measures) * ROW
    signs = {SCORE: box(0, -9, 12, 9, fill=ACCENT), OPEN: opened(0, -10, 12), TARGET: _tick(5, -10)}
    key = legend(measures, height + 12, signs, words)
    height += 20 * bool(key)
    if any(measure.starts for measure in measures):
        key += _signed(_line(Fraction(6), -10), words.say(START), 0, height + 12)
        height += 20
    return picture(title, in_words(list(measures)), (WIDTH, max(height, 1)), *shapes, *key)


def _bar(measure: Measure, top: int) -> list[str]:
    y = top + 18
    shapes = [letters(cut(measure.name, WIDTH), 0, top + 13, font_weight=600), track(y, LENGTH, THICK)]
    shapes += _value(measure, measure.value, y)
    if measure.target is not None:
        shapes.append(_tick(measure.target * LENGTH, y))
    return [*shapes, letters(cut(measure.note, LENGTH, 10), 0, y + 23, font_size=10)] if measure.note else shapes


def _value(measure: Measure, value: Fraction | None, y: int) -> list[str]:
    """Return the bar of a value with its words; the words alone if nothing applies. Quarters, if no level begins."""
    if value is None:
        return [letters(cut(measure.shown, LENGTH - 12, 10), 6, y + 10, font_size=10)]
    best = [] if measure.open_to is None else [opened(value * LENGTH, y, (measure.open_to - value) * LENGTH)]
    lines = [_line(start * LENGTH, y) for start in measure.starts] or [
        _quarter(Fraction(LENGTH * place, 4), y) for place in (1, 2, 3)
    ]
    words = letters(cut(measure.shown, WIDTH - LENGTH - 8), WIDTH, y + 10, text_anchor="end")
    return [*best, box(0, y, value * LENGTH, THICK, fill=ACCENT), *lines, words]


def track(y: int, length: int, thick: int) -> str:
    """Return the background of a bar, from zero to full length."""
    return box(0, y, length, thick, fill_opacity="0.12", stroke="currentColor", stroke_opacity="0.45")


def opened(x: Fraction | int, y: int, length: Fraction | int) -> str:
    """Return the part of a bar that open questions still allow."""
    look = {"fill_opacity": "0.3", "stroke": ACCENT, "stroke_dasharray": "3 2"}
    return box(x, y, length, THICK, fill=ACCENT, **look)


def _quarter(x: Fraction, y: int) -> str:
    return element("line", x1=x, x2=x, y1=y, y2=y + THICK, stroke="currentColor", stroke_opacity="0.3")


def _line(x: Fraction, y: int) -> str:
    return element("line", x1=x, x2=x, y1=y - 2, y2=y + THICK + 2, stroke="currentColor", stroke_width=1)


def _tick(x: Fraction | int, y: int) -> str:
    return element("line", x1=x, x2=x, y1=y - 3, y2=y + THICK + 3, stroke="currentColor", stroke_width=3)


def legend(measures: Sequence[Measure], y: int, signs: dict[str, str], words: Words) -> list[str]:
    """Return the legend; empty if values are the only marks.

    `signs` has each mark by the name of its text, drawn on a line at height 0, starting at the left edge.
    """
    shows = {
        SCORE: True,
        OPEN: any(measure.open_to is not None for measure in measures),
        TARGET: any(measure.target is not None for measure in measures),
    }
    told = [name for name, there in shows.items() if there]
    shapes: list[str] = []
    x = 0
    for name in told:
        text = words.say(name)
        shapes += _signed(signs[name], text, x, y)
        x += 17 + width(text, 10) + 6
    return shapes if len(told) > 1 else []


def _signed(sign: str, text: str, x: int, y: int) -> list[str]:
    return [element("g", sign, transform=f"translate({x} {y})"), letters(text, x + 17, y - 1, font_size=10)]
