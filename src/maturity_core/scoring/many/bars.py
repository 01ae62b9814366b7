"""Scores that have to be reached: the same by all organisations, or by each its own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.scoring.many.sums import at_least

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Flags, Numbers, Place

LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Bar:
    """A score that a ladder has to reach, of the organisations that it is `asked` of.

    `least` is the score, or for each organisation a numerator over the ladder's own denominator.
    """

    ladder: int
    least: Fraction | Numbers
    asked: Flags

    def suffices(self, place: Place, value: Numbers) -> Flags:
        """Return whether values of the ladder, as numerators over the denominators of its place, are enough."""
        least, below = self.least, place.denominator
        if not isinstance(least, Fraction):
            return np.asarray(value >= least, np.bool_)
        if isinstance(below, int):
            return at_least(value, below, least)
        value = value if value.dtype == object else value.astype(np.int64)
        above = int(np.abs(value).max(initial=0)) * least.denominator
        if max(above, int(below.max(initial=0)) * abs(least.numerator)) > LARGEST:
            value, below = value.astype(object), below.astype(object)
        return at_least(value, below, least)

    def reached(self, standing: Standing) -> Flags:
        """Return, for each organisation, whether the score is reached or not asked for."""
        place = standing.places[self.ladder]
        return self.suffices(place, place.numerator) | ~self.asked

    def score(self, row: int) -> Fraction:
        """Return the score that one organisation has to reach; the ladder's denominators are 1."""
        return self.least if isinstance(self.least, Fraction) else Fraction(self.least[row])

    def at(self, rows: NDArray[np.intp]) -> Bar:
        """Return the same of some of the organisations."""
        return Bar(self.ladder, self.least if isinstance(self.least, Fraction) else self.least[rows], self.asked[rows])
