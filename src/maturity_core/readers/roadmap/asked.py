"""What a roadmap is asked for, checked: all that is wrong is said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, MaturityError, Problem, shown
from maturity_core.model.arguments import words
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.roadmap.amounts import amount
from maturity_core.readers.roadmap.benefits import benefits_of
from maturity_core.readers.roadmap.costs import costs_of
from maturity_core.readers.roadmap.periods import LEVELS, periods_of

if TYPE_CHECKING:
    from maturity_core.readers.records import Facts
    from maturity_core.readers.roadmap.benefits import Benefits
    from maturity_core.readers.roadmap.costs import Costs
    from maturity_core.readers.roadmap.periods import Periods

MOST_SECONDS = 10**6
WITHOUT = "leave out one of the two"


@dataclass(frozen=True)
class Asked:
    """What a roadmap is asked for; capabilities by their places in the file. Alternatives have a margin, too."""

    costs: Costs
    budget: Fraction | None
    wanted: frozenset[int]
    excluded: frozenset[int]
    seconds: float | None
    periods: Periods | None = None
    benefits: Benefits | None = None
    margin: Fraction = Fraction(0)


def asked(facts: Facts, given: Mapping[str, Any]) -> Asked:
    """Return the arguments of a roadmap, which are `given` by name, as they are used.

    Raises:
        ArgumentError: with everything that is wrong with them.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, read in ((name, read) for name, read in READ.items() if name in given):
        try:
            found[name] = read(facts, given[name])
        except MaturityError as error:
            problems += error.problems
    wanted, excluded = found.get("wanted", frozenset()), found.get("excluded", frozenset())
    problems += _conflicts(facts, wanted, excluded)
    if found.get("periods") == LEVELS and found.get("budget") is not None:
        problems.append(Problem("phases by level go without a budget", "periods", shown(LEVELS), hint=WITHOUT))
    if problems:
        raise ArgumentError(problems)
    return Asked(**found)


def _conflicts(facts: Facts, wanted: frozenset[int], excluded: frozenset[int]) -> Iterator[Problem]:
    """Yield what is wrong with wishes that name existing capabilities."""
    chart = facts.by.chart
    for place in sorted(wanted, key=chart.ids.__getitem__):
        where = f"wanted.{chart.ids[place]}"
        if place in excluded:
            yield Problem("this capability is both wanted and excluded", where)
        elif all(
            question in chart.outcomes or facts.codes[question] in {NOT_APPLICABLE, facts.now.tops[question]}
            for question in chart.own[place]
        ):
            yield Problem("this capability is at its best already, so no step can raise it", where)


def _costs(facts: Facts, value: Any) -> Costs:
    return costs_of(facts.by.chart, value)


def _budget(_: Facts, value: Any) -> Fraction | None:
    problems: list[Problem] = []
    found = None if value is None else amount(value, "a budget", "budget", problems)
    if problems:
        raise ArgumentError(problems)
    return found


def _periods(_: Facts, value: Any) -> Periods | None:
    return periods_of(value)


def _benefits(facts: Facts, value: Any) -> Benefits | None:
    return None if value is None else benefits_of(facts.by, value)


def _margin(_: Facts, value: Any) -> Fraction:
    problems: list[Problem] = []
    found = amount(value, "a margin", "margin", problems)
    if found is None:
        raise ArgumentError(problems)
    return found


def _seconds(_: Facts, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MOST_SECONDS:
        allowed = f"None, or above 0 and at most {MOST_SECONDS:,}"
        raise ArgumentError([Problem("expected a number of seconds", "seconds", shown(value), allowed)])
    return float(value)


def _capabilities(name: str) -> Callable[[Facts, Any], frozenset[int]]:
    """Return a reader of capabilities that are named by id, as their places."""

    def read(facts: Facts, value: Any) -> frozenset[int]:
        listed, places = words(value, name), facts.by.chart.places
        unknown = [one for one in listed if one not in places]
        if unknown:
            raise ArgumentError(Problem("no such capability", name, shown(one), near=(one, places)) for one in unknown)
        return frozenset(places[one] for one in listed)

    return read


READ: Mapping[str, Callable[[Facts, Any], Any]] = {
    "margin": _margin,
    "costs": _costs,
    "budget": _budget,
    "wanted": _capabilities("wanted"),
    "excluded": _capabilities("excluded"),
    "seconds": _seconds,
    "periods": _periods,
    "benefits": _benefits,
}
"""How each argument is read."""
