"""Targets as a strategy draws them, turned into those that callers write."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maturity_core import Framework


def as_goals(framework: Framework, target: Mapping[str, int | Fraction]) -> dict[str, str | Fraction]:
    """Return levels by id in place of their ranks, and scores as they are."""
    return {
        str(ladder): goal if isinstance(goal, Fraction) else framework.ladder_levels(ladder)[goal].id
        for ladder, goal in target.items()
    }


def as_target(framework: Framework, target: Any) -> Any:
    """Return a drawn target as callers write it: another sheet as an assessment."""
    if isinstance(target, Mapping):
        return as_goals(framework, target)
    return None if target is None else framework.assess(list(target))
