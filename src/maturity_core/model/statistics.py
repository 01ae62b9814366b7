"""The statistics a requirement can ask for: one record each, with everything that sets them apart.

A statistic is compared by way of two sums over the items that apply: `amount`, of values times weights, and `weight`,
of weights. Values are numerators over a common `unit`; for items that have to reach something they are 1 or 0. `bar` is
the number that the sums are compared with, p / q; `each` is what a total gets for the weight of each item that applies,
whatever its answer: less 1 where it counts down. Sums are whole numbers, or arrays of them, and never overflow.
`docs/meaning.md` says what each statistic means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, Literal

from maturity_core.model.scale import Ends

StatisticName = Literal["mean", "total", "share", "least", "count"]
CREDIT: Ends = (Fraction(0), Fraction(1))
"""The lowest and the highest value where no unit of the author's own is used: credits, scores and levels."""


class Statistic:
    """A statistic: by default the quotient of the two sums, as for `Mean` and `Share`; others override what differs.

    `weighted`: the items' weights count; otherwise each item counts once. `reaching`: counts the items that reach
    something the requirement names. `common`: its gap asks every item for the lowest common value. `adds`: it is not a
    quotient, so items that do not apply change it. `capped`: if fewer items apply than it asks for, all of them are
    enough. `lowest`: its value is that of the lowest item. `covers`: it says how much of a level is covered.
    """

    name: ClassVar[StatisticName]
    weighted: ClassVar[bool] = True
    reaching: ClassVar[bool] = False
    common: ClassVar[bool] = False
    adds: ClassVar[bool] = False
    capped: ClassVar[bool] = False
    lowest: ClassVar[bool] = False
    covers: ClassVar[bool] = False

    @property
    def quotient(self) -> bool:
        """Whether its value is the quotient of the two sums."""
        return not (self.adds or self.capped or self.lowest)

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def limits(
        self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None, unit: Ends = CREDIT
    ) -> tuple[Fraction, Fraction]:
        """Return the number that a threshold must exceed, and its maximum; `base` and `top` are those of a total.

        `unit` has the lowest and the highest value of the items.
        """
        del weights, base, top
        return CREDIT if self.reaching else unit

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, each: Fraction) -> Any:
        """Return by how much the sums exceed what is needed, times a positive number; not for a `capped` statistic."""
        del each
        return amount * bar.denominator - weight * unit * bar.numerator

    def met(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, each: Fraction) -> Any:
        """Return whether the sums are enough."""
        return self.slack(bar, amount, weight, unit, each=each) >= 0

    def asked(self, bar: Fraction, weight: int, *, each: Fraction) -> Fraction | int:
        """Return the lowest amount, in units of 1, that is enough with this weight.

        >>> STATISTICS["mean"].asked(Fraction(2, 3), 4, each=Fraction(0))
        Fraction(8, 3)
        """
        del each
        return bar * weight

    def bound(self, bar: Fraction, weight: int, unit: int, *, each: Fraction) -> int:
        """Return the lowest amount that is enough if all items apply.

        >>> STATISTICS["mean"].bound(Fraction(2, 3), 4, 2, each=Fraction(0))
        6
        """
        return ceil(self.asked(bar, weight, each=each) * unit)

    def measured(self, amount: int, weight: int, unit: int, *, each: Fraction) -> Fraction:
        """Return the value that is compared with the bar."""
        del each
        return Fraction(amount, weight * unit)


class Mean(Statistic):
    """The mean of the items."""

    name = "mean"
    common = True


class Share(Statistic):
    """The share of the items that reach something."""

    name = "share"
    reaching = True
    covers = True


class Total(Statistic):
    """The sum of the items: up from a base, or down from a top, less what each item that applies falls short."""

    name = "total"
    common = True
    adds = True

    def limits(
        self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None, unit: Ends = CREDIT
    ) -> tuple[Fraction, Fraction]:
        """See `Statistic.limits`."""
        whole, (lowest, highest) = sum(weights, Fraction(0)), unit
        spread = whole * (highest - lowest)
        low = base + whole * lowest if base is not None else (top or Fraction(0)) - spread
        return low, low + spread

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, each: Fraction) -> Any:
        """See `Statistic.slack`."""
        moved = amount * each.denominator + weight * unit * each.numerator
        return moved * bar.denominator - unit * (bar.numerator * each.denominator)

    def asked(self, bar: Fraction, weight: int, *, each: Fraction) -> Fraction | int:
        """See `Statistic.asked`."""
        return bar - weight * each

    def measured(self, amount: int, weight: int, unit: int, *, each: Fraction) -> Fraction:
        """See `Statistic.measured`."""
        return Fraction(amount, unit) + weight * each


class Least(Statistic):
    """The lowest of the items: all have to reach the threshold."""

    name = "least"
    weighted = False
    lowest = True

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, each: Fraction) -> Any:
        """See `Statistic.slack`."""
        del bar, unit, each
        return amount - weight

    def asked(self, bar: Fraction, weight: int, *, each: Fraction) -> Fraction | int:
        """See `Statistic.asked`."""
        del bar, each
        return weight


class Count(Statistic):
    """How many items reach something: as many as asked for, or all that apply, whichever is fewer."""

    name = "count"
    weighted = False
    reaching = True
    capped = True

    def limits(
        self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None, unit: Ends = CREDIT
    ) -> tuple[Fraction, Fraction]:
        """See `Statistic.limits`."""
        del base, top, unit
        return Fraction(0), Fraction(len(weights))

    def met(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, each: Fraction) -> Any:
        """See `Statistic.met`."""
        del unit, each
        return (amount >= bar.numerator) | (amount >= weight)

    def asked(self, bar: Fraction, weight: int, *, each: Fraction) -> Fraction | int:
        """See `Statistic.asked`."""
        del each
        return min(int(bar), weight)

    def measured(self, amount: int, weight: int, unit: int, *, each: Fraction) -> Fraction:
        """See `Statistic.measured`."""
        del weight, unit, each
        return Fraction(amount)


STATISTICS: Mapping[StatisticName, Statistic] = {
    entry.name: entry for entry in (Mean(), Total(), Share(), Least(), Count())
}
"""Every statistic, by its name in the file."""
