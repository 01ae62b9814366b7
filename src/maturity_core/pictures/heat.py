"""The heat map: a tile for each measure, the darker the higher its value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from maturity_core.pictures.lettering import cut, width
from maturity_core.pictures.parts import Measure, in_words
from maturity_core.pictures.svg import ACCENT, box, letters, picture

WIDTH, TILE, GAP = 360, 26, 3
SHADES = ("0.04", "0.2", "0.35", "0.5", "0.65", "0.8")
"""By fifths, the last for full values only: letters are legible on each of them, on white and on near-black."""


def heat_map(title: str, measures: Sequence[Measure]) -> str:
    """Return a picture of measures as tiles, each with its name and its value.

    >>> '>Roadmap</text>' in heat_map("Planning", [Measure("Roadmap", Fraction(3, 5), "60 %")])
    True
    """
    shapes = [shape for place, measure in enumerate(measures) for shape in _tile(measure, place * (TILE + GAP) + 1)]
    height = max(len(measures) * (TILE + GAP), 1)
    return picture(title, in_words(list(measures)), (WIDTH, height), *shapes)


def shade(value: Fraction) -> str:
    """Return the shade of a value's tile: rounded down, and darkest only for a full value."""
    return SHADES[value * 5 // 1]


def _tile(measure: Measure, top: int) -> list[str]:
    frame = {"stroke": "currentColor", "stroke_opacity": "0.45"}
    look = {"fill": "none", "stroke_dasharray": "3 2"}
    if measure.value is not None:
        look = {"fill": ACCENT, "fill_opacity": shade(measure.value)}
    shown = cut(measure.shown, WIDTH // 2)
    name = cut(measure.name, WIDTH - width(shown) - 24)
    return [
        box(1, top, WIDTH - 2, TILE, **look, **frame),
        letters(name, 8, top + 17),
        letters(shown, WIDTH - 8, top + 17, text_anchor="end", font_weight=600),
    ]
