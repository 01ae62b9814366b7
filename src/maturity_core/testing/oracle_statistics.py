"""What differs from statistic to statistic, for the reference scorer: straight from `docs/meaning.md`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.measure import Measure
    from maturity_core.model.requirement import Requirement, Score


@dataclass(frozen=True)
class Item:
    """One thing a statistic reads: a question, by its column, or a ladder, by its name."""

    weight: Fraction
    question: int = -1
    ladder: str = ""


Mark = tuple[Fraction, Fraction]
"""The weight and the value of an item that applies."""

WEIGHTED = ("mean", "share", "total")


def used_items(entry: Requirement | Score | Measure, items: Sequence[Item]) -> list[Item]:
    """Return the items that something uses, with the weights it gives them; weighted ones ignore those of 0."""
    if entry.statistic not in WEIGHTED:
        return [replace(item, weight=Fraction(1)) for item in items]
    return [item for item in items if item.weight > 0]


def statistic(requirement: Requirement, marks: Sequence[Mark], highest: Fraction) -> Fraction:
    """Return a statistic; items marked 1 or 0 (reached or not) have a share as weighted mean, a count as plain sum."""
    name = requirement.statistic
    if name == "total":
        return total(marks, requirement.base, requirement.top, highest)
    if name == "least":
        return min(value for _, value in marks)
    return weighed(marks) if name == "count" else mean(marks)


def needed(requirement: Requirement, applying: int) -> Fraction:
    """Return the number to reach; `count` asks for no more items than apply."""
    return min(requirement.threshold, Fraction(applying)) if requirement.statistic == "count" else requirement.threshold


def is_of_each(requirement: Requirement) -> bool:
    """Return whether every item is asked for the number itself."""
    return requirement.statistic == "least"


def whole(requirement: Requirement, weights: Fraction) -> Fraction:
    """Return what weights are divided by, given their sum: a total and a count are no quotients."""
    return Fraction(1) if requirement.statistic in {"total", "count"} else weights


def mean(marks: Sequence[Mark]) -> Fraction:
    """Return the weighted mean."""
    return weighed(marks) / added([weight.as_integer_ratio() for weight, _ in marks])


def total(marks: Sequence[Mark], base: Fraction | None, top: Fraction | None, highest: Fraction) -> Fraction:
    """Return a total: up from a base by what is earned, or down from a top by what the highest values exceed it by."""
    if base is not None:
        return base + weighed(marks)
    return (top or Fraction(0)) - weighed([(weight, highest - value) for weight, value in marks])


def weighed(marks: Sequence[Mark]) -> Fraction:
    """Return the sum of the values times their weights."""
    return added(
        [(weight.numerator * value.numerator, weight.denominator * value.denominator) for weight, value in marks]
    )


def added(ratios: Sequence[tuple[int, int]]) -> Fraction:
    """Return the sum of fractions, over one denominator: adding one by one takes several times as long."""
    whole = lcm(*(below for _, below in ratios))
    return Fraction(sum(above * (whole // below) for above, below in ratios), whole)
