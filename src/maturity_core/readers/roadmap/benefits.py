"""Benefits of capabilities and levels, by figures that the user gives.

docs/roadmap.md#payback
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.fields import is_table
from maturity_core.readers.roadmap.amounts import amount

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from maturity_core.model.framework import Framework

BenefitsLike: TypeAlias = Mapping[str, Any]
"""Benefits as a caller gives them: `per`, and tables named `capabilities`, `levels` and `outcomes`."""
PER, TABLES = "per", ("capabilities", "levels", "outcomes")
LONGEST = 80
"""The most characters of the name of a period or an outcome."""
LINE = f"a line of 1 to {LONGEST} characters"


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
            problems.append(Problem("no such table of benefits", where, shown(name), near=(str(name), allowed)))
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
