"""The sheets that every law is tried on first: a few that give each level of each ladder, then ones of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.testing.suite.standings import standings
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.proofs import Level
    from maturity_core.testing.suite.subject import Subject


def wanted(subject: Subject) -> list[Level]:
    """Return every level of every ladder that awards any, as ladder and rank."""
    return [(ladder, rank) for ladder, ranks in subject.rungs.items() for rank in (0, *ranks)]


def cover(subject: Subject) -> list[Sheet]:
    """Return few sheets that give every level of every ladder that any sheet near witnesses gives.

    A dimension reads no answers but its own. So each sheet is put together from answers to each dimension, the lower
    levels first; what these miss, above all levels of the whole, is added.
    """
    return subject.once("cover", lambda: _unless_it_raises(subject))


def _unless_it_raises(subject: Subject) -> list[Sheet]:
    """Return the cover; nothing of a framework that raises, which is told by the laws once sheets are drawn."""
    try:
        return _covered(subject)
    except Exception:  # noqa: BLE001 - a scorer in code may raise anything
        return []


def _covered(subject: Subject) -> list[Sheet]:
    seen = near(subject)
    given = _given(subject, seen.found.ranks)
    lowest = subject.counted(subject.worst)
    above = ~reached_by(subject, standings(subject.framework, [lowest]).ranks)
    sheets = dict.fromkeys([lowest, *map(subject.counted, _composed(subject, seen.codes, given, above))])
    left = ~reached_by(subject, standings(subject.framework, list(sheets)).ranks)
    sheets |= dict.fromkeys(subject.counted(tuple(seen.codes[row].tolist())) for row in _greedy(given, left))
    return list(sheets)


def _given(subject: Subject, ranks: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return which levels each row gives: (n_rows, n_levels), in the order of `wanted`."""
    columns = [ranks[:, subject.ladders.index(ladder)] == rank for ladder, rank in wanted(subject)]
    found: NDArray[np.bool_] = np.array(columns, bool).reshape(-1, len(ranks)).T
    return found


def reached_by(subject: Subject, ranks: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return which levels some row gives, in the order of `wanted`."""
    found: NDArray[np.bool_] = np.logical_or.reduce(_given(subject, ranks), axis=0)
    return found


def _greedy(given: NDArray[np.bool_], wanting: NDArray[np.bool_]) -> list[int]:
    """Return rows that give all that is wanting, as far as any row does: each gives as much that is new as it can."""
    chosen: list[int] = []
    left = wanting.copy()
    while left.any():
        new = given[:, left].sum(axis=1)
        row = int(new.argmax())
        if not new[row]:
            break
        chosen.append(row)
        left &= ~given[row]
    return chosen


def _composed(
    subject: Subject, codes: NDArray[np.int8], given: NDArray[np.bool_], left: NDArray[np.bool_]
) -> Iterator[Sheet]:
    """Yield sheets put together from rows: of each dimension, answers that give what is left of it and its parts."""
    levels = wanted(subject)
    parts: list[tuple[list[int], list[int]]] = []
    for dimension in (ladder for ladder in subject.ladders if ladder.kind == "dimension"):
        own = subject.own[dimension]
        inside = np.array([bool(subject.own[ladder]) and subject.own[ladder] <= own for ladder, _ in levels], bool)
        rows = sorted(_greedy(given, inside & left), key=lambda row: (int(codes[row].sum(dtype=int)), row))
        parts.append((sorted(own), rows))
    for place in range(max((len(rows) for _, rows in parts), default=0)):
        sheet = np.zeros(codes.shape[1], np.int8)
        for columns, rows in parts:
            if rows:
                sheet[columns] = codes[rows[min(place, len(rows) - 1)], columns]
        yield tuple(sheet.tolist())
