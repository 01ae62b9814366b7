"""Witnesses: sheets that give each level of each ladder, found by search, and the sheets one answer away from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import OPEN
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cells import STATES, is_possible, rows_of_cells, sought
from maturity_core.testing.suite.neighbours import Pairs, neighbours
from maturity_core.testing.suite.proofs import Level, is_data, reaching
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.standings import Standings, matrix, standings
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.readers.proof.reaching import Reached

PATHS, PATHS_CODED, DESCENTS, LONGEST = 24, 8, 12, 150
"""Ways from the worst to the best answers, also for a scorer in code; levels searched from the top, and how far."""
MOST_NEAR, MOST_NEAR_CODED = 48_000, 4_000
"""The most sheets near witnesses that are read in one go, and those read one by one by a scorer in code."""
MOST_KEPT = 16
"""Of how many frameworks witnesses are kept."""
_kept: dict[str, Witnesses] = {}
"""Witnesses by the digest of their framework, those of the latest last: while it is the same, so are they."""


class Witnesses(NamedTuple):
    """Sheets that give each level, and what the solver says of the levels that no path meets."""

    sheets: dict[Level, list[Sheet]]
    solved: dict[Level, Reached]


def witnesses(subject: Subject) -> dict[Level, list[Sheet]]:
    """Return, for each level of each ladder, sheets that give exactly it; none if nothing finds one.

    Of each path from the worst to the best answers, they are the last and the first sheet that give it. Where no path
    meets a level, the solver is asked, if there is one. They are kept with the digest of a framework that its rules
    decide.
    """
    return _known(subject).sheets


def unreachable(subject: Subject) -> list[Level]:
    """Return the levels that certainly no sheet gives on which every question applies."""
    return [level for level, found in _known(subject).solved.items() if found.codes is None and found.certain]


def _known(subject: Subject) -> Witnesses:
    """Return the witnesses of a framework, found once for all that have its digest if that says everything."""
    if not is_data(subject):
        return subject.once("witnesses", lambda: _found(subject))
    digest = subject.framework.digest
    found = _kept.pop(digest, None) or _found(subject)
    _kept[digest] = found
    for oldest in [*_kept][:-MOST_KEPT]:
        del _kept[oldest]
    return found


def _found(subject: Subject) -> Witnesses:
    found = _sought(subject)
    solved = reaching(subject, [level for level, sheets in found.items() if not sheets])
    sheets = [entry.codes for entry in solved.values() if entry.codes is not None]
    if sheets:
        _keep(subject, found, sheets)
    return Witnesses(found, solved)


def _sought(subject: Subject) -> dict[Level, list[Sheet]]:
    found: dict[Level, list[Sheet]] = {
        (ladder, rank): [] for ladder, ranks in subject.rungs.items() for rank in (0, *ranks)
    }
    for sheets, stood in ways(subject):
        _keep_of(subject, found, sheets, stood.ranks)
    for level in [level for level, sheets in found.items() if not sheets][:DESCENTS]:
        for sheets in _descent(subject, *level):
            _keep(subject, found, sheets)
    return found


def _keep(subject: Subject, found: dict[Level, list[Sheet]], sheets: Sequence[Sheet]) -> None:
    """Add the last and the first of these sheets that give a level."""
    _keep_of(subject, found, sheets, standings(subject.framework, sheets).ranks)


def _keep_of(
    subject: Subject, found: dict[Level, list[Sheet]], sheets: Sequence[Sheet], ranks: NDArray[np.int8]
) -> None:
    for place, ladder in enumerate(subject.ladders):
        for rank in np.unique(ranks[:, place]).tolist():
            rows = np.flatnonzero(ranks[:, place] == rank)
            if (ladder, rank) in found:
                found[ladder, rank] += [sheets[int(rows[-1])], sheets[int(rows[0])]]


def ways(subject: Subject) -> list[tuple[list[Sheet], Standings]]:
    """Return paths from the worst to the best answers, with the standings on them."""
    return subject.once("ways", lambda: [(path, standings(subject.framework, path)) for path in _paths(subject)])


def _paths(subject: Subject) -> Iterator[list[Sheet]]:
    """Yield paths from the worst to the best answers, one option at a time: by option, by question, and mixed."""
    paths = PATHS_CODED if subject.scorer else PATHS
    by_question = [column for column, top in enumerate(subject.tops) for _ in range(top)]
    by_option = [column for step in range(max(subject.tops)) for column, top in enumerate(subject.tops) if step < top]
    mixed = (np.random.default_rng(seed).permutation(by_question).tolist() for seed in range(paths - 2))
    for moves in (by_option, by_question, *mixed):
        path = [subject.worst]
        for column in moves:
            path.append(replaced(path[-1], {column: path[-1][column] + 1}))
        yield path


def _descent(subject: Subject, ladder: str, rank: int) -> Iterator[list[Sheet]]:
    """Yield sheets on the way down from the best answers, as long as the ladder stays at the rank or above."""
    place, sheet = subject.ladders.index(ladder), subject.tops
    for _ in range(LONGEST):
        lower = [replaced(sheet, {column: sheet[column] - 1}) for column in subject.own[ladder] if sheet[column]]
        if not lower:
            return
        yield lower
        staying = np.flatnonzero(standings(subject.framework, lower).ranks[:, place] >= rank)
        if not staying.size:
            return
        sheet = lower[int(staying[0])]


@dataclass(frozen=True)
class Near:
    """Sheets near witnesses, read in one go.

    Each `run` of rows has the same answers but one, in `columns`: that one in the order of its codes.

    - codes: (n_sheets, n_questions), int8
    - columns: (n_sheets,), the question that varies
    - runs: (n_sheets,), the number of the run
    - found: levels and scores of all of them
    """

    codes: NDArray[np.int8]
    columns: NDArray[np.intp]
    runs: NDArray[np.intp]
    found: Standings

    @property
    def varying(self) -> NDArray[np.int8]:
        """The answer to the question that varies, in each row."""
        varying: NDArray[np.int8] = self.codes[np.arange(len(self.codes)), self.columns]
        return varying

    def sheets(self, rows: NDArray[np.intp]) -> list[Sheet]:
        """Return these rows as sheets, each once, the lowest answers first."""
        return sorted({tuple(row) for row in self.codes[rows].tolist()}, key=lambda sheet: (sum(sheet), sheet))


def near(subject: Subject) -> Near:
    """Return witnesses of every level with each answer of their ladder turned to every option and open state.

    As many as there is room for, so that every level has its turn before one has a second.
    """
    return subject.once("near witnesses", lambda: _near(subject))


def _near(subject: Subject) -> Near:
    """Turn answers of witnesses, then those of sheets in the cells that these do not meet.

    Where `monotone` is not proved, answers of neighbours are turned after that between which more cells show.
    """
    seen = _turned(subject, _lines(subject), MOST_NEAR_CODED if subject.scorer else MOST_NEAR)
    rows = rows_of_cells(subject, seen.codes, seen.found.ranks)
    lines = sought(subject, [cell for cell, row in rows if row < 0 and cell.code not in OPEN])
    seen = _joined(subject, seen, lines)
    return seen if is_data(subject) else _joined(subject, seen, neighbours(subject, _pairs(subject, seen)))


def _pairs(subject: Subject, seen: Near) -> Iterator[Pairs]:
    """Yield the pairs of neighbours near witnesses, and on ways those above a lowest answer: open ones belong to it."""
    ranks = seen.found.ranks
    rows = np.flatnonzero((seen.runs[1:] == seen.runs[:-1]) & (seen.varying[:-1] >= 0))
    yield Pairs(seen.codes[rows], seen.codes[rows + 1], ranks[rows], ranks[rows + 1])
    for path, stood in ways(subject):
        codes = matrix(path)
        rows = np.flatnonzero(((codes[1:] > codes[:-1]) & (codes[:-1] > 0)).any(axis=1))
        yield Pairs(codes[rows], codes[rows + 1], stood.ranks[rows], stood.ranks[rows + 1])


def _joined(subject: Subject, seen: Near, lines: Sequence[tuple[Sheet, int]]) -> Near:
    """Return what was seen, and then sheets with a question turned to all that it may be answered with."""
    if not lines:
        return seen
    more = _turned(subject, ((_bytes(sheet), column) for sheet, column in lines), MOST_NEAR)
    return Near(
        np.vstack([seen.codes, more.codes]),
        np.concatenate([seen.columns, more.columns]),
        np.concatenate([seen.runs, more.runs + seen.runs[-1] + 1]),
        Standings(np.vstack([seen.found.ranks, more.found.ranks]), np.vstack([seen.found.scores, more.found.scores])),
    )


def _turned(subject: Subject, lines: Iterable[tuple[bytes, int]], most: int) -> Near:
    """Return sheets with a question turned to all that it may be answered with, as many as there is room for."""
    questions = len(subject.tops)
    turned = [
        np.array([code for code in (*STATES, *range(top + 1)) if is_possible(subject, column, code)], np.int8)
        for column, top in enumerate(subject.tops)
    ]
    sheets: list[bytes] = []
    columns: list[int] = []
    size = 0
    for sheet, column in lines:
        sheets.append(sheet)
        columns.append(column)
        size += len(turned[column])
        if size >= most:
            break
    lengths = [len(turned[column]) for column in columns]
    rows = np.repeat(np.frombuffer(b"".join(sheets), np.int8).reshape(-1, questions), lengths, axis=0)
    varying = np.repeat(np.array(columns, np.intp), lengths)
    rows[np.arange(size), varying] = np.concatenate([turned[column] for column in columns])
    return Near(rows, varying, np.repeat(np.arange(len(lengths)), lengths), standings(subject.framework, rows))


def _lines(subject: Subject) -> Iterator[tuple[bytes, int]]:
    """Yield sheets with a question to turn, each once: first those that give a ladder of the question a new level.

    Sheets are the bytes of their codes, which are compared far sooner than tuples.
    """
    known: dict[bytes, list[int]] = {}
    for path, stood in ways(subject):
        known |= zip(map(_bytes, path), stood.ranks.tolist(), strict=True)
    owners = [
        [place for place, ladder in enumerate(subject.ladders) if column in subject.own[ladder]]
        for column in range(len(subject.tops))
    ]
    given: set[tuple[int, int, int]] = set()
    later: list[tuple[bytes, int]] = []
    seen: set[tuple[bytes, int]] = set()
    for sheet, column in _by_level(subject):
        line = (sheet[:column] + b"\0" + sheet[column + 1 :], column)
        if line in seen:
            continue
        seen.add(line)
        row = known.get(sheet)
        gives = {(column, place, row[place]) for place in owners[column]} if row else set[tuple[int, int, int]]()
        if not gives or not gives <= given:
            given |= gives
            yield line
        else:
            later.append(line)
    yield from later


def _bytes(sheet: Sheet) -> bytes:
    """Return a sheet as bytes, a code each."""
    return np.array(sheet, np.int8).tobytes()


def _by_level(subject: Subject) -> Iterator[tuple[bytes, int]]:
    """Yield the best answers and witnesses, each with every question of the ladder: those of all levels in turn."""
    pairs = reversed(list(witnesses(subject).items()))
    turns = zip_longest(*([(ladder, sheet) for sheet in dict.fromkeys(found)] for (ladder, _), found in pairs))
    for ladder, sheet in [(FRAMEWORK, subject.tops), *(entry for turn in turns for entry in turn if entry)]:
        given = _bytes(sheet)
        for column in sorted(subject.own[ladder]):
            yield given, column
