"""Parts of Arrow and Parquet files, made ready for scoring: positions from 0, unreadable rows marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_app.csv_files import Editions
from maturity_app.origin import EDITION, FACTS, Judgement, Origin, checked_origin
from maturity_app.raw_sheet import CARRIED_FROM
from maturity_app.streaming.arriving import Arrived, Cells, Group, arrived, carried_from
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional
from maturity_core.model.states import WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_app.reading import Reading
    from maturity_app.streaming.sources import Part
    from maturity_core.model.nouns import Question

Reasons = dict[int, list[str]]
"""Why rows cannot be assessed, by row."""


def read_schema(reading: Reading, schema: Any) -> Any:
    """Return the schema of parts that are read: whole numbers in columns of questions have no dictionary.

    If the table has questions that only earlier editions had, it has those of the framework instead. If it says which
    edition rows are for, it also says from which one they were carried over.

    Raises:
        AnswersError: lists the columns that should say what the answers belong to but are not text.
    """
    pa = optional("pyarrow")
    problems: list[Problem] = []
    fields: list[Any] = []
    questions = {question.id for question in reading.framework.questions}
    earlier = Editions(reading.framework, reading.how).earlier_columns(schema.names)
    for entry in (entry for entry in schema if entry.name not in earlier):
        kind = entry.type.value_type if pa.types.is_dictionary(entry.type) else entry.type
        if entry.name in {*FACTS, CARRIED_FROM} and not _says_something(pa.types, kind):
            what, hint = "this column says what the answers belong to", "rename it if it is a column of your own"
            problems.append(Problem(what, f"answers.{entry.name}", str(kind), "text", hint))
        whole = entry.name in questions and pa.types.is_integer(kind)
        fields.append(entry.with_type(kind) if whole else entry)
    if earlier:
        fields += [pa.field(name, pa.null()) for name in reading.questions if name not in schema.names]
    if problems:
        raise AnswersError(problems)
    if EDITION in schema.names:
        fields = [*(entry for entry in fields if entry.name != CARRIED_FROM), pa.field(CARRIED_FROM, pa.string())]
    return pa.schema(fields, schema.metadata)


def _says_something(types: Any, kind: Any) -> bool:
    texts = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(check(kind) for check in texts)


def row_origin(reading: Reading, said: Sequence[str | None], reasons: list[str]) -> tuple[Origin, Judgement]:
    """Return what a row belongs to, and what that means; add to `reasons` why it cannot be assessed.

    Args:
        reading: the reading of the file.
        said: what the row has in the columns `FACTS`.
        reasons: why the row cannot be assessed.
    """
    problems: list[Problem] = []
    origin: Origin = checked_origin(dict(zip(FACTS, said, strict=True)), "", problems)
    found = reading.origin(origin)
    problems += [found.refusal] if found.refusal else []
    reasons += [str(replace(problem, where=problem.where.removeprefix(", "))) for problem in problems]
    return origin, found


def arrow_part(reading: Reading, part: Part, schema: Any) -> Part:
    """Return a part as it is read: positions counted from 0, and rows that cannot be read or were carried over."""
    pa, batch = optional("pyarrow"), part.batch
    reading.rows += batch.num_rows
    reasons: Reasons = {}
    groups = _groups(reading, batch, reasons)
    carried = [group for group in groups if group.found.way]
    rows = [_arrived(reading, group, batch) for group in carried]
    columns: list[Any] = []
    for entry in schema:
        place = batch.schema.get_field_index(entry.name)
        column = batch.column(place) if place >= 0 else pa.nulls(batch.num_rows)
        if place >= 0 and entry.name in reading.questions and entry.name not in reading.numeric:
            shifted = [group for group in groups if entry.name in group.found.shifted and not group.found.way]
            lost = [row for group in shifted for row in group.rows.tolist()]
            column = _moved(reading, reading.questions[entry.name], column, lost, reasons)
        if entry.name == CARRIED_FROM and EDITION in schema.names:
            column = carried_from(groups, column)
        columns.append(column)
    for row in (row for group in carried for row in group.rows.tolist()):
        reasons.pop(row, None)  # what was read of it as an answer to the framework as it is now
    told = {row: " | ".join(texts) for row, texts in reasons.items()}
    why = [told.get(row) for row in range(batch.num_rows)] if told else None
    return replace(part, batch=pa.RecordBatch.from_arrays(columns, names=schema.names), reasons=why, arrived=rows)


def _groups(reading: Reading, batch: Any, reasons: Reasons) -> list[Group]:
    """Return the rows of a batch, grouped by what they belong to."""
    there = [name for name in FACTS if name in batch.schema.names]
    if not there:
        return [Group(*row_origin(reading, [None] * len(FACTS), []), np.arange(len(batch)))]
    cells = [batch.column(name).to_pylist() if name in there else [None] * batch.num_rows for name in FACTS]
    rows: dict[tuple[str | None, ...], list[int]] = {}
    for row, said in enumerate(zip(*cells, strict=True)):
        rows.setdefault(said, []).append(row)
    found: list[Group] = []
    for said, where in rows.items():
        told: list[str] = []
        places: NDArray[np.intp] = np.array(where, np.intp)
        found.append(Group(*row_origin(reading, said, told), places))
        if told:
            reasons |= {row: list(told) for row in where}
    return found


def _arrived(reading: Reading, group: Group, batch: Any) -> Arrived:
    """Return rows of an earlier edition, carried over."""
    asked = Editions(reading.framework, reading.how).earlier[group.origin.edition]
    names = {*asked, *reading.questions} & {*batch.schema.names}

    def answers(cells: Cells) -> dict[str, Any]:
        return {name: _answer(cell) for name, cell in cells.items() if name in asked or cell is not None}

    return arrived(reading, group, {name: batch.column(name) for name in sorted(names)}, answers)


def _answer(cell: Any) -> Any:
    """Return an answer, the code of a state as its word."""
    return WORDS.get(cell, cell) if type(cell) is int else cell


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
