"""Many rows of a CSV file at once, by Arrow's reader, where it finds the same cells as the standard library's."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.extras import optional

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUOTE, NEWLINE, RETURN = b'"\n\r'


class PlainCsv:
    """Reads blocks of whole lines that Arrow reads as Python does.

    Args:
        delimiter: what separates the cells.
        kinds: the Arrow type of each column: text, or a dictionary of text.
    """

    def __init__(self, delimiter: str, kinds: Sequence[Any]) -> None:
        pa, reader = optional("pyarrow"), optional("pyarrow.csv")
        names = [str(place) for place in range(len(kinds))]
        self.delimiter = ord(delimiter)
        self.reader = reader
        self.source = pa.BufferReader
        self.names = names
        self.quoted, self.bare = (
            reader.ParseOptions(
                delimiter=delimiter, quote_char=quote, newlines_in_values=bool(quote), ignore_empty_lines=False
            )
            for quote in ('"', False)
        )
        self.cells = reader.ConvertOptions(
            check_utf8=False,
            column_types=dict(zip(names, kinds, strict=True)),
            null_values=[],
            strings_can_be_null=False,
        )

    def read(self, block: bytes) -> tuple[int, list[Any]] | None:
        """Return how many bytes of whole rows a block begins with, and their cells by column.

        An empty line is a row of empty cells. A row that goes on behind the block is left out.

        Returns:
            None if the rows have to be read one by one: cells of different numbers, quotes inside cells, line ends
            other than the usual, cells that may be too long, NULs.

        Raises:
            UnicodeDecodeError: the block is not UTF-8.
        """
        quoted = b'"' in block
        if quoted:
            block = self._whole(block)
        if not block or not _usual(block):
            return None
        if not block.isascii():
            block.decode()
        options = self.reader.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=self.names)
        rules = self.quoted if quoted else self.bare
        try:
            table = self.reader.read_csv(self.source(block), options, rules, self.cells)
        except optional("pyarrow").ArrowInvalid:
            return None
        columns = [column.combine_chunks() for column in table.columns]
        return None if quoted and any(map(_has_long_cell, columns)) else (len(block), columns)

    def _whole(self, block: bytes) -> bytes:
        """Return the whole rows at the beginning of a block with quotes; none if quotes do not enclose cells."""
        marks: NDArray[np.uint8] = np.frombuffer(block, np.uint8)
        quotes = np.flatnonzero(marks == QUOTE)
        while quotes.size % 2:  # the last cell goes on behind the block; its row may have begun in an earlier cell
            block = block[: block.rfind(b"\n", 0, int(quotes[-1])) + 1]
            quotes = quotes[: np.searchsorted(quotes, len(block))]
        opening, closing = quotes[::2], quotes[1::2]
        doubled = closing[:-1] + 1 == opening[1:]
        before, after = marks[opening - 1], marks[np.minimum(closing + 1, len(marks) - 1)]
        opens = (before == self.delimiter) | (before == NEWLINE) | (opening == 0)
        closes = (after == self.delimiter) | (after == NEWLINE) | (after == RETURN) | (closing + 1 == len(block))
        opens[1:] |= doubled
        closes[:-1] |= doubled
        return block if opens.all() and closes.all() else b""


def _usual(block: bytes) -> bool:
    """Return whether lines end in the usual ways and no line is longer than a cell may be."""
    if b"\0" in block or block.startswith(BOM_UTF8) or block.count(b"\r") != block.count(b"\r\n"):
        return False
    at, most = 0, csv.field_size_limit()
    while len(block) - at > most:
        at = block.rfind(b"\n", at, at + most) + 1
        if not at:
            return False
    return True


def _has_long_cell(column: Any) -> bool:
    """Return whether a column may have a cell that is longer than the standard library allows."""
    compute = optional("pyarrow.compute")
    texts = getattr(column, "dictionary", column)
    return bool((compute.max(compute.binary_length(texts)).as_py() or 0) > csv.field_size_limit())
