"""The statistics a requirement can ask for: one record each, with everything that sets them apart.

A statistic is compared by way of two sums over the items that apply: `amount`, of values times weights, and `weight`,
of weights. Values are numerators over a common `unit`; for items that have to reach something they are 1 or 0. `bar` is
the number that the sums are compared with, p / q; `down` means that a total counts down. Sums are whole numbers, or
arrays of them, and never overflow. `docs/meaning.md` says what each statistic means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, Literal

StatisticName = Literal["mean", "total", "share", "least", "count"]


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

    def limits(self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None) -> tuple[Fraction, Any]:
        """Return the number that a threshold must exceed, and its maximum; `base` and `top` are those of a total."""
        del weights, base, top
        return Fraction(0), Fraction(1)

    def bar(self, threshold: Fraction, base: Fraction | None, top: Fraction | None, scale: Fraction) -> Fraction:
        """Return what the sums are compared with; `scale` is what the file's weights were multiplied by."""
        del base, top, scale
        return threshold

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """Return by how much the sums exceed what is needed, times a positive number; not for a `capped` statistic."""
        del down
        return amount * bar.denominator - weight * unit * bar.numerator

    def met(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """Return whether the sums are enough."""
        return self.slack(bar, amount, weight, unit, down=down) >= 0

    def asked(self, bar: Fraction, weight: int, *, down: bool) -> Fraction | int:
        """Return the lowest amount, in units of 1, that is enough with this weight.

        >>> STATISTICS["mean"].asked(Fraction(2, 3), 4, down=False)
        Fraction(8, 3)
        """
        del down
        return bar * weight

    def bound(self, bar: Fraction, weight: int, unit: int, *, down: bool) -> int:
        """Return the lowest amount that is enough if all items apply.

        >>> STATISTICS["mean"].bound(Fraction(2, 3), 4, 2, down=False)
        6
        """
        return ceil(self.asked(bar, weight, down=down) * unit)

    def measured(self, amount: int, weight: int, unit: int, *, down: bool) -> Fraction:
        """Return the value that is compared with the bar."""
        del down
        return Fraction(amount, weight * unit)

    def as_written(self, value: Fraction, start: Fraction, scale: Fraction) -> Fraction:
        """Return a value as the file would write it; `start` is the base or the top of a total."""
        del start, scale
        return value


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

    def limits(self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None) -> tuple[Fraction, Any]:
        """See `Statistic.limits`."""
        whole = sum(weights, Fraction(0))
        low = base if base is not None else (top or Fraction(0)) - whole
        return low, low + whole

    def bar(self, threshold: Fraction, base: Fraction | None, top: Fraction | None, scale: Fraction) -> Fraction:
        """See `Statistic.bar`."""
        return (threshold - (base if base is not None else top or 0)) * scale

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """See `Statistic.slack`."""
        return (amount - weight * unit if down else amount) * bar.denominator - unit * bar.numerator

    def asked(self, bar: Fraction, weight: int, *, down: bool) -> Fraction | int:
        """See `Statistic.asked`."""
        return bar + weight * down

    def measured(self, amount: int, weight: int, unit: int, *, down: bool) -> Fraction:
        """See `Statistic.measured`."""
        return Fraction(amount - weight * unit if down else amount, unit)

    def as_written(self, value: Fraction, start: Fraction, scale: Fraction) -> Fraction:
        """See `Statistic.as_written`."""
        return start + value / scale


class Least(Statistic):
    """The lowest of the items: all have to reach the threshold."""

    name = "least"
    weighted = False
    lowest = True

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """See `Statistic.slack`."""
        del bar, unit, down
        return amount - weight

    def asked(self, bar: Fraction, weight: int, *, down: bool) -> Fraction | int:
        """See `Statistic.asked`."""
        del bar, down
        return weight


class Count(Statistic):
    """How many items reach something: as many as asked for, or all that apply, whichever is fewer."""

    name = "count"
    weighted = False
    reaching = True
    capped = True

    def limits(self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None) -> tuple[Fraction, Any]:
        """See `Statistic.limits`."""
        del base, top
        return Fraction(0), Fraction(len(weights))

    def met(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """See `Statistic.met`."""
        del unit, down
        return (amount >= bar.numerator) | (amount >= weight)

    def asked(self, bar: Fraction, weight: int, *, down: bool) -> Fraction | int:
        """See `Statistic.asked`."""
        del down
        return min(int(bar), weight)

    def measured(self, amount: int, weight: int, unit: int, *, down: bool) -> Fraction:
        """See `Statistic.measured`."""
        del weight, unit, down
        return Fraction(amount)


STATISTICS: Mapping[StatisticName, Statistic] = {
    entry.name: entry for entry in (Mean(), Total(), Share(), Least(), Count())
}
"""Every statistic, by its name in the file."""
