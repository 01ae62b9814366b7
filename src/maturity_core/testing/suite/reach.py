"""The law that every level can be reached: a search for answers that give exactly it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.testing.suite.cases import ONCE, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken, Undecided
from maturity_core.testing.suite.subject import Subject, replaced

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet

PATHS, DESCENTS, LONGEST = 8, 12, 150
"""How many ways from the worst to the best answers are tried; how many levels are searched from the top; how far."""
Level = tuple[str, int]


@law("definition", ONCE)
def every_level_reachable(subject: Subject, _: None) -> bool:
    """Every level of every ladder is the result for some answers."""
    missing = {(ladder, rank): None for ladder, ranks in subject.rungs.items() for rank in (0, *ranks)}
    every = SHEETS.few(subject)
    for sheets in [every] if every else _paths(subject):
        _strike(subject, missing, sheets)
    for level in [] if every else list(missing)[:DESCENTS]:
        for sheets in _descent(subject, *level):
            _strike(subject, missing, sheets)
    told = ", ".join(f"{subject.level(ladder, rank)} of {ladder}" for ladder, rank in missing)
    if missing and every:
        raise Broken(f"no answers give: {told}", expected="some answers for every level")
    if missing:
        raise Undecided(f"within the budget, no answers were found that give: {told}")
    return True


def _strike(subject: Subject, missing: dict[Level, None], sheets: Sequence[Sheet]) -> None:
    """Remove the levels that these sheets give."""
    found = subject.stand(sheets).ranks
    for place, ladder in enumerate(subject.ladders):
        for rank in np.unique(found[:, place]).tolist():
            missing.pop((ladder, rank), None)


def _paths(subject: Subject) -> Iterator[list[Sheet]]:
    """Yield paths from the worst to the best answers, one option at a time: by question, by option, and mixed."""
    by_question = [column for column, top in enumerate(subject.tops) for _ in range(top)]
    by_option = [column for step in range(max(subject.tops)) for column, top in enumerate(subject.tops) if step < top]
    mixed = (np.random.default_rng(seed).permutation(by_question).tolist() for seed in range(PATHS - 2))
    for moves in (by_question, by_option, *mixed):
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
        staying = np.flatnonzero(subject.stand(lower).ranks[:, place] >= rank)
        if not staying.size:
            return
        sheet = lower[int(staying[0])]
