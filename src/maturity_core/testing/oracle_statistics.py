"""What differs from statistic to statistic, for the reference scorer: straight from `docs/meaning.md`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.requirement import Requirement
    from maturity_core.testing.oracle_model import Item

Mark = tuple[Fraction, Fraction]
"""The weight and the value of an item that applies."""

WEIGHTED = ("mean", "share", "total")


def used_items(requirement: Requirement, items: Sequence[Item]) -> list[Item]:
    """Return the items that a requirement uses, with the weights it gives them; weighted ones ignore those of 0."""
    if requirement.statistic not in WEIGHTED:
        return [replace(item, weight=Fraction(1)) for item in items]
    return [item for item in items if item.weight > 0]


def statistic(requirement: Requirement, marks: Sequence[Mark], highest: Fraction) -> Fraction:
    """Return a statistic; items marked 1 or 0 (reached or not) have a share as weighted mean, a count as plain sum."""
    if requirement.statistic == "total":
        return total(marks, requirement.base, requirement.top, highest)
    if is_of_each(requirement):
        return min(value for _, value in marks)
    if requirement.statistic == "count":
        return sum((value for _, value in marks), Fraction(0))
    return mean(marks)


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
    return sum((weight * value for weight, value in marks), Fraction(0)) / sum(weight for weight, _ in marks)


def total(marks: Sequence[Mark], base: Fraction | None, top: Fraction | None, highest: Fraction) -> Fraction:
    """Return a total: up from a base by what is earned, or down from a top by what the highest values exceed it by."""
    if base is not None:
        return sum((weight * value for weight, value in marks), base)
    return (top or Fraction(0)) - sum(weight * (highest - value) for weight, value in marks)
