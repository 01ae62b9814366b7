"""The slow reference scorer on sheets in every cell: a fault that all engines share is found there only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_LEVEL, OPEN
from maturity_core.testing.suite.cells import STATES, rows_of_cells
from maturity_core.testing.suite.nearby import Seen, seen_in
from maturity_core.testing.suite.standings import Standings
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.testing.suite.subject import Subject
    from maturity_core.testing.suite.witnesses import Near

MOST_LOOKED_AT = 64
"""How many rows of a cell are looked at for the one that is in most other cells."""


def off_reference(subject: Subject) -> Seen:
    """Compare few sheets that are in every cell with what the slow reference scorer says of them."""
    seen = near(subject)
    rows = np.array(in_every_cell(subject, seen), np.intp)
    expected = [subject.oracle.stand(tuple(codes)) for codes in seen.codes[rows].tolist()]
    ranks = [[_rank(told.level(ladder)) for ladder in subject.ladders] for told in expected]
    scores = [[_number(told.score(ladder)) for ladder in subject.ladders] for told in expected]
    slow = Standings(np.array(ranks, np.int8), np.array(scores, np.float64))
    return seen_in(subject, seen, len(rows), rows[seen.found.at(rows).unequal(slow).any(axis=1)])


def in_every_cell(subject: Subject, seen: Near) -> list[int]:
    """Return few rows that are in every cell that some row is in, without those of open answers.

    An open answer counts as the lowest option, which is compared elsewhere.
    """
    codes, ranks = seen.codes, seen.found.ranks
    owned = [(place, sorted(subject.own[ladder])) for place, ladder in enumerate(subject.ladders)]
    pairs = [(place, column) for place, columns in owned for column in columns]
    ladders, columns = np.array(pairs, np.intp).T
    cells = [cell for cell, row in rows_of_cells(subject, codes, ranks) if row >= 0 and cell.code not in OPEN]
    left = np.zeros((len(owned), int(ranks.max()) + 2, codes.shape[1], max(subject.tops) + 1 + len(STATES)), bool)
    for cell in cells:
        left[cell] = True  # what is below 0, no level or no option, counts from the end
    chosen: list[int] = []
    for cell in cells:
        if left[cell]:
            rows = np.flatnonzero((ranks[:, cell.ladder] == cell.rank) & (codes[:, cell.column] == cell.code))
            rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), MOST_LOOKED_AT), dtype=np.intp)]
            new = left[ladders, ranks[np.ix_(rows, ladders)], columns, codes[np.ix_(rows, columns)]].sum(axis=1)
            chosen.append(row := int(rows[new.argmax()]))
            left[ladders, ranks[row, ladders], columns, codes[row, columns]] = False
    return chosen


def _rank(level: int | None) -> int:
    return NO_LEVEL if level is None else level


def _number(score: Fraction | None) -> float:
    return np.nan if score is None else score.numerator / score.denominator
