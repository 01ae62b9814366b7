"""What a roadmap brings by the user's own figures, and how long that takes to come to what it costs.

docs/roadmap.md#payback
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from maturity_core.model.node import known
from maturity_core.results.numbers import both
from maturity_core.results.payback import Payback, PhaseReturn, Return, StepReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maturity_core.readers.roadmap.benefits import Benefits
    from maturity_core.readers.roadmap.route import Route
    from maturity_core.results.phases import Phase, PhaseStep
    from maturity_core.results.roadmap import PricedStep

SPANS = (12, 36)
"""The numbers of periods for which a return is worked out."""


def payback(route: Route, benefits: Benefits, phases: Sequence[Phase]) -> Payback:
    """Return what a route costs and brings; or what its phases do, as those by level are routes of their own."""
    parts: list[PhaseStep | PricedStep] = [part for phase in phases for part in phase.steps] or [*route.steps]
    costs: dict[str, Fraction] = {}
    for part in parts:
        costs[part.capability] = costs.get(part.capability, Fraction(0)) + part.cost_exact
    names = {part.capability: part.name for part in parts}
    level = phases[-1].level if phases else route.level
    reached = _reached(route, route.today, level)
    brought = _worth(benefits.capabilities, costs) + _worth(benefits.levels, reached)
    total = returned(sum(costs.values(), Fraction(0)), brought)
    own = {name: returned(cost, _worth(benefits.capabilities, [name])) for name, cost in costs.items()}
    steps = (known(StepReturn, {**values, "capability": name, "name": names[name]}) for name, values in own.items())
    by_phase = tuple(_by_phase(route, benefits, phases))
    values = {
        "per": benefits.per,
        "total": known(Return, total),
        "steps": tuple(steps),
        "phases": by_phase,
        "even": _even(by_phase, brought),
        "outcomes": tuple(sorted(name for name, of in benefits.outcomes.items() if of in reached)),
    }
    return known(Payback, values)


def _by_phase(route: Route, benefits: Benefits, phases: Sequence[Phase]) -> Iterator[PhaseReturn]:
    """Yield what each phase costs and brings, and what has come and gone by its end."""
    ends = {part.capability: phase.period for phase in phases for part in phase.steps}
    level, last, balance, running = route.today, 0, Fraction(0), Fraction(0)
    for phase in phases:
        done = [name for name, period in ends.items() if period == phase.period]
        reached = _reached(route, level, phase.level)
        brought = _worth(benefits.capabilities, done) + _worth(benefits.levels, reached)
        balance += running * (phase.period - last) - phase.cost_exact
        level, last, running = phase.level, phase.period, running + brought
        yield known(
            PhaseReturn, {**returned(phase.cost_exact, brought), "period": phase.period, **both(balance=balance)}
        )


def _even(phases: Sequence[PhaseReturn], benefit: Fraction) -> int | None:
    """Return the first period by whose end what was spent on all phases has come back; None if it never does."""
    if not phases or not benefit:
        return None
    return phases[-1].period + max(ceil(-phases[-1].balance_exact / benefit), 0)


def _reached(route: Route, before: str | None, after: str | None) -> list[str]:
    """Return the levels from one up to another that are part of this organisation's ladder."""
    levels = route.facts.by.levels.ids
    overall = route.facts.by.outline.overall
    low, high = (-1 if name is None else levels.index(name) for name in (before, after))
    return [levels[rung] for rung in route.facts.now.remaining(overall) if low < rung <= high]


def _worth(benefits: Mapping[str, Fraction], ids: Iterable[str]) -> Fraction:
    return sum((benefits.get(name, Fraction(0)) for name in ids), Fraction(0))


def returned(spent: Fraction, brought: Fraction) -> dict[str, Any]:
    """Return what is spent and what it brings in each period, with how soon it comes back, as fields of a result."""
    periods = spent / brought if brought else None
    twelve, more = (brought * span / spent - 1 if spent else None for span in SPANS)
    return both(investment=spent, benefit=brought, periods=periods, return_12=twelve, return_36=more)
