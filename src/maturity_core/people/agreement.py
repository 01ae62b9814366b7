"""Agreement between raters: Krippendorff's alpha, weighted kappa and Fleiss' kappa, exact, with stated intervals.

Every number is an exact fraction, apart from the ends of intervals, which need a square root.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm, sqrt
from typing import Any, Literal

from maturity_core.errors import ArgumentError, Problem, listed
from maturity_core.model.node import known
from maturity_core.results.agreement import Agreement
from maturity_core.results.numbers import both

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Weighting = Literal["linear", "quadratic"]
Pair = tuple[Fraction, Fraction]
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
    scale = lcm(*(unit.total() - 1 for unit in paired))
    own = [_coincidences(unit, scale) for unit in paired]
    every: Counter[Pair] = Counter()
    for one in own:
        every.update(one)
    value = _alpha(seen, every, scale, metric)
    left: list[Fraction] = []
    for unit, one in zip(paired, own, strict=True):
        seen.subtract(unit)
        every.subtract(one)
        left.append(_alpha(seen, every, scale, metric))
        seen.update(unit)
        every.update(one)
    return _found(value, "computed", len(paired), _jackknife(value, left))


def _coincidences(unit: Counter[Fraction], scale: int) -> Counter[Pair]:
    """Return how often two values, the lower one first, meet in a unit, divided by its raters but one; times `scale`.

    Both orders of two raters count.
    """
    each = 2 * scale // (unit.total() - 1)
    return Counter({(one, other): each * unit[one] * unit[other] for one, other in combinations(sorted(unit), 2)})


def _alpha(margins: Mapping[Fraction, int], coincidences: Mapping[Pair, int], scale: int, metric: Metric) -> Fraction:
    """Return 1 minus the observed disagreement over the expected one; 1 if nothing differs."""
    distance = _distances(margins, metric)
    observed = sum(number * distance[pair] for pair, number in coincidences.items())
    expected = sum(2 * margins[one] * margins[other] * apart for (one, other), apart in distance.items())
    return 1 - Fraction((sum(margins.values()) - 1) * observed, scale * expected) if expected else Fraction(1)


def _distances(margins: Mapping[Fraction, int], metric: Metric) -> dict[Pair, int]:
    """Return the squared distance of each pair of values, the lower one first, as whole numbers of one unit."""
    pairs = list(combinations(sorted(margins), 2))
    if metric == "nominal":
        return dict.fromkeys(pairs, 1)
    if metric == "ordinal":
        # Twice the ranks: all that lie below, and half of the value's own.
        ranks, below = dict[Fraction, int](), 0
        for value, number in sorted(margins.items()):
            ranks[value] = 2 * below + number
            below += number
        return {(one, other): (ranks[other] - ranks[one]) ** 2 for one, other in pairs}
    ratio = metric == "ratio"
    apart = [(other - one) / (other + one) if ratio else other - one for one, other in pairs]
    unit = lcm(*(one.denominator for one in apart))
    return {pair: int(one * unit) ** 2 for pair, one in zip(pairs, apart, strict=True)}


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

    own = [abs(one - other) ** power for one, other in units]
    firsts, seconds = Counter(one for one, _ in units), Counter(other for _, other in units)
    far = [{other: abs(one - other) ** power for other in seconds} for one in firsts]
    observed, number = sum(own, Fraction(0)), len(units)

    def kappa(observed: Fraction, number: int) -> Fraction:
        expected = sum(
            (
                many * seconds[other] * apart
                for many, row in zip(firsts.values(), far, strict=True)
                for other, apart in row.items()
            ),
            Fraction(0),
        )
        return 1 - observed * number / expected if expected else Fraction(1)

    value = kappa(observed, number)
    left: list[Fraction] = []
    for (one, other), apart in zip(units, own, strict=True):
        firsts[one] -= 1
        seconds[other] -= 1
        left.append(kappa(observed - apart, number - 1))
        firsts[one] += 1
        seconds[other] += 1
    return _found(value, "computed", number, _jackknife(value, left))


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

    same = [sum(number * (number - 1) for number in unit) for unit in units]

    def kappa(sums: Sequence[int], agreed: int) -> Fraction:
        every = sum(sums)
        chance = Fraction(sum(number**2 for number in sums), every**2)
        return (Fraction(agreed, every * (raters - 1)) - chance) / (1 - chance) if chance != 1 else Fraction(1)

    value = kappa(totals, sum(same))
    left = [
        kappa([total - number for total, number in zip(totals, unit, strict=True)], sum(same) - own)
        for unit, own in zip(units, same, strict=True)
        if len(units) > PAIR
    ]
    return _found(value, "computed", len(units), _jackknife(value, left))


def _jackknife(value: Fraction, left: Sequence[Fraction]) -> tuple[float, float] | None:
    """Return the interval of 95% from the values without each of the units; None if they are fewer than three."""
    number = len(left)
    if number <= PAIR:
        return None
    mean = sum(left, Fraction(0)) / number
    variance = Fraction(number - 1, number) * sum(((one - mean) ** 2 for one in left), Fraction(0))
    reach = NORMAL * sqrt(variance)
    return max(float(value) - reach, -1.0), min(float(value) + reach, 1.0)


def _found(value: Fraction, status: str, units: int, interval: tuple[float, float] | None) -> Agreement:
    values = {"status": status, **both(value=value), "interval": interval, "units": units}
    return known(Agreement, values)


def _undefined(status: str, units: int) -> Agreement:
    return known(Agreement, {"status": status, **both(value=None), "interval": None, "units": units})
