"""What the options of questions add to sums, and which of them reach a bar: worked out once per scale."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Credits = Sequence[tuple[Fraction, ...]]


def credit_rises(credits_: Sequence[Fraction], weight: int, unit: int) -> dict[int, int]:
    """Return, by position, what each option adds to a weighted sum of credits over `unit`.

    >>> credit_rises([Fraction(0), Fraction(1, 2), Fraction(1)], weight=3, unit=2)
    {1: 3, 2: 3}
    """
    values = [credit.numerator * unit // credit.denominator * weight for credit in credits_]
    return {position: values[position] - values[position - 1] for position in range(1, len(values))}


def all_rises(table: Credits, weights: Iterable[tuple[int, int]], unit: int) -> list[tuple[int, dict[int, int]]]:
    """Return what the options of each question add, as `credit_rises` does, worked out once per scale and weight.

    Args:
        table: the credits of the options, by question; one object per scale.
        weights: questions with their weights.
        unit: as for `credit_rises`.
    """
    known: dict[tuple[int, int], dict[int, int]] = {}
    found: list[tuple[int, dict[int, int]]] = []
    for item, weight in weights:
        key = id(table[item]), weight
        if key not in known:
            known[key] = credit_rises(table[item], weight, unit)
        found.append((item, known[key]))
    return found


def first_reaching(table: Credits, items: Iterable[int], bar: Fraction) -> list[tuple[int, int]]:
    """Return, for each question, the position of the first option whose credit is at least `bar`."""
    known: dict[int, int] = {}
    found: list[tuple[int, int]] = []
    for item in items:
        key = id(table[item])
        if key not in known:
            known[key] = [credit >= bar for credit in table[item]].index(True)
        found.append((item, known[key]))
    return found


def risen(added: dict[int, int], stands_for: int | None) -> int:
    """Return what *not applicable* adds to a sum, given what options add: as much as the one at `stands_for`, if any.

    >>> risen({1: 3, 2: 3}, 1), risen({1: 3, 2: 3}, None)
    (3, 0)
    """
    return 0 if stands_for is None else sum(rise for position, rise in added.items() if position <= stands_for)
