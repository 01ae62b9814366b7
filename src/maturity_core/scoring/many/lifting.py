"""Ladders lifted to a common value: each counts with that value, or with its own where that is higher.

A mean of ladders asks all of them for the lowest common value at which it is enough. All values are whole numbers over
one unit, and the more they are lifted, the larger the sum. So that lowest value is found bit by bit, for all
organisations together, and what each ladder has to reach is one comparison with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.compiled.number_sizes import number_kind
from maturity_core.scoring.many.counting import Sums
from maturity_core.scoring.many.sums import common_unit, item_applies, item_value, item_values, wide_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.compiled.terms import Terms
    from maturity_core.scoring.many.evaluate import RuleStanding
    from maturity_core.scoring.many.place import Flags, Numbers

Test = Callable[["Numbers"], "Flags"]
"""Tells whether values, given as numerators over a ladder's own denominators, suffice."""
Enough = Callable[[Sums], "Flags"]
"""Tells whether sums over items suffice."""
MOST_HELD = 2**24
"""Up to this many bytes of values are laid out once and kept; more are laid out again for every step, a few items at a
time."""
TOGETHER = 2**16
"""How many values one operation adds up."""
TRIALS = 4
"""About how many values of each ladder are tried if the lowest common one is not searched for."""


class _Block(NamedTuple):
    """Some of the items (n_items, n_organisations): their values, the best they can reach, and their weights.

    `best` is None where every value can be reached, `hefts` where every weight is 1.
    """

    values: Numbers
    best: Numbers | None
    hefts: Numbers | None


class Lifted:
    """The ladders that are items of `terms`, with their standing `now` and the `best` they could have.

    If `best` is None, every item can reach the highest value there is. `enough` says which sums over them suffice.
    """

    def __init__(self, terms: Terms, now: RuleStanding, best: RuleStanding | None, enough: Enough) -> None:
        self.terms, self.now, self.best, self.enough = terms, now, best, enough
        self.own = now.sums(terms)
        self.factors, unit = common_unit([denominator for _, denominator in item_values(terms, now.places)])
        # With one unit for all, sums take few bytes; one more than the unit has to fit as well, for *not enough*.
        fixed = isinstance(unit, int) and not terms.wide
        self.kind = number_kind(terms.largest + 1, wide=False) if fixed else wide_kind(terms)
        held = len(terms.items) * now.size * np.dtype(self.kind).itemsize <= MOST_HELD
        self._held = list(self._blocks()) if held else None
        bits = (unit if isinstance(unit, int) else int(unit.max(initial=1))).bit_length()
        self.lowest = self._lowest(bits) if bits <= len(terms.items) * TRIALS else None

    def test(self, index: int) -> Test:
        """Return a function that says which values of an item suffice as the common value."""
        factor = self.factors[index]

        def test(value: Numbers) -> Flags:
            common = value.astype(self.kind, copy=False) * factor
            enough = self._enough(common) if self.lowest is None else common >= self.lowest
            return np.asarray(enough, np.bool_)

        return test

    def _lowest(self, bits: int) -> Numbers:
        """Return the lowest common value that suffices, one more than the unit if none does; 0 where it takes none."""
        short: Numbers = np.zeros(self.now.size, self.kind)  # the highest value known not to be enough, `bits` of it
        for bit in reversed(range(bits)):
            trial = np.minimum(short + (1 << bit), self.own.unit)
            short = np.where(self._enough(trial), short, trial)
        return np.add(short, ~self.enough(self.own), dtype=self.kind)

    def _enough(self, common: Numbers) -> Flags:
        """Return whether it is enough to lift all items to a common value, or to their own best."""
        amount = np.zeros(self.now.size, self.kind)
        for values, best, hefts in self._blocks() if self._held is None else self._held:
            lifted = np.maximum(values, common if best is None else np.minimum(best, common))
            amount += np.add.reduce(lifted if hefts is None else lifted * hefts, axis=0, dtype=self.kind)
        return self.enough(Sums(amount, self.own.weight, self.own.unit))

    def _blocks(self) -> Iterator[_Block]:
        size = self.now.size
        step = max(1, TOGETHER // max(1, size))
        for first in range(0, len(self.terms.items), step):
            places = range(first, min(first + step, len(self.terms.items)))
            values = np.stack([self._value(place, self.now) for place in places])
            best = None if self.best is None else np.stack([self._value(place, self.best) for place in places])
            yield _Block(values, best, self._hefts(places))

    def _value(self, place: int, standing: RuleStanding) -> Numbers:
        """Return an item's value over the common unit."""
        value, _ = item_value(self.terms, place, standing.places[self.terms.items[place]])
        return value.astype(self.kind, copy=False) * self.factors[place]

    def _hefts(self, places: range) -> Numbers | None:
        """Return the items' weights, 0 where they do not apply; None if all are 1."""
        terms = self.terms
        if all(terms.weights[place] == 1 and not terms.may_lack[place] for place in places):
            return None
        hefts = np.empty((len(places), self.now.size), self.kind)
        for row, place in enumerate(places):
            hefts[row] = terms.weights[place]
            if terms.may_lack[place]:
                hefts[row] *= item_applies(terms, place, self.now.places[terms.items[place]])
        return hefts
