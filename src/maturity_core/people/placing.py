"""Where sheets are on the ladders that several sheets are compared by: the framework and its dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import known
from maturity_core.results.numbers import both
from maturity_core.results.placed import Placed

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.parts import LadderResult


def compared(sheet: Assessment) -> dict[Ladder, Assessment | LadderResult]:
    """Return the result of the framework and of each dimension, by ladder."""
    found: dict[Ladder, Assessment | LadderResult] = {FRAMEWORK: sheet}
    return found | {Ladder("dimension", result.id): result for result in sheet.dimensions}


def placed(sheet: Assessment) -> Entries[Placed]:
    """Return where a sheet is on each of them."""
    return Entries(
        known(
            Placed,
            {
                "ladder": ladder,
                "level": one.level and one.level.id,
                **both(score=one.score_exact),
                "not_yet": one.not_yet,
            },
        )
        for ladder, one in compared(sheet).items()
    )
