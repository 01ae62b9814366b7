"""Conditions over choices as truth tables: a table is a whole number with a bit for each set of choices.

Bit `m` stands for the set that has choice `i` where bit `i` of `m` is 1. So conditions are worked out for all sets at
once, and what they ask of each choice can be read off exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

MOST_CHOICES, DEEPEST, LONGEST = 15, 20, 5_000
"""How many choices a question may have, and how deep and how long a condition may be."""
_TOKEN = re.compile(r"\s*(&&|\|\||[!()]|[\w.-]+)")


class Truth:
    """The truth tables of a number of choices.

    >>> truth = Truth(2)
    >>> either = truth.chosen(0) | truth.chosen(1)
    >>> [bin(each) for each in (truth.chosen(0), truth.chosen(1), either, truth.every)]
    ['0b1010', '0b1100', '0b1110', '0b1111']
    """

    def __init__(self, choices: int) -> None:
        self.choices = choices
        self.every = (1 << (1 << choices)) - 1

    def chosen(self, choice: int) -> int:
        """Return the table of the sets that have a choice."""
        width = 1 << choice
        return (((1 << width) - 1) << width) * (self.every // ((1 << (2 * width)) - 1))

    def rises(self, table: int, choice: int) -> bool:
        """Return whether a set that is in the table stays in it when it gets that choice, too."""
        return not self._without(table, choice) & ~self._with(table, choice)

    def falls(self, table: int, choice: int) -> bool:
        """Return whether a set that is in the table stays in it when it loses that choice."""
        return not self._with(table, choice) & ~self._without(table, choice)

    def turned(self, table: int, choice: int) -> int:
        """Return the table for the opposite of a choice."""
        return self._with(table, choice) | self._without(table, choice) << (1 << choice)

    def clauses(self, table: int) -> list[tuple[int, ...]]:
        """Return what a table asks for that rises with every choice: of each of these, at least one.

        They are exact: the sets outside the table that no choice can be added to are where exactly one of them fails.
        """
        outside = self.every & ~table
        largest = outside
        for choice in range(self.choices):
            largest &= ~self._with(outside, choice)
        return [
            tuple(choice for choice in range(self.choices) if not place >> choice & 1) for place in _places(largest)
        ]

    def _with(self, table: int, choice: int) -> int:
        """Return the sets without a choice that are in the table when they get it."""
        return (table & self.chosen(choice)) >> (1 << choice)

    def _without(self, table: int, choice: int) -> int:
        """Return the sets without a choice that are in the table."""
        return table & ~self.chosen(choice)


def _places(table: int) -> Iterator[int]:
    while table:
        lowest = table & -table
        yield lowest.bit_length() - 1
        table ^= lowest


def asked(clauses: Sequence[tuple[int, ...]]) -> list[tuple[int, tuple[int, ...]]]:
    """Return clauses as numbers of choices: at least that many of these.

    >>> asked([(0,), (1,)]), asked([(0, 1), (0, 2), (1, 2)]), asked([(0,), (1, 2)])
    ([(2, (0, 1))], [(2, (0, 1, 2))], [(1, (0,)), (1, (1, 2))])
    """
    single = tuple(sorted(clause[0] for clause in clauses if len(clause) == 1))
    others = [clause for clause in clauses if len(clause) > 1]
    found = [(len(single), single)] if single else []
    union = tuple(sorted({choice for clause in others for choice in clause}))
    size = len(others[0]) if others else 0
    if others and set(others) == set(combinations(union, size)):
        return [*found, (len(union) - size + 1, union)]
    return found + [(1, clause) for clause in others]


class _Parser:
    def __init__(self, text: str, tables: Mapping[str, int], every: int) -> None:
        self.tokens: list[str] = []
        self.tables, self.every, self.at = tables, every, 0
        end = 0
        while text[end:].strip():
            found = _TOKEN.match(text, end)
            if found is None or len(text) > LONGEST:
                raise ValueError(f"the condition cannot be read from {text[end:].strip()[:20]!r}")
            self.tokens.append(found[1])
            end = found.end()

    def take(self, *wanted: str) -> bool:
        if self.tokens[self.at : self.at + 1] and self.tokens[self.at] in wanted:
            self.at += 1
            return True
        return False

    def either(self, depth: int) -> int:
        table = self.both(depth)
        while self.take("||"):
            table |= self.both(depth)
        return table

    def both(self, depth: int) -> int:
        table = self.one(depth)
        while self.take("&&"):
            table &= self.one(depth)
        return table

    def one(self, depth: int) -> int:
        if depth > DEEPEST:
            raise ValueError("the condition has too many brackets inside each other")
        if self.take("!"):
            return self.every & ~self.one(depth + 1)
        if self.take("("):
            table = self.either(depth + 1)
            if not self.take(")"):
                raise ValueError("the condition has a bracket that is not closed")
            return table
        name = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if name not in self.tables:
            raise ValueError(f"the condition names {name!r}, which is not a choice" if name else "the condition ends")
        self.at += 1
        return self.tables[name]


def condition(text: str, tables: Mapping[str, int], every: int) -> int:
    """Return the table of a condition, with choices by name, `&&`, `||`, `!` and brackets.

    Raises:
        ValueError: it cannot be read, or names something that is not a choice.

    >>> truth = Truth(2)
    >>> bin(condition("a && !b", {"a": truth.chosen(0), "b": truth.chosen(1)}, truth.every))
    '0b10'
    """
    parser = _Parser(text, tables, every)
    table = parser.either(0)
    if parser.at < len(parser.tokens):
        raise ValueError(f"the condition goes on with {parser.tokens[parser.at]!r}")
    return table
