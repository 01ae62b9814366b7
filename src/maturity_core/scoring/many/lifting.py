"""Sums over ladders lifted to a common value: each counts with that value, or with its own where that is higher.

For each item of a mean there is a search for the lowest common value, and every step of a search needs the sums over
all items. So the items are laid out once, and a step takes a few operations on whole arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.scoring.many.counting import Sums
from maturity_core.scoring.many.sums import common_unit, item_applies, item_value, item_values, wide_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.compiled.terms import Terms
    from maturity_core.scoring.many.evaluate import RuleStanding
    from maturity_core.scoring.many.place import Numbers

MOST_HELD = 2**21
"""Up to this many values are laid out once and kept; more are laid out again for every step, item by item."""
TOGETHER = 2**16
"""How many values one operation adds up."""


class _Block(NamedTuple):
    """Some of the items (n_items, n_organisations): their values, the best they can reach, and their weights."""

    values: Numbers
    best: Numbers
    hefts: Numbers


class Lifted:
    """The ladders that are items of `terms`, with their standing `now` and the `best` they could have.

    If `best` is None, every item can reach the highest value there is.
    """

    def __init__(self, terms: Terms, now: RuleStanding, best: RuleStanding | None) -> None:
        self.terms, self.now, self.best = terms, now, best
        self.kind = wide_kind(terms)
        self.factors, self.unit = common_unit([denominator for _, denominator in item_values(terms, now.places)])
        self._held = list(self._blocks()) if len(terms.items) * now.size <= MOST_HELD else None

    def sums(self, index: int, common: Numbers) -> Sums:
        """Return the sums over the items lifted to `common`, a numerator of item `index`, or to their own best."""
        lowest = common * self.factors[index]
        amount, weight = np.zeros(self.now.size, self.kind), np.zeros(self.now.size, self.kind)
        for values, best, hefts in self._blocks() if self._held is None else self._held:
            amount += (np.maximum(values, np.minimum(best, lowest)) * hefts).sum(axis=0)
            weight += hefts.sum(axis=0)
        return Sums(amount, weight, self.unit)

    def _blocks(self) -> Iterator[_Block]:
        step = max(1, TOGETHER // max(1, self.now.size))
        for start in range(0, len(self.terms.items), step):
            rows = [self._row(place) for place in range(start, min(start + step, len(self.terms.items)))]
            yield _Block(*(np.stack(column) for column in zip(*rows, strict=True)))

    def _row(self, place: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return an item's value, its best, and its weight (0 where it does not apply), each (n_organisations,)."""
        terms, factor, item = self.terms, self.factors[place], self.terms.items[place]
        value = item_value(terms, place, self.now.places[item])[0].astype(self.kind) * factor
        best = np.zeros(self.now.size, self.kind) + self.unit
        if self.best is not None:
            best = item_value(terms, place, self.best.places[item])[0].astype(self.kind) * factor
        applies = item_applies(terms, place, self.now.places[item])
        return value, best, applies.astype(self.kind) * terms.weights[place]
