"""Finds what is beside the cheapest route: the least that a route costs without a capability, with it, or otherwise."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.readers.program.parts import Row, worth
from maturity_core.readers.roadmap.counting import Counting
from maturity_core.readers.roadmap.finding import Way
from maturity_core.readers.roadmap.leeway import Leeway, moved, reached
from maturity_core.readers.roadmap.solving import Search
from maturity_core.readers.roadmap.ties import Best, best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.program.parts import Line, Program
    from maturity_core.readers.roadmap.costs import Costs
    from maturity_core.readers.roadmap.finding import Finder


class Least(NamedTuple):
    """The least cost of a route that is asked for: `way` has one, and none costs less than `bound`.

    There is no such route at any cost if `way` is None and this is `proven`.
    """

    way: Way | None
    bound: Fraction
    proven: bool

    @property
    def cost(self) -> Fraction | None:
        """What the route costs, if there is one."""
        return None if self.way is None else self.way.cost

    def is_above(self, limit: Fraction) -> bool:
        """Return whether it is known that no such route costs as little as a limit."""
        return (self.way is None and self.proven) or self.bound > limit

    def is_within(self, limit: Fraction) -> bool:
        """Return whether a route is known that costs no more than a limit."""
        return self.way is not None and self.way.cost <= limit


NONE = Least(None, Fraction(0), proven=True)
"""There is no such route."""


class Beside:
    """Routes to the same target as the `cheapest` one; all of them assume no more results than it does."""

    def __init__(self, finder: Finder, cheapest: Way) -> None:
        self.finder, self.cheapest = finder, cheapest
        self.chart, self.program = finder.chart, finder.program
        self.own = self.touched(cheapest.moves)
        self._known = self.program.values(cheapest.moves)
        self._assumed = worth(finder.assumed, self._known)
        self._demanded = finder.writer.demanding(finder.target)

    def touched(self, moves: Mapping[int, int]) -> frozenset[int]:
        """Return the capabilities that moves touch."""
        owners, free = self.chart.prices.owners, self.chart.outcomes
        return frozenset(owners[question] for question in moves if question not in free)

    def without(self, capability: int) -> Least:
        """Return the least that a route costs that leaves a capability as it is."""
        if capability not in self.own:
            return self._cheapest
        rows = [*self._demanded, Row(((self.finder.writer.touched[capability], -1),), 0)]
        leeway = Leeway.of(self.chart, self.finder.leeway.now, self.finder.asked.excluded | {capability})
        floor, tops = self.finder.floor, enumerate(leeway.shown.codes)
        known = self.program.values({question: to for question, to in tops if to > floor[question]})
        if not all(row.holds(known) for row in (*self.program.rows, *rows)):
            return NONE  # everything is monotone, and these are the best answers without it
        return self._least(rows, known)

    def with_it(self, capability: int) -> Least:
        """Return the least that a route costs that would miss its target without a capability.

        Without it means: with this capability, and all that builds on it, left as they are.
        """
        if capability in self.own:
            return self._cheapest
        if not self._demanded:
            return NONE
        building = self._building_on(capability)
        rows = [*self._demanded, self.finder.writer.moving(capability)]
        known = [1] * self.program.size
        found = self._least(rows, known)
        if found.way is not None and found.proven and self._misses(found.way.moves, building):
            return found
        counting = Counting(self.finder.writer, self.program, self.finder.target, building)
        return self._least(rows, counting.values(known), counting)

    def second(self, known: Mapping[int, int]) -> Way:
        """Return the cheapest route that leaves out one of the cheapest one's capabilities; one is known."""
        variables = sorted(self.finder.writer.touched[capability] for capability in self.own)
        rows = [*self._demanded, Row(tuple((variable, -1) for variable in variables), 1 - len(variables))]
        return self._best(rows, self.program.values(known), self.finder.asked.costs)

    def cheapest_by(self, costs: Costs) -> Way:
        """Return the cheapest route by other costs, with what it costs by these."""
        return self._best(self._demanded, self._known, costs)

    @property
    def _cheapest(self) -> Least:
        return Least(self.cheapest, self.cheapest.bound or Fraction(0), proven=self.cheapest.optimal)

    def _building_on(self, capability: int) -> frozenset[int]:
        """Return a capability with all that requires it, directly or not, and has to wait for it."""
        found, waiting = {capability}, [capability]
        while waiting:
            other = waiting.pop()
            above = {place for place, own in self.finder.leeway.needs.items() if any(n.other == other for n in own)}
            waiting += above - found
            found |= above
        return frozenset(found)

    def _misses(self, moves: Mapping[int, int], without: frozenset[int]) -> bool:
        owners, free = self.chart.prices.owners, self.chart.outcomes
        left = {question: to for question, to in moves.items() if question in free or owners[question] not in without}
        return not reached(moved(self.chart, self.finder.leeway.now, left), self.finder.aim)

    def price(self, moves: Mapping[int, int], costs: Costs) -> Fraction:
        """Return what moves cost; outcomes cost nothing."""
        deeds = {question: to for question, to in moves.items() if question not in self.chart.outcomes}
        return sum(costs.of(deeds, self.finder.floor, self.chart.prices.owners).values(), Fraction(0))

    def _best(self, rows: Sequence[Row], known: Sequence[int], costs: Costs) -> Way:
        """Return the cheapest route that meets rows, compared like those of a roadmap; one is known."""
        rows = [*rows, Row(tuple((item, -1) for item, _ in self.finder.assumed), -self._assumed)]
        lines = [self.finder.cost_by(costs), *self.finder.compared[1:]]
        found = self._solved(self.program, rows, known, lines, len(self.program.steps))
        return self._way(found, lines[:1], costs)

    def _least(self, rows: Sequence[Row], known: Sequence[int], counting: Counting | None = None) -> Least:
        """Return the least that a route costs that meets rows.

        A solution is known, but it may assume too many results, or do without the capability that has to count. So
        these are made as few as can be before costs are compared: then there may be no such route.
        """
        program, costs = counting.program if counting else self.program, self.finder.asked.costs
        heads: list[tuple[Line, int]] = [(((counting.needless, 1),), 0)] if counting else []
        heads += [(self.finder.assumed, self._assumed)] if self.finder.assumed else []
        lines = [*(line for line, _ in heads), self.finder.cost]
        found = self._solved(program, rows, known, lines, None)
        way = self._way(found, lines, costs)
        if any(worth(line, found.values) > most for line, most in heads):
            return Least(None, Fraction(0), len(found.bounds) == len(lines))
        self.finder.confirm(way)
        return Least(way, way.bound or Fraction(0), way.optimal)

    def _solved(
        self, program: Program, rows: Sequence[Row], known: Sequence[int], lines: Sequence[Line], steps: int | None
    ) -> Best:
        search = Search(program, known, self.finder.asked.seconds)
        search.add(rows)
        search.spread(program.counts())
        found = best(search, lines, steps)
        search.end()
        return found

    def _way(self, found: Best, lines: Sequence[Line], costs: Costs) -> Way:
        """Return a solution as a route; the last of these lines is what it costs."""
        pairs = list(zip(lines, found.bounds, strict=False))
        optimal = len(pairs) == len(lines) and all(worth(line, found.values) <= bound for line, bound in pairs)
        moves = self.program.moves(found.values)
        cost = self.price(moves, costs)
        least = Fraction(found.bounds[len(lines) - 1], costs.scale) if len(pairs) == len(lines) else Fraction(0)
        return Way(moves, cost, cost if optimal else least, optimal, found.rounded, found.tied)
