"""What a roadmap brings, by figures that the user gives: benefits of capabilities and levels, and what they pay back.

docs/roadmap.md#payback
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.fields import is_table
from maturity_core.model.node import known
from maturity_core.readers.roadmap.amounts import amount
from maturity_core.results.payback import Payback, PhaseReturn, Return, StepReturn
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.roadmap.reading import Reading
    from maturity_core.results.phases import Phase, PhaseStep
    from maturity_core.results.roadmap import PricedStep

BenefitsLike: TypeAlias = Mapping[str, Any]
"""Benefits as a caller gives them: `per`, and tables named `capabilities`, `levels` and `outcomes`."""
PER, TABLES = "per", ("capabilities", "levels", "outcomes")
LONGEST = 80
"""The most characters of the name of a period or an outcome."""
LINE = f"a line of 1 to {LONGEST} characters"
SPANS = (12, 36)
"""The numbers of periods for which a return is worked out."""


@dataclass(frozen=True)
class Benefits:
    """What raising capabilities and reaching levels brings in each period, both by id; and levels by outcome."""

    per: str
    capabilities: Mapping[str, Fraction]
    levels: Mapping[str, Fraction]
    outcomes: Mapping[str, str]

    def level_of(self, target: Any) -> Any:
        """Return the level that a target stands for, if it is the name of an outcome; else the target."""
        return self.outcomes.get(target, target) if isinstance(target, str) else target


def benefits_of(framework: Framework, given: Any) -> Benefits:
    """Return benefits as they are used.

    Raises:
        ArgumentError: with everything that is wrong with them.
    """
    problems: list[Problem] = []
    tables = _tables(given, problems)
    levels = framework.levels.ids
    found: dict[str, dict[str, Fraction]] = {"capabilities": {}, "levels": {}}
    for table, noun, ids in (("capabilities", "capability", framework.capabilities.ids), ("levels", "level", levels)):
        for name, value in tables[table].items():
            where = f"benefits.{table}.{name}"
            if _is_known(name, noun, ids, where, problems):
                worth = amount(value, "a benefit", where, problems)
                found[table] |= {} if worth is None else {name: worth}
    outcomes: dict[str, str] = {}
    for name, level in tables["outcomes"].items():
        where = f"benefits.outcomes.{_named(name)}"
        if name in levels:
            problems.append(Problem("this is the id of a level, so it cannot name an outcome", where))
        elif not _is_line(name):
            problems.append(Problem("not a name for an outcome", where, allowed=LINE))
        elif _is_known(level, "level", levels, where, problems):
            outcomes[name] = level
    if problems:
        raise ArgumentError(problems)
    return Benefits(given.get(PER, ""), found["capabilities"], found["levels"], outcomes)


def _tables(given: Any, problems: list[Problem]) -> dict[str, Mapping[Any, Any]]:
    """Return the tables of benefits, empty if they are not given; what is no table of benefits is a problem."""
    if not is_table(given):
        problems.append(Problem("expected a mapping", "benefits", shown(given), "None, or tables of benefits by id"))
        return {name: {} for name in TABLES}
    allowed = (PER, *TABLES)
    for name, value in given.items():
        where = f"benefits.{_named(name)}"
        if name not in allowed:
            what = "there is no such table of benefits"
            problems.append(Problem(what, where, allowed=", ".join(allowed), near=(str(name), allowed)))
        elif name == PER and not _is_line(value):
            problems.append(Problem("not a name for a period", where, shown(value), LINE))
        elif name != PER and not is_table(value):
            problems.append(Problem("expected a table of benefits", where, shown(value)))
    return {name: given[name] if is_table(given.get(name)) else {} for name in TABLES}


def _is_line(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST and text.isprintable()


def _named(name: Any) -> str:
    return name if _is_line(name) else shown(name)


def _is_known(name: Any, noun: str, ids: Collection[str], where: str, problems: list[Problem]) -> bool:
    """Return whether this is one of the ids; if not, record it as a problem."""
    if isinstance(name, str) and name in ids:
        return True
    problems.append(Problem(f"no such {noun}", where, shown(name), near=(str(name), ids)))
    return False


def payback(reading: Reading, benefits: Benefits, phases: Sequence[Phase]) -> Payback:
    """Return what a route costs and brings; or what its phases do, as those by level are routes of their own."""
    parts: list[PhaseStep | PricedStep] = [part for phase in phases for part in phase.steps] or [*reading.steps]
    costs: dict[str, Fraction] = {}
    for part in parts:
        costs[part.capability] = costs.get(part.capability, Fraction(0)) + part.cost_exact
    names = {part.capability: part.name for part in parts}
    level = phases[-1].level if phases else reading.level
    reached = _reached(reading, reading.today, level)
    brought = _worth(benefits.capabilities, costs) + _worth(benefits.levels, reached)
    total = _return(sum(costs.values(), Fraction(0)), brought)
    own = {name: _return(cost, _worth(benefits.capabilities, [name])) for name, cost in costs.items()}
    steps = (known(StepReturn, {**values, "capability": name, "name": names[name]}) for name, values in own.items())
    by_phase = tuple(_by_phase(reading, benefits, phases))
    values = {
        "per": benefits.per,
        "total": known(Return, total),
        "steps": tuple(steps),
        "phases": by_phase,
        "even": _even(by_phase, brought),
        "outcomes": tuple(sorted(name for name, of in benefits.outcomes.items() if of in reached)),
    }
    return known(Payback, values)


def _by_phase(reading: Reading, benefits: Benefits, phases: Sequence[Phase]) -> Iterator[PhaseReturn]:
    """Yield what each phase costs and brings, and what has come and gone by its end."""
    ends = {part.capability: phase.period for phase in phases for part in phase.steps}
    level, last, balance, running = reading.today, 0, Fraction(0), Fraction(0)
    for phase in phases:
        done = [name for name, period in ends.items() if period == phase.period]
        reached = _reached(reading, level, phase.level)
        brought = _worth(benefits.capabilities, done) + _worth(benefits.levels, reached)
        balance += running * (phase.period - last) - phase.cost_exact
        level, last, running = phase.level, phase.period, running + brought
        yield known(
            PhaseReturn, {**_return(phase.cost_exact, brought), "period": phase.period, **both(balance=balance)}
        )


def _even(phases: Sequence[PhaseReturn], benefit: Fraction) -> int | None:
    """Return the first period by whose end what was spent on all phases has come back; None if it never does."""
    if not phases or not benefit:
        return None
    return phases[-1].period + max(ceil(-phases[-1].balance_exact / benefit), 0)


def _reached(reading: Reading, before: str | None, after: str | None) -> list[str]:
    """Return the levels from one up to another that are part of this organisation's ladder."""
    levels = reading.facts.by.levels.ids
    overall = reading.facts.by.outline.overall
    low, high = (-1 if name is None else levels.index(name) for name in (before, after))
    return [levels[rung] for rung in reading.facts.now.remaining(overall) if low < rung <= high]


def _worth(benefits: Mapping[str, Fraction], ids: Iterable[str]) -> Fraction:
    return sum((benefits.get(name, Fraction(0)) for name in ids), Fraction(0))


def _return(spent: Fraction, brought: Fraction) -> dict[str, Any]:
    """Return what is spent and what it brings in each period, with how soon it comes back, as fields of a result."""
    periods = spent / brought if brought else None
    twelve, more = (brought * span / spent - 1 if spent else None for span in SPANS)
    return both(investment=spent, benefit=brought, periods=periods, return_12=twelve, return_36=more)
