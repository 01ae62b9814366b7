"""The ladder: its rungs, the highest on top, with the organisation's level and what is still possible."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_core.pictures.lettering import cut, width
from maturity_core.pictures.parts import Rung, in_words
from maturity_core.pictures.svg import ACCENT, box, letters, picture

WIDTH, RUNG, GAP = 360, 28, 4


def ladder(title: str, rungs: Sequence[Rung]) -> str:
    """Return a picture of the rungs, which are passed lowest first.

    >>> drawn = ladder("Level", [Rung("Low", reached=True, here=True, marks=("here",)), Rung("High", reached=False)])
    >>> drawn.index("High</text>") < drawn.index("Low</text>")
    True
    """
    top_down = list(reversed(rungs))
    shapes = [shape for place, rung in enumerate(top_down) for shape in _rung(rung, place * (RUNG + GAP) + 1)]
    return picture(title, in_words(list(rungs)), (WIDTH, len(top_down) * (RUNG + GAP) + 1), *shapes)


def _rung(rung: Rung, top: int) -> list[str]:
    look: dict[str, str | int] = {"stroke": "currentColor", "stroke_opacity": "0.45", "fill": "none"}
    if rung.here:
        look = {"stroke": "currentColor", "stroke_width": 2, "fill": ACCENT, "fill_opacity": "0.7"}
    elif rung.reached:
        look = {"stroke": ACCENT, "fill": ACCENT, "fill_opacity": "0.3"}
    elif rung.possible:
        look = {"stroke": ACCENT, "stroke_dasharray": "4 3", "fill": ACCENT, "fill_opacity": "0.1"}
    marks = cut(", ".join(rung.marks), WIDTH * 2 // 3)
    shapes = [box(1, top, WIDTH - 2, RUNG, rx=3, **look)]
    shapes.append(
        letters(cut(rung.name, WIDTH - width(marks) - 28), 10, top + 18, font_weight=600 if rung.here else 400)
    )
    return [*shapes, letters(marks, WIDTH - 10, top + 18, text_anchor="end")] if marks else shapes
