"""A cell of a CSV file as an answer, as a date, and as a text that no spreadsheet runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maturity_app.dialects import plain_number
from maturity_app.raw_sheet import Unreadable, number, whole
from maturity_app.streaming.csv_rows import guarded

if TYPE_CHECKING:
    from maturity_app.how import Mark

MARK = "'"
"""What stands before a text that a spreadsheet would run."""
_WHOLE = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_TIME = r"(?:[T ] ?[0-9]{1,2}:[0-9:.]+(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT)?(?:[+-][0-9:]+)?)?)?"
_DATES = (
    re.compile(rf"(?P<year>[0-9]{{4}})([-/])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_TIME}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_TIME}"),
)
"""Dates whose order is clear: with the year first, or with points between. With slashes, day or month may be first."""


def cell_date(cell: str) -> str:
    """Return a date as sheets have it, without a time; the text itself if it is not clear which date it is.

    >>> cell_date("2026/1/5 10:00:00 AM GMT+1"), cell_date("5.1.2026"), cell_date("5/1/2026")
    ('2026-01-05', '2026-01-05', '5/1/2026')
    """
    found = next(filter(None, (shape.fullmatch(cell) for shape in _DATES)), None)
    return f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}" if found else cell


def cell_answer(cell: str, *, numeric: bool, decimal: Mark | None = None) -> object:
    """Return the answer in a cell: None, a number, an option's position, or a word. `decimal` is a mark that is known.

    >>> cell_answer("often", numeric=False), cell_answer("2", numeric=False), cell_answer("2.5", numeric=True)
    ('often', 2, 2.5)
    """
    if not cell:
        return None
    if numeric and decimal:
        plain = plain_number(cell, decimal)
        if plain is None:
            return Unreadable(cell)
        cell = plain
    if numeric and _NUMBER.fullmatch(cell):
        return number(cell) if "." in cell else whole(cell)
    return whole(cell) if _WHOLE.fullmatch(cell) else cell


def harmless_cell(text: str) -> str:
    """Return a text that no spreadsheet runs: with an apostrophe, which `plain_cell` takes away again.

    >>> harmless_cell("=1+1"), harmless_cell("'=1+1"), harmless_cell("-2.5"), harmless_cell("it's")
    ("'=1+1", "''=1+1", '-2.5', "it's")
    """
    return f"{MARK}{text}" if _is_marked(text) else text


def plain_cell(text: str) -> str:
    """Return the text that a cell was written for.

    >>> [plain_cell(harmless_cell(text)) for text in ("=1+1", "'=1+1", "-2.5", "it's")]
    ['=1+1', "'=1+1", '-2.5', "it's"]
    """
    return text.removeprefix(MARK) if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    """Return whether a text is one that a spreadsheet would run, apart from apostrophes before it; no number is."""
    bare = text.lstrip(MARK)
    return guarded(bare) != bare and not isinstance(cell_answer(bare, numeric=True), int | float)
