"""Files to which results are written in parts: Parquet, Arrow, CSV."""

from __future__ import annotations

import csv
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from maturity_app.new_files import naming
from maturity_app.streaming.formats import ENDINGS, STREAM
from maturity_core.extras import optional

ROW_GROUP = 1 << 17
_FORMULA = re.compile(r"(?:\A|[\r\n])(?:[^\S\t\r]|[\ufeff\u200b])*[\t\r=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run: at the beginning of a text or of a line in it, after anything invisible."""


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before one that it might.

    >>> guarded("=1+1"), guarded(" -2"), guarded("North")
    ("'=1+1", "' -2", 'North')
    """
    return f"'{text}" if _FORMULA.search(text) else text


class Sink(ABC):
    """An open file of results."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @abstractmethod
    def write(self, batch: Any) -> None:
        """Write a record batch."""

    @abstractmethod
    def close(self) -> None:
        """Write anything still pending, and close the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with naming(self.path):
                self.close()
        except Exception:
            if error is None:
                raise  # otherwise the first error says more


class ParquetSink(Sink):
    """A Parquet file."""

    def __init__(self, path: Path, schema: Any) -> None:
        super().__init__(path)
        self.writer = optional("pyarrow.parquet").ParquetWriter(path, schema)

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        self.writer.write_batch(batch, ROW_GROUP)

    def close(self) -> None:
        """See `Sink.close`."""
        self.writer.close()


class ArrowSink(Sink):
    """An Arrow file or stream, which are different formats."""

    def __init__(self, path: Path, schema: Any, *, stream: bool) -> None:
        super().__init__(path)
        pa = optional("pyarrow")
        self.file = pa.OSFile(str(path), "wb")
        self.writer = (pa.ipc.new_stream if stream else pa.ipc.new_file)(self.file, schema)

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        self.writer.write_batch(batch)

    def close(self) -> None:
        """See `Sink.close`."""
        try:
            self.writer.close()
        finally:
            self.file.close()


class CsvSink(Sink):
    """A CSV file; texts that a spreadsheet would take for formulas are guarded, unless formulas are kept."""

    def __init__(self, path: Path, names: Iterable[str], *, keep_formulas: bool) -> None:
        super().__init__(path)
        self.keep = keep_formulas
        self.file = path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file, lineterminator="\n")
        self.writer.writerow([self._text(name) for name in names])

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        self.write_rows(batch.columns)

    def write_rows(self, columns: Iterable[Any]) -> None:
        """Write rows, given as Arrow arrays by column."""
        self.writer.writerows(zip(*(self._cells(column) for column in columns), strict=True))

    def _cells(self, column: Any) -> list[Any]:
        """Return the cells of a column; each distinct text is guarded once."""
        types = optional("pyarrow").types
        kind = column.type
        if types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind) or types.is_null(kind):
            cells: list[Any] = column.to_pylist()
            return cells
        if types.is_decimal(kind):
            return [None if cell is None else str(cell) for cell in column.to_pylist()]
        if not types.is_dictionary(kind) and not types.is_string(kind) and not types.is_large_string(kind):
            return [None if cell is None else self._text(str(cell)) for cell in column.to_pylist()]
        encoded = column if types.is_dictionary(kind) else column.dictionary_encode()
        told = [None if word is None else self._text(str(word)) for word in encoded.dictionary.to_pylist()]
        places = encoded.indices.fill_null(len(told)).to_numpy().tolist()
        return list(map([*told, None].__getitem__, places))

    def _text(self, text: str) -> str:
        return text if self.keep else guarded(text)

    def close(self) -> None:
        """See `Sink.close`."""
        self.file.close()


def open_sink(path: Path, ending: str, schema: Any, *, keep_formulas: bool) -> Sink:
    """Open a new file in the format that an extension such as `csv` stands for."""
    with naming(path):
        if ENDINGS[ending] == "csv":
            return CsvSink(path, schema.names, keep_formulas=keep_formulas)
        if ENDINGS[ending] == "parquet":
            return ParquetSink(path, schema)
        return ArrowSink(path, schema, stream=ending == STREAM)
