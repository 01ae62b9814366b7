"""The roadmap of one organisation, as a result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.node import known
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.outline import core_version
from maturity_core.readers.roadmap.asked import asked
from maturity_core.readers.roadmap.payback import payback
from maturity_core.readers.roadmap.periods import LEVELS
from maturity_core.readers.roadmap.phases import by_budget, by_level
from maturity_core.readers.roadmap.route import NOWHERE, Route, ruled
from maturity_core.readers.steps import shown_results
from maturity_core.results.numbers import both
from maturity_core.results.roadmap import Certificate, HeldBack, Point, Roadmap
from maturity_core.results.routes import Status
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from maturity_core.readers.records import Facts
    from maturity_core.results.phases import Phase


def roadmap(facts: Facts, target: Any, **given: Any) -> Roadmap:
    """Return the roadmap of one organisation; see `Assessment.roadmap`."""
    ruled(facts)
    wishes = asked(facts, given)
    goal = wishes.benefits.level_of(target) if wishes.benefits else target
    aim = NOWHERE if goal is None and wishes.budget is not None else aim_of(facts, goal)
    route = Route(facts, aim, wishes)
    planned = aim is not NOWHERE and aim.status == Status.OPEN
    plan = sum(route.finder.priced(route.finder.plan).values(), Fraction(0)) if planned else None
    phases = _phases(route, goal)
    values = {
        **aim.said(facts.by),
        "schema_version": 1,
        "core_version": core_version(),
        "framework": facts.framework,
        "certificate": _certificate(route),
        **both(cost=route.kept.cost, plan_cost=plan, budget=wishes.budget),
        "level": route.level,
        **both(score=exact_score(route.after, facts.by.outline.overall)),
        "steps": route.steps,
        "results": shown_results(facts, route.assumed),
        "curve": tuple(_points(route)),
        "phases": phases,
        "payback": None if wishes.benefits is None else payback(route, wishes.benefits, phases),
    }
    return known(Roadmap, values, unset=("schema_version",))


def _phases(route: Route, target: Any) -> tuple[Phase, ...]:
    periods = route.asked.periods
    if periods is None or not route.moves:
        return ()
    return tuple(by_level(route, target) if periods == LEVELS else by_budget(route, periods))


def _certificate(route: Route) -> Certificate:
    found, dear, reproducible = route.found, route.dear, route.asked.seconds is None
    if found is None:
        ids = route.facts.by.chart.ids
        held = sorted({(ids[need.capability], ids[need.other]) for need in route.finder.leeway.held})
        return Certificate(
            proof="infeasible",
            bound=None,
            bound_exact=None,
            reproducible=reproducible,
            requirements=tuple(route.finder.leeway.unmet(route.aim)),
            held=tuple(HeldBack(capability=capability, needs=needs) for capability, needs in held),
        )
    hopeless = dear and (found.bound or 0) > (route.asked.budget or 0)
    return Certificate(
        proof="infeasible" if hopeless else "optimal" if found.optimal else "best found",
        **both(bound=found.bound),
        rounded=found.rounded,
        tied=found.tied,
        reproducible=reproducible,
        over_budget=dear,
    )


def _points(route: Route) -> list[Point]:
    outline = route.facts.by.outline
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
        for rung, mark, found in route.finder.curve()
    ]
