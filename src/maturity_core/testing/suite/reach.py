"""The law that every level can be reached: a search for answers that give exactly it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maturity_core.testing.suite.cases import ONCE, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken, Undecided
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import Level, witnesses

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet


@law("definition", ONCE)
def every_level_reachable(subject: Subject, _: None) -> bool:
    """Every level of every ladder is the result for some answers."""
    every = SHEETS.few(subject)
    missing = _among(subject, every) if every else [level for level, found in witnesses(subject).items() if not found]
    told = ", ".join(f"{subject.level(ladder, rank)} of {ladder}" for ladder, rank in missing)
    if missing and every:
        raise Broken(f"no answers give: {told}", expected="some answers for every level")
    if missing:
        raise Undecided(f"within the budget, no answers were found that give: {told}")
    return True


def _among(subject: Subject, sheets: Sequence[Sheet]) -> list[Level]:
    """Return the levels that none of these sheets gives."""
    ranks = subject.stand(sheets).ranks
    return [
        (ladder, rank)
        for place, ladder in enumerate(subject.ladders)
        for rank in (0, *subject.rungs.get(ladder, ()))
        if ladder in subject.rungs and rank not in ranks[:, place]
    ]
