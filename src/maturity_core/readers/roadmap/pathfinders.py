"""Pathfinders: the steps of a route to begin with, which are quick and have an early effect for their cost.

docs/roadmap.md#pathfinders
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.scoring.one.standing import MET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.readers.roadmap.finding import Finder

FIRST = 3
"""So many steps of a route may be pathfinders: those that it begins with."""


def pathfinders(
    finder: Finder, steps: Mapping[int, Mapping[int, int]], costs: Mapping[int, Fraction], gains: Mapping[int, int]
) -> list[int]:
    """Return up to three steps to begin with: quick, and with an effect of their own.

    They are among the first three steps and in the first half of the route, ready now, and no dearer than the middle
    one of its steps. Done alone, each raises a level, meets a requirement of the target, or gains at least as much for
    its cost as the whole route.

    Args:
        finder: what found the route.
        steps: the moves of each capability, in the order of the steps.
        costs: what they cost.
        gains: what those gain that gain something.
    """
    needs, now, half = finder.chart.required, finder.leeway.now, len(steps) // 2
    spent, gained = sum(costs.values(), Fraction(0)), sum(gains.values())
    middle = sorted(costs.values())[(len(steps) - 1) // 2] if steps else Fraction(0)
    quick = [index for index in list(steps)[: min(half, FIRST)] if costs[index] <= middle]
    ready = [index for index in quick if all(need.is_met(now) for need in needs[index])]
    return [
        index
        for index in ready
        if gains.get(index, 0) * spent >= costs[index] * gained or _rises(finder, index, steps[index])
    ]


def _rises(finder: Finder, index: int, moves: Mapping[int, int]) -> bool:
    """Return whether a step, done alone, raises a level above its capability, or meets a requirement of the target."""
    now, aimed = finder.leeway.now, finder.aim.rungs
    alone = now.moved(moves)
    ladders, kinds = now.single.compiled.ladders, finder.chart.framework.outline.ladders
    for ladder in finder.chart.moving[index]:
        if kinds[ladder].kind == "capability":
            continue
        rules = [rule for rule in ladders[ladder].requirements if rule.rung <= aimed.get(ladder, 0)]
        if alone.rank(ladder) > now.rank(ladder) or any(alone.state(rule) == MET != now.state(rule) for rule in rules):
            return True
    return False
