"""What is aimed at: by default the next levels, then the next mark of the score, and whether a target is reached."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.requirement import Score
from maturity_core.testing.oracle_range import best
from maturity_core.testing.oracle_stand import Standing, stand

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Model, Sheet

Goals = Mapping[str, int | Fraction]
"""What each ladder named has to reach: a rank, which is an int, or a score, which is a fraction."""


def default_target(model: Model, sheet: Sheet) -> Goals:
    """Return the framework's next remaining rung within reach; else those of dimensions; else those of capabilities.

    If no level is left, return the next mark of the score within reach, and at last the best score.
    """
    now, highest = stand(model, sheet), stand(model, best(model, sheet))
    for ladders in (("framework",), model.dimensions, model.capabilities):
        following = {
            ladder: [rung for rung in now.remaining(ladder) if rung > (now.level(ladder) or 0)] for ladder in ladders
        }
        target = {ladder: min(rungs) for ladder, rungs in following.items() if rungs}
        within = {ladder: rung for ladder, rung in target.items() if highest.reaches_rung(ladder, rung)}
        if within:
            return within
    score, end = now.score(FRAMEWORK), highest.score(FRAMEWORK)
    if score is None or end is None or score == end:
        return {}
    return {FRAMEWORK: min([mark for mark in marks(model) if score < mark <= end], default=end)}


def marks(model: Model) -> list[Fraction]:
    """Return the marks of the overall score: those of the file; else the round numbers of the scale it is shown on.

    These are multiples of the smallest of 1, 2 and 5 times a power of ten that fit at most ten times, but of 1 where
    two whole numbers fit.
    """
    made_of = model.scores[FRAMEWORK]
    low, high = Fraction(0), Fraction(1)
    if made_of.total_of is not None:
        weights = sum((item.weight for item in model.score_items[FRAMEWORK]), Fraction(0))
        ends = model.ends(model.score_items[FRAMEWORK][0]) if made_of.by == "value" else None
        lowest, highest = ends or (low, high)
        room = weights * (highest - lowest)
        low = made_of.base + weights * lowest if made_of.base is not None else (made_of.top or 0) - room
        high = low + room
    bottom, top = model.shown[FRAMEWORK] or (low, high)
    numbers = list(made_of.marks) if isinstance(made_of, Score) else []
    if not numbers:
        sizes = sorted(digit * Fraction(10) ** power for digit in (1, 2, 5) for power in range(-12, 16))
        step = next(size for size in sizes if (top - bottom) / size <= 10 and (size >= 1 or top - bottom < 2))  # noqa: PLR2004 - see above
        numbers = [place * step for place in range(floor(bottom / step), ceil(top / step) + 1)]
    return [low + (mark - bottom) / (top - bottom) * (high - low) for mark in numbers if bottom < mark <= top]


def can_be_aimed_at(now: Standing, ladder: str, goal: int | Fraction) -> bool:
    """Return whether a goal can be a target: a remaining rung, or 0, of a ladder that has a level; or any score."""
    if isinstance(goal, Fraction):
        return now.score(ladder) is not None
    return now.level(ladder) is not None and (goal == 0 or goal in now.remaining(ladder))


def holds(now: Standing, goals: Goals) -> bool:
    """Return whether every level and every score is reached."""
    return all(
        (now.score(ladder) or 0) >= goal if isinstance(goal, Fraction) else (now.level(ladder) or 0) >= goal
        for ladder, goal in goals.items()
    )
