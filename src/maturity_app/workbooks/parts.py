"""What a workbook says of itself before it is opened: its parts are streamed, and what they unpack to is bounded.

Nothing is kept but the highest row and column of a filled cell, which cells are percentages, which ones have no value
(errors, and formulas that were never calculated), and which rows and columns with a filled cell are hidden.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from maturity_app.workbooks.cells import Place
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

MOST_PARTS = 1_000
MOST_BYTES = 200_000_000
"""The most bytes that all parts together unpack to."""
MOST_CELLS = 4_000_000
"""The most cells of all sheets, empty ones among them: the reader keeps a place for each."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""As many as spreadsheets have."""
MOST_FAULTS = 20
"""The most cells without a value that are listed."""
BOOK, CONTENT = "xl/workbook.xml", "content.xml"
"""The part that names the sheets, of XLSX and of ODS."""
CHUNK = 1 << 16
XML = (".xml", ".rels")
"""The endings of parts that are XML; pictures, drawings and whole files may lie beside them, and no sheet may."""
OLD_START = b"\xd0\xcf\x11\xe0"
"""How workbooks of the old format and encrypted ones begin."""
Fault = tuple[str, str]
"""What is wrong with a cell, and what to do."""
SHOWS_ERROR: Fault = ("the cell shows an error", "correct it, or clear the cell")
NEVER_CALCULATED: Fault = (
    "the formula in this cell was never calculated",
    "open the workbook in a spreadsheet program and save it, or clear the cell",
)
EMPTY_TEXT: Fault = (
    "the formula in this cell has an empty text as its value",
    "write an answer, clear the cell, or open the workbook in a spreadsheet program and save it",
)


@dataclass
class SheetFacts:
    """What is known of a sheet: how far it goes, which cells are percentages, which ones have no value, what is hidden.

    `before` is how many cells the sheets before it have. Hidden rows and columns have a filled cell; they count from 1.
    """

    before: int = 0
    rows: int = 0
    columns: int = 0
    percentages: set[Place] = field(default_factory=set[Place])
    faults: dict[Place, Fault] = field(default_factory=dict[Place, Fault])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    unseen: bytearray = field(default_factory=lambda: bytearray(MOST_COLUMNS + 1))
    """By number, whether a column is hidden, filled or not."""

    @property
    def after(self) -> int:
        """How many cells there are up to the end of this sheet."""
        return self.before + self.rows * self.columns

    def fill(self, row: int, column: int) -> None:
        """Note a filled cell, by how many rows and columns there are up to it.

        Raises:
            TooLarge: the sheets would have too many cells.
        """
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or self.after > MOST_CELLS:
            raise TooLarge(row, column)

    def hide(self, first: int, last: int) -> None:
        """Note columns that are hidden."""
        end = min(last, MOST_COLUMNS) + 1
        self.unseen[first:end] = b"\1" * max(end - first, 0)

    def is_unseen(self, column: int) -> bool:
        """Return whether a column is hidden."""
        return column <= MOST_COLUMNS and bool(self.unseen[column])

    def fault(self, place: Place, fault: Fault) -> None:
        """Note a cell without a value; the first ones are enough."""
        if len(self.faults) < MOST_FAULTS:
            self.faults[place] = fault


class TooLarge(Exception):  # noqa: N818 - turned into a problem that names the file
    """A cell lies so far out that the sheet would not fit into memory."""


class Parts:
    """The parts of a workbook's file, streamed.

    Args:
        path: the file.
        name: what messages call it.

    Raises:
        AnswersError: it is no workbook, or too large.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.left = MOST_BYTES
        with path.open("rb") as file:
            if file.read(len(OLD_START)) == OLD_START:
                hint = "save it as .xlsx, without a password"
                raise AnswersError([Problem("the workbook is encrypted, or has the old format .xls", name, hint=hint)])
        try:
            self.file = ZipFile(path)
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise self.damaged(error) from error
        every = self.file.infolist()
        if len(every) > MOST_PARTS:
            raise self.too_large()
        if len({plain_name(entry.filename) for entry in every}) < len(every):
            raise self.damaged(ValueError("two of its parts have the same name"))

    def names(self) -> list[str]:
        """Return the names of the parts that are XML."""
        return [entry.filename for entry in self.file.infolist() if entry.filename.lower().endswith(XML)]

    def main(self, part: str, other: str) -> list[str]:
        """Return the names of the parts that are XML, among them the main one of a format.

        Raises:
            AnswersError: it is missing, or there is also that of another format.
        """
        names = self.names()
        if part not in names:
            raise self.damaged(ValueError(f"it has no {part}"))
        if other in map(plain_name, names):
            raise self.damaged(ValueError("it has two formats"))
        return names

    def parse(self, part: str, start: Callable[[str, dict[str, str]], None], **others: Callable[..., None]) -> None:
        """Stream a part through functions: `start` for each element, and `end` and `text`, if given.

        Raises:
            AnswersError: the part is damaged, or too large.
        """
        parser: Any = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.EndElementHandler = others.get("end")
        parser.CharacterDataHandler = others.get("text")
        parser.StartDoctypeDeclHandler = _refuse
        try:
            for data in self._chunks(self.file.getinfo(part)):
                parser.Parse(data, False)  # noqa: FBT003 - expat's own signature
            parser.Parse(b"", True)  # noqa: FBT003 - the same
        except TooLarge as error:
            raise self.too_large() from error
        except (
            expat.ExpatError,
            BadZipFile,
            EOFError,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self.damaged(error) from error

    def _chunks(self, entry: ZipInfo) -> Iterator[bytes]:
        with self.file.open(entry) as file:
            while data := file.read(CHUNK):
                self.left -= len(data)
                if self.left < 0:
                    raise TooLarge
                yield data

    def damaged(self, error: Exception) -> AnswersError:
        """Return the error for a file that cannot be read."""
        hint = "open it in a spreadsheet and save it again"
        return AnswersError([Problem(f"the file is not a workbook, or is damaged: {error}", self.name, hint=hint)])

    def too_large(self) -> AnswersError:
        """Return the error for a file that is too large."""
        allowed = f"{MOST_PARTS:,} parts; {MOST_BYTES // 10**6} MB in all; {MOST_CELLS:,} cells"
        allowed += ", with the empty ones up to the last of each sheet"
        hint = "delete what is far from the table, or save the sheet as CSV"
        return AnswersError([Problem("the workbook is too large", self.name, allowed=allowed, hint=hint)])

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def plain_name(part: str) -> str:
    r"""Return the name of a part as readers compare them.

    >>> plain_name("XL\\Workbook.xml")
    'xl/workbook.xml'
    """
    return part.replace("\\", "/").lower()


def _refuse(*_: object) -> None:
    raise ValueError("it declares a document type")


def local(name: str) -> str:
    """Return an element's or an attribute's name without its prefix.

    >>> local("table:table-cell")
    'table-cell'
    """
    return name.rpartition(":")[2]
