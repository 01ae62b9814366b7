"""A sheet with a target, as the laws about gaps and steps are tried on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_core.testing.oracle_model import Sheet

Rungs = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Aim:
    """A sheet and its target: ranks and scores of ladders, or another sheet; with none of them, the default."""

    sheet: Sheet
    rungs: Rungs = ()
    other: Sheet | None = None
    scores: tuple[tuple[str, Fraction], ...] = ()

    def at(self, sheet: Sheet) -> Aim:
        """Return the same target for another sheet."""
        return replace(self, sheet=sheet)

    @property
    def goals(self) -> dict[str, int | Fraction]:
        """The ranks and scores, by ladder, as the slow reference takes them."""
        return {**dict(self.rungs), **dict(self.scores)}
