"""What moves cost: half of a capability's effort to touch it at all, the rest by option steps; or as the caller says.

docs/roadmap.md#what-a-route-costs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.fields import exact, is_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.readers.chart import Map

CostsLike: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Costs as a caller gives them: tables named `capabilities` and `questions`, by id."""
TABLES = ("capabilities", "questions")
PARTS = ("begin", "step")
ENDS = ("low", "likely", "high")


class Span(NamedTuple):
    """A cost that is not known exactly: what it is likely to be, and the ends of its range."""

    low: Fraction
    likely: Fraction
    high: Fraction

    def over(self, divisor: int) -> Span:
        """Return a part of it."""
        return Span(*(end / divisor for end in self))


@dataclass
class Costs:
    """What it costs to touch each capability, and what each position of each question costs after the one below it."""

    begins: list[Fraction]
    steps: list[list[Fraction]]

    @cached_property
    def scale(self) -> int:
        """What turns all costs into whole numbers."""
        return lcm(*(cost.denominator for costs in (self.begins, *self.steps) for cost in costs))

    def of(self, moves: Mapping[int, int], floor: Sequence[int], owners: Sequence[int]) -> dict[int, Fraction]:
        """Return what moves cost, by capability."""
        found: dict[int, Fraction] = {}
        for question, position in moves.items():
            owner = owners[question]
            raised = sum(self.steps[question][floor[question] + 1 : position + 1], Fraction(0))
            found[owner] = found.get(owner, self.begins[owner]) + raised
        return found


class Ranges(NamedTuple):
    """All costs at the low ends of their ranges, as they are likely, and at the high ends."""

    low: Costs
    likely: Costs
    high: Costs


def costs_of(chart: Map, given: CostsLike | None) -> Costs:
    """Return the likely costs of moves, by default and as far as given; see `ranges_of`."""
    return ranges_of(chart, given).likely


def ranges_of(chart: Map, given: CostsLike | None) -> Ranges:
    """Return the costs of moves, by default and as far as given.

    Args:
        chart: the framework's chart.
        given: None; or tables by id. Of `capabilities`: a number is an effort, half of which is paid to begin, and the
            other half is spread evenly over the option steps; a table has the part to `begin` and that of each `step`.
            Of `questions`: a number is the cost of each option step; a table has the cost of the step to each option,
            by its id. A table with `low`, `likely` and `high` may be given in place of each number.

    Raises:
        ArgumentError: with every cost that is no number of 0 or more, or that is for something unknown.
    """
    prices = chart.prices
    begins = [_certain(Fraction(cost, prices.scale)) for cost in prices.begins]
    each = [_certain(Fraction(cost, prices.scale)) for cost in prices.steps]
    problems: list[Problem] = []
    tables = _tables(given, problems)
    for name, value in tables["capabilities"].items():
        where = f"costs.capabilities.{name}"
        if name not in chart.places:
            problems.append(Problem("no such capability", where, repr(name), near=(name, chart.places)))
            continue
        place = chart.places[name]
        if is_table(value) and not _is_range(value, PARTS):
            parts = _numbers(value, PARTS, where, problems)
            begins[place], each[place] = parts.get("begin", begins[place]), parts.get("step", each[place])
        elif (effort := _number(value, where, problems)) is not None:
            begins[place], each[place] = effort.over(2), effort.over(2 * max(prices.spread[name], 1))
    sizes = [len(question.options) for question in chart.framework.questions]
    steps = [[each[owner]] * size for owner, size in zip(prices.owners, sizes, strict=True)]
    _price_questions(chart, tables["questions"], steps, problems)
    if problems:
        raise ArgumentError(problems)
    return Ranges(
        *(Costs([cost[end] for cost in begins], [[cost[end] for cost in own] for own in steps]) for end in range(3))
    )


