"""The roadmap of one organisation, as a result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.gaps import OneAim, aim_of, question_gaps
from maturity_core.readers.one_draft import in_turn
from maturity_core.readers.outline import core_version
from maturity_core.readers.roadmap.asked import asked
from maturity_core.readers.roadmap.finding import Finder, Way
from maturity_core.readers.steps import Walk, shown_results
from maturity_core.results.roadmap import Certificate, HeldBack, Point, PricedStep, Roadmap
from maturity_core.results.routes import Status
from maturity_core.results.stored import both
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.readers.records import Facts
    from maturity_core.readers.roadmap.asked import Asked

NOWHERE = OneAim(Status.OPEN, {}, {})
"""What a budget alone aims at: whatever is best."""
NOTHING = Way({}, Fraction(0), Fraction(0), optimal=True, rounded=False, tied=False)
"""The route of those who need none."""


def roadmap(facts: Facts, target: Any, **given: Any) -> Roadmap:
    """Return the roadmap of one organisation; see `Assessment.roadmap`."""
    chart, demands = facts.by.chart, facts.rule_demands
    if chart.lines is None or demands is None:
        what = "a roadmap needs requirements, and this framework is scored in code"
        raise ArgumentError([Problem(what, "roadmap", hint="next_steps has a plan")])
    aim = NOWHERE if target is None and given["budget"] is not None else aim_of(facts, target)
    wishes = asked(facts, given)
    return _Reading(facts, aim, wishes, Finder(facts, chart.lines, demands, aim, wishes)).roadmap()


class _Reading:
    """A roadmap being made."""

    def __init__(self, facts: Facts, aim: OneAim, asked: Asked, finder: Finder) -> None:
        self.facts, self.aim, self.asked, self.finder = facts, aim, asked, finder

    def roadmap(self) -> Roadmap:
        found = self._found()
        dear = found is not None and self.asked.budget is not None and found.cost > self.asked.budget
        kept = NOTHING if found is None or dear else found
        if kept is not NOTHING:
            self.finder.confirm(kept)
        outline, after = self.facts.by.outline, self.finder.leeway.now.moved(kept.moves)
        rank = after.rank(outline.overall)
        outcomes = self.facts.by.chart.outcomes
        planned = self.aim is not NOWHERE and self.aim.status == Status.OPEN
        plan = sum(self.finder.priced(self.finder.plan).values(), Fraction(0)) if planned else None
        values = {
            **self.aim.said(self.facts.by),
            "schema_version": 1,
            "core_version": core_version(),
            "framework": self.facts.framework,
            "certificate": self._certificate(found, dear=dear),
            **both(cost=kept.cost, plan_cost=plan, budget=self.asked.budget),
            "level": None if rank == NO_LEVEL else outline.levels[outline.overall][rank].id,
            **both(score=exact_score(after, outline.overall)),
            "steps": self._steps({q: to for q, to in kept.moves.items() if q not in outcomes}),
            "results": shown_results(self.facts, {q: to for q, to in kept.moves.items() if q in outcomes}),
            "curve": tuple(self._points()),
        }
        return known(Roadmap, values, unset=("schema_version",))

    def _found(self) -> Way | None:
        """Return the route, and the cheapest one if all are beyond the budget; None if there is none at any cost."""
        finder = self.finder
        if self.aim.status == Status.OUT_OF_REACH or not finder.possible:
            return None
        if self.aim is NOWHERE and self.asked.budget is not None:
            return finder.within(self.asked.budget) if finder.program.steps else NOTHING
        needless = self.aim.status != Status.OPEN and not self.asked.wanted
        return NOTHING if needless else finder.cheapest()

    def _certificate(self, found: Way | None, *, dear: bool) -> Certificate:
        reproducible = self.asked.seconds is None
        if found is None:
            ids = self.facts.by.chart.ids
            held = sorted({(ids[need.capability], ids[need.other]) for need in self.finder.leeway.held})
            return Certificate(
                proof="infeasible",
                bound=None,
                bound_exact=None,
                reproducible=reproducible,
                requirements=tuple(self.finder.leeway.unmet(self.aim)),
                held=tuple(HeldBack(capability=capability, needs=needs) for capability, needs in held),
            )
        hopeless = dear and (found.bound or 0) > (self.asked.budget or 0)
        return Certificate(
            proof="infeasible" if hopeless else "optimal" if found.optimal else "best found",
            **both(bound=found.bound),
            rounded=found.rounded,
            tied=found.tied,
            reproducible=reproducible,
            over_budget=dear,
        )

    def _steps(self, moves: Mapping[int, int]) -> Entries[PricedStep]:
        """Return the steps of a route, in the order in which `next_steps` puts them."""
        facts, chart = self.facts, self.facts.by.chart
        costs = self.finder.priced(moves)
        order = self._ordered(moves, costs)
        told = {gap.capability: gap.questions for gap in question_gaps(facts.by, facts.codes, moves)}
        walk = Walk(chart, {index: place for place, index in enumerate(order)}, self.aim.demanded, facts.now)
        steps: list[PricedStep] = []
        before = facts.now
        for index in order:
            own = {question: moves[question] for question in chart.own[index] if question in moves}
            after = before.moved(own)
            step = walk.step(index, own, told[chart.ids[index]], before, after)
            steps.append(known(PricedStep, {**vars(step), **both(cost=costs[index])}))
            before = after
        return Entries(steps)

    def _ordered(self, moves: Mapping[int, int], costs: Mapping[int, Fraction]) -> list[int]:
        chart = self.facts.by.chart
        counted = moves if self.aim is NOWHERE else {q: to for q, to in moves.items() if q in self.aim.demanded}
        gains = self.finder.draft.added(counted, chart.prices.worths)
        keys = {
            index: (bool(cost), Fraction(-gains.get(index, 0)) / (cost or 1), chart.ids[index])
            for index, cost in costs.items()
        }
        return in_turn(keys, [(index, need.other) for index in costs for need in chart.required[index]])

    def _points(self) -> list[Point]:
        outline = self.facts.by.outline
        levels = outline.levels[outline.overall]
        return [
            known(
                Point,
                {
                    "level": None if rung is None else levels[rung].id,
                    **both(score=mark, cost=found.cost),
                    "proven": found.optimal,
                },
            )
            for rung, mark, found in self.finder.curve()
        ]
