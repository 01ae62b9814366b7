"""Open an answers file as the source for its format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from maturity_app.csv_files import csv_rows
from maturity_app.file_text import YAML, file_text
from maturity_app.layouts import SEARCHED, answer_tables, refuse_questions
from maturity_app.mapping.using import mapped_workbook, refuse_mapping, rows_as_mapped
from maturity_app.streaming.csv_source import CsvSource
from maturity_app.streaming.formats import ending_of, format_of
from maturity_app.streaming.formats import reading as reading_of
from maturity_app.streaming.sources import ArrowSource, ParquetSource, Read, Source
from maturity_app.workbooks.opening import WORKBOOKS, Rows
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.reading import Reading


SHEETS = ("json", "toml", YAML)
"""The formats of answers that are no tables."""


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
    ending = stated or ending_of(path)
    if ending in WORKBOOKS:
        return CsvSource(reading, path, _as_csv(reading, _answers(reading, path, ending)))
    form = format_of(
        path, stated, WORKBOOKS, "leave out --out, or write a workbook (.xlsx)" if ending in SHEETS else ""
    )
    if form == "csv" and reading.how.mapping:
        text = file_text(str(path), "csv", reading)
        rows = csv_rows(io.StringIO(text, newline=""), reading)
        return CsvSource(reading, path, _as_csv(reading, rows_as_mapped(rows, reading)))
    refuse_mapping(reading)
    with reading_of(path):
        if form == "csv":
            return CsvSource(reading, path)
        try:
            return _read(reading, (ParquetSource if form == "parquet" else ArrowSource)(path))
        except UnicodeDecodeError as error:  # in a damaged file, names may not be valid text
            raise optional("pyarrow").ArrowInvalid("the name of a column is not UTF-8") from error


def _answers(reading: Reading, path: Path, form: str) -> Rows:
    """Return the rows of the one sheet of a workbook that holds answers.

    Raises:
        AnswersError: the workbook cannot be read, or has several such sheets.
    """
    reading.is_workbook = True
    tables = answer_tables(mapped_workbook(str(path), form, reading), reading.name, reading)
    refuse_questions([row for table in tables for row in table.rows[:SEARCHED]], reading.name, reading)
    return tables[0].rows


def _as_csv(reading: Reading, found: Iterable[tuple[int, list[str]]]) -> BinaryIO:
    """Return rows as CSV, where they are in their file; the reading knows it as what it is now."""
    text, last = io.StringIO(newline=""), 0
    rows = csv.writer(text, lineterminator="\n")
    for row, cells in found:
        rows.writerows([list[str]()] * (row - last - 1))
        rows.writerow(cells)
        last = row
    reading.how = replace(reading.how, separator="comma", encoding="utf-8")
    return io.BytesIO(text.getvalue().encode())


def _read(reading: Reading, file: Source) -> Source:
    """Return a source that reads the parts of a file, and close the file if that fails."""
    try:
        return Read(file, reading)
    except BaseException:
        file.close()
        raise
