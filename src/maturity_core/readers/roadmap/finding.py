"""Finds routes for one organisation: the cheapest to a target, and the best under a budget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError, Problem
from maturity_core.readers.balance import Balance
from maturity_core.readers.one_draft import OneDraft
from maturity_core.readers.program.parts import Row, needed, worth
from maturity_core.readers.program.writing import Writer
from maturity_core.readers.roadmap.leeway import Leeway, moved, reached
from maturity_core.readers.roadmap.solving import Search
from maturity_core.readers.roadmap.ties import best
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.readers.balance import Lines
    from maturity_core.readers.one_aim import OneAim
    from maturity_core.readers.program.parts import Line
    from maturity_core.readers.records import Facts
    from maturity_core.readers.roadmap.asked import Asked
    from maturity_core.readers.roadmap.costs import Costs
    from maturity_core.scoring.one.demands import RuleDemands


@dataclass(frozen=True)
class Way:
    """A route: its moves, what it costs, and what none that is as good can cost less than, if that is known.

    `optimal` says that it is proven to be the best, but for rounding if costs were `rounded`; `tied`, that others may
    be as good.
    """

    moves: Mapping[int, int]
    cost: Fraction
    bound: Fraction | None
    optimal: bool
    rounded: bool
    tied: bool


class Finder:
    """Routes of one organisation to a target. Where there is only a budget, the target asks for nothing."""

    def __init__(self, facts: Facts, lines: Lines, demands: RuleDemands, aim: OneAim, asked: Asked) -> None:
        self.aim, self.asked = aim, asked
        self.chart = facts.by.chart
        self.overall = facts.by.outline.overall
        self.draft = OneDraft(self.chart, lines, demands.now, aim)
        self.floor = [max(code, 0) for code in facts.codes]
        self.balance = Balance(lines, demands.now)
        self.target = self.balance.target(aim.rungs, aim.scores, aim.demanded)
        self.leeway = Leeway.of(self.chart, demands.now, asked.excluded)
        needs = {place: [self.balance.need(need) for need in own] for place, own in self.leeway.needs.items()}
        self.rungs, self.marks = (self._rungs(), self._marks()) if asked.budget is not None else ({}, {})
        self.writer = Writer(self.chart, self.balance, self.floor, [max(code, 0) for code in self.leeway.shown.codes])
        self.writer.demand_needs(needs)
        self.writer.want(asked.wanted & self.writer.touched.keys())
        self.program = self.writer.program()

    def _rungs(self) -> dict[int, int]:
        """Return the gates of the framework's rungs above today's that can be reached."""
        now, highest = self.leeway.now, self.leeway.best.rank(self.overall)
        rungs = (rung for rung in now.remaining(self.overall) if now.rank(self.overall) < rung <= highest)
        return {rung: self.balance.rung(self.overall, rung) for rung in rungs}

    def _marks(self) -> dict[Fraction, int]:
        """Return the gates of the marks of the score that can be reached, and that of the highest score that can."""
        now, top = (exact_score(standing, self.overall) for standing in (self.leeway.now, self.leeway.best))
        if now is None or top is None or now == top:
            return {}
        marks = [*(mark for mark in self.chart.marks if now < mark < top), top]
        return {mark: self.balance.score(self.overall, mark) for mark in marks}

    @property
    def possible(self) -> bool:
        """Whether the target can be reached with all that is wanted, whatever it costs."""
        return self.asked.wanted <= self.writer.touched.keys() and reached(self.leeway.shown, self.aim)

    @cached_property
    def plan(self) -> Mapping[int, int]:
        """The moves of `next_steps`, with the results that have to show."""
        return {**self.draft.route()[1], **self.draft.results}

    @cached_property
    def cost(self) -> Line:
        """What a route costs, in whole numbers."""
        return self.cost_by(self.asked.costs)

    def cost_by(self, costs: Costs) -> Line:
        """Return what a route costs by other costs, multiplied by their scale."""
        scale, free = costs.scale, self.chart.outcomes
        steps = {
            place: [int(cost * scale) * (place not in free) for cost in own] for place, own in enumerate(costs.steps)
        }
        begins = [int(cost * scale) for cost in costs.begins]
        return (*self.program.of_steps(steps), *self.program.of_touched(begins))

    @cached_property
    def compared(self) -> list[Line]:
        """What routes are compared by, in turn: their cost, their number of capabilities, and that of option steps."""
        touched = self.program.of_touched([1] * len(self.chart.ids))
        return [self.cost, touched, self.program.of_steps(self._counted(outcomes=False))]

    @cached_property
    def assumed(self) -> Line:
        """How many option steps of outcomes a route assumes."""
        return self.program.of_steps(self._counted(outcomes=True))

    def _counted(self, *, outcomes: bool) -> dict[int, list[int]]:
        sizes = enumerate(map(len, self.asked.costs.steps))
        return {place: [int((place in self.chart.outcomes) is outcomes)] * size for place, size in sizes}

    def priced(self, moves: Mapping[int, int]) -> dict[int, Fraction]:
        """Return what moves cost, by capability; outcomes cost nothing."""
        deeds = {question: to for question, to in moves.items() if question not in self.chart.outcomes}
        return self.asked.costs.of(deeds, self.floor, self.chart.prices.owners)

    def cheapest(self) -> Way:
        """Return the route to the target that assumes the fewest results, and of these the cheapest."""
        demanded = self.writer.demanding(self.target)
        known = self.program.values(self.plan)
        if not all(row.holds(known) for row in (*self.program.rows, *demanded)):
            known = [1] * self.program.size
        first = [self.assumed] if self.assumed else []
        return self._best(demanded, known, [*first, *self.compared], len(first) + 1)

    @cached_property
    def _deeds(self) -> tuple[list[Row], list[int]]:
        """What leaves outcomes where they are, and the values of everything that is left at its best."""
        best = self.leeway.best.codes
        tops = {question: to for question, to in enumerate(best) if to > self.floor[question]}
        rows = [Row(((item, -1),), 0) for item, _ in self.assumed]
        return rows, self.program.values(tops)

    def within(self, budget: Fraction) -> Way:
        """Return the best route that costs no more than a budget: by level, then by score, then by cost.

        It is the cheapest one with all that is wanted, if that costs more.
        """
        known = [0] * self.program.size
        if self.asked.wanted:
            least = self._best(*self._deeds, self.compared, 1)
            if least.cost > budget:
                return least
            known = self.program.values(least.moves)
        limit = Row(tuple((item, -cost) for item, cost in self.cost), -floor(budget * self.asked.costs.scale))
        rise = self.writer.worth(max(self.marks.items())[1]) if self.marks else ()
        score = tuple((item, -gain) for item, gain in rise)
        objectives = [self.writer.rising(self.rungs.values()), score, *self.compared]
        found = self._best([limit, *self._deeds[0]], known, objectives, 3)
        return found if found.optimal else replace(found, bound=None)

    def curve(self) -> Iterator[tuple[int | None, Fraction | None, Way]]:
        """Yield the cheapest way to each level, then to each mark of the score, each as (rung, mark, route)."""
        for rung, gate in self.rungs.items():
            yield rung, None, self._cheapest_to(gate)
        for mark, gate in self.marks.items():
            yield None, mark, self._cheapest_to(gate)

    def _cheapest_to(self, gate: int) -> Way:
        rows, known = self._deeds
        return self._best([*rows, *self.writer.demanding([gate])], known, [self.cost], 1)

    def _best(self, demanded: Sequence[Row], known: Sequence[int], objectives: Sequence[Line], chief: int) -> Way:
        """Return the best route; it is optimal if that is proven by the first `chief` objectives."""
        search = Search(self.program, known, self.asked.seconds)
        search.add(demanded)
        search.spread(self.program.counts())
        search.leave_out({*range(self.program.size)} - needed((*self.program.rows, *demanded), objectives))
        found = best(search, objectives, len(self.program.steps))
        search.end()
        moves = self.program.moves(found.values)
        pairs = list(zip(objectives[:chief], found.bounds, strict=False))
        optimal = len(pairs) == chief and all(worth(line, found.values) <= bound for line, bound in pairs)
        cost = sum(self.priced(moves).values(), Fraction(0))
        place = objectives.index(self.cost)
        least = found.bounds[place] if place < min(chief, len(found.bounds)) else 0
        bound = cost if optimal else Fraction(least, self.asked.costs.scale)
        return Way(moves, cost, bound, optimal, found.rounded, found.tied)

    def confirm(self, found: Way) -> None:
        """Score a route again.

        Raises:
            MaturityError: it does not reach the target, or lacks a prerequisite: the solver was wrong.
        """
        standing = moved(self.chart, self.leeway.now, found.moves)
        if not (reached(standing, self.aim) and self.leeway.keeps(found.moves, standing)):
            raise MaturityError([Problem("the solver's route does not hold when it is scored again", "roadmap")])
