"""Open an answers file as the source for its format."""

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
        reading: the reading of the file, which keeps the notes on it.
        path: the file.
        stated: its format, if its name does not show it.

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
        except UnicodeDecodeError as error:  # in a damaged file, names may not be valid text
            raise optional("pyarrow").ArrowInvalid("the name of a column is not UTF-8") from error


def _read(reading: Reading, file: Source) -> Source:
    """Return a source that reads the parts of a file, and close the file if that fails."""
    try:
        return Read(file, reading)
    except BaseException:
        file.close()
        raise
