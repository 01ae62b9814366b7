"""What is beside the cheapest route of one organisation, as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.one_draft import in_turn
from maturity_core.readers.outline import core_version
from maturity_core.readers.roadmap.asked import asked
from maturity_core.readers.roadmap.beside import Beside
from maturity_core.readers.roadmap.costs import Costs, ranges_of
from maturity_core.readers.roadmap.finding import Finder, Way
from maturity_core.readers.roadmap.leeway import moved
from maturity_core.readers.roadmap.reading import roadmap
from maturity_core.results.alternatives import (
    Alternatives,
    CostRanges,
    RangedRoute,
    RouteStep,
    SecondBest,
    Springboard,
)
from maturity_core.results.numbers import both
from maturity_core.results.roadmap import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.readers.records import Facts
    from maturity_core.readers.roadmap.asked import Asked
    from maturity_core.readers.roadmap.beside import Least
    from maturity_core.readers.roadmap.costs import Ranges
    from maturity_core.results.roadmap import Roadmap


def alternatives(facts: Facts, target: Any, **given: Any) -> Alternatives:
    """Return what is beside the cheapest route of one organisation; see `Assessment.alternatives`."""
    wishes = {name: value for name, value in given.items() if name != "margin"}
    aim = aim_of(facts, target)
    found = asked(facts, {**given, "budget": None})
    route = roadmap(facts, target, budget=None, **wishes)
    values = {
        **aim.said(facts.by),
        "schema_version": 1,
        "core_version": core_version(),
        "framework": facts.framework,
        "certificate": route.certificate,
        **both(margin=found.margin),
    }
    chart, demands = facts.by.chart, facts.rule_demands
    if chart.lines is None or demands is None or route.certificate.proof == "infeasible":
        told = {**both(cost=None, limit=None), "second": None, "capabilities": Entries(()), "ranges": None}
        return known(Alternatives, {**values, **told}, unset=("schema_version",))
    finder = Finder(facts, chart.lines, demands, aim, found)
    reading = _Reading(facts, found, Beside(finder, way_of(facts.by, route)))
    told = reading.values(ranges_of(chart, given["costs"]))
    return known(Alternatives, {**values, **told}, unset=("schema_version",))


def way_of(framework: Framework, route: Roadmap) -> Way:
    """Return the route of a roadmap."""
    columns = framework.lookup.columns
    moves: dict[int, int] = {}
    for gap in [*route.results, *(gap for step in route for gap in step.questions)]:
        place = columns[gap.question]
        moves[place] = [option.id for option in framework.questions[place].options].index(gap.to)
    proof = route.certificate
    optimal = proof.proof == "optimal"
    return Way(moves, route.cost_exact, proof.bound_exact, optimal, proof.rounded, proof.tied)


class _Reading:
    """Alternatives being made."""

    def __init__(self, facts: Facts, asked: Asked, beside: Beside) -> None:
        self.facts, self.asked, self.beside = facts, asked, beside
        self.chart = facts.by.chart
        self.limit = beside.cheapest.cost * (1 + asked.margin)

    def values(self, ranges: Ranges) -> dict[str, Any]:
        """Return all that depends on the routes."""
        places = sorted(self.beside.finder.writer.touched)
        without = {place: self.beside.without(place) for place in places}
        return {
            **both(cost=self.beside.cheapest.cost, limit=self.limit),
            "second": self._second([without[place] for place in places if place in self.beside.own]),
            "capabilities": Entries(self._springboard(place, without[place]) for place in places),
            "ranges": None if ranges.low == ranges.high else self._ranges(ranges),
        }

    def _second(self, without: Iterable[Least]) -> SecondBest | None:
        ways = [found.way for found in without if found.way is not None]
        if not ways:
            return None
        way = self.beside.second(min(ways, key=lambda way: way.cost).moves)
        own = self.beside.touched(way.moves)
        costs = self.beside.finder.priced(way.moves)
        names = self.facts.by.capabilities
        keys = {place: (False, cost, self.chart.ids[place]) for place, cost in costs.items()}
        order = in_turn(keys, [(place, need.other) for place in costs for need in self.chart.required[place]])
        steps = [
            RouteStep(capability=names[place].id, name=names[place].name, **both(cost=costs[place])) for place in order
        ]
        return SecondBest(
            certificate=Certificate(
                proof="optimal" if way.optimal else "best found",
                **both(bound=way.bound),
                rounded=way.rounded,
                tied=way.tied,
                reproducible=self.asked.seconds is None,
            ),
            **both(cost=way.cost, more=way.cost - self.beside.cheapest.cost),
            steps=Entries(steps),
            left_out=self._ids(self.beside.own - own),
            instead=self._ids(own - self.beside.own),
        )

    def _springboard(self, place: int, without: Least) -> Springboard:
        counting = self.beside.with_it(place)
        capability = self.facts.by.capabilities[place]
        way = counting.way
        unlocks, nearer = ((), ()) if way is None else self._opened(place, way.moves)
        return Springboard(
            capability=capability.id,
            name=capability.name,
            good=self._good(without, counting),
            in_route=place in self.beside.own,
            **both(cost_without=without.cost, cost_with=counting.cost),
            proven=without.proven and counting.proven,
            unlocks=unlocks,
            nearer=nearer,
        )

    def _good(self, without: Least, counting: Least) -> Literal["every", "some", "none"] | None:
        if without.is_above(self.limit):
            return "every"
        if counting.is_above(self.limit):
            return "none"
        told = without.is_within(self.limit) and counting.is_within(self.limit)
        return "some" if told else None

    def _opened(self, place: int, moves: Mapping[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the capabilities that have all they require once one is raised, and those that have more of it."""
        own = {question: moves[question] for question in self.chart.own[place] if question in moves}
        leeway = self.beside.finder.leeway
        after = moved(self.chart, leeway.now, {q: to for q, to in own.items() if q not in self.chart.outcomes})
        met = {
            other: [need.is_met(after) for need in needs]
            for other, needs in leeway.needs.items()
            if other in self.beside.finder.writer.touched
        }
        opened = [other for other, flags in met.items() if all(flags)]
        nearer = [other for other, flags in met.items() if any(flags) and not all(flags)]
        return self._ids(opened), self._ids(nearer)

    def _ranges(self, ranges: Ranges) -> CostRanges:
        beside, route = self.beside, self.beside.cheapest
        worst = self._at_worst(ranges)
        rival, low, high = (beside.cheapest_by(costs) for costs in (worst, ranges.low, ranges.high))
        cost = beside.price(route.moves, ranges.high)
        stays = False if rival.cost < cost else True if rival.optimal else None
        return CostRanges(
            route=self._ranged(route, ranges),
            stays_best=stays,
            beaten_by=self._ranged(rival, ranges) if stays is False else None,
            at_low=self._ranged(low, ranges),
            at_high=self._ranged(high, ranges),
        )

    def _at_worst(self, ranges: Ranges) -> Costs:
        """Return the costs that speak most against the cheapest route: its own moves high, all others low."""
        moves, floor = self.beside.cheapest.moves, self.beside.finder.floor
        begins = [
            (ranges.high if place in self.beside.own else ranges.low).begins[place]
            for place in range(len(self.chart.ids))
        ]
        steps = [
            [
                (ranges.high if floor[question] < to <= moves.get(question, 0) else ranges.low).steps[question][to]
                for to in range(len(own))
            ]
            for question, own in enumerate(ranges.low.steps)
        ]
        return Costs(begins, steps)

    def _ranged(self, way: Way, ranges: Ranges) -> RangedRoute:
        costs = {name: self.beside.price(way.moves, getattr(ranges, name)) for name in ranges._fields}
        return RangedRoute(capabilities=self._ids(self.beside.touched(way.moves)), **both(**costs))

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self.chart.ids[place] for place in places))
