"""Named columns, put into steps: each step reads the one before, so nothing is worked out twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_core.exchange.sql.dialects import Dialect
from maturity_core.exchange.sql.numbers import MOST, Flag, Quantity, column, grammar

GIVEN = "given"
"""What the table of answers is called inside the query."""


@dataclass(frozen=True)
class _Column:
    """A column: its expression, the columns that it reads, and the step it belongs to, from 0."""

    sql: Any
    reads: frozenset[str]
    step: int


class Steps:
    """Collects the columns of a query.

    `large` has the place of everything whose numbers exceed `MOST`, with the largest of them.
    """

    def __init__(self) -> None:
        self._columns: dict[str, _Column] = {}
        self.large: dict[str, int] = {}

    def named(self, name: str, sql: Any) -> Any:
        """Name an expression, and return the column that has it."""
        reads = _reads(sql)
        step = 1 + max((self._columns[other].step for other in reads), default=-1)
        self._columns[name] = _Column(sql, reads, step)
        return column(name)

    def number(self, name: str, number: Quantity, where: str) -> Quantity:
        """Name a number of a place in the framework, so that it can be read more than once."""
        self.look(number, where)
        if number.fixed or _is_column(number.sql):
            return number
        return Quantity(self.named(name, number.sql), number.low, number.high, kind=number.kind)

    def flag(self, name: str, flag: Flag, where: str) -> Flag:
        """Name a condition of a place in the framework, so that it can be read more than once."""
        self.look(flag, where)
        return flag if flag.known is not None or _is_column(flag.sql) else Flag(self.named(name, flag.sql))

    def look(self, value: Quantity | Flag, where: str) -> None:
        """Note a place whose numbers are too large."""
        if value.largest > MOST:
            self.large[where] = max(value.largest, self.large.get(where, 0))

    def select(self, table: Any, results: Sequence[tuple[str, Any]], dialect: Dialect) -> Any:
        """Return the query: the steps, then results by name, in which columns are those of all steps."""
        exp = grammar()
        steps = [exp.select(*step, copy=False) for step in self._steps([sql for _, sql in results])]
        prefix = "part" if table.name.casefold().startswith("step") else "step"  # unlike the table it reads
        names = [f"{prefix}_{place}" for place in range(1, 1 + len(steps))]
        sources = [exp.alias_(table, GIVEN, table=True), *map(exp.to_table, names)]
        query = exp.select(*(_alias(sql, name) for name, sql in results), copy=False).from_(sources[-1])
        for name, step, source in zip(names, steps, sources, strict=False):
            query = query.with_(name, step.from_(source), materialized=dialect.kept or None, copy=False)
        return query

    def _steps(self, results: Sequence[Any]) -> Iterator[list[Any]]:
        """Yield the columns of each step: those it works out, and those that are read later."""
        last = max((one.step for one in self._columns.values()), default=0)
        needed = frozenset[str]().union(*map(_reads, results))
        held: list[frozenset[str]] = []
        for step in range(last, -1, -1):
            held.append(needed)
            needed = needed.union(*(self._columns[name].reads for name in needed if self._columns[name].step == step))
            needed = frozenset(name for name in needed if self._columns[name].step < step)
        for step, names in enumerate(reversed(held)):
            own = {name: one.sql for name, one in self._columns.items() if name in names and one.step <= step}
            yield [_alias(sql, name) if self._columns[name].step == step else column(name) for name, sql in own.items()]


def _reads(sql: Any) -> frozenset[str]:
    """Return the columns of earlier steps that an expression reads."""
    return frozenset(found.name for found in sql.find_all(grammar().Column) if not found.table)


def _alias(sql: Any, name: str) -> Any:
    """Return an expression under a name."""
    exp = grammar()
    return exp.Alias(this=sql, alias=exp.to_identifier(name, quoted=True))


def _is_column(sql: Any) -> bool:
    """Return whether an expression is a column of an earlier step."""
    return isinstance(sql, grammar().Column)
