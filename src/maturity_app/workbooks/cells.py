"""Cells of a workbook as the texts that the same table has in CSV, and their names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

Place = tuple[int, int]
"""The row and the column of a cell, from 0."""
_LETTERS = 26


def cell_name(place: Place) -> str:
    """Return a cell as spreadsheets name it.

    >>> cell_name((0, 0)), cell_name((9, 27))
    ('A1', 'AB10')
    """
    row, column = place
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def cell_text(cell: Any, *, is_percent: bool = False, decimal: str = ".") -> str:
    """Return a cell as CSV has it, a number with this decimal mark; a date is its text, without a midnight.

    >>> cell_text(0.6, is_percent=True), cell_text(60.0), cell_text(True), cell_text(62.5, decimal=",")
    ('60%', '60', 'TRUE', '62,5')
    >>> import datetime
    >>> cell_text(datetime.datetime(2026, 11, 3)), cell_text("often")
    ('2026-11-03', 'often')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if not isinstance(cell, int | float):
        return str(cell) if isinstance(cell, str) else str(cell).removesuffix(" 00:00:00")
    text = f"{Decimal(repr(cell)).scaleb(2 * is_percent):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text.replace('.', decimal)}{'%' if is_percent else ''}"
