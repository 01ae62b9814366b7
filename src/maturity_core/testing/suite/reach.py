"""The law that every level can be reached: a search for answers that give exactly it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from maturity_core.testing.suite.cases import ONCE, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.proofs import Level, all_apply
from maturity_core.testing.suite.record import Broken, Undecided
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import unreachable, witnesses

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet


def _confirmed(_: Subject) -> str:
    """Return how the law is proved where it holds."""
    return "for each, answers were found and scored"


@law("definition", ONCE, proof=_confirmed)
def every_level_reachable(subject: Subject, _: None) -> bool:
    """Every level of every ladder is the result for some answers."""
    every = SHEETS.few(subject)
    missing = _among(subject, every) if every else [level for level, found in witnesses(subject).items() if not found]
    never = set(missing if every else unreachable(subject))
    if never and (every or all_apply(subject)):
        raise Broken(f"no answers give: {_told(subject, missing, never)}", expected="some answers for every level")
    if missing:
        told = f"within the budget, no answers were found that give: {_told(subject, missing, missing)}"
        proved = f"; proved if every question applies: {_told(subject, missing, never)}" if never else ""
        raise Undecided(told + proved)
    return True


def _told(subject: Subject, levels: Sequence[Level], chosen: Collection[Level]) -> str:
    return ", ".join(
        f"{subject.level(ladder, rank)} of {ladder}" for ladder, rank in levels if (ladder, rank) in chosen
    )


def _among(subject: Subject, sheets: Sequence[Sheet]) -> list[Level]:
    """Return the levels that none of these sheets gives."""
    ranks = subject.stand(sheets).ranks
    return [
        (ladder, rank)
        for place, ladder in enumerate(subject.ladders)
        for rank in (0, *subject.rungs.get(ladder, ()))
        if ladder in subject.rungs and rank not in ranks[:, place]
    ]
