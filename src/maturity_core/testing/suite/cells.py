"""Cells: a level of a ladder with an answer to one of its questions. A fault may be in one of them alone.

What turns the answers of witnesses misses some cells, most of which no sheet has. Of the others, a sheet is sought
between the lowest and the highest answers that have the cell's answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.testing.suite.raising import Raising, ranks_of, within_reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

ORDERS, MOST_CODED = 16, 200
"""In how many orders answers are raised, and how many cells are sought for a scorer in code."""
STATES = (NOT_APPLICABLE, *sorted(OPEN))
"""The codes that are no options."""


class Cell(NamedTuple):
    """A level, by the places of its ladder and rank, and the code of an answer to a question."""

    ladder: int
    rank: int
    column: int
    code: int


def rows_of_cells(subject: Subject, codes: NDArray[np.int8], ranks: NDArray[np.int8]) -> Iterator[tuple[Cell, int]]:
    """Yield every cell with the first row that is in it; -1 if none is."""
    by_question = np.ascontiguousarray(codes.T)  # to look through one answer is far quicker if it has a row
    columns = range(len(by_question))
    possible = {
        code: [is_possible(subject, column, code) for column in columns]
        for code in (*STATES, *range(max(subject.tops) + 1))
    }
    for place, ladder in enumerate(subject.ladders):
        own = np.array(sorted(subject.own[ladder]), np.intp)
        for rank in (0, *subject.rungs[ladder]) if ladder in subject.rungs else ():
            rows = np.append(np.flatnonzero(ranks[:, place] == rank), -1)
            answers = by_question[own].take(rows, axis=1)
            for code, may in possible.items():
                here = answers == code
                here[:, -1] = True  # where no row is in the cell
                for column, row in zip(own.tolist(), rows[here.argmax(axis=1)].tolist(), strict=True):
                    if may[column]:
                        yield Cell(place, rank, column, code), row


def is_possible(subject: Subject, column: int, code: int) -> bool:
    """Return whether a question may be answered so."""
    if code == NOT_APPLICABLE:
        return subject.framework.questions[column].not_applicable
    return code <= subject.tops[column] and not (code in OPEN and subject.framework.open_questions == "reject")


def sought(subject: Subject, cells: Sequence[Cell]) -> list[tuple[Sheet, int]]:
    """Return sheets in these cells, each with the question that the cell is about, as far as they are found.

    No sheet is in a cell whose level is not between those of the lowest and the highest answers with the cell's own.
    """
    left = np.array(cells[: MOST_CODED if subject.scorer else None], np.intp).reshape(-1, len(Cell._fields))
    left = left[within_reach(subject, left)]
    found: list[tuple[Sheet, int]] = []
    for order in range(ORDERS if len(left) else 0):
        way = Raising(subject, order)
        sheets = way.sheets(left, way.first(left))
        hit = ranks_of(subject, left, sheets) == left[:, 1]
        codes: list[list[int]] = sheets[hit].tolist()
        found += [(tuple(sheet), column) for sheet, column in zip(codes, left[hit, 2].tolist(), strict=True)]
        left = left[~hit]
    return found
