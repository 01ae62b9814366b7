"""Periods with a budget each: what a caller asks for, and what is done in which.

docs/roadmap.md#phases
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.fields import is_list, number_text
from maturity_core.readers.roadmap.amounts import amount

if TYPE_CHECKING:
    from collections.abc import Sequence

Periods: TypeAlias = tuple[Fraction, ...] | Literal["levels"]
"""The budget of each period, of which the last is that of all later ones, too; or a phase for each level."""
LEVELS: Literal["levels"] = "levels"
MOST_PERIODS = 1_000
LARGER = "give larger budgets"
Part: TypeAlias = tuple[int, Fraction]
"""The place of a step, and how much of its cost is spent."""


def periods_of(value: Any) -> Periods | None:
    """Return the periods that a caller asks for.

    Raises:
        ArgumentError: with everything that is wrong with them.
    """
    if value is None or value == LEVELS:
        return None if value is None else LEVELS
    listed = is_list(value)
    given = list(value) if listed else [value]
    if not given or len(given) > MOST_PERIODS:
        what = "expected a budget for a period" if not given else f"there are more than {MOST_PERIODS:,} periods"
        raise ArgumentError(
            [Problem(what, "periods", f"{len(given):,}", f'1 to {MOST_PERIODS:,} budgets, or "levels"')]
        )
    problems: list[Problem] = []
    places = [f"periods.{place}" if listed else "periods" for place in range(len(given))]
    found = [amount(one, "a budget", where, problems) for one, where in zip(given, places, strict=True)]
    if not any(found) and not problems:
        problems.append(Problem("no period has a budget", "periods", shown(value), "a budget above 0"))
    if problems:
        raise ArgumentError(problems)
    return tuple(one for one in found if one is not None)


def lay(costs: Sequence[Fraction], budgets: Sequence[Fraction]) -> dict[int, list[Part]]:
    """Return, by period, the parts of steps that are done in it: one after the other, none above its budget.

    Raises:
        ArgumentError: the budgets are not enough, or more than a thousand periods are.

    >>> from maturity_core.readers.roadmap.periods import lay
    >>> {period: [(place, str(cost)) for place, cost in parts] for period, parts in lay([1, 4], [2, 0, 5]).items()}
    {1: [(0, '1'), (1, '1')], 3: [(1, '3')]}
    """
    found: dict[int, list[Part]] = {}
    period, left = 0, Fraction(0)
    for place, cost in enumerate(costs):
        rest = cost
        while True:
            while not left and (rest or not found):
                period += 1
                left = _budget(period, budgets, costs)
            part = min(rest, left)
            found.setdefault(period, []).append((place, part))
            rest, left = rest - part, left - part
            if not rest:
                break
    return found


def _budget(period: int, budgets: Sequence[Fraction], costs: Sequence[Fraction]) -> Fraction:
    """Return the budget of a period, counted from 1: that of the last one for all that follow."""
    if period > len(budgets) and not budgets[-1]:
        what, got = "the budgets are not enough for the route", number_text(sum(budgets, Fraction(0)))
        raise ArgumentError([Problem(what, "periods", got, f"at least {number_text(sum(costs, Fraction(0)))}")])
    if period > MOST_PERIODS:
        raise ArgumentError([Problem(f"the route takes more than {MOST_PERIODS:,} periods", "periods", hint=LARGER)])
    return budgets[min(period, len(budgets)) - 1]
