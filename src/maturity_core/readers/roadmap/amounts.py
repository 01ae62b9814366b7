"""Amounts that a caller gives: exact, and 0 or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.errors import Problem, shown
from maturity_core.model.fields import exact

if TYPE_CHECKING:
    from fractions import Fraction


def amount(value: Any, called: str, where: str, problems: list[Problem]) -> Fraction | None:
    """Return an amount as an exact number; None for one that is recorded as a problem.

    >>> problems = []
    >>> amount("2/3", "a budget", "budget", problems), amount(-1, "a budget", "budget", problems)
    (Fraction(2, 3), None)
    >>> print(*problems)
    budget: a budget cannot be negative; got -1; allowed: 0 or more
    """
    try:
        found = exact(value)
    except ValueError as error:
        problems.append(Problem(f"{error}", where, shown(value)))
        return None
    if found < 0:
        problems.append(Problem(f"{called} cannot be negative", where, shown(value), "0 or more"))
        return None
    return found
