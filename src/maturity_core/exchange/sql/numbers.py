"""Whole numbers and conditions as SQL, each with bounds: so that nothing overflows, and nothing is divided.

An operation casts what it works on to a type that holds its result before it is carried out. The operators are those of
Python, so that the statistics (`model.statistics`) compare numbers in SQL as they compare any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from maturity_core.extras import optional

MOST = 10**37
"""The largest whole number that a query may meet: all engines hold it, signed, in 128 bits."""
TYPES = ("INT", "BIGINT", "INT128")
"""The types of whole numbers, narrowest first; the last one goes by the name that a dialect gives it."""
LIMITS = (2**31 - 1, 2**63 - 1)
"""The largest numbers of the types that are not the widest."""
TOGETHER = 100
"""How many parts are written one after the other: engines bound how deep expressions may be nested."""


def grammar() -> Any:
    """Return the module of sqlglot whose classes make up an expression.

    Raises:
        MissingExtraError: sqlglot is missing.
    """
    return optional("sqlglot").exp


def literal(number: int) -> Any:
    """Return a whole number as SQL."""
    return grammar().Literal.number(number)


def column(name: str, table: str = "") -> Any:
    """Return a column as SQL, by its name: one of the step before, or one of a table."""
    return grammar().column(name, table=table or None, quoted=True)


def case(pairs: Iterable[tuple[Any, Any]], default: Any = None, of: Any = None) -> Any:
    """Return a choice as SQL: the value of the first condition that holds, or of the first value that `of` equals.

    Without any of these, it is the default alone, as dialects have no choice of nothing; null if there is none.
    """
    exp = grammar()
    ifs = [exp.If(this=when, true=then) for when, then in pairs]
    return exp.Case(this=of, ifs=ifs, default=default) if ifs else default or exp.Null()


def as_type(sql: Any, kind: str) -> Any:
    """Return an expression in another type."""
    exp = grammar()
    return exp.Cast(this=sql, to=exp.DataType(this=exp.DataType.Type[kind]))


def _kind(largest: int) -> int:
    """Return the narrowest type that holds a number and its opposite, by its place in `TYPES`."""
    return sum(largest > limit for limit in LIMITS)


def joined(node: str, parts: Sequence[Any]) -> Any:
    """Return expressions joined by an operator that is associative, nested no deeper than engines allow."""
    exp, left = grammar(), list(parts)
    while len(left) > 1:
        groups = [left[start : start + TOGETHER] for start in range(0, len(left), TOGETHER)]
        whole = [_chain(getattr(exp, node), group) for group in groups]
        left = whole if len(whole) == 1 else [exp.Paren(this=group) for group in whole]
    return left[0]


def _chain(kind: Any, parts: Sequence[Any]) -> Any:
    first, *others = parts
    for other in others:
        first = kind(this=first, expression=other)
    return first


class Flag:
    """A condition in SQL.

    `largest` is the largest number that is met to find it out; `known` is the outcome of one that never varies.
    """

    def __init__(self, sql: Any, largest: int = 0, *, known: bool | None = None) -> None:
        self.sql = sql
        self.largest = largest
        self.known = known

    @classmethod
    def always(cls, *, known: bool) -> Flag:
        """Return a condition that always holds, or never."""
        return cls(grammar().Boolean(this=known), known=known)

    def __or__(self, other: Flag) -> Flag:
        return any_of([self, other])

    def __invert__(self) -> Flag:
        if self.known is not None:
            return Flag.always(known=not self.known)
        exp = grammar()
        return Flag(exp.Not(this=exp.Paren(this=self.sql.copy())), self.largest)

    def number(self, value: int = 1) -> Quantity:
        """Return a number: the value where the condition holds, otherwise 0."""
        return Quantity.of(value).where(self)


def every(flags: Iterable[Flag]) -> Flag:
    """Return the condition that all of some conditions hold; with none, it always does."""
    return _joined("And", flags, settles=False)


def any_of(flags: Iterable[Flag]) -> Flag:
    """Return the condition that one of some conditions holds; with none, it never does."""
    return _joined("Or", flags, settles=True)


def _joined(node: str, flags: Iterable[Flag], *, settles: bool) -> Flag:
    """Return conditions as one; a single one that is known to be as `settles` says decides."""
    given = list(flags)
    if any(flag.known is settles for flag in given):
        return Flag.always(known=settles)
    varying = [flag for flag in given if flag.known is None]
    if not varying:
        return Flag.always(known=not settles)
    exp = grammar()
    parts = [flag.sql.copy() for flag in varying]
    if len(parts) > 1:
        parts = [exp.Paren(this=part) if isinstance(part, exp.Connector) else part for part in parts]
    return Flag(joined(node, parts), max(flag.largest for flag in varying))


class Quantity:
    """A whole number in SQL that is never below `low` nor above `high`.

    `largest` is the largest number that is met on the way to it, and `kind` the place of its type in `TYPES`.
    """

    def __init__(self, sql: Any, low: int, high: int, *, largest: int = 0, kind: int = 0) -> None:
        self.sql = sql
        self.low = low
        self.high = high
        self.largest = max(largest, -low, high)
        self.kind = max(kind, _kind(max(-low, high)))

    @property
    def fixed(self) -> bool:
        """Whether it never varies."""
        return self.low == self.high

    @classmethod
    def of(cls, value: Quantity | int) -> Quantity:
        """Return a number in SQL; one that is already is returned as it is."""
        return cls(literal(value), value, value) if isinstance(value, int) else value

    @classmethod
    def sum(cls, numbers: Sequence[Quantity]) -> Quantity:
        """Return the sum of numbers; 0 if there are none."""
        fixed = sum(one.low for one in numbers if one.fixed)  # literals alone would be added in too narrow a type
        parts = [one for one in numbers if not one.fixed] + ([cls.of(fixed)] if fixed else [])
        if len(parts) < 2:  # noqa: PLR2004 - there is nothing to add up
            return parts[0] if parts else cls.of(0)
        low, high = sum(one.low for one in parts), sum(one.high for one in parts)
        kind = max(_kind(max(-low, high)), *(one.kind for one in parts))
        sql = joined("Add", [one.cast(kind) for one in parts])
        return cls(sql, low, high, largest=max(one.largest for one in numbers), kind=kind)

    @classmethod
    def chosen(cls, by: Quantity, values: Mapping[int, int]) -> Quantity:
        """Return the value for each value of another number; 0 for every other."""
        pairs = ((literal(key), literal(value)) for key, value in values.items())
        sql = case(pairs, literal(0), of=by.sql.copy())
        return cls(sql, min(0, *values.values()), max(0, *values.values()), largest=by.largest)

    @classmethod
    def last(cls, flags: Sequence[Flag]) -> Quantity:
        """Return the place, from 1, of the last condition that holds; 0 if none does."""
        places = list(enumerate(flags, start=1))
        low = max((place for place, flag in places if flag.known), default=0)
        above = [(place, flag) for place, flag in reversed(places) if place > low and flag.known is None]
        if not above:
            return cls.of(low)
        sql = case([(flag.sql.copy(), literal(place)) for place, flag in above], literal(low))
        return cls(sql, low, above[0][0], largest=max(flag.largest for _, flag in above))

    def cast(self, kind: int) -> Any:
        """Return its expression in a type that is as wide; literals fit into any."""
        exp = grammar()
        if self.kind == kind or isinstance(self.sql, exp.Literal | exp.Neg):
            return self.sql.copy()
        return as_type(self.sql.copy(), TYPES[kind])

    def __add__(self, other: Quantity | int) -> Quantity:
        return Quantity.sum([self, Quantity.of(other)])

    def __sub__(self, other: Quantity | int) -> Quantity:
        return self + (-other if isinstance(other, int) else other * -1)

    def __mul__(self, other: Quantity | int) -> Quantity:
        factor = Quantity.of(other)
        if self.fixed and factor.fixed:
            return Quantity.of(self.low * factor.low)
        if factor.fixed and factor.low in {0, 1}:
            return self if factor.low else factor
        ends = [one * two for one in (self.low, self.high) for two in (factor.low, factor.high)]
        low, high, largest = min(ends), max(ends), max(self.largest, factor.largest)
        kind = max(_kind(max(-low, high)), self.kind, factor.kind)
        sql = grammar().Mul(this=self._tight(kind), expression=factor._tight(kind))
        return Quantity(sql, low, high, largest=largest, kind=kind)

    __rmul__ = __mul__

    def _tight(self, kind: int) -> Any:
        """Return its expression as a factor."""
        exp, sql = grammar(), self.cast(kind)
        return exp.Paren(this=sql) if isinstance(sql, exp.Add) else sql

    def __ge__(self, other: Quantity | int) -> Flag:
        least = Quantity.of(other)
        if self.low >= least.high or self.high < least.low:
            return Flag.always(known=self.low >= least.high)
        largest = max(self.largest, least.largest)
        kind = max(self.kind, least.kind)
        return Flag(grammar().GTE(this=self.cast(kind), expression=least.cast(kind)), largest)

    def where(self, flag: Flag) -> Quantity:
        """Return the same number where a condition holds, otherwise 0."""
        sql = case([(flag.sql.copy(), self.sql.copy())], literal(0))
        low, high, largest = min(0, self.low), max(0, self.high), max(self.largest, flag.largest)
        return Quantity(sql, low, high, largest=largest, kind=self.kind)

    def at_least(self, least: int) -> Quantity:
        """Return the number, or the least that is wanted if that is higher."""
        if self.low >= least:
            return self
        sql = grammar().Greatest(this=self.sql.copy(), expressions=[literal(least)], ignore_nulls=True)
        return Quantity(sql, max(least, self.low), max(least, self.high), largest=self.largest, kind=self.kind)

    def within(self, high: int) -> Quantity:
        """Return the same number, known never to be above `high`."""
        return Quantity(self.sql, self.low, high, largest=self.largest, kind=self.kind)
