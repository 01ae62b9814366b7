"""Files of many organisations, read in parts: Parquet, Arrow files and streams, CSV."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.streaming.arrow_answers import arrow_part, read_schema
from maturity_app.streaming.csv_rows import USUAL, Style
from maturity_core.answers.tables.columns import column_problems
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.reading import Reading
    from maturity_app.streaming.arriving import Arrived

PART = 16384
"""Rows read, scored and written at a time."""


@dataclass(frozen=True)
class Part:
    """Consecutive rows of a file.

    `rows` has their numbers for messages; `share` is how much of the file has been read after this part, in 0..1;
    `reasons`, if there are any, says by row why it cannot be assessed; `arrived` has the rows that were carried over
    from an earlier edition.
    """

    batch: Any
    rows: Sequence[int]
    share: float
    reasons: Sequence[str | None] | None = None
    arrived: Sequence[Arrived] = ()


class Source(ABC):
    """An answers file. All its parts have the same `schema`; results in CSV are written in its `style`."""

    schema: Any
    style: Style = USUAL

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """Yield the parts of the file, in order."""

    @abstractmethod
    def close(self) -> None:
        """Close the file."""


class ParquetSource(Source):
    """A Parquet file, read row group by row group; rows count from 0."""

    def __init__(self, path: Path) -> None:
        parquet = optional("pyarrow.parquet")
        self.file = parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 16)
        self.schema = self.file.schema_arrow

    def parts(self) -> Iterator[Part]:
        """See `Source.parts`."""
        start, total = 0, self.file.metadata.num_rows
        for group in range(self.file.num_row_groups):
            for batch in self.file.iter_batches(PART, row_groups=[group]):
                rows = range(start, start + batch.num_rows)
                start = rows.stop
                yield Part(batch, rows, start / total)

    def close(self) -> None:
        """See `Source.close`."""
        self.file.close()


class ArrowSource(Source):
    """An Arrow file or stream (also called Feather or IPC), read record batch by record batch; rows count from 0."""

    def __init__(self, path: Path) -> None:
        pa = optional("pyarrow")
        self.size = path.stat().st_size
        self.file = pa.OSFile(str(path))
        try:
            self.reader = pa.ipc.open_file(self.file)
        except pa.ArrowInvalid:
            self.file.seek(0)
            self.reader = pa.ipc.open_stream(self.file)
        self.schema = self.reader.schema

    def parts(self) -> Iterator[Part]:
        """See `Source.parts`."""
        start = 0
        for batch, share in self._batches():
            for at in range(0, batch.num_rows, PART):
                part = batch.slice(at, PART)
                rows = range(start, start + part.num_rows)
                start = rows.stop
                yield Part(part, rows, share)

    def _batches(self) -> Iterator[tuple[Any, float]]:
        count = getattr(self.reader, "num_record_batches", None)
        if count is None:
            for batch in self.reader:
                yield batch, self.file.tell() / self.size
        else:
            for place in range(count):
                yield self.reader.get_batch(place), (place + 1) / count

    def close(self) -> None:
        """See `Source.close`."""
        self.file.close()


class Read(Source):
    """A Parquet or Arrow file with positions counted from 0, and reasons for rows that cannot be read."""

    def __init__(self, file: Source, reading: Reading) -> None:
        self.file = file
        self.reading = reading
        names: list[str] = file.schema.names
        clear = not list(column_problems(reading.framework, names))  # else the scorer refuses it, by its own names
        self.titles = reading.titles(names) if clear else names
        self.schema = read_schema(reading, _titled(file.schema, self.titles))

    def parts(self) -> Iterator[Part]:
        """See `Source.parts`."""
        for part in self.file.parts():
            part.batch.validate(full=True)  # in damaged files, text may not be UTF-8, or may end outside the data
            batch = optional("pyarrow").RecordBatch.from_arrays(part.batch.columns, names=self.titles)
            yield arrow_part(self.reading, replace(part, batch=batch), self.schema)

    def close(self) -> None:
        """See `Source.close`."""
        self.file.close()


def _titled(schema: Any, names: Sequence[str]) -> Any:
    """Return a schema with other names for its columns."""
    fields = [field.with_name(name) for field, name in zip(schema, names, strict=True)]
    return optional("pyarrow").schema(fields, schema.metadata)
