"""The parts of an integer program whose variables are 0 or 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Line = tuple[tuple[int, int], ...]
"""Variables with their coefficients, which are never 0, in the order of the variables."""


class Row(NamedTuple):
    """A sum of variables times coefficients, which has to come to `least` or more."""

    line: Line
    least: int

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether values of 0 and 1, by variable, meet it.

        >>> Row(((0, 2), (1, 3)), 3).holds([1, 0])
        False
        """
        return worth(self.line, values) >= self.least

    @property
    def largest(self) -> int:
        """The largest coefficient, without its sign."""
        return max((abs(rise) for _, rise in self.line), default=0)

    def demands(self) -> bool:
        """Return whether it demands a single variable to be 1, and nothing else."""
        return len(self.line) == 1 and 0 < self.line[0][1] == self.least

    def given(self, variables: Collection[int]) -> Row:
        """Return what is left of it where these variables are 1.

        >>> Row(((0, 2), (1, 3), (2, -3)), 0).given({2})
        Row(line=((0, 2), (1, 3)), least=3)
        """
        rise = sum(rise for item, rise in self.line if item in variables)
        return Row(tuple(pair for pair in self.line if pair[0] not in variables), self.least - rise)

    def cut(self, values: Sequence[int]) -> Row:
        """Return what every solution meets and these values, which break the row, do not: what hindered must turn.

        It has to turn by as much as the values fall short, so it is far from what a tolerance lets through again; and
        no number in it is larger than that.

        >>> Row(((0, 2), (1, 3), (2, -3)), 0).cut([1, 0, 1])
        Row(line=((1, 1), (2, -1)), least=0)
        >>> Row(((0, 100), (1, 1), (2, 1), (3, 1)), 102).cut([1, 1, 0, 0])
        Row(line=((2, 1), (3, 1)), least=1)
        """
        short = self.least - worth(self.line, values)
        hinder = [(item, rise) for item, rise in self.line if (rise > 0) is not bool(values[item])]
        turns = tuple((item, max(-short, min(rise, short))) for item, rise in hinder)
        return Row(turns, short + sum(rise for _, rise in turns if rise < 0))


@dataclass(frozen=True)
class Program:
    """Which sheets can be reached from one sheet, and what they reach, as an integer program.

    The variables are, in this order: the option steps above the present answers, `steps`, as (question, position), by
    the ids of the questions; the capabilities that are `touched`, by id; and `gates`, a number of them. A variable of a
    step is 1 if the question reaches that position. A gate can only be 1 if what it stands for is met: a rung, a score,
    a requirement or a prerequisite; it is the last variable in its rows. Questions and capabilities are named by their
    places in the file, `owners` has the capability of each question; that of outcomes is none, -1.
    """

    steps: tuple[tuple[int, int], ...]
    touched: tuple[int, ...]
    gates: int
    rows: tuple[Row, ...]
    owners: Sequence[int]

    @property
    def size(self) -> int:
        """The number of variables."""
        return len(self.steps) + len(self.touched) + self.gates

    def counts(self) -> list[Row]:
        """Return the rows that count questions for a gate, whichever they are: at least two, and each of them once."""
        start = len(self.steps) + len(self.touched)
        return [row for row in self.rows if row.line[-1][0] >= start and row.line[-1][1] < 0 and self._counts(row)]

    def _counts(self, row: Row) -> bool:
        parts = {self.steps[item][0] if item < len(self.steps) else -item for item, rise in row.line if rise == 1}
        return 1 < len(parts) == len(row.line) - 1

    def values(self, moves: Mapping[int, int]) -> list[int]:
        """Return the values of all variables if these questions reach these positions: of gates, 1 wherever it can be.

        Prerequisites and other demands are not looked at: rows may be broken.
        """
        moving = {self.owners[question] for question in moves}
        found = [int(moves.get(question, 0) >= to) for question, to in self.steps]
        found += [int(capability in moving) for capability in self.touched]
        start = len(found)
        found += [1] * self.gates
        for row in self.rows:
            last, rise = row.line[-1]
            if last >= start and rise < 0 and not row.holds(found):
                found[last] = 0
        return found

    def moves(self, values: Sequence[int]) -> dict[int, int]:
        """Return the questions that move, and the position that each of them reaches."""
        return {question: to for (question, to), value in zip(self.steps, values, strict=False) if value}

    def of_steps(self, worths: Mapping[int, Sequence[int]]) -> Line:
        """Return a sum over the option steps, given what each position of each question adds."""
        pairs = ((place, worths[question][to]) for place, (question, to) in enumerate(self.steps))
        return tuple((place, worth) for place, worth in pairs if worth)

    def of_touched(self, worths: Sequence[int]) -> Line:
        """Return a sum over the capabilities that are touched, given what each of them adds."""
        start = len(self.steps)
        pairs = ((start + place, worths[capability]) for place, capability in enumerate(self.touched))
        return tuple((place, worth) for place, worth in pairs if worth)


def worth(line: Line, values: Sequence[int]) -> int:
    """Return what a sum comes to."""
    return sum([rise for item, rise in line if values[item]])


def needed(rows: Iterable[Row], objectives: Iterable[Line]) -> set[int]:
    """Return the variables that solutions may need: set to 0, all others break no row and worsen no objective.

    A row that zeros break needs whatever adds to it, and an objective whatever lowers it. Where a variable that is
    needed takes away from a row, the row needs whatever adds to it.

    >>> sorted(needed([Row(((0, 1), (2, -1)), 0), Row(((1, 1), (3, -1)), 0), Row(((2, 1),), 1)], [((3, 1),)]))
    [0, 2]
    """
    hindered: dict[int, list[Row]] = {}
    waiting = [item for line in objectives for item, cost in line if cost < 0]
    for row in rows:
        if row.least > 0:
            waiting += _adding(row)
        for item, rise in row.line:
            if rise < 0:
                hindered.setdefault(item, []).append(row)
    found: set[int] = set()
    while waiting:
        item = waiting.pop()
        if item not in found:
            found.add(item)
            waiting += [other for row in hindered.get(item, ()) for other in _adding(row)]
    return found


def _adding(row: Row) -> list[int]:
    return [item for item, rise in row.line if rise > 0]
