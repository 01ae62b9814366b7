"""Laws tried on all sheets near witnesses at once: which of them seem to break the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.model.states import NO_LEVEL, OPEN
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.standings import Standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import Near, near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.scoring.one.standing import Parts

MOST_SUSPECTS, ENOUGH = 8, 10_000
"""How many sheets that seem to break a law are tried, and how many are compared with the engine for single ones."""


class Seen(NamedTuple):
    """How many pairs of sheets were compared, and some sheets that the law may be broken by, the lowest first."""

    pairs: int
    suspects: list[Sheet]


def falling(subject: Subject) -> Seen:
    """Compare each sheet with the next better one: nothing may fall."""
    seen = near(subject)
    ranks, scores = seen.found.ranks, seen.found.scores
    lower = (ranks[1:] < ranks[:-1]) | ((ranks[1:] == NO_LEVEL) != (ranks[:-1] == NO_LEVEL))
    worse = (scores[1:] < scores[:-1]) | (np.isnan(scores[1:]) != np.isnan(scores[:-1]))
    pairs = (seen.runs[1:] == seen.runs[:-1]) & (seen.varying[:-1] >= 0)
    return seen_in(subject, seen, int(pairs.sum()), np.flatnonzero(pairs & (lower | worse).any(axis=1)))


def opened(subject: Subject) -> Seen:
    """Compare each sheet with an open question with the one that has its lowest option: nothing may differ."""
    seen = near(subject)
    starts = np.flatnonzero(seen.varying == 0)  # one a run
    rows = np.flatnonzero(np.isin(seen.varying, list(OPEN)))
    differing = seen.found.at(rows).unequal(seen.found.at(starts[seen.runs[rows]])).any(axis=1)
    return seen_in(subject, seen, len(rows), rows[differing])


def leaking(subject: Subject) -> Seen:
    """Compare each sheet with the next one: no ladder may differ that does not read the question."""
    seen = near(subject)
    read = np.array([_read(subject, column) for column in range(len(subject.tops))])
    rows = np.flatnonzero((seen.runs[1:] == seen.runs[:-1]) & (seen.varying[:-1] >= 0))
    differing = (seen.found.at(rows).unequal(seen.found.at(rows + 1)) & ~read[seen.columns[rows]]).any(axis=1)
    return seen_in(subject, seen, len(rows), np.concatenate([rows[differing], rows[differing] + 1]))


def apart(subject: Subject) -> Seen:
    """Compare sheets of every kind with what the engine for single sheets says of all that reads the varying question.

    A scorer in code is asked in the same way for one sheet and for many.
    """
    single, seen = subject.framework.engine.single, near(subject)
    if single is None:
        return Seen(0, [])
    rows = _of_every_kind(subject, seen)
    together = seen.found.at(rows)
    alone = Standings(together.ranks.copy(), together.scores.copy())
    read: list[list[int]] = [
        [place for place, reads in enumerate(_read(subject, at)) if reads] for at in range(len(subject.tops))
    ]
    sheets: list[list[int]] = seen.codes[rows].tolist()
    columns: list[int] = seen.columns[rows].tolist()
    for at, (codes, column) in enumerate(zip(sheets, columns, strict=True)):
        found = single.stand(subject.counted(tuple(codes)))
        for place in read[column]:
            alone.ranks[at, place], alone.scores[at, place] = found.rank(place), _number(found.score(place))
    return seen_in(subject, seen, len(rows), rows[together.unequal(alone).any(axis=1)])


def _of_every_kind(subject: Subject, seen: Near) -> NDArray[np.intp]:
    """Return one run of each kind, and as many of the other rows as make enough, evenly spaced.

    Runs of one kind are those of a question that give all ladders that read it the same levels, answer by answer. As a
    wrong level may hide the kind, what is of no new kind is compared, too. Rows with an open question are left out, as
    they are compared with the lowest option.
    """
    answered = ~np.isin(seen.varying, list(OPEN))
    chosen = np.zeros(len(answered), bool)
    for column in np.unique(seen.columns).tolist():
        rows = np.flatnonzero((seen.columns == column) & answered)
        runs = rows.reshape(len(np.unique(seen.runs[rows])), -1)
        levels = seen.found.ranks[:, _read(subject, column)][runs].reshape(len(runs), -1)
        _, first = np.unique(levels, axis=0, return_index=True)
        chosen[runs[first]] = True
    others = np.flatnonzero(answered & ~chosen)
    room = min(max(ENOUGH - int(chosen.sum()), 0), len(others))
    chosen[others[np.linspace(0, len(others) - 1, room, dtype=np.intp)]] = True
    return np.flatnonzero(chosen)


def _number(parts: Parts | None) -> float:
    """Return a score as the nearest double; NaN if there is none."""
    return np.nan if parts is None else parts[0] / parts[1]


def _read(subject: Subject, column: int) -> list[bool]:
    """Return, for each ladder, whether it may depend on a question."""
    owned = (subject.own[ladder] for ladder in subject.ladders)
    return [column in own or any(column in subject.needed.by(other) for other in own) for own in owned]


def seen_in(subject: Subject, seen: Near, pairs: int, rows: NDArray[np.intp]) -> Seen:
    """Return so many pairs, with some of these rows as sheets to try alone."""
    counted = dict.fromkeys(map(subject.counted, seen.sheets(rows)))
    return Seen(pairs, list(counted)[:MOST_SUSPECTS])
