"""Rows of an earlier edition in a table, carried over as a single sheet is: each distinct cell of a column once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.facts import NO_FACTS
from maturity_core.answers.given import answered
from maturity_core.answers.sheets import answer_word
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_app.origin import Judgement, Origin
    from maturity_app.reading import Reading

Cells = Mapping[str, Any]
"""The cells of a row by column, as the table has them."""


@dataclass(frozen=True)
class Group:
    """Rows that belong to the same edition, by place, and what that means for their answers."""

    origin: Origin
    found: Judgement
    rows: NDArray[np.intp]


@dataclass(frozen=True)
class Arrived:
    """Rows that were carried over: their places in the part, a column for every question, and by row why not."""

    places: NDArray[np.intp]
    columns: Mapping[str, Any]
    reasons: Sequence[str | None]


def arrived(
    reading: Reading, group: Group, columns: Mapping[str, Any], answers: Callable[[Cells], dict[str, Any]]
) -> Arrived:
    """Return the rows of a group, carried over to the framework of the reading.

    Args:
        reading: the reading of the file, which keeps the notes on what became of the answers.
        group: the rows.
        columns: the columns of the part that may hold answers, as Arrow arrays.
        answers: returns the answers among the cells of one row.
    """
    found = {name: _distinct(column, group.rows) for name, column in columns.items()}
    width = max((len(cells) for cells, _ in found.values()), default=1)
    sheets = [{name: cells[min(k, len(cells) - 1)] for name, (cells, _) in found.items()} for k in range(width)]
    carried = [_carried(reading, group, answers(sheet)) for sheet in sheets]
    reasons: list[list[str]] = [[] for _ in group.rows]
    for name, (cells, codes) in found.items():
        for code, (_, wrong) in enumerate(carried[: len(cells)]):
            for row in np.flatnonzero(codes == code) if name in wrong else ():
                reasons[row] += wrong[name]
    everywhere = [text for name, texts in carried[0][1].items() if name not in found for text in texts]
    return Arrived(
        group.rows,
        _columns(reading, group, found, [sheet for sheet, _ in carried]),
        [" | ".join([*everywhere, *texts]) or None for texts in reasons],
    )


def _distinct(column: Any, rows: NDArray[np.intp]) -> tuple[list[Any], NDArray[np.intp]]:
    """Return the different cells of a column in these rows, and by row which of them it has."""
    taken = column.take(optional("pyarrow").array(rows))
    if not hasattr(taken, "dictionary"):
        taken = taken.dictionary_encode(null_encoding="encode")
    places = taken.indices.fill_null(len(taken.dictionary)).to_numpy(zero_copy_only=False)
    used, codes = np.unique(places, return_inverse=True)
    cells = [*taken.dictionary.to_pylist(), None]
    return [cells[place] for place in used.tolist()], codes


def _carried(reading: Reading, group: Group, answers: dict[str, Any]) -> tuple[list[int], dict[str, list[str]]]:
    """Return the codes of a sheet that was carried over, and by column what was wrong with it and left out."""
    wrong: dict[str, list[str]] = {}
    while True:
        given = reading.answers(answers, group.found)
        problems = [answer for answer in given.values() if isinstance(answer, Problem)]
        if not problems:
            try:
                codes, _ = answered(reading.framework, reading.carried(given, NO_FACTS, group.origin).answers)
            except AnswersError as error:
                problems = [*error.problems]
            else:
                return [*codes], wrong
        for problem in problems:
            name = problem.where.removeprefix("answers.")
            told, text = wrong.setdefault(name, []), str(replace(problem, where=name))
            told += [] if text in told else [text]
        if not answers.keys() & wrong.keys():  # what is wrong is the same for every row
            return [*answered(reading.framework, {})[0]], wrong
        answers = {name: answer for name, answer in answers.items() if name not in wrong}


def _columns(
    reading: Reading, group: Group, found: Mapping[str, tuple[list[Any], NDArray[np.intp]]], sheets: list[list[int]]
) -> dict[str, Any]:
    """Return for every question a column of words."""
    pa, came = optional("pyarrow"), group.found.way.came if group.found.way else {}
    columns: dict[str, Any] = {}
    for place, question in enumerate(reading.framework.questions):
        words = [answer_word(question, sheet[place]) for sheet in sheets]
        before = came[question.id].before if question.id in came else ""
        _, codes = found.get(before, ([], np.zeros(len(group.rows), np.intp)))
        columns[question.id] = pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string()))
    return columns


def scored(
    score: Callable[[Any, Sequence[str | None]], Any],
    batch: Any,
    reasons: Sequence[str | None],
    rows: Sequence[Arrived],
) -> Any:
    """Return the results of a part, with those of rows that were carried over in their places.

    Args:
        score: returns the results of a record batch, given by row why not to assess it.
        batch: the part.
        reasons: why not to assess its rows.
        rows: the rows that were carried over: what `batch` has for them is not used.
    """
    results = score(batch, reasons)
    if not rows:
        return results
    pa, start = optional("pyarrow"), len(batch)
    order = np.arange(start)
    batches = [results]
    for part in rows:
        others = [name for name in batch.schema.names if name not in part.columns]
        kept = batch.select(others).take(pa.array(part.places))
        names = [*others, *part.columns]
        whole = pa.RecordBatch.from_arrays([*kept.columns, *part.columns.values()], names=names)
        batches.append(score(whole, part.reasons))
        order[part.places] = np.arange(start, start + len(part.places))
        start += len(part.places)
    table = pa.Table.from_batches(batches).take(pa.array(order))
    (merged,) = table.combine_chunks().to_batches()
    return merged


def carried_from(groups: Sequence[Group], before: Any) -> Any:
    """Return by row the edition that its answers were given to, if it is another one; what rows say themselves stays.

    Args:
        groups: all rows of a part.
        before: what the rows say themselves, as an Arrow array.
    """
    told: list[str | None] = before.to_pylist()
    for group in (group for group in groups if group.found.then):
        for row in group.rows.tolist():
            told[row] = told[row] or group.found.then
    return optional("pyarrow").array([text or None for text in told], optional("pyarrow").string())


def moved(rows: Sequence[Arrived], by: int) -> list[Arrived]:
    """Return rows that stand so many places later in a part."""
    return [replace(part, places=part.places + by) for part in rows]
