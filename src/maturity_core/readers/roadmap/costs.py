"""What moves cost: half of a capability's effort to touch it at all, the rest by option steps; or as the caller says.

docs/roadmap.md#what-a-route-costs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.fields import exact, is_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.readers.chart import Map

CostsLike: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Costs as a caller gives them: tables named `capabilities` and `questions`, by id."""
TABLES = ("capabilities", "questions")
PARTS = ("begin", "step")


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


def costs_of(chart: Map, given: CostsLike | None) -> Costs:
    """Return the costs of moves, by default and as far as given.

    Args:
        chart: the framework's chart.
        given: None; or tables by id. Of `capabilities`: a number is an effort, half of which is paid to begin, and the
            other half is spread evenly over the option steps; a table has the part to `begin` and that of each `step`.
            Of `questions`: a number is the cost of each option step; a table has the cost of the step to each option,
            by its id.

    Raises:
        ArgumentError: with every cost that is no number of 0 or more, or that is for something unknown.
    """
    prices = chart.prices
    begins = [Fraction(cost, prices.scale) for cost in prices.begins]
    each = [Fraction(cost, prices.scale) for cost in prices.steps]
    problems: list[Problem] = []
    tables = _tables(given, problems)
    for name, value in tables["capabilities"].items():
        where = f"costs.capabilities.{name}"
        if name not in chart.places:
            problems.append(Problem("no such capability", where, near=(name, chart.places)))
            continue
        place = chart.places[name]
        if is_table(value):
            parts = _numbers(value, PARTS, where, problems)
            begins[place], each[place] = parts.get("begin", begins[place]), parts.get("step", each[place])
        elif (effort := _number(value, where, problems)) is not None:
            begins[place], each[place] = effort / 2, effort / 2 / max(prices.spread[name], 1)
    sizes = [len(question.options) for question in chart.framework.questions]
    steps = [[each[owner]] * size for owner, size in zip(prices.owners, sizes, strict=True)]
    _price_questions(chart, tables["questions"], steps, problems)
    if problems:
        raise ArgumentError(problems)
    return Costs(begins, steps)


def _price_questions(
    chart: Map, table: Mapping[str, Any], steps: list[list[Fraction]], problems: list[Problem]
) -> None:
    columns = chart.framework.lookup.columns
    for name, value in table.items():
        where = f"costs.questions.{name}"
        if name not in columns:
            problems.append(Problem("no such question", where, near=(name, columns)))
            continue
        place = columns[name]
        options = [option.id for option in chart.framework.questions[place].options]
        if is_table(value):
            for option, cost in _numbers(value, options[1:], where, problems).items():
                steps[place][options.index(option)] = cost
        elif (each := _number(value, where, problems)) is not None:
            steps[place] = [each] * len(options)


def _tables(given: Any, problems: list[Problem]) -> dict[str, Mapping[str, Any]]:
    """Return the tables of costs: both of them, empty if they are not given, or are no tables."""
    if given is None:
        given = {}
    if not is_table(given):
        raise ArgumentError([Problem("expected a mapping", "costs", shown(given), "None, or tables of costs by id")])
    problems += [
        Problem("there is no such table of costs", f"costs.{name}", allowed=", ".join(TABLES), near=(str(name), TABLES))
        for name in given
        if name not in TABLES
    ]
    tables = {name: given.get(name, {}) for name in TABLES}
    wrong = [
        name for name, table in tables.items() if not (is_table(table) and all(isinstance(key, str) for key in table))
    ]
    problems += [Problem("expected a table of costs by id", f"costs.{name}", shown(tables[name])) for name in wrong]
    return {name: {} if name in wrong else table for name, table in tables.items()}


def _numbers(
    table: Mapping[Any, Any], names: Iterable[str], where: str, problems: list[Problem]
) -> dict[str, Fraction]:
    """Return the costs of a table whose keys have to be some of these names."""
    allowed = list(names)
    found: dict[str, Fraction] = {}
    for name, value in table.items():
        if name not in allowed:
            what, listed = "a cost cannot be named so", ", ".join(allowed)
            problems.append(Problem(what, where, shown(name), listed, near=(str(name), allowed)))
        elif (cost := _number(value, f"{where}.{name}", problems)) is not None:
            found[name] = cost
    return found


def _number(value: Any, where: str, problems: list[Problem]) -> Fraction | None:
    """Return a cost as an exact number; None for one that is recorded as a problem."""
    try:
        cost = exact(value)
    except ValueError as error:
        problems.append(Problem(f"{error}", where, shown(value)))
        return None
    if cost < 0:
        problems.append(Problem("a cost cannot be negative", where, shown(value), "0 or more"))
        return None
    return cost
