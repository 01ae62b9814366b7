"""Agreement between raters: Krippendorff's alpha, weighted kappa and Fleiss' kappa, exact, with stated intervals.

Every number is an exact fraction, apart from the ends of intervals, which need a square root.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any, Literal, TypeVar

from maturity_core.errors import ArgumentError, Problem, listed
from maturity_core.model.node import known
from maturity_core.results.agreement import Agreement
from maturity_core.results.stored import both

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Weighting = Literal["linear", "quadratic"]
Unit = TypeVar("Unit")
NORMAL = 1.959963984540054
"""95% of a normal distribution lie within so many standard deviations."""
PAIR = 2


def krippendorff_alpha(ratings: Iterable[Sequence[Any]], metric: Metric = "ordinal") -> Agreement:
    """Return Krippendorff's alpha of ratings: 1 for full agreement, 0 for what chance would give.

    Units that fewer than two raters rated are left out. The interval of 95% is a jackknife over units: what leaving out
    each of them changes.

    Args:
        ratings: for each unit the values that raters gave it, as numbers, in any order.
        metric: what the distance between two values is; for ratios, all of them are 0 or more.

    Raises:
        ArgumentError: a value below 0, for ratios.

    >>> four = [[1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4]]
    >>> four += [[1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3]]
    >>> [round(krippendorff_alpha(four, metric).value, 3) for metric in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]
    """
    units = [Counter(map(Fraction, unit)) for unit in ratings]
    if metric == "ratio" and any(value < 0 for unit in units for value in unit):
        raise ArgumentError([Problem("ratios need values of 0 or more", "ratings")])
    paired = [unit for unit in units if unit.total() >= PAIR]
    raters = max((unit.total() for unit in units), default=0)
    if not paired:
        return _undefined("one-rater" if raters < PAIR and raters else "no-overlap", len(paired))
    seen = sum(paired, Counter[Fraction]())
    if len(seen) == 1:
        return _found(Fraction(1), "all-equal", len(paired), None)
    value = _alpha(paired, metric)
    return _found(value, "computed", len(paired), _jackknife(paired, value, lambda some: _alpha(some, metric)))


def _alpha(units: Sequence[Counter[Fraction]], metric: Metric) -> Fraction:
    """Return 1 minus the observed disagreement over the expected one; 1 if nothing differs."""
    margins: Counter[Fraction] = sum(units, Counter[Fraction]())
    total = margins.total()
    distance = _distances(margins, metric)
    observed = sum(
        (
            Fraction(2 * number * other, unit.total() - 1) * distance[value, against]
            for unit in units
            for value, number in unit.items()
            for against, other in unit.items()
            if value < against
        ),
        Fraction(0),
    )
    expected = sum(
        (
            2 * number * other * distance[value, against]
            for value, number in margins.items()
            for against, other in margins.items()
            if value < against
        ),
        Fraction(0),
    )
    return 1 - (total - 1) * observed / expected if expected else Fraction(1)


def _distances(margins: Mapping[Fraction, int], metric: Metric) -> dict[tuple[Fraction, Fraction], Fraction]:
    """Return the squared distance of each pair of values, the lower one first."""
    values = sorted(margins)
    found: dict[tuple[Fraction, Fraction], Fraction] = {}
    for place, value in enumerate(values):
        for beyond, against in enumerate(values[place + 1 :], start=place + 1):
            if metric == "nominal":
                apart = Fraction(1)
            elif metric == "ordinal":
                between = sum(margins[one] for one in values[place : beyond + 1])
                apart = between - Fraction(margins[value] + margins[against], 2)
            elif metric == "interval":
                apart = against - value
            else:
                apart = (against - value) / (against + value)
            found[value, against] = apart**2
    return found


def weighted_kappa(pairs: Iterable[tuple[Any, Any]], weighting: Weighting = "linear") -> Agreement:
    """Return Cohen's kappa of two raters, with disagreements weighted by the distance of the two values.

    The interval of 95% is a jackknife over pairs. For the usual kappa of ranks, values are the places of categories.

    Args:
        pairs: what the one and the other gave to each unit that both rated, as numbers.
        weighting: whether a distance counts as it is, or squared.

    >>> weighted_kappa([(1, 1), (2, 2), (3, 2), (3, 3)]).value_exact
    Fraction(5, 7)
    """
    units = [(Fraction(one), Fraction(other)) for one, other in pairs]
    power = 1 if weighting == "linear" else 2
    if not units:
        return _undefined("no-overlap", 0)
    if len({value for pair in units for value in pair}) == 1:
        return _found(Fraction(1), "all-equal", len(units), None)

    def kappa(some: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
        observed = sum((abs(one - other) ** power for one, other in some), Fraction(0))
        firsts, seconds = Counter(one for one, _ in some), Counter(other for _, other in some)
        expected = sum(
            (
                number * many * abs(one - other) ** power
                for one, number in firsts.items()
                for other, many in seconds.items()
            ),
            Fraction(0),
        )
        return 1 - observed * len(some) / expected if expected else Fraction(1)

    value = kappa(units)
    return _found(value, "computed", len(units), _jackknife(units, value, kappa))


def fleiss_kappa(counts: Iterable[Sequence[int]]) -> Agreement:
    """Return Fleiss' kappa: how far raters agree on categories without an order, with as many raters for every unit.

    Args:
        counts: for each unit, how many raters chose each category.

    Raises:
        ArgumentError: the units have different numbers of raters.

    >>> fleiss_kappa([(2, 0), (0, 2), (1, 1)]).value_exact
    Fraction(1, 3)
    """
    units = [tuple(unit) for unit in counts]
    numbers = {sum(unit) for unit in units}
    if len(numbers) > 1:
        what = "every unit needs the same number of raters"
        raise ArgumentError([Problem(what, "counts", listed(map(str, sorted(numbers))))])
    raters = max(numbers, default=0)
    if raters < PAIR:
        return _undefined("one-rater" if raters else "no-overlap", 0)
    totals = [sum(column) for column in zip(*units, strict=True)]
    if max(totals) == sum(totals):
        return _found(Fraction(1), "all-equal", len(units), None)

    def kappa(some: Sequence[tuple[int, ...]]) -> Fraction:
        sums = [sum(column) for column in zip(*some, strict=True)]
        chance = Fraction(sum(number**2 for number in sums), sum(sums) ** 2)
        same = sum(number * (number - 1) for unit in some for number in unit)
        agreed = Fraction(same, len(some) * raters * (raters - 1))
        return (agreed - chance) / (1 - chance) if chance != 1 else Fraction(1)

    value = kappa(units)
    return _found(value, "computed", len(units), _jackknife(units, value, kappa))


def _jackknife(
    units: Sequence[Unit], value: Fraction, measure: Callable[[Sequence[Unit]], Fraction]
) -> tuple[float, float] | None:
    """Return the interval of 95% from what leaving out each unit changes; None if there are fewer than three units."""
    number = len(units)
    if number <= PAIR:
        return None
    left = [measure([*units[:place], *units[place + 1 :]]) for place in range(number)]
    mean = sum(left, Fraction(0)) / number
    variance = Fraction(number - 1, number) * sum(((one - mean) ** 2 for one in left), Fraction(0))
    reach = NORMAL * sqrt(variance)
    return max(float(value) - reach, -1.0), min(float(value) + reach, 1.0)


def _found(value: Fraction, status: str, units: int, interval: tuple[float, float] | None) -> Agreement:
    values = {"status": status, **both(value=value), "interval": interval, "units": units}
    return known(Agreement, values)


def _undefined(status: str, units: int) -> Agreement:
    return known(Agreement, {"status": status, **both(value=None), "interval": None, "units": units})
