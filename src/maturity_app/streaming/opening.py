"""Opening a file of answers as the source that its format asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maturity_app.streaming.csv_source import CsvSource
from maturity_app.streaming.formats import format_of
from maturity_app.streaming.formats import reading as reading_of
from maturity_app.streaming.sources import ArrowSource, ParquetSource, Read, Source
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.reading import Reading


def open_source(reading: Reading, path: Path, stated: str | None) -> Source:
    """Return the file, opened.

    Args:
        reading: the reading of it, which keeps what is to be told.
        path: the file.
        stated: its format, where its name does not tell.

    Raises:
        AnswersError: the file cannot be read, or is not what its name says.
        MissingExtraError: pyarrow is missing.
    """
    form = format_of(path, stated)
    with reading_of(path):
        if form == "csv":
            return CsvSource(reading, path)
        try:
            return _read(reading, (ParquetSource if form == "parquet" else ArrowSource)(path))
        except UnicodeDecodeError as error:  # of a damaged file names may be no texts
            raise optional("pyarrow").ArrowInvalid("the name of a column is not UTF-8") from error


def _read(reading: Reading, file: Source) -> Source:
    """Return a file whose parts are read; it is closed where it cannot be."""
    try:
        return Read(file, reading)
    except BaseException:
        file.close()
        raise
