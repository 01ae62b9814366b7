"""What fits on a printed page: how many lines blocks take on A4, estimated from the letters in them.

An estimate that is wrong breaks nothing: it decides only how much is shown in full, and where a page begins.
"""

from __future__ import annotations

import re
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from maturity_app.report.blocks import Checks, Facts, Heading, Paragraph, Picture, Points, Prose, Table
from maturity_core.model.long_text import led

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_app.report.blocks import Block, Cell, Check, Point

PAGE = 60.0
"""The lines of a page, of which the first has a title above them."""
TITLE, LETTERS, LEADING = 4.0, 98, 45
"""The lines of that title, and how many letters stand on a line of text, and on one of the text to read first."""
HEADINGS, MARGIN = {3: 2.2, 4: 2.0}, 0.5
"""The lines of headings, and those below a paragraph or a list."""
PICTURE = 20.0
"""How many lines a picture as high as wide takes, half a page wide."""
HIGHEST = 14.0
"""No picture of the first two pages takes more lines."""
WHOLE = PAGE / 3
"""What takes more lines than this may go on overleaf: kept whole, it could leave the page before it almost empty."""
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
SHORT, NEARLY = 0.42, 0.92
"""Shares of a page: less than the first looks empty, and up to the second surely fits."""


def lines_of(blocks: Iterable[Block]) -> float:
    """Return how many lines blocks take.

    >>> lines_of([Paragraph("A few words.")])
    1.5
    """
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    match block:
        case Heading():
            lines = HEADINGS[block.level]
        case Paragraph():
            lines = text_lines(block.text, LEADING) * 1.6 if block.leads else text_lines(block.text) + MARGIN
        case Prose():
            lines = _prose(block.text)
        case Points():
            letters = LETTERS // 2 if block.columns else LETTERS - 4
            lines = sum(point_lines(point, letters) for point in block.entries) / (1 + block.columns) + MARGIN
        case Picture():
            lines = _picture([svg for _, svg in block.drawings])
        case Table():
            lines = sum(map(_row, (block.header, *block.rows))) + HEADINGS[4]
        case Facts():
            lines = sum(_fact(text if isinstance(text, str) else text.text) for _, text in block.pairs)
        case Checks():
            lines = sum(map(check_lines, block.entries))
        case _:  # nothing else is on the pages that are filled, or kept whole
            lines = 0.0
    return lines


def text_lines(text: str, letters: int = LETTERS) -> int:
    """Return how many lines a text takes.

    >>> text_lines("a" * 100)
    2
    """
    return ceil(len(text) / letters)


def _prose(text: str, letters: int = LETTERS) -> float:
    return sum(text_lines(line, letters) + MARGIN for line in text.splitlines() if line)


def point_lines(point: Point, letters: int = LETTERS - 4) -> float:
    """Return how many lines an entry of a list takes."""
    text = point.text if isinstance(point.text, str) else point.text.text
    more = sum(text_lines(line, letters) for line in point.more)
    first, *rest = f"{point.leads}{' ' * (len(point.leads) // 8)}{led(text)}".split("\n")  # bold letters are wider
    return text_lines(first, letters) + 0.3 + more + sum(_prose(part, letters) for part in rest)


def check_lines(check: Check) -> float:
    """Return how many lines a requirement and what is said of it take."""
    return text_lines(f"{check.state} {check.text}") + text_lines(check.more) + 1.5


def _fact(text: str) -> float:
    """Return the height of a fact whose name takes two fifths of the line."""
    return _prose(text, LETTERS * 3 // 5)


def _row(cells: Sequence[str | Cell]) -> float:
    """Return the height of a row of a table: that of its longest cell, and the line below it."""
    letters = max(LETTERS // len(cells), 1)
    return max(_cell(cell, letters) for cell in cells) + 0.7


def _cell(cell: str | Cell, letters: int) -> float:
    if isinstance(cell, str):
        return text_lines(cell, letters)
    remarks = (remark.text for remark in cell.remarks if isinstance(remark, Prose))
    return text_lines(cell.text, letters) + sum(_prose(text, letters) for text in remarks)


def _picture(drawings: Sequence[str]) -> float:
    """Return the height of drawings: two stand side by side, and a third one beside both."""
    sizes = [_BOX.search(svg) for svg in drawings]
    heights = [min(PICTURE * float(size[2]) / float(size[1]), HIGHEST) + 2.5 for size in sizes if size]
    return max(sum(heights[:2]), heights[2]) if len(heights) > 2 else max(heights, default=0)  # noqa: PLR2004 - two columns


def fitting(points: Sequence[Point], room: float, columns: int = 1) -> int:
    """Return how many of the points fit, from the first on: always one, if there are any.

    >>> from maturity_app.report.blocks import Point
    >>> fitting([Point("A few words.")] * 9, 4)
    3
    """
    letters = LETTERS // columns if columns > 1 else LETTERS - 4
    sums = accumulate(point_lines(point, letters) / columns for point in points)
    return max(sum(total <= room for total in sums), min(1, len(points)))


def fullest(choices: Sequence[Sequence[Point]], room: float) -> tuple[Point, ...]:
    """Return all points, as fully as there is room for them.

    Each has as many forms, from the shortest to the fullest. All get their next form, as far as it fits, the first ones
    before the others, before any of them gets the one after that.

    >>> from maturity_app.report.blocks import Point
    >>> [point.more for point in fullest([(Point("a"), Point("a", more=("b",)))] * 3, 5)]
    [('b',), (), ()]
    """
    found = [forms[0] for forms in choices]
    left = room - sum(map(point_lines, found))
    for row in zip(*choices, strict=True):
        for place, fuller in enumerate(row):
            more = point_lines(fuller) - point_lines(found[place])
            if more <= left:
                found[place], left = fuller, left - more
    return tuple(found)
