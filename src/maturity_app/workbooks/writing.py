"""Write a workbook: sheets of plain cells. Text stays text, whatever it begins with; nothing in it is a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from maturity_app.console import warn
from maturity_app.csv_cells import harmless_cell
from maturity_app.new_files import drafts
from maturity_core.errors import MaturityError, Problem
from maturity_core.extras import optional
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOK = ".xlsx"
"""The extension of what is written."""
MOST_ROWS = 1_048_576
"""As many rows as a sheet can have."""
LONGEST_CELL = 32_767
"""As many characters as a cell can have, in UTF-16: those beyond its first plane, such as emoji, count twice."""
WIDEST = 60
AS_TEXT = 49
"""The number of the format of texts that every spreadsheet has."""
_NEVER = dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""When every workbook is said to be made, so that the same results are the same bytes."""
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class Book:
    """A workbook that is written; `cut` counts texts that were too long.

    `wrapped`, `bold` and `as_text` are formats of cells; in the last one, a spreadsheet keeps what is typed as it is.
    """

    def __init__(self, book: Any, *, keep_formulas: bool) -> None:
        self.book = book
        self.keep = keep_formulas
        self.cut = 0
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.as_text = book.add_format({"num_format": AS_TEXT, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})

    def sheet(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write a table: titles that stay in sight, and rows.

        Raises:
            MaturityError: there are more rows than a sheet can have.
        """
        sheet = self.book.add_worksheet(name)
        widths = [len(title) for title in header]
        self.row(sheet, 0, header, self.bold)
        for place, row in enumerate(rows, start=1):
            if place == MOST_ROWS:
                raise too_many_rows()
            self.row(sheet, place, row)
            widths = [max(width, len(str(cell))) for width, cell in zip(widths, row, strict=True)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width, WIDEST) + 2)
        sheet.freeze_panes(1, 0)

    def row(self, sheet: Any, place: int, cells: Sequence[Any], look: Any = None) -> None:
        """Write the cells of a row: numbers as numbers, everything else as text; empty ones not at all."""
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(place, column, cell, look)
            elif cell:
                sheet.write_string(place, column, self.text(str(cell)), look or self.wrapped)

    def text(self, text: str) -> str:
        """Return a text as a cell has it: one that a spreadsheet would run elsewhere begins with an apostrophe.

        One that is longer than a cell can be is cut, and says so.
        """
        text = text if self.keep else harmless_cell(text)
        if units(text) <= LONGEST_CELL:
            return text
        self.cut += 1
        end = f" [cut: {len(text):,} characters]"
        return text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(end))].decode("utf-16-le", "ignore") + end


def units(text: str) -> int:
    """Return how many characters a text has in UTF-16, which is how spreadsheets count.

    >>> units("a"), units("\N{PARTY POPPER}")
    (1, 2)
    """
    return len(text) + sum(mark > "\uffff" for mark in text)


def too_many_rows() -> MaturityError:
    """Return the error for results that no sheet can hold."""
    hint = "write .csv or .parquet instead"
    return MaturityError([Problem("there are too many rows for a workbook", allowed=f"{MOST_ROWS:,}", hint=hint)])


@contextmanager
def new_workbook(path: Path, *, keep_formulas: bool = False) -> Generator[Book]:
    """Yield a workbook that is written to a new file at the end, all of it or nothing.

    Raises:
        MaturityError: something of that name already exists, or the file cannot be written.
        MissingExtraError: xlsxwriter is missing.
    """
    library = optional("xlsxwriter")
    with drafts(path) as (draft,):
        book = library.Workbook(str(draft), _PLAIN)
        book.set_properties({"created": _NEVER})
        written = Book(book, keep_formulas=keep_formulas)
        yield written
        book.close()
    if written.cut:
        told = counted(written.cut, "text")
        warn([f"{path}: {told} cut to the {LONGEST_CELL:,} characters that a cell can have; .csv and .json keep all"])
