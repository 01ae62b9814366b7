"""Sheets with some of their answers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.testing.oracle_model import Sheet


def replaced(sheet: Sheet, changes: Mapping[int, int]) -> Sheet:
    """Return a sheet with some of its codes replaced, by column."""
    codes = list(sheet)
    for column, code in changes.items():
        codes[column] = code
    return tuple(codes)


def in_order(sheet: Sheet, order: Sequence[int]) -> Sheet:
    """Return a sheet with its codes in a different order: for each place, where its code comes from."""
    return tuple(sheet[place] for place in order)


def but(sheet: Sheet, column: int | None) -> Sheet:
    """Return a sheet without one of its codes, if there is one to leave out."""
    return sheet if column is None else sheet[:column] + sheet[column + 1 :]
