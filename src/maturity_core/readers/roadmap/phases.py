"""Phases of a route: laid into periods with a budget each, or one for each level on the way.

docs/roadmap.md#phases
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.readers.roadmap.periods import lay
from maturity_core.readers.roadmap.route import level_of
from maturity_core.readers.steps import shown_results
from maturity_core.results.numbers import both
from maturity_core.results.phases import Phase, PhaseStep
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.readers.roadmap.route import Route
    from maturity_core.results.roadmap import PricedStep
    from maturity_core.scoring.one.standing import Standing


def by_budget(route: Route, budgets: Sequence[Fraction]) -> Iterator[Phase]:
    """Yield the periods in which the steps of a route are done, in their order.

    Raises:
        ArgumentError: the budgets are not enough, or more than a thousand periods are.
    """
    steps, chart, now = route.steps, route.facts.by.chart, route.facts.now
    laid = lay([step.cost_exact for step in steps], budgets)
    ends = {place: period for period, parts in laid.items() for place, _ in parts}
    begins = {place: period for period, parts in reversed(laid.items()) for place, _ in parts}
    for period, parts in laid.items():
        done = {place for place, _ in parts if ends[place] == period}
        own = {question for place in done for question in chart.own[chart.places[steps[place].capability]]}
        now = now.moved({question: to for question, to in route.deeds.items() if question in own})
        last = ends[len(steps) - 1] == period
        now = now.moved(route.assumed) if last else now
        told = [_part(steps[place], cost, begins[place], ends[place], done=place in done) for place, cost in parts]
        budget = budgets[min(period, len(budgets)) - 1]
        yield _phase(route, period, now, told, budget=budget, last=last)


def by_level(route: Route, target: Any) -> Iterator[Phase]:
    """Yield the cheapest way to the next level, then from there to the one after it, until the target is reached."""
    for period, leg in enumerate(_legs(route, target), start=1):
        told = [_part(step, step.cost_exact, period, period, done=True) for step in leg.steps]
        yield _phase(leg, period, leg.after, told)


def _legs(route: Route, target: Any) -> Iterator[Route]:
    """Yield the routes from level to level; those that have nothing left to do are passed over."""
    outline, now, chart = route.facts.by.outline, route.facts.now, route.facts.by.chart
    overall, levels = outline.overall, outline.levels[outline.overall]
    aimed = route.aim.rungs.get(overall, 0)
    goals = [levels[rung].id for rung in now.remaining(overall) if now.rank(overall) < rung < aimed]
    if not goals:
        yield route
        return
    codes, wanted = route.facts.codes, set(route.asked.wanted)
    for goal in [*goals, target]:
        leg = route.towards(goal, codes, wanted if goal is target else ())
        codes = leg.after.codes
        wanted.difference_update(chart.places[step.capability] for step in leg.steps)
        if leg.moves:
            yield leg


def _part(step: PricedStep, cost: Fraction, begins: int, ends: int, *, done: bool) -> PhaseStep:
    share = cost / step.cost_exact if step.cost_exact else Fraction(1)
    values = {
        "capability": step.capability,
        "name": step.name,
        **both(share=share, cost=cost),
        "begins": begins,
        "ends": ends,
        "questions": step.questions if done else Entries(),
        "pathfinder": step.pathfinder,
    }
    return known(PhaseStep, values)


def _phase(  # noqa: PLR0913 - two of them are for periods
    route: Route,
    period: int,
    now: Standing,
    steps: Sequence[PhaseStep],
    *,
    budget: Fraction | None = None,
    last: bool = True,
) -> Phase:
    values = {
        "period": period,
        **both(budget=budget, cost=sum((step.cost_exact for step in steps), Fraction(0))),
        "level": level_of(route.facts.by, now),
        **both(score=exact_score(now, route.facts.by.outline.overall)),
        "steps": Entries(steps),
        "results": shown_results(route.facts, route.assumed) if last else Entries(),
        "proven": route.kept.optimal,
    }
    return known(Phase, values)
