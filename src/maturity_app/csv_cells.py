"""A cell of a CSV file as an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maturity_app.dialects import plain_number
from maturity_app.raw_sheet import Unreadable, number, whole

if TYPE_CHECKING:
    from maturity_app.how import Mark

_WHOLE = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


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
