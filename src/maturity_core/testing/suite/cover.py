"""The sheets that every law is tried on first: a few that give each level of each ladder, then ones of every answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.ladder import Ladder
from maturity_core.testing.suite.sides import sides
from maturity_core.testing.suite.standings import Standings, standings
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

    A capability and a dimension read no answers but their own. So each sheet is put together from answers to each part,
    the lower levels first; what these miss, above all levels of the whole, is added. Some of them meet each
    requirement, prerequisite and condition, and some do not: as a better answer lowers nothing, the lowest and the
    highest answers do if any sheet does on which all questions apply. Credits that prerequisites require are also met
    exactly.
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
    given = _given(subject, seen.found)
    sheets = {subject.counted(subject.worst): None}
    for parts in (_smallest_parts(subject), _of_kind(subject, "dimension")):
        left = ~_given(subject, standings(subject.framework, list(sheets))).any(axis=0)
        sheets |= dict.fromkeys(map(subject.counted, _composed(subject, seen.codes, given & left, parts)))
    left = ~_given(subject, standings(subject.framework, list(sheets))).any(axis=0)
    sheets |= dict.fromkeys(subject.counted(tuple(seen.codes[row].tolist())) for row in _greedy(given & left))
    shown = sides(subject)
    if (shown.of([subject.tops]) & ~shown.of(sheets)).any():
        sheets[subject.tops] = None
    return list(sheets)


def _given(subject: Subject, found: Standings) -> NDArray[np.bool_]:
    """Return which levels each row gives, in the order of `wanted`, and which required credits it has exactly."""
    levels = [found.ranks[:, subject.ladders.index(ladder)] == rank for ladder, rank in wanted(subject)]
    credits_ = [found.scores[:, subject.ladders.index(ladder)] == credit for ladder, credit in _required(subject)]
    rows: NDArray[np.bool_] = np.array([*levels, *credits_], bool).reshape(-1, len(found.ranks)).T
    return rows


def _required(subject: Subject) -> list[tuple[str, float]]:
    """Return each credit that a capability has to reach before another one."""
    needs = [need for capability in subject.framework.capabilities for need in capability.requires]
    return [(Ladder("capability", need.capability), float(need.credit)) for need in needs if need.credit is not None]


def reached_by(subject: Subject, found: Standings) -> NDArray[np.bool_]:
    """Return which levels some row gives, in the order of `wanted`."""
    return np.array(_given(subject, found)[:, : len(wanted(subject))].any(axis=0))


def _greedy(given: NDArray[np.bool_]) -> list[int]:
    """Return rows that give all that any row does: each gives as much that is new as it can."""
    chosen: list[int] = []
    left = np.array(given.any(axis=0))
    while left.any():
        chosen.append(int(given[:, left].sum(axis=1).argmax()))
        left &= ~given[chosen[-1]]
    return chosen


def _of_kind(subject: Subject, kind: str) -> list[str]:
    return [ladder for ladder in subject.ladders if ladder.kind == kind]


def _smallest_parts(subject: Subject) -> list[str]:
    """Return, of each dimension, its capabilities if all of them have levels, and else the dimension itself."""
    parts: list[str] = []
    for dimension in _of_kind(subject, "dimension"):
        inside = [name for name in _of_kind(subject, "capability") if subject.own[name] <= subject.own[dimension]]
        parts += inside if subject.rungs.keys() >= {*inside} else [dimension]
    return parts


def _composed(
    subject: Subject, codes: NDArray[np.int8], given: NDArray[np.bool_], parts: Sequence[str]
) -> Iterator[Sheet]:
    """Yield sheets put together from rows: of each part, answers that give what there is of it and inside of it."""
    ladders = [ladder for ladder, _ in (*wanted(subject), *_required(subject))]
    chosen: list[tuple[list[int], list[int]]] = []
    for part in parts:
        own = subject.own[part]
        inside = np.array([bool(subject.own[ladder]) and subject.own[ladder] <= own for ladder in ladders], bool)
        rows = sorted(_greedy(given & inside), key=lambda row: (int(codes[row].sum(dtype=int)), row))
        chosen.append((sorted(own), rows))
    for place in range(max((len(rows) for _, rows in chosen), default=0)):
        sheet = np.zeros(codes.shape[1], np.int8)
        for columns, rows in chosen:
            if rows:
                sheet[columns] = codes[rows[min(place, len(rows) - 1)], columns]
        yield tuple(sheet.tolist())
