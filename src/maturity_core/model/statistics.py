"""The statistics a requirement can ask for: one record each, with everything in which they differ.

A statistic of items is compared through two sums over those that apply: `amount`, of their values times their weights,
and `weight`, of their weights. Values are numerators over a common `unit`; of items that have to reach something they
are 1 and 0. `bar` is the number that the sums are compared with, p / q; `down` says that a total counts down. Sums are
whole numbers, or arrays of them, none of which overflows. `docs/meaning.md` says what each statistic means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, Literal

StatisticName = Literal["mean", "total", "share", "least", "count"]


class Statistic:
    """A statistic: here the quotient of the two sums, as `Mean` and `Share` are; the others say what is different.

    `weighted`: the items' weights count; else each counts once. `reaching`: counts the items that reach something the
    requirement names. `common`: its gap asks every item for the lowest common value. `adds`: it is no quotient, and
    what does not apply changes it. `capped`: all items that apply are enough, where they are fewer than it asks for.
    `lowest`: its value is that of the lowest item.
    """

    name: ClassVar[StatisticName]
    weighted: ClassVar[bool] = True
    reaching: ClassVar[bool] = False
    common: ClassVar[bool] = False
    adds: ClassVar[bool] = False
    capped: ClassVar[bool] = False
    lowest: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def limits(self, weights: Sequence[Fraction], base: Fraction | None, top: Fraction | None) -> tuple[Fraction, Any]:
        """Return what a threshold lies above, and at most at; `base` and `top` are those of a total."""
        del weights, base, top
        return Fraction(0), Fraction(1)

    def bar(self, threshold: Fraction, base: Fraction | None, top: Fraction | None, scale: Fraction) -> Fraction:
        """Return what the sums are compared with; `scale` is what the file's weights were multiplied by."""
        del base, top, scale
        return threshold

    def slack(self, bar: Fraction, amount: Any, weight: Any, unit: Any, *, down: bool) -> Any:
        """Return by how much the sums are above what they have to be, times a number; not of a `capped` one."""
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
        """Return the lowest amount that is enough where all items apply.

        >>> STATISTICS["mean"].bound(Fraction(2, 3), 4, 2, down=False)
        6
        """
        return ceil(self.asked(bar, weight, down=down) * (unit if self.weighted else 1))

    def measured(self, amount: int, weight: int, unit: int, *, down: bool) -> Fraction:
        """Return what is compared with the bar."""
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


class Total(Statistic):
    """The sum of the items: up from a base, or down from a top, which every item that applies lowers by its lack."""

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
    """How many items reach something: so many, or all that apply, whichever is less."""

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
"""Every statistic by the name that the file gives it."""
