"""Biggest levers: the capabilities that close most of the distance to the next target for what that costs.

docs/meaning.md#15-levers-are-what-moves-most-from-here
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.readers.choices import asked_beside, open_choices
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.steps import made_ready, rungs_reached
from maturity_core.results.numbers import both
from maturity_core.results.parts import Lever

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.readers.one_aim import OneAim
    from maturity_core.readers.scored import Scored
    from maturity_core.results.routes import Rung
    from maturity_core.scoring.one.standing import Parts, Standing


def levers(facts: Scored) -> Entries[Lever]:
    """Return the biggest levers of one organisation; none without `[levers]`.

    A lever closes the gaps of one capability to the default target; outcomes stay. The distance is the credit that all
    gaps gain, times weight and worth; where one capability more of several is enough, each counts with what the least
    of them takes. Levers are ordered by their part of it for what they cost; of equal ones, those that make most others
    ready or easier come first, then by id. Capabilities with unmet prerequisites are left out.
    """
    if facts.by.levers is None:
        return Entries()
    found = _closings(facts, aim_of(facts, None))
    ids = facts.by.chart.ids
    alike = Counter(entry.pace for entry in found)

    def key(entry: Closing) -> tuple[int, int, str]:
        helped = len(entry.readies) + len(entry.eases) if alike[entry.pace] > 1 else 0
        return -entry.pace, -helped, ids[entry.index]

    found.sort(key=key)
    shown = found[: facts.by.levers.show]
    equal = (tuple(ids[other.index] for other in found if other.pace == one.pace and other is not one) for one in shown)
    return Entries(map(Closing.lever, shown, equal))


def _closings(facts: Scored, aim: OneAim) -> list[Closing]:
    """Return what closes the gaps of each capability that is ready and gains by it."""
    chart = facts.by.chart
    prices, moves, steps = chart.prices, dict[int, dict[int, int]](), dict[int, int]()
    for question, position in aim.demanded.items():
        owner = prices.owners[question]
        own = moves.setdefault(owner, {})
        if question not in chart.outcomes:
            own[question] = position
            steps[owner] = steps.get(owner, 0) + position - max(facts.codes[question], 0)
    gains, distance = _gains(facts, aim)
    blocked = {need.capability for need in chart.needs if not need.is_met(facts.now)}
    ready = [index for index in sorted(gains) if gains[index] and index not in blocked]
    costs = {index: prices.begins[index] + prices.steps[index] * steps[index] for index in ready}
    scale = lcm(*costs.values())
    found: list[Closing] = []
    for index in ready:
        eases = tuple(chart.ids[other] for other in chart.leaning[index] if other in moves)
        parts = (gains[index], distance), (costs[index], prices.scale)
        found.append(Closing(facts, index, moves[index], *parts, gains[index] * (scale // costs[index]), eases))
    return found


def _gains(facts: Scored, aim: OneAim) -> tuple[Counter[int], int]:
    """Return what closing the gaps of each capability gains, without outcomes, and the distance.

    Of capabilities of which one more is enough each gains what the least of them does, and that counts once.
    """
    choices = open_choices(facts, aim)
    whole, distance = _gained(facts, aim.demanded)
    gains, _ = _gained(facts, asked_beside(facts, aim, choices))
    extra = whole - gains
    least = [min(extra[index] for index in choice.capabilities) for choice in choices]
    for index, gain in extra.items():
        own = [share for choice, share in zip(choices, least, strict=True) if index in choice.capabilities]
        gains[index] += min([gain, max(own, default=gain)])
        distance -= gain if own else 0
    return gains, distance + sum(least)


def _gained(facts: Scored, moves: Mapping[int, int]) -> tuple[Counter[int], int]:
    """Return what moves gain in each capability, without outcomes, and in all with outcomes."""
    chart = facts.by.chart
    gains, total = Counter[int](), 0
    for question, position in moves.items():
        worths = chart.prices.worths[question]
        gain = worths[position] - worths[max(facts.codes[question], 0)]
        total += gain
        if question not in chart.outcomes:
            gains[chart.prices.owners[question]] += gain
    return gains, total


@dataclass(frozen=True, eq=False)
class Closing:
    """The moves that close the gaps of one capability, what part of the distance they are, what they cost and ease.

    `pace` is that part for each unit of cost, as a whole number on a scale that all capabilities share.
    """

    facts: Scored
    index: int
    moves: Mapping[int, int]
    gain: Parts
    cost: Parts
    pace: int
    eases: tuple[str, ...]

    @cached_property
    def after(self) -> Standing:
        """The organisation with these gaps closed."""
        return self.facts.now.moved(self.moves)

    @cached_property
    def readies(self) -> tuple[str, ...]:
        """The capabilities that become ready."""
        chart = self.facts.by.chart
        opening = sorted(chart.opening[self.index])
        return made_ready(chart, opening, self.facts.now, self.after) if opening else ()

    @property
    def reaches(self) -> tuple[Rung, ...]:
        """The rungs that are reached."""
        return rungs_reached(self.facts.by.chart, self.index, self.facts.now, self.after)

    def lever(self, equal: tuple[str, ...]) -> Lever:
        """Return it as a result, with the ids of those that are just as big."""
        capability = self.facts.by.capabilities[self.index]
        gain, cost = Fraction(*self.gain), Fraction(*self.cost)
        exact = both(effort=cost, gain=gain, gain_by_effort=gain / cost)
        unlocked = {"reaches": self.reaches, "readies": self.readies, "eases": self.eases}
        values = {"capability": capability.id, "name": capability.name, **exact, "equal_to": equal, **unlocked}
        return known(Lever, values)
