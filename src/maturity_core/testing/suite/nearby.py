"""Laws tried on all sheets near witnesses at once: which of them seem to break the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.model.states import NO_LEVEL
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import Near, near

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_SUSPECTS = 8


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
    return _seen(subject, seen, int(pairs.sum()), np.flatnonzero(pairs & (lower | worse).any(axis=1)))


def opened(subject: Subject) -> Seen:
    """Compare each sheet with an open question with the one that has its lowest option: nothing may differ."""
    seen = near(subject)
    starts = np.flatnonzero(seen.varying == 0)  # one a run
    rows = np.flatnonzero(seen.varying < 0)
    differing = _differing(seen, rows, starts[seen.runs[rows]]).any(axis=1)
    return _seen(subject, seen, len(rows), rows[differing])


def leaking(subject: Subject) -> Seen:
    """Compare each sheet with the next one: no ladder may differ that does not read the question."""
    seen = near(subject)
    read = np.array([_read(subject, column) for column in range(len(subject.tops))])
    rows = np.flatnonzero((seen.runs[1:] == seen.runs[:-1]) & (seen.varying[:-1] >= 0))
    differing = (_differing(seen, rows, rows + 1) & ~read[seen.columns[rows]]).any(axis=1)
    return _seen(subject, seen, len(rows), np.concatenate([rows[differing], rows[differing] + 1]))


def _read(subject: Subject, column: int) -> list[bool]:
    """Return, for each ladder, whether it may depend on a question."""
    owned = (subject.own[ladder] for ladder in subject.ladders)
    return [column in own or any(column in subject.needed.by(other) for other in own) for own in owned]


def _differing(seen: Near, rows: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return, for each pair of rows and each ladder, whether its level or score differs."""
    ranks, scores = seen.found.ranks, seen.found.scores
    same = (scores[rows] == scores[others]) | (np.isnan(scores[rows]) & np.isnan(scores[others]))
    differing: NDArray[np.bool_] = (ranks[rows] != ranks[others]) | ~same
    return differing


def _seen(subject: Subject, seen: Near, pairs: int, rows: NDArray[np.intp]) -> Seen:
    counted = dict.fromkeys(map(subject.counted, seen.sheets(rows)))
    return Seen(pairs, list(counted)[:MOST_SUSPECTS])
