"""Pathfinders: the steps of a route to begin with, which are quick and have an early effect for their cost.

docs/roadmap.md#pathfinders
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.scoring.one.standing import MET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.roadmap.reading import Reading

FIRST = 3
"""So many steps of a route may be pathfinders: those that it begins with."""


def pathfinders(
    reading: Reading, order: Sequence[int], costs: Mapping[int, Fraction], gains: Mapping[int, int]
) -> list[int]:
    """Return up to three steps to begin with: quick, and with an effect of their own.

    They are among the first three steps and in the first half of the route, ready now, and no dearer than the middle
    one of its steps. Done alone, each raises a level, meets a requirement of the target, or gains at least as much for
    its cost as the whole route.

    Args:
        reading: the roadmap.
        order: its capabilities, in the order of their steps.
        costs: what they cost.
        gains: what those gain that gain something.
    """
    needs, now = reading.facts.by.chart.required, reading.facts.now
    spent, gained = sum(costs.values(), Fraction(0)), sum(gains.values())
    middle = sorted(costs.values())[(len(order) - 1) // 2] if order else Fraction(0)
    quick = [index for index in order[: min(len(order) // 2, FIRST)] if costs[index] <= middle]
    ready = [index for index in quick if all(need.is_met(now) for need in needs[index])]
    return [index for index in ready if gains.get(index, 0) * spent >= costs[index] * gained or _rises(reading, index)]


def _rises(reading: Reading, index: int) -> bool:
    """Return whether a step, done alone, raises a level above its capability, or meets a requirement of the target."""
    now, chart, aimed = reading.finder.leeway.now, reading.facts.by.chart, reading.aim.rungs
    alone = now.moved({question: reading.deeds[question] for question in chart.own[index] if question in reading.deeds})
    ladders, kinds = now.single.compiled.ladders, reading.facts.by.outline.ladders
    for ladder in chart.moving[index]:
        if kinds[ladder].kind == "capability":
            continue
        rules = [rule for rule in ladders[ladder].requirements if rule.rung <= aimed.get(ladder, 0)]
        if alone.rank(ladder) > now.rank(ladder) or any(alone.state(rule) == MET != now.state(rule) for rule in rules):
            return True
    return False
