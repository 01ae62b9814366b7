"""Adds to a program what says that a capability counts: that a route would miss its target without it.

Gates of a program are only ever held down: one may be 0 though its sum suffices. Here every gate that a target reads
gets a copy that is held up: it is 1 if its sum suffices without the moves of some capabilities.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_core.readers.program.parts import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.readers.program.parts import Line, Program
    from maturity_core.readers.program.writing import Writer


class Counting:
    """A program in which the last variable, `needless`, has to be 1 where a target is reached without capabilities."""

    def __init__(self, writer: Writer, base: Program, target: Iterable[int], without: Iterable[int]) -> None:
        self._base, self._without = base, frozenset(without)
        first = len(base.steps) + len(base.touched)
        made = [(variable, parts) for parts, variable in writer.made.items() if variable >= first]
        self._made = dict(reversed(made))  # the first sum of a gate is its own; others come to the same as the gate
        self._copies: dict[int, int] = {}
        self._rows: list[Row] = []
        goals = [self._held_up(variable) for variable in writer.open(target)]
        self.needless = base.size + len(self._copies)
        line = [(goal, -1) for goal in goals if goal is not None]
        self._rows.append(Row((*sorted(line), (self.needless, 1)), 1 - len(goals)))
        added = self.needless + 1 - base.size
        self.program = replace(base, gates=base.gates + added, rows=(*base.rows, *self._rows))

    def values(self, known: Sequence[int]) -> list[int]:
        """Return the values of all variables, from those of the base that meet its rows."""
        return [*known, *[1] * (self.program.size - self._base.size)]

    def _held_up(self, variable: int) -> int | None:
        """Return what stands for a variable if the capabilities are left as they are; None if it is 0 then."""
        if variable < len(self._base.steps):
            question, _ = self._base.steps[variable]
            return None if self._base.owners[question] in self._without else variable
        if variable not in self._copies:
            self._copies[variable] = -1
            line, lacks = self._made[variable]
            pairs = [(self._held_up(part), gain) for part, gain in line]
            self._copies[variable] = copy = self._base.size + sum(place >= 0 for place in self._copies.values())
            self._write(tuple((part, gain) for part, gain in pairs if part is not None), lacks, copy)
        return self._copies[variable]

    def _write(self, line: Line, lacks: int, copy: int) -> None:
        spare = sum(gain for _, gain in line) - lacks
        if spare >= 0:
            down = tuple(sorted((part, -gain) for part, gain in line))
            self._rows.append(Row((*down, (copy, spare + 1)), 1 - lacks))
