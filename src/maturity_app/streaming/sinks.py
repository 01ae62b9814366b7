"""Files to which results are written in parts: Parquet, Arrow, CSV."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from maturity_app.new_files import naming
from maturity_app.streaming.csv_rows import USUAL, CsvRows, Style
from maturity_app.streaming.formats import ENDINGS, STREAM, TABS
from maturity_core.extras import optional

ROW_GROUP = 1 << 17
MOST_PENDING = 1 << 26
"""The bytes of rows that wait to be written."""


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

    def forget(self) -> None:  # noqa: B027 - most files keep nothing back
        """Drop what still waits to be written: the run has failed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.forget()
        try:
            with naming(self.path):
                self.close()
        except Exception:
            if error is None:
                raise  # otherwise the first error says more


class GatheringSink(Sink):
    """A file with parts of its own: rows are gathered until they fill one, or until they take much memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.pending: list[Any] = []
        self.rows = self.size = 0

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        start = 0
        while start < batch.num_rows:
            piece = batch.slice(start, ROW_GROUP - self.rows)
            start += piece.num_rows
            self.pending.append(piece)
            self.rows += piece.num_rows
            self.size += piece.nbytes
            if self.rows == ROW_GROUP or self.size >= MOST_PENDING:
                self.flush()

    def flush(self) -> None:
        """Write the rows that were gathered."""
        if self.pending:
            table = optional("pyarrow").Table.from_batches(self.pending)
            self.pending, self.rows, self.size = [], 0, 0
            self.write_table(table)

    def forget(self) -> None:
        """See `Sink.forget`."""
        self.pending = []

    @abstractmethod
    def write_table(self, table: Any) -> None:
        """Write a part of the file."""


class ParquetSink(GatheringSink):
    """A Parquet file."""

    def __init__(self, path: Path, schema: Any) -> None:
        super().__init__(path)
        self.writer = optional("pyarrow.parquet").ParquetWriter(path, schema)

    def write_table(self, table: Any) -> None:
        """See `GatheringSink.write_table`."""
        self.writer.write_table(table, ROW_GROUP)

    def close(self) -> None:
        """See `Sink.close`."""
        try:
            self.flush()
        finally:
            self.writer.close()


class ArrowSink(GatheringSink):
    """An Arrow file or stream, which are different formats."""

    def __init__(self, path: Path, schema: Any, *, stream: bool) -> None:
        super().__init__(path)
        pa = optional("pyarrow")
        self.file = pa.OSFile(str(path), "wb")
        self.writer = (pa.ipc.new_stream if stream else pa.ipc.new_file)(self.file, schema)

    def write_table(self, table: Any) -> None:
        """See `GatheringSink.write_table`."""
        self.writer.write_table(table.combine_chunks())

    def close(self) -> None:
        """See `Sink.close`."""
        try:
            self.flush()
            self.writer.close()
        finally:
            self.file.close()


class CsvSink(Sink):
    """A CSV file; texts that a spreadsheet would take for formulas are guarded, unless formulas are kept."""

    def __init__(self, path: Path, names: Iterable[str], *, keep_formulas: bool, style: Style = USUAL) -> None:
        super().__init__(path)
        self.rows = CsvRows(keep_formulas=keep_formulas, style=style)
        self.file = path.open("wb")
        self.file.write(self.rows.header(names))

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        if batch.nbytes > MOST_PENDING and batch.num_rows > 1:
            half = batch.num_rows // 2
            self.write(batch.slice(0, half))
            self.write(batch.slice(half))
            return
        self.write_rows(batch.columns)

    def write_rows(self, columns: Sequence[Any]) -> None:
        """Write rows, given as Arrow arrays by column."""
        self.file.write(self.rows.data(columns))

    def close(self) -> None:
        """See `Sink.close`."""
        self.file.close()


def open_sink(path: Path, ending: str, schema: Any, *, keep_formulas: bool, style: Style = USUAL) -> Sink:
    """Open a new file in the format that an extension such as `csv` stands for; CSV is written in a style."""
    with naming(path):
        if ENDINGS[ending] == "csv":
            style = replace(style, separator="\t") if ending == TABS else style
            return CsvSink(path, schema.names, keep_formulas=keep_formulas, style=style)
        if ENDINGS[ending] == "parquet":
            return ParquetSink(path, schema)
        return ArrowSink(path, schema, stream=ending == STREAM)
