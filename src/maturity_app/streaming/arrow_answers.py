"""Parts of Arrow and Parquet files, made ready for scoring: positions from 0, unreadable rows marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_app.origin import FACTS, Origin, checked_origin
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.reading import Reading
    from maturity_core.model.nouns import Question

EARLIER = "answers to an earlier edition are carried over without --out only, from TOML, JSON or CSV"
Reasons = dict[int, list[str]]
"""Why rows cannot be assessed, by row."""


def read_schema(reading: Reading, schema: Any) -> Any:
    """Return the schema of parts that are read: whole numbers in columns of questions have no dictionary.

    Raises:
        AnswersError: lists the columns that should say what the answers belong to but are not text.
    """
    pa = optional("pyarrow")
    problems: list[Problem] = []
    fields: list[Any] = []
    questions = {question.id for question in reading.framework.questions}
    for entry in schema:
        kind = entry.type.value_type if pa.types.is_dictionary(entry.type) else entry.type
        if entry.name in FACTS and not _says_something(pa.types, kind):
            what, hint = "this column says what the answers belong to", "rename it if it is a column of your own"
            problems.append(Problem(what, f"answers.{entry.name}", str(kind), "text", hint))
        whole = entry.name in questions and pa.types.is_integer(kind)
        fields.append(entry.with_type(kind) if whole else entry)
    if problems:
        raise AnswersError(problems)
    return pa.schema(fields, schema.metadata)


def _says_something(types: Any, kind: Any) -> bool:
    texts = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(check(kind) for check in texts)


def row_origin(reading: Reading, said: Sequence[str | None], reasons: list[str]) -> frozenset[str]:
    """Return the questions for which a row's positions cannot be read; add to `reasons` why it cannot be assessed.

    Args:
        reading: the reading of the file.
        said: what the row has in the columns `FACTS`.
        reasons: why the row cannot be assessed.
    """
    problems: list[Problem] = []
    origin: Origin = checked_origin(dict(zip(FACTS, said, strict=True)), "", problems)
    found = reading.origin(origin)
    problems += [found.refusal] if found.refusal else []
    if found.way:
        problems.append(Problem(f"filled in for edition {origin.edition}", hint=EARLIER))
    reasons += [str(replace(problem, where=problem.where.removeprefix(", "))) for problem in problems]
    return found.shifted


def arrow_answers(reading: Reading, batch: Any) -> tuple[Any, list[str | None] | None]:
    """Return a batch with positions counted from 0, and by row why it cannot be read; None if all can."""
    reading.rows += batch.num_rows
    reasons: Reasons = {}
    shifted = _shifted(reading, batch, reasons)
    for question in reading.framework.questions:
        place = batch.schema.get_field_index(question.id)
        if place >= 0 and question.id not in reading.numeric:
            rows = [row for ids, where in shifted.items() if question.id in ids for row in where]
            column = _moved(reading, question, batch.column(place), rows, reasons)
            batch = batch.set_column(place, question.id, column)
    told = {row: " | ".join(texts) for row, texts in reasons.items()}
    return batch, [told.get(row) for row in range(batch.num_rows)] if told else None


def _shifted(reading: Reading, batch: Any, reasons: Reasons) -> dict[frozenset[str], list[int]]:
    """Return rows grouped by the questions for which their positions cannot be read."""
    there = [name for name in FACTS if name in batch.schema.names]
    if not there:
        return {row_origin(reading, [None] * len(FACTS), []): []}
    cells = [batch.column(name).to_pylist() if name in there else [None] * batch.num_rows for name in FACTS]
    rows: dict[tuple[str | None, ...], list[int]] = {}
    for row, said in enumerate(zip(*cells, strict=True)):
        rows.setdefault(said, []).append(row)
    found: dict[frozenset[str], list[int]] = {}
    for said, where in rows.items():
        told: list[str] = []
        found.setdefault(row_origin(reading, said, told), []).extend(where)
        if told:
            reasons |= {row: list(told) for row in where}
    return found


def _moved(reading: Reading, question: Question, column: Any, lost: list[int], reasons: Reasons) -> Any:
    """Return a column with positions counted from 0, and null where they cannot be read, as in the rows `lost`."""
    pa = optional("pyarrow")
    if pa.types.is_dictionary(column.type) and pa.types.is_integer(column.type.value_type):
        column = column.dictionary_decode()
    if not pa.types.is_integer(column.type):
        return column
    values = column.unique().to_pylist()
    table = _positions(reading, question, values, shifted=False)
    if not lost and all(given == found for given, found in table.items()):
        return column
    tables = dict.fromkeys(lost, _positions(reading, question, values, shifted=True))
    codes = [tables.get(row, table)[given] for row, given in enumerate(column.to_pylist())]
    for row, code in enumerate(codes):
        if isinstance(code, Problem):
            reasons.setdefault(row, []).append(str(replace(code, where=question.id)))
    return pa.array([None if isinstance(code, Problem) else code for code in codes], column.type)


def _positions(
    reading: Reading, question: Question, values: Iterable[int | None], *, shifted: bool
) -> dict[int | None, int | Problem | None]:
    """Return for each content of a cell its position, or what is wrong with it; codes of states stay as they are."""
    return {
        given: given if given is None or given < 0 else reading.position(question, given, shifted=shifted)
        for given in values
    }
