"""Sums over ladders for many organisations at once: the value each ladder counts with, and the common unit.

Everything is a numerator over a denominator; nothing is rounded (docs/meaning.md#4-decisions-are-exact). Array shapes:
see the package docstring.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.compiled.number_sizes import EXACT_LIMIT
from maturity_core.compiled.terms import level_unit
from maturity_core.scoring.many.counting import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.compiled.number_sizes import NumberKind
    from maturity_core.compiled.terms import Terms
    from maturity_core.scoring.many.place import Flags, Numbers, Place


def ladder_sums(terms: Terms, places: Sequence[Place]) -> Sums:
    """Return the sums over ladders; `places` are those of all ladders, in the compiled order."""
    values, denominators = zip(*item_values(terms, places), strict=True)
    factors, unit = common_unit(denominators)
    kind = terms.number if isinstance(unit, int) else wide_kind(terms)
    weight: Numbers | int = terms.steady_weight
    amount: Numbers | None = None
    for index, (value, factor) in enumerate(zip(values, factors, strict=True)):
        heft = factor * terms.weights[index]
        number = value.view(np.uint8) if value.dtype == np.bool_ else value  # else Python's numbers would be flags
        part = number if number.dtype == kind else number.astype(kind)
        if not isinstance(heft, int) or heft != 1:
            part = part * (heft if kind == "object" else np.asarray(heft, kind))
        if terms.may_lack[index]:
            applies = item_applies(terms, index, places[terms.items[index]])
            # An item that does not apply leaves both the amount and the weight, whatever its value:
            # docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
            part = part * applies.astype(kind)
            weight = weight + applies.astype(wide_kind(terms)) * terms.weights[index]
        amount = part.copy() if amount is None else np.add(amount, part, out=amount)
    assert amount is not None  # noqa: S101 - terms have at least one item
    return Sums(amount, weight, unit)


def wide_kind(terms: Terms) -> NumberKind:
    """Return the number type in which nothing computed from these terms overflows."""
    return "object" if terms.wide else "int64"


def item_values(terms: Terms, places: Sequence[Place]) -> list[tuple[Numbers, Numbers | int]]:
    """Return the value each ladder counts with, before weighting, as numerators and denominators."""
    return [item_value(terms, index, places[item]) for index, item in enumerate(terms.items)]


def common_unit(denominators: Sequence[Numbers | int]) -> tuple[list[Numbers | int], Numbers | int]:
    """Return the factors that take each denominator to a common multiple, and that multiple.

    It is the least common multiple of the denominators that never vary, times those that do.
    """
    fixed = lcm(*(number for number in denominators if isinstance(number, int)))
    varying = [index for index, number in enumerate(denominators) if not isinstance(number, int)]
    factors: list[Numbers | int] = [fixed // number if isinstance(number, int) else fixed for number in denominators]
    unit: Numbers | int = fixed
    for index in varying:
        unit = denominators[index] * unit
        for other in range(len(factors)):
            if other != index:
                factors[other] = factors[other] * denominators[index]
    return factors, unit


def item_applies(terms: Terms, index: int, place: Place) -> Flags:
    """Return whether a ladder applies as an item of `terms`."""
    if terms.value == "rung":
        applies: Flags = place.lowest <= int(terms.reaching[index])
        return applies
    return place.highest > 0 if terms.value.endswith("level") else place.counts


def item_value(terms: Terms, index: int, place: Place) -> tuple[Numbers, Numbers | int]:
    """Return the value a ladder counts with as an item of `terms`, as numerator and denominator."""
    bar = terms.reaching[index]
    if terms.value == "rung":
        return place.reached(int(bar)).view(np.uint8), 1
    if terms.value.endswith("level"):
        value, unit = level_value(place, place.rank), level_unit(place.top)
        reaches = terms.value.startswith("reach")
        return (at_least(value, unit, Fraction(bar)).view(np.uint8), 1) if reaches else (value, unit)
    if terms.value == "score":
        return place.scores.numerator, place.denominator
    value = place.scores.numerator if isinstance(place.denominator, int) else place.numerator
    return at_least(value, place.denominator, Fraction(bar)).view(np.uint8), 1


def level_value(place: Place, rank: Numbers) -> Numbers:
    """Return a rank over the highest remaining rank of a place, times `level_unit` of the ladder's top rank."""
    unit = level_unit(place.top)
    kind = np.int64 if unit <= EXACT_LIMIT else object
    shares: Numbers = np.array([0, *(unit // highest for highest in range(1, place.top + 1))], kind)
    # `highest` picks each organisation's own share: rungs that are set aside are not part of its ladder.
    return np.maximum(rank, np.int8(0)) * shares[place.highest]


def at_least(value: Numbers, unit: Numbers | int, bar: Fraction) -> Flags:
    """Return whether `value / unit` is at least `bar`, exactly."""
    if isinstance(unit, int) and value.dtype != object:
        # An integer is at least a fraction if it is at least the fraction rounded up: `-(-a // b)` does that exactly.
        return np.asarray(value >= -(-unit * bar.numerator // bar.denominator), np.bool_)
    return np.asarray(value * bar.denominator >= unit * bar.numerator, np.bool_)
