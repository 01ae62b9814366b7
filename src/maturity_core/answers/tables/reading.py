"""Reads Arrow data: the codes of all its rows, and which rows hold invalid answers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.arrays import MOST_LISTED, open_problems
from maturity_core.answers.counted import counted_many
from maturity_core.answers.problems import uncounted
from maturity_core.answers.tables.arrow_cells import cell_problem, read_cells
from maturity_core.answers.tables.origin import stranger_problem, strangers
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.states import UNANSWERED, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from maturity_core.model.framework import Framework

    Flags = NDArray[np.bool_]


class Reading:
    """The answers of a record batch or a table.

    Args:
        framework: the framework the answers belong to.
        data: an Arrow record batch or table.
        places: the positions of the questions' columns.
        said: the columns that say what rows belong to, by name; empty if the table has none, or they were judged.

    Raises:
        AnswersError: listing every column whose type cannot hold answers, or cannot say what they belong to.
    """

    def __init__(self, framework: Framework, data: Any, places: Mapping[str, int], said: Mapping[str, Any]) -> None:
        self.framework = framework
        self.data = data
        self.places = places
        self.said = said
        self.count = int(data.num_rows)
        self.codes = np.empty((len(framework.questions), self.count), np.int8)
        self.wrong: dict[int, Flags] = {}
        found = {name: strangers(framework, name, column) for name, column in said.items()}
        self.strangers = {name: flags for name, flags in found.items() if flags is not None}
        start = 0
        batches: Iterator[Any] = iter(data.to_batches()) if hasattr(data, "to_batches") else iter([data])
        for batch in batches:
            self._read(batch, slice(start, start + batch.num_rows))
            start += batch.num_rows

    def _read(self, batch: Any, rows: slice) -> None:
        problems: list[Problem] = []
        for index, question in enumerate(self.framework.questions):
            if question.id not in self.places:
                self.codes[index, rows] = UNANSWERED
                continue
            scale = self.framework.scales[question.scale]
            column = batch.column(self.places[question.id])
            wrong = read_cells(question, scale, column, self.codes[index, rows])
            if isinstance(wrong, Problem):
                problems.append(wrong)
            elif wrong is not None:
                self.wrong.setdefault(index, np.zeros(self.count, np.bool_))[rows] = wrong
        if problems:
            raise AnswersError(problems)

    def check(self) -> None:
        """Raise if anything is wrong, with the first cells by row.

        Raises:
            AnswersError: if a cell is invalid, or a question is open and the framework requires every answer.
        """
        found: list[tuple[int | str, Flags]] = [*self.strangers.items(), *sorted(self.wrong.items())]
        cells = [
            (int(row), place) for place, (_, wrong) in enumerate(found) for row in np.flatnonzero(wrong)[:MOST_LISTED]
        ]
        if cells:
            count = sum(int(wrong.sum()) for _, wrong in found)
            shown = [self._problem(found[place][0], row) for row, place in sorted(cells)[:MOST_LISTED]]
            raise AnswersError([*shown, *uncounted(count - len(shown))])
        if problems := open_problems(self.framework, self.codes, "answers[{row}].{question}", MOST_LISTED):
            raise AnswersError(problems)

    @cached_property
    def rejected(self) -> Flags:
        """Which rows cannot be assessed, (n_organisations,)."""
        flags = np.zeros(self.count, np.bool_)
        for wrong in (*self.strangers.values(), *self.wrong.values()):
            flags |= wrong
        if self.framework.open_questions == "reject":
            flags |= is_open(counted_many(self.framework.lookup.conditions, self.codes)).any(axis=0)
        return flags

    def reasons(self, row: int) -> list[Problem]:
        """Return everything that is wrong with a rejected row."""
        found: list[tuple[int | str, Flags]] = [*self.strangers.items(), *self.wrong.items()]
        wrong = [self._problem(column, row) for column, flags in found if flags[row]]
        where = f"answers[{row}].{{question}}"
        return wrong or open_problems(self.framework, self.codes[:, row : row + 1], where, None)

    def _problem(self, told_by: int | str, row: int) -> Problem:
        """Return what is wrong with a row in the column of a question, by its place, or in one of those `said`."""
        if isinstance(told_by, str):
            return stranger_problem(self.framework, told_by, self.said[told_by], row)
        question = self.framework.questions[told_by]
        column = self.data.column(self.places[question.id])
        return cell_problem(question, self.framework.scales[question.scale], column, row)
