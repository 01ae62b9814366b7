"""Prerequisites: what a capability requires of another, and what that asks of its questions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_core.scoring.one import standing as one


@dataclass(frozen=True)
class Need:
    """A prerequisite: `capability` requires `other` (places in the file) to reach a rung, or its score a credit.

    `ladder` is the place of that of `other` among all ladders: some measures stand before the capabilities.
    """

    capability: int
    other: int
    ladder: int
    rung: int
    credit: Fraction | None

    def is_met(self, now: one.Standing) -> bool:
        """Return whether a sheet meets it, as an item reaches a bar; also if no rung is left, or there is no score."""
        if self.credit is None:
            place = now.place(self.ladder)
            return self.rung < max(place.unmet, place.lowest)
        above, below = now.score(self.ladder) or (0, 1)
        return above * self.credit.denominator >= self.credit.numerator * below or not now.counts(self.ladder)
