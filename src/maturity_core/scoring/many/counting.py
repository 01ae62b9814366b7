"""Count answers for many organisations at once: the sums over questions. Array shapes: see the package docstring.

An option adds to a sum if the answer is at its position or above it. The codes of states are below every position, so
an open question adds nothing: docs/meaning.md#2-an-open-question-grants-nothing-and-hides-nothing
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.compiled.counts import TOGETHER
from maturity_core.compiled.number_sizes import number_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.counts import Count, Look
    from maturity_core.compiled.number_sizes import NumberKind
    from maturity_core.compiled.terms import Terms
    from maturity_core.scoring.many.place import Numbers


LOOKS: dict[Look, np.ufunc] = {"highest": np.maximum, "at least": np.greater_equal, "below": np.less}


class Sums(NamedTuple):
    """Weighted values of the items that apply, their weights, and the unit of the values.

    `weight` and `unit` are one integer each where they are the same for every organisation.
    """

    amount: Numbers
    weight: Numbers | int
    unit: Numbers | int


class Counter:
    """Counts answers; its scratch arrays are allocated once."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.size: int = codes.shape[1]
        self._lowest = np.zeros(self.size, np.int8)  # np.maximum is far faster with an array than with a number
        self._scratch = np.empty((TOGETHER, self.size), np.uint8)

    def sums(self, terms: Terms) -> Sums:
        """Return the sums over questions."""
        amount = self.counted(terms.counts, terms.number)
        if not terms.applying:
            return Sums(amount, terms.heaviest, terms.unit)
        applying = self.counted(terms.applying, number_kind(terms.heaviest, wide=terms.wide))
        return Sums(amount, applying + terms.steady_weight, terms.unit)

    def counted(self, counts: Sequence[Count], kind: NumberKind) -> Numbers:
        """Return the sum of the counts: each is counted in bytes, then multiplied by its rise in numbers of `kind`."""
        amount: Numbers | None = None
        for count in counts:
            part: Numbers = self._count(count)
            if kind == "object":
                part = part.astype(object) * count.rise
            elif count.rise != 1 or kind != "uint8":
                part = np.multiply(part, np.asarray(count.rise, kind), dtype=kind)
            amount = part if amount is None else np.add(amount, part, out=amount)
        return self._lowest.astype(kind) if amount is None else amount

    def _count(self, count: Count) -> NDArray[np.uint8]:
        """Return how many times the rise of this count applies."""
        total: NDArray[np.uint8] | None = None
        for first, last, name, than in count.looks:
            new = total is None and last - first == 1
            found = np.empty((1, self.size), np.uint8) if new else self._scratch[: last - first]
            # `found` holds bytes; viewed as the type that the look returns, it takes the result without a copy.
            kind, other = (np.int8, self._lowest) if than is None else (np.bool_, than)
            LOOKS[name](self.codes[first:last], other, out=found.view(kind))
            # A byte is enough: the compiler splits counts before they pass 255 (`MOST_COUNTED`).
            part = found[0] if last - first == 1 else np.add.reduce(found, axis=0, dtype=np.uint8)
            total = part if total is None else np.add(total, part, out=total)
        assert total is not None  # noqa: S101 - a count is made of at least one run
        return total


def joined_sums(terms: Terms, sums: Sequence[Sums]) -> Sums:
    """Return the sums over questions, put together from the sums over their parts."""
    pairs = list(zip(terms.parts, sums, strict=True))
    weight: Numbers | int = terms.heaviest
    if terms.applying:
        kind = number_kind(terms.heaviest, wide=terms.wide)
        weight = _added([(part.weight, own.weight) for part, own in pairs], kind)
    return Sums(_added([(part.amount, own.amount) for part, own in pairs], terms.number), weight, terms.unit)


def _added(parts: Sequence[tuple[int, Numbers | int]], kind: NumberKind) -> Numbers:
    """Return the sum of numbers, each times its factor, in a number type that holds it."""
    total: Numbers | int = sum(factor * number for factor, number in parts if isinstance(number, int))
    for factor, number in parts:
        if not isinstance(number, int):
            part = number.astype(kind, copy=False)
            total = (part if factor == 1 else part * factor) + total
    return np.asarray(total)
