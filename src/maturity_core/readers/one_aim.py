"""The target of one organisation, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.results.numbers import both
from maturity_core.results.routes import Mark, Rung, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from maturity_core.model.framework import Framework

Moves = dict[int, int]
"""For each question to move, the position that the plan takes it to."""
Way = tuple[list[int], Moves, Moves]
"""The capabilities of a plan in order, its moves, and the positions that outcomes have to reach."""


@dataclass(frozen=True)
class Beginning:
    """A capability to begin with: its moves, whether the target fails without it, what rests on it, where it leads."""

    index: int
    moves: Moves
    required: bool
    carries: tuple[int, ...]
    leads_to: tuple[int, ...]


@dataclass(frozen=True)
class OneAim:
    """A target of one organisation: its status, rungs and scores by ladder, and the positions questions must reach.

    `left_out` names the questions that could not be compared with another sheet.
    """

    status: Status
    rungs: Mapping[int, int]
    demanded: Mapping[int, int]
    scores: Mapping[int, Fraction] = field(default_factory=dict[int, "Fraction"])
    blockers: tuple[int, ...] = ()
    prevented_by: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def said(self, framework: Framework) -> dict[str, Any]:
        """Return the fields that gaps and plans share."""
        outline = framework.outline
        rungs = [
            known(Rung, {"ladder": outline.ladders[ladder], "level": outline.levels[ladder][rung].id})
            for ladder, rung in self.rungs.items()
        ]
        scores = [
            known(Mark, {"ladder": outline.ladders[ladder], **both(score=bar)}) for ladder, bar in self.scores.items()
        ]
        return {
            "status": self.status,
            "target": Entries(rungs),
            "target_scores": Entries(scores),
            "blockers": self.blockers,
            "prevented_by": self.prevented_by,
            "left_out": self.left_out,
        }
