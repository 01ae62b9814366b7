"""Prerequisites: what a capability requires of another."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.scoring.many.sums import at_least

if TYPE_CHECKING:
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Flags
    from maturity_core.scoring.one.reading import Reading


@dataclass(frozen=True)
class Need:
    """A prerequisite: `capability` requires `other` (places in the file) to reach a rung, or its score a credit."""

    capability: int
    other: int
    rung: int
    credit: Fraction | None

    def met(self, standing: Standing) -> Flags:
        """Return whether it is met, as an item reaches a bar; it is if no rung is left, or there is no score."""
        place = standing.places[self.other]
        if self.credit is None:
            return place.reached(self.rung) | (place.lowest > self.rung)
        return at_least(place.numerator, place.denominator, self.credit) | ~place.counts

    def holds(self, sheet: Reading) -> bool:
        """Return whether one sheet meets it, as `met` says of many."""
        if self.credit is None:
            stand = sheet.stand(self.other)
            return self.rung < max(stand.unmet, stand.lowest)
        above, below = sheet.score(self.other) or (0, 1)
        return above * self.credit.denominator >= self.credit.numerator * below or not sheet.counts(self.other)
