"""Biggest levers: the capabilities that close most of the distance to the next target for what that costs.

docs/meaning.md#15-levers-are-what-moves-most-from-here
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.steps import made_ready, rungs_reached
from maturity_core.results.parts import Lever
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.readers.scored import Scored
    from maturity_core.results.routes import Rung
    from maturity_core.scoring.one.standing import Standing


def levers(facts: Scored) -> Entries[Lever]:
    """Return the biggest levers of one organisation; none without `[levers]`.

    A lever closes the gaps of one capability to the default target; outcomes stay. The distance is the credit that all
    gaps gain, times weight and worth. Levers are ordered by their part of it for what they cost; of equal ones, those
    that make most others ready or easier come first, then by id. Capabilities with unmet prerequisites are left out.
    """
    if facts.by.levers is None:
        return Entries()
    found = _closings(facts, aim_of(facts, None).demanded)
    ids = facts.by.chart.ids
    found.sort(key=lambda entry: (-entry.by_cost, -len(entry.readies) - len(entry.eases), ids[entry.index]))
    shown = found[: facts.by.levers.show]
    equal = {
        entry.index: tuple(ids[other.index] for other in found if other.by_cost == entry.by_cost and other is not entry)
        for entry in shown
    }
    return Entries(entry.lever(equal[entry.index]) for entry in shown)


def _closings(facts: Scored, demanded: Mapping[int, int]) -> list[Closing]:
    """Return what closes the gaps of each capability that is ready and gains by it."""
    chart = facts.by.chart
    prices, floor = chart.prices, [max(code, 0) for code in facts.codes]
    blocked = {need.capability for need in chart.needs if not need.is_met(facts.now)}
    gaining = sorted({prices.owners[question] for question in demanded})

    def gained(moves: Mapping[int, int]) -> int:
        return sum(prices.worths[q][position] - prices.worths[q][floor[q]] for q, position in moves.items())

    found: list[Closing] = []
    for index, own in enumerate(chart.own):
        moves = {q: demanded[q] for q in own if q in demanded and q not in chart.outcomes}
        gain = 0 if index in blocked else gained(moves)
        if gain:
            steps = sum(position - floor[q] for q, position in moves.items())
            cost = Fraction(prices.begins[index] + prices.steps[index] * steps, prices.scale)
            name = chart.ids[index]
            eases = tuple(chart.ids[other] for other in gaining if name in facts.by.capabilities[other].leans_on)
            found.append(Closing(facts, index, moves, Fraction(gain, gained(demanded)), cost, eases))
    return found


@dataclass(frozen=True, eq=False)
class Closing:
    """The moves that close the gaps of one capability, what part of the distance they are, what they cost and ease."""

    facts: Scored
    index: int
    moves: Mapping[int, int]
    gain: Fraction
    cost: Fraction
    eases: tuple[str, ...]

    @cached_property
    def by_cost(self) -> Fraction:
        """The part of the distance for each unit of cost."""
        return self.gain / self.cost

    @cached_property
    def after(self) -> Standing:
        """The organisation with these gaps closed."""
        return self.facts.now.moved(self.moves)

    @cached_property
    def readies(self) -> tuple[str, ...]:
        """The capabilities that become ready."""
        chart = self.facts.by.chart
        return made_ready(chart, sorted(chart.opening[self.index]), self.facts.now, self.after)

    @property
    def reaches(self) -> tuple[Rung, ...]:
        """The rungs that are reached."""
        return rungs_reached(self.facts.by.chart, self.index, self.facts.now, self.after)

    def lever(self, equal: tuple[str, ...]) -> Lever:
        """Return it as a result, with the ids of those that are just as big."""
        capability = self.facts.by.capabilities[self.index]
        exact = both(effort=self.cost, gain=self.gain, gain_by_effort=self.by_cost)
        unlocked = {"reaches": self.reaches, "readies": self.readies, "eases": self.eases}
        values = {"capability": capability.id, "name": capability.name, **exact, "equal_to": equal, **unlocked}
        return known(Lever, values)
