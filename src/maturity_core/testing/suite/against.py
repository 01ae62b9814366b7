"""The slow reference scorer on sheets in every cell: a fault that all engines share is found there only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_LEVEL, OPEN
from maturity_core.testing.suite.cells import STATES
from maturity_core.testing.suite.nearby import Seen, seen_in
from maturity_core.testing.suite.standings import Standings
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from maturity_core.testing.suite.subject import Subject
    from maturity_core.testing.suite.witnesses import Near

QUARTERS = (0.25, 0.5, 0.75)
MOST_ASKED, MOST_LOOKED_AT = 600, 64
"""How many rows are compared where cells are told apart, and looked at in each for the one that is in most others."""


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

    An open answer counts as the lowest option, which is compared elsewhere. As a wrong level may hide among right ones
    with the same answer, cells of unlike scores are told apart after that, as far as there is room.
    """
    codes = seen.codes + np.int8(len(STATES))
    owned = [(place, column) for place, ladder in enumerate(subject.ladders) for column in sorted(subject.own[ladder])]
    ladders, columns = np.array(owned[::-1], np.intp).T  # the framework first
    ranks = seen.found.ranks.astype(np.intp) + 1
    chosen: list[int] = []
    for stands, most in ((ranks, len(codes)), (_by_quarter(seen.found, ranks), MOST_ASKED)):
        chosen += _few(stands, codes, (ladders, columns), chosen)[: max(most - len(chosen), 0)]
    return chosen


def _few(
    stands: NDArray[np.intp],
    codes: NDArray[np.int8],
    owned: tuple[NDArray[np.intp], NDArray[np.intp]],
    known: list[int],
) -> list[int]:
    """Return few rows, besides those that are known, that are in each pair of a standing and an answer that occurs."""
    ladders, columns = owned
    stood, given = np.ascontiguousarray(stands.T), np.ascontiguousarray(codes.T)  # a ladder, a question a row
    cells = (int(stood.max()) + 1, int(given.max()) + 1)
    left = np.array([_occurring(stood[ladder], given[column], cells) for ladder, column in zip(*owned, strict=True)])
    left[:, :, [state + len(STATES) for state in OPEN]] = False
    flat, pairs = left.reshape(-1), np.arange(len(left)) * cells[0] * cells[1]

    def cells_of(rows: NDArray[np.intp]) -> NDArray[np.intp]:
        return pairs + stands[rows][:, ladders] * cells[1] + codes[rows][:, columns]

    flat[cells_of(np.array(known, np.intp))] = False
    chosen: list[int] = []
    for pair, stand, code in np.argwhere(left).tolist():
        if left[pair, stand, code]:
            rows = np.flatnonzero((stood[ladders[pair]] == stand) & (given[columns[pair]] == code))
            rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), MOST_LOOKED_AT), dtype=np.intp)]
            cells_in = cells_of(rows)
            best = int(flat[cells_in].sum(axis=1).argmax())
            chosen.append(int(rows[best]))
            flat[cells_in[best]] = False
    return chosen


def _occurring(stood: NDArray[np.intp], given: NDArray[np.int8], cells: tuple[int, int]) -> NDArray[np.bool_]:
    """Return for each standing and each answer whether a row has both."""
    found: NDArray[np.bool_] = np.bincount(stood * cells[1] + given, minlength=cells[0] * cells[1]).reshape(cells) > 0
    return found


def _by_quarter(found: Standings, ranks: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each row and ladder a number that tells levels apart, and scores by quarters: (n_rows, n_ladders)."""
    numbers: NDArray[np.intp] = ranks * (len(QUARTERS) + 1)
    known = np.nan_to_num(found.scores)
    for place in range(ranks.shape[1]):
        numbers[:, place] += np.searchsorted(np.quantile(known[:, place], QUARTERS), known[:, place], "right")
    return numbers


def _rank(level: int | None) -> int:
    return NO_LEVEL if level is None else level


def _number(score: Fraction | None) -> float:
    return np.nan if score is None else score.numerator / score.denominator