def _price_questions(chart: Map, table: Mapping[str, Any], steps: list[list[Span]], problems: list[Problem]) -> None:
    columns = chart.framework.lookup.columns
    for name, value in table.items():
        where = f"costs.questions.{name}"
        if name not in columns:
            problems.append(Problem("no such question", where, repr(name), near=(name, columns)))
            continue
        place = columns[name]
        options = [option.id for option in chart.framework.questions[place].options]
        if is_table(value) and not _is_range(value, options):
            for option, cost in _numbers(value, options[1:], where, problems).items():
                steps[place][options.index(option)] = cost
        elif (each := _number(value, where, problems)) is not None:
            steps[place] = [each] * len(options)


def _certain(cost: Fraction) -> Span:
    return Span(cost, cost, cost)


def _is_range(table: Mapping[Any, Any], names: Iterable[str]) -> bool:
    """Return whether a table is meant as a range, and not as costs by these names."""
    return not table.keys().isdisjoint(ENDS) and table.keys().isdisjoint(names)


def _tables(given: Any, problems: list[Problem]) -> dict[str, Mapping[str, Any]]:
    """Return the tables of costs: both of them, empty if they are not given, or are no tables."""
    if given is None:
        given = {}
    if not is_table(given):
        raise ArgumentError([Problem("expected a mapping", "costs", shown(given), "None, or tables of costs by id")])
    problems += [
        Problem("no such table of costs", f"costs.{name}", shown(name), near=(str(name), TABLES))
        for name in given
        if name not in TABLES
    ]
    tables = {name: given.get(name, {}) for name in TABLES}
    wrong = [
        name for name, table in tables.items() if not (is_table(table) and all(isinstance(key, str) for key in table))
    ]
    problems += [Problem("expected a table of costs by id", f"costs.{name}", shown(tables[name])) for name in wrong]
    return {name: {} if name in wrong else table for name, table in tables.items()}


def _numbers(table: Mapping[Any, Any], names: Iterable[str], where: str, problems: list[Problem]) -> dict[str, Span]:
    """Return the costs of a table whose keys have to be some of these names."""
    allowed = list(names)
    found: dict[str, Span] = {}
    for name, value in table.items():
        if name not in allowed:
            problems.append(_misnamed(name, allowed, where))
        elif (cost := _number(value, f"{where}.{name}", problems)) is not None:
            found[name] = cost
    return found


def _misnamed(name: Any, allowed: list[str], where: str) -> Problem:
    return Problem("a cost cannot be named so", where, shown(name), near=(str(name), allowed))


def _number(value: Any, where: str, problems: list[Problem]) -> Span | None:
    """Return a cost or a range of costs as exact numbers; None for one that is recorded as a problem."""
    if is_table(value):
        return _range(value, where, problems)
    cost = _exact(value, where, problems)
    return None if cost is None else _certain(cost)


def _range(table: Mapping[Any, Any], where: str, problems: list[Problem]) -> Span | None:
    found = {name: _exact(table[name], f"{where}.{name}", problems) for name in ENDS if name in table}
    problems += [_misnamed(name, [*ENDS], where) for name in table if name not in ENDS]
    missing = [name for name in ENDS if name not in table]
    if missing:
        what = f"a range needs all of {', '.join(ENDS)}"
        problems.append(Problem(what, where, f"no {' and no '.join(missing)}"))
    ends = [cost for cost in found.values() if cost is not None]
    if len(ends) < len(ENDS):
        return None
    if ends != sorted(ends):
        what = "the ends of a range are out of order"
        problems.append(Problem(what, where, ", ".join(map(str, ends)), "low <= likely <= high"))
        return None
    return Span(*ends)


def _exact(value: Any, where: str, problems: list[Problem]) -> Fraction | None:
    try:
        cost = exact(value)
    except ValueError as error:
        problems.append(Problem(f"{error}", where, shown(value)))
        return None
    if cost < 0:
        problems.append(Problem("a cost cannot be negative", where, shown(value), "0 or more"))
        return None
    return cost
