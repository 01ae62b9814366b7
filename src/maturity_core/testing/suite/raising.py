"""Ways up that keep one answer: how far others have to be raised for a ladder to be at a level."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.testing.suite.standings import standings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.testing.suite.subject import Subject

APART = ("capability", "dimension")
"""Kinds of ladder of which each reads no answers but its own."""


class Raising:
    """Answers raised one option at a time, in random order, from the lowest to the highest.

    Each is asked for many cells at once, an (n_cells, 4) array of ladder, rank, column and code: on its way, each cell
    keeps the answer that it is about.
    """

    def __init__(self, subject: Subject, seed: int) -> None:
        self._subject = subject
        columns = np.arange(len(subject.tops))
        random = np.random.default_rng(seed)
        first = random.random(len(columns)) * (seed % 3)  # some ways raise one question after another
        raised = np.repeat(columns, subject.tops)
        self.steps: NDArray[np.intp] = raised[np.argsort(first[raised] + random.random(len(raised)))]
        taken = (self.steps[:, np.newaxis] == columns).cumsum(axis=0, dtype=np.int8)
        self._after: NDArray[np.int8] = np.vstack([np.zeros((1, len(columns)), np.int8), taken])
        owned = [np.isin(self.steps, [*subject.own[ladder]]) for ladder in subject.ladders]
        self._stops = [np.append(0, np.flatnonzero(own) + 1) for own in owned]

    def sheets(self, cells: NDArray[np.intp], taken: NDArray[np.intp]) -> NDArray[np.int8]:
        """Return for each cell the lowest answers after so many steps, with the answer of the cell."""
        return with_answer(self._after[taken], cells)

    def first(self, cells: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return for each cell after how many steps its ladder is at its rank or above; after all if it never is.

        Only steps that raise an answer of the ladder are looked at.
        """
        places: list[int] = cells[:, 0].tolist()
        stops = [self._stops[place] for place in places]
        low, high = np.zeros(len(cells), np.intp), np.array([len(own) - 1 for own in stops], np.intp)
        while np.any(low < high):
            middle = (low + high) // 2
            reached = ranks_of(self._subject, cells, self.sheets(cells, _picked(stops, middle))) >= cells[:, 1]
            low, high = np.where(reached, low, np.minimum(middle + 1, high)), np.where(reached, middle, high)
        return _picked(stops, high)


def _picked(stops: list[NDArray[np.intp]], turns: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.array([own[turn] for own, turn in zip(stops, turns.tolist(), strict=True)], np.intp)


def with_answer(sheets: NDArray[np.int8], cells: NDArray[np.intp]) -> NDArray[np.int8]:
    """Return a sheet for each cell with the answer of the cell in it."""
    found = sheets.astype(np.int8)
    found[np.arange(len(cells)), cells[:, 2]] = cells[:, 3]
    return found


def together(subject: Subject, cells: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each cell the number of the sheet on which it can be read with others.

    As a capability and a dimension read no answers but their own, several of them are read from one sheet.
    """
    numbers: dict[tuple[str, int], int] = {}
    met: Counter[str] = Counter()
    found: list[int] = []
    places: list[int] = cells[:, 0].tolist()
    for place in places:
        ladder = subject.ladders[place]
        key = (ladder.kind if ladder.kind in APART else ladder, met[ladder])
        found.append(numbers.setdefault(key, len(numbers)))
        met[ladder] += 1
    return np.array(found, np.intp)


def ranks_of(subject: Subject, cells: NDArray[np.intp], sheets: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return for each cell the rank that its sheet gives its ladder."""
    if not len(cells):
        return np.zeros(0, np.int8)
    rows = together(subject, cells)
    read = np.zeros((int(rows.max()) + 1, len(subject.tops)), np.int8)
    for row, place, sheet in zip(rows.tolist(), cells[:, 0].tolist(), sheets, strict=True):
        own = [*subject.own[subject.ladders[place]]]
        read[row, own] = sheet[own]
    found: NDArray[np.int8] = standings(subject.framework, read).ranks[rows, cells[:, 0]]
    return found


def within_reach(subject: Subject, cells: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return for each cell whether its rank is between those of the lowest and the highest answers with its own."""
    ends = (np.tile(np.array(end, np.int8), (len(cells), 1)) for end in (subject.worst, subject.tops))
    low, high = (ranks_of(subject, cells, with_answer(sheets, cells)) for sheets in ends)
    reached: NDArray[np.bool_] = (low <= cells[:, 1]) & (cells[:, 1] <= high)
    return reached
