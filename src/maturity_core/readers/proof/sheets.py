"""All sheets of a framework as an integer program, in which gates are 1 exactly if what they stand for is met.

The program of a roadmap needs its gates in one direction only: a gate that is 1 is met. Here the other direction is
added: a gate that is met is 1. So the program can demand that something is met, and that it is not.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.balance import Balance
from maturity_core.readers.program.parts import Row
from maturity_core.readers.program.writing import MET, Writer

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.compiled.terms import CompiledRequirement
    from maturity_core.model.framework import Framework
    from maturity_core.readers.balance import Lines
    from maturity_core.scoring.one.evaluate import Packed

ALWAYS, NEVER = -10, -11
"""Stand for a gate, or for the variable of one, that every sheet meets, and for one that none does."""


class Asking:
    """The gates that a program is to have: each stands for something that a sheet meets or does not.

    The questions in `lacking` do not apply; all others do.
    """

    def __init__(self, framework: Framework, single: Packed, lines: Lines, lacking: Collection[int] = ()) -> None:
        self.framework = framework
        self.single = single
        codes = [NOT_APPLICABLE if place in lacking else 0 for place in range(len(framework.questions))]
        self.codes = tuple(framework.lookup.conditions.counted(codes))
        self.lowest = single.stand(self.codes)
        self.balance = Balance(lines, self.lowest)

    def level(self, ladder: int, rank: int) -> int:
        """Return the gate that a ladder's level is at this rank or above it."""
        remaining = self.lowest.remaining(ladder)
        rung = next((rung for rung in (0, *remaining) if rung >= rank), None)
        if rung is None or not remaining:
            return NEVER
        return self.balance.rung(ladder, rung) if rung else ALWAYS

    def score(self, ladder: int, bar: Fraction) -> int:
        """Return the gate that a ladder's score is at this number or above it."""
        return NEVER if self.lowest.score(ladder) is None else self.balance.score(ladder, bar)

    def above(self, ladder: int, bar: Fraction) -> int:
        """Return the gate that a ladder's score is above this number."""
        parts = self.single.compiled.ladders[ladder].largest  # every score is a whole number of these parts
        return self.score(ladder, Fraction(floor(bar * parts) + 1, parts))

    def rule(self, rule: CompiledRequirement) -> int:
        """Return the gate that a requirement is met, which applies."""
        return self.balance.rule(rule)

    def answer(self, question: int, position: int) -> int:
        """Return the gate that a question counts as this option or a higher one."""
        if self.codes[question] == NOT_APPLICABLE:
            return NEVER
        return self.balance.positions({question: position}) if position else ALWAYS

    def written(self) -> Sheets:
        """Return the program. No gate can be asked for afterwards."""
        return Sheets(self)


class Sheets:
    """A program: its rows, its `size`, the option steps in it, and the variables of its gates."""

    def __init__(self, asking: Asking) -> None:
        self.lowest = asking.codes
        tops = [0 if low == NOT_APPLICABLE else top for low, top in zip(self.lowest, asking.lowest.tops, strict=True)]
        floor = [0] * len(tops)
        self.writer = Writer(asking.framework.chart, asking.balance, floor, tops)
        self.steps = self.writer.steps
        self.program = self.writer.program()
        self.size = self.program.size
        self.gates = range(self.size - self.program.gates, self.size)
        self.rows = [*self.program.rows, *self._backwards()]

    def _backwards(self) -> list[Row]:
        """Return the rows by which a gate that is met is 1."""
        found: list[Row] = []
        for (line, lacks), gate in self.writer.made.items():
            if gate not in self.gates:
                continue  # it is an option step
            total = sum(gain for _, gain in line)
            found += [Row(tuple(sorted(((item, -1), (gate, 1)))), 0) for item, gain in line if gain >= lacks]
            found.append(Row((*((item, -gain) for item, gain in line), (gate, total - lacks + 1)), 1 - lacks))
        return found

    def variable(self, gate: int) -> int:
        """Return the variable of a gate, or what stands for one."""
        if gate < 0:
            return gate
        variable = self.writer.variables[gate]
        if variable is None:
            return NEVER
        return ALWAYS if variable == MET else variable

    def codes(self, values: Sequence[int]) -> tuple[int, ...]:
        """Return the sheet that the values of the variables are."""
        found = list(self.lowest)
        for (question, to), value in zip(self.steps, values, strict=False):
            if value:
                found[question] = max(found[question], to)
        return tuple(found)
