"""What a workbook says of itself before it is opened: its parts are streamed, and what they unpack to is bounded.

Nothing is kept but the highest row and column of a filled cell, which cells are percentages, and which ones have no
value: errors, and formulas that were never calculated.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

MOST_PARTS = 1_000
MOST_BYTES = 200_000_000
"""The most bytes that all parts together unpack to."""
MOST_CELLS = 4_000_000
"""The most cells of a sheet, empty ones among them: the reader keeps a place for each."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""As many as spreadsheets have."""
MOST_FAULTS = 20
"""The most cells without a value that are listed."""
CHUNK = 1 << 16
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".bmp", ".tiff", ".ttf", ".odttf")
"""The endings of parts that are no XML; the reader looks for sheets in none of them."""
OLD_START = b"\xd0\xcf\x11\xe0"
"""How workbooks of the old format and encrypted ones begin."""
Place = tuple[int, int]
"""The row and the column of a cell, from 0."""


@dataclass
class SheetFacts:
    """What is known of a sheet: how far it goes, which cells are percentages, and which ones have no value."""

    rows: int = 0
    columns: int = 0
    percentages: set[Place] = field(default_factory=set[Place])
    faults: dict[Place, str] = field(default_factory=dict[Place, str])

    def fill(self, row: int, column: int) -> None:
        """Note a filled cell, by how many rows and columns there are up to it.

        Raises:
            TooLarge: the sheet would have too many cells.
        """
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise TooLarge(row, column)


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
        if len(self.file.infolist()) > MOST_PARTS:
            raise self.too_large()

    def names(self) -> list[str]:
        """Return the names of the parts that may be XML."""
        return [entry.filename for entry in self.file.infolist() if not entry.filename.lower().endswith(PICTURES)]

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
        allowed = (
            f"{MOST_CELLS:,} cells in a sheet, with the empty ones up to the last; {MOST_BYTES // 10**6} MB in all"
        )
        hint = "delete what is far from the table, or save the sheet as CSV"
        return AnswersError([Problem("the workbook is too large", self.name, allowed=allowed, hint=hint)])

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def _refuse(*_: object) -> None:
    raise ValueError("it declares a document type")


def local(name: str) -> str:
    """Return an element's or an attribute's name without its prefix.

    >>> local("table:table-cell")
    'table-cell'
    """
    return name.rpartition(":")[2]
