"""The route of one organisation, with its steps in their order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.gaps import aim_of, question_gaps
from maturity_core.readers.one_aim import OneAim
from maturity_core.readers.one_draft import in_turn
from maturity_core.readers.records import Facts
from maturity_core.readers.roadmap.finding import Finder, Way
from maturity_core.readers.roadmap.pathfinders import pathfinders
from maturity_core.readers.steps import Walk
from maturity_core.results.numbers import both
from maturity_core.results.roadmap import PricedStep
from maturity_core.results.routes import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.balance import Lines
    from maturity_core.readers.roadmap.asked import Asked
    from maturity_core.scoring.one.demands import RuleDemands
    from maturity_core.scoring.one.standing import Standing

NOWHERE = OneAim(Status.OPEN, {}, {})
"""What a budget alone aims at: whatever is best."""
NOTHING = Way({}, Fraction(0), Fraction(0), optimal=True, rounded=False, tied=False)
"""The route of those who need none."""


def ruled(facts: Facts) -> tuple[Lines, RuleDemands]:
    """Return what is known of the requirements, which a roadmap cannot do without."""
    lines, demands = facts.by.chart.lines, facts.rule_demands
    if lines is None or demands is None:
        what = "a roadmap needs requirements, and this framework is scored in code"
        raise ArgumentError([Problem(what, "roadmap", hint="next_steps has a plan")])
    return lines, demands


def level_of(framework: Framework, standing: Standing) -> str | None:
    """Return the id of a framework's level."""
    outline = framework.outline
    rank = standing.rank(outline.overall)
    return None if rank == NO_LEVEL else outline.levels[outline.overall][rank].id


class Route:
    """A route: it is `kept`, or nothing if there is none that is allowed."""

    def __init__(self, facts: Facts, aim: OneAim, asked: Asked) -> None:
        self.facts, self.aim, self.asked = facts, aim, asked
        self.finder = Finder(facts, *ruled(facts), aim, asked)
        self.found = self._found()
        self.dear = self.found is not None and asked.budget is not None and self.found.cost > asked.budget
        self.kept = NOTHING if self.found is None or self.dear else self.found
        if self.kept is not NOTHING:
            self.finder.confirm(self.kept)
        self.moves = self.kept.moves
        outcomes = facts.by.chart.outcomes
        self.deeds = {question: to for question, to in self.moves.items() if question not in outcomes}
        self.assumed = {question: to for question, to in self.moves.items() if question in outcomes}
        self.after = self.finder.leeway.now.moved(self.moves)

    def towards(self, target: Any, codes: Sequence[int], wanted: Iterable[int]) -> Route:
        """Return the cheapest route to another target, from other answers, by the same costs."""
        facts, wishes = Facts(self.facts.by, codes), replace(self.asked, wanted=frozenset(wanted))
        return Route(facts, aim_of(facts, target), wishes)

    @property
    def today(self) -> str | None:
        """The framework's level today."""
        return level_of(self.facts.by, self.facts.now)

    @property
    def level(self) -> str | None:
        """The framework's level when the route is done."""
        return level_of(self.facts.by, self.after)

    def _found(self) -> Way | None:
        """Return the route, and the cheapest one if all are beyond the budget; None if there is none at any cost."""
        finder = self.finder
        if self.aim.status == Status.OUT_OF_REACH or not finder.possible:
            return None
        if self.aim is NOWHERE and self.asked.budget is not None:
            return finder.within(self.asked.budget) if finder.program.steps else NOTHING
        needless = self.aim.status != Status.OPEN and not self.asked.wanted
        return NOTHING if needless else finder.cheapest()

    @cached_property
    def steps(self) -> Entries[PricedStep]:
        """The steps of the route, in the order in which `next_steps` puts them."""
        facts, chart, moves = self.facts, self.facts.by.chart, self.deeds
        costs = self.finder.priced(moves)
        counted = moves if self.aim is NOWHERE else {q: to for q, to in moves.items() if q in self.aim.demanded}
        gains = self.finder.draft.added(counted, chart.prices.worths)
        order = self._ordered(costs, gains)
        told = {gap.capability: gap.questions for gap in question_gaps(facts, moves)}
        walk = Walk(chart, {index: place for place, index in enumerate(order)}, self.aim.demanded, facts.now)
        own = {
            index: {question: moves[question] for question in chart.own[index] if question in moves} for index in order
        }
        early = pathfinders(self.finder, own, costs, gains)
        steps: list[PricedStep] = []
        before = facts.now
        for index in order:
            after = before.moved(own[index])
            step = walk.step(index, own[index], told[chart.ids[index]], before, after)
            steps.append(known(PricedStep, {**vars(step), **both(cost=costs[index]), "pathfinder": index in early}))
            before = after
        return Entries(steps)

    def _ordered(self, costs: Mapping[int, Fraction], gains: Mapping[int, int]) -> list[int]:
        chart = self.facts.by.chart
        keys = {
            index: (bool(cost), Fraction(-gains.get(index, 0)) / (cost or 1), chart.ids[index])
            for index, cost in costs.items()
        }
        return in_turn(keys, [(index, need.other) for index in costs for need in chart.required[index]])
