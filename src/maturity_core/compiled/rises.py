"""What the options of questions add to sums, and which of them reach a bar: worked out once per scale."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.states import APPLIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Credits = Sequence[tuple[Fraction, ...]]


def credit_rises(credits_: Sequence[Fraction], weight: int, unit: int, floor: Fraction | None = None) -> dict[int, int]:
    """Return, by position, what each option adds to a weighted sum of credits over `unit`.

    With a `floor`, every credit counts as at least that much, even that of an open question.

    >>> credit_rises([Fraction(0), Fraction(1, 2), Fraction(1)], weight=3, unit=2)
    {1: 3, 2: 3}
    """
    bottom = floor or Fraction(0)
    values = [int(max(credit, bottom) * unit) * weight for credit in credits_]
    rises = {position: values[position] - values[position - 1] for position in range(1, len(values))}
    return rises if floor is None else {APPLIES: int(floor * unit) * weight, **rises}


def all_rises(
    table: Credits, weights: Iterable[tuple[int, int]], unit: int, floor: Fraction | None = None
) -> list[tuple[int, dict[int, int]]]:
    """Return what the options of each question add, as `credit_rises` does, worked out once per scale and weight.

    Args:
        table: the credits of the options, by question; one object per scale.
        weights: questions with their weights.
        unit: as for `credit_rises`.
        floor: as for `credit_rises`.
    """
    known: dict[tuple[int, int], dict[int, int]] = {}
    found: list[tuple[int, dict[int, int]]] = []
    for item, weight in weights:
        key = id(table[item]), weight
        if key not in known:
            known[key] = credit_rises(table[item], weight, unit, floor)
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
