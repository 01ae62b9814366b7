"""A cell of a CSV file as an answer."""

from __future__ import annotations

import re

from maturity_app.raw_sheet import number, whole

_WHOLE = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def cell_answer(cell: str, *, numeric: bool) -> object:
    """Return the answer in a cell: None, a number, an option's position, or a word."""
    if not cell:
        return None
    if numeric and _NUMBER.fullmatch(cell):
        return number(cell) if "." in cell else whole(cell)
    return whole(cell) if _WHOLE.fullmatch(cell) else cell
