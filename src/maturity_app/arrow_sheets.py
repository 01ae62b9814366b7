"""Answers in Parquet and Arrow, read as sheets: a row per organisation, by the rules of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.csv_files import Editions, fact_cell, header_problems, no_organisation, tell_own, with_organisation
from maturity_app.origin import FACTS, checked_origin
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION, RawSheet, refusals
from maturity_app.streaming.formats import reading as reading_of
from maturity_app.streaming.sources import ArrowSource, ParquetSource
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.states import WORDS

if TYPE_CHECKING:
    from maturity_app.reading import Reading
    from maturity_app.streaming.sources import Source

ARROW = ("parquet", "arrow")
MOST_CELLS = 4_000_000
"""The most cells that are read as sheets; larger tables are read in parts, into a table of results."""
_SHORT_FLOATS = {"float", "halffloat"}


def arrow_sheets(source: str, form: str, reading: Reading, problems: list[Problem]) -> Iterator[RawSheet]:
    """Yield the sheets of a file; what is wrong with its columns and rows is added to `problems`.

    Args:
        source: the path.
        form: the format, of `ARROW`.
        reading: the reading of the file.
        problems: what is wrong so far.

    Raises:
        AnswersError: the file cannot be read, is too large, or has no rows.
        MissingExtraError: pyarrow is missing.
    """
    path = Path(source)
    with reading_of(path), closing((ParquetSource if form == "parquet" else ArrowSource)(path)) as file:
        editions, rows = Editions(reading.framework, reading.how), 0
        titles = _titles(file, reading, editions, problems)
        for part in file.parts():
            rows += part.batch.num_rows
            if rows * len(titles) > MOST_CELLS:
                raise AnswersError([_too_large(source)])
            part.batch.validate(full=True)  # in damaged files, text may not be UTF-8, or may end outside the data
            columns = [_values(column) for column in part.batch.columns]
            for row, cells in zip(part.rows, zip(*columns, strict=True), strict=True):
                yield from _sheet(row, dict(zip(titles, cells, strict=True)), reading, editions, problems)
    if not rows:
        raise AnswersError([no_organisation(source)])


def _too_large(source: str) -> Problem:
    hint = "to assess larger ones, add --out FILE to maturity assess"
    return Problem("the table is too large", source, allowed=f"up to {MOST_CELLS:,} cells", hint=hint)


def _titles(file: Source, reading: Reading, editions: Editions, problems: list[Problem]) -> list[str]:
    """Return the columns, those of questions by their ids."""
    names: list[str] = file.schema.names
    found = [*header_problems(reading.framework, names, reading.name, editions.earlier_columns(names))]
    if found:
        raise AnswersError([*problems, *found])
    titles = with_organisation(reading.titles(names))
    tell_own(titles, editions, reading)
    return titles


def _values(column: Any) -> list[Any]:
    """Return the values of a column; those of short floats as their shortest text says."""
    if str(column.type) not in _SHORT_FLOATS:
        return list(column.to_pylist())
    pairs = zip(column.is_valid().to_pylist(), column.to_numpy(zero_copy_only=False), strict=True)
    return [float(str(value)) if filled else None for filled, value in pairs]


def _sheet(
    row: int, cells: dict[str, Any], reading: Reading, editions: Editions, problems: list[Problem]
) -> Iterator[RawSheet]:
    texts = {title: "" if cell is None else str(cell) for title, cell in cells.items()}
    wrong: list[Problem] = []
    origin = checked_origin(
        {title: texts[title] for title in FACTS if title in texts}, f"{reading.name}, row {row}", wrong
    )
    answers = {
        name: WORDS.get(cells[name], cells[name])
        if type(cells[name]) is int and name not in reading.numeric
        else cells[name]
        for name in editions.answers(texts, origin.edition)
    }
    for name, answer in answers.items():
        wrong += refusals(answer, f"{reading.name}, row {row}, {name}")
    problems += wrong
    if not wrong:
        facts = {key: fact_cell(key, texts[key]) for key in ABOUT_SHEET if key in texts and key not in answers}
        yield RawSheet(texts.get(ORGANISATION, ""), answers, reading.name, row, origin, facts=facts)
