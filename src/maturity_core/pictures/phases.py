"""Phases over time: a bar for each step, from where it begins to where it is done, and what is reached by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_core.pictures.lettering import cut, width, wrapped
from maturity_core.pictures.svg import ACCENT, box, element, letters, picture

WIDTH, TOP, ROW, THICK = 360, 30, 34, 12
APART = 26
"""How far the names of phases are apart at least."""
THIN = 3
"""How wide a step that costs nothing is drawn."""


@dataclass(frozen=True)
class Task:
    """A step: where it begins and ends, counted in phases from 0, and its words; one to begin with comes `first`."""

    name: str
    shown: str
    begins: Fraction
    ends: Fraction
    first: bool = False

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name}: {self.shown}"


def phases(title: str, axis: str, names: Sequence[str], tasks: Sequence[Task], remarks: Sequence[str] = ()) -> str:
    """Return a picture of steps over phases.

    Args:
        title: what the picture is called.
        axis: what a phase is called.
        names: the phases, in order.
        tasks: the steps, in order.
        remarks: what to say below.

    >>> drawn = phases("Phases", "Period", ["1", "2"], [Task("Plan", "cost 3", Fraction(0), Fraction(3, 2))])
    >>> '<rect x="0" y="50" width="270" height="12"' in drawn
    True
    """
    said = [line for remark in remarks for line in wrapped(remark, WIDTH, 2)]
    bottom = TOP + len(tasks) * ROW
    shapes = [letters(cut(axis, WIDTH), 0, 11, font_size=10), *_grid(names, len(tasks))]
    for place, task in enumerate(tasks):
        shapes += _bar(task, TOP + place * ROW, Fraction(WIDTH, max(len(names), 1)))
    shapes += [letters(line, 0, bottom + 18 + place * 16) for place, line in enumerate(said)]
    told = "; ".join([*(task.words for task in tasks), *remarks])
    return picture(title, f"{told}.", (WIDTH, bottom + 8 + 16 * len(said)), *shapes)


def _grid(names: Sequence[str], rows: int) -> list[str]:
    """Return the names of as many phases as there is room for, and beside each bar a line where these begin."""
    column = Fraction(WIDTH, max(len(names), 1))
    every = max(1, -(-max([APART, *(width(name, 10) + 4 for name in names)]) // column))
    shapes: list[str] = []
    look = {"stroke": "currentColor", "stroke_opacity": "0.3"}
    ends = [(16, 27), *((TOP + row * ROW + 17, TOP + row * ROW + 35) for row in range(rows))]
    for place in range(0, len(names), every):
        x = column * place
        shapes += [element("line", x1=x, x2=x, y1=y1, y2=y2, **look) for y1, y2 in ends]
        shapes.append(letters(names[place], x + 3, 25, font_size=10))
    return shapes


def _bar(task: Task, top: int, column: Fraction) -> list[str]:
    shown = cut(task.shown, WIDTH // 2, 10)
    name = cut(task.name, WIDTH - width(shown, 10) - 12)
    long = max((task.ends - task.begins) * column, Fraction(THIN))
    look = {"fill": ACCENT} if task.first else {"fill": ACCENT, "fill_opacity": "0.45", "stroke": ACCENT}
    begins = min(task.begins * column, Fraction(WIDTH) - long)
    return [
        letters(name, 0, top + 14, font_weight=600 if task.first else 400),
        letters(shown, WIDTH, top + 14, text_anchor="end", font_size=10),
        box(begins, top + 20, long, THICK, **look),
    ]
