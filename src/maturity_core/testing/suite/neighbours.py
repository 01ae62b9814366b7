"""Neighbours: sheets one option apart between which one wrong cell shows, where nothing else says what is right.

A level that is too low in one cell shows if a better answer leads into the cell from a higher level; one that is too
high, if a better answer leads out of the cell to a lower level. So each cell needs neighbours at its own level, with
one option more or less, where there are any; and otherwise neighbours at the next levels, by another answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.testing.suite.cells import STATES
from maturity_core.testing.suite.raising import Raising, ranks_of, together, with_answer, within_reach
from maturity_core.testing.suite.standings import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

ORDERS, MOST_SOUGHT = 100, 1_000
"""In how many orders answers are raised, and how many ways are followed with one cell of each ladder, in all."""
FAR = 127
"""Above all ranks."""


class Pairs(NamedTuple):
    """Pairs of sheets, the second of each one option better, with the ranks of all ladders: a pair, a row."""

    codes: NDArray[np.int8]
    better: NDArray[np.int8]
    ranks: NDArray[np.int8]
    ranks_of_better: NDArray[np.int8]


class Shown:
    """What pairs of neighbours show of each cell, by ladder, rank, column and code.

    - below: the highest rank from which a better answer leads into the cell: a lower one in the cell shows
    - above: the lowest rank to which a better answer leads out of the cell: a higher one in the cell shows
    """

    def __init__(self, subject: Subject) -> None:
        tops, ladders = np.array(subject.tops, np.intp), subject.ladders
        rungs = [[0, *subject.rungs[ladder]] if ladder in subject.rungs else [] for ladder in ladders]
        self.top = np.array([max(ranks, default=-1) for ranks in rungs], np.intp)
        self._own = [sorted(subject.own[ladder]) for ladder in ladders]
        self.height = int(self.top.max()) + 1
        self.lower = np.full((len(ladders), self.height), -1, np.intp)  # the next rank below each; -1 without one
        is_rung = np.zeros((len(ladders), self.height), bool)
        owned = np.zeros((len(ladders), len(tops)), bool)
        for place, ranks in enumerate(rungs):
            self.lower[place, ranks[1:]], is_rung[place, ranks], owned[place, self._own[place]] = ranks[:-1], True, True
        options: NDArray[np.intp] = np.arange(max(subject.tops) + 1 + len(STATES))
        lowest = int(subject.framework.open_questions != "reject")  # the lowest option is compared with open answers
        cells = is_rung[:, :, np.newaxis, np.newaxis] & owned[:, np.newaxis, :, np.newaxis]
        self._raised = cells & (options < tops[:, np.newaxis])
        self._answered = cells & (options >= lowest) & (options <= tops[:, np.newaxis])
        self.below = np.full(cells.shape[:3] + options.shape, -1, np.int8)  # the codes of states count from the end
        self.above = np.full_like(self.below, FAR)

    def add(self, pairs: Pairs) -> None:
        """Take note of pairs, as far as they are at levels that there are."""
        columns = (pairs.codes != pairs.better).argmax(axis=1)
        for place, own in enumerate(self._own):
            before, after = pairs.ranks[:, place], pairs.ranks_of_better[:, place]
            at_level = (np.minimum(before, after) >= 0) & (np.maximum(before, after) < self.height)
            leaps, stays = np.flatnonzero(at_level & (before != after)), np.flatnonzero(at_level & (before == after))
            stays = stays[np.isin(columns[stays], own)]
            for rows, read in ((leaps, np.array([own], np.intp)), (stays, columns[stays, np.newaxis])):
                at, low, high = rows[:, np.newaxis], before[rows, np.newaxis], after[rows, np.newaxis]
                np.maximum.at(self.below[place], (high, read, pairs.better[at, read]), low)
                np.minimum.at(self.above[place], (low, read, pairs.codes[at, read]), high)

    def lacking(self) -> NDArray[np.intp]:
        """Return cells to follow up to their ranks, as better neighbours may be found there: (n_cells, 4)."""
        rank = np.arange(self.height)[:, np.newaxis, np.newaxis]
        lower, top = self.lower[:, :, np.newaxis, np.newaxis], self.top[:, np.newaxis, np.newaxis, np.newaxis]
        left = np.take_along_axis(self.above, np.maximum(lower, 0), axis=1)  # what leads out of the next lower rank
        staying = self._raised & (self.above > rank)
        coming = self._answered & (lower > 0) & (self.below < lower)
        leaving = self._answered & (lower >= 0) & (rank < top) & (left > rank)
        return np.argwhere(staying | coming | leaving)


def neighbours(subject: Subject, pairs: Iterable[Pairs]) -> list[tuple[Sheet, int]]:
    """Return sheets with a question to turn, between whose answers cells show that do not between these pairs.

    Of ways up that keep the answer of a cell, it is the first sheet at its level or above, if it stays there or falls
    with one option more, and the step that leads to it.
    """
    shown = Shown(subject)
    for some in pairs:
        shown.add(some)
    lines: dict[tuple[Sheet, int], None] = {}
    left = shown.lacking()
    left, sought = left[within_reach(subject, left)], 0
    for seed in range(ORDERS):
        if len(left):
            rows = together(subject, left)
            left = left[rows < MOST_SOUGHT - sought]
            sought += int(rows.max()) + 1
            lines |= dict.fromkeys(_on_a_way(subject, shown, left, seed))
            left = left[np.isin(_numbers(left, shown), _numbers(shown.lacking(), shown))]
    return list(lines)


def _numbers(cells: NDArray[np.intp], shown: Shown) -> NDArray[np.intp]:
    """Return a number for each cell."""
    return cells @ np.cumprod([1, *shown.below.shape[:0:-1]])[::-1]


def _on_a_way(subject: Subject, shown: Shown, cells: NDArray[np.intp], seed: int) -> list[tuple[Sheet, int]]:
    """Return sheets on a way with a question to turn that show more of these cells, and take note of them."""
    way = Raising(subject, seed)
    taken = way.first(cells)
    ladder, rank, column, code = cells.T
    sheets = [way.sheets(cells, np.maximum(taken - 1, 0)), way.sheets(cells, taken)]
    top = np.array(subject.tops, np.intp)[column]
    sheets.append(with_answer(sheets[1], np.column_stack([ladder, rank, column, np.minimum(code + 1, top)])))
    low, here, more = (np.minimum(ranks_of(subject, cells, codes), shown.height - 1) for codes in sheets)
    staying = (here == rank) & (more == rank) & (code < top) & (shown.above[ladder, rank, column, code] > rank)
    staying |= more < here  # what is sought
    below, above = shown.below[ladder, here, column, code], shown.above[ladder, low, column, code]
    leading = ((low > 0) & (below < low)) | ((here < shown.top[ladder]) & (above > here))
    leading &= (low < rank) & (here >= rank)
    for first, chosen in ((1, staying), (0, leading)):
        codes, better = (table[chosen] for table in sheets[first : first + 2])
        if len(codes):
            found = (standings(subject.framework, table).ranks for table in (codes, better))
            shown.add(Pairs(codes, better, *found))
    steps = way.steps[np.maximum(taken - 1, 0)]
    turned = ((sheets[1][staying], column[staying]), (sheets[0][leading], steps[leading]))
    return [
        (tuple(sheet), question)
        for codes, questions in turned
        for sheet, question in zip(codes.tolist(), questions.tolist(), strict=True)
    ]
