"""Writes the program of one sheet: what its gates are made of (`balance`), as rows.

Everything is monotone, so a gate needs a row in one direction only: if it is 1, its sum suffices. What cannot be met is
left out, and gates that are made of the same are one. Gates are put in order by what they are made of.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from maturity_core.readers.program.parts import Program, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.model.conditions import Condition
    from maturity_core.readers.balance import Balance, Sum
    from maturity_core.readers.chart import Map
    from maturity_core.readers.mirror import Mirror
    from maturity_core.readers.program.parts import Line

MET = -1
"""Stands for a gate that is met today."""
NOBODY = -1
"""Stands for the owner of an outcome, which no capability is touched for."""


class Writer:
    """A program being written.

    `floor` has the positions that the answers stand at, `most` those that they may reach, all of them together. Gates
    come from `balance`, whose answers have not moved; all that are asked about later have to be there by now. Questions
    move only as their `conditions` allow, by default those of the framework. `made` has the variable of each sum
    together with what it lacks.
    """

    def __init__(
        self,
        chart: Map,
        balance: Balance | Mirror,
        floor: Sequence[int],
        most: Sequence[int],
        conditions: Sequence[Condition] | None = None,
    ) -> None:
        self.chart = chart
        questions = chart.framework.questions
        by_id = sorted((question.id, place) for place, question in enumerate(questions))
        self.steps = [(place, to) for _, place in by_id for to in range(floor[place] + 1, most[place] + 1)]
        self.floor = floor
        self.where: dict[tuple[int, int], int] = {step: place for place, step in enumerate(self.steps)}
        self.owners = [NOBODY if place in chart.outcomes else owner for place, owner in enumerate(chart.prices.owners)]
        moving = {self.owners[question] for question, _ in self.steps} - {NOBODY}
        self.touched = {capability: len(self.steps) + place for place, capability in enumerate(self._named(moving))}
        self.sums = balance.sums()
        self.rows: list[Row] = []
        self.variables: dict[int, int | None] = {}
        self.made: dict[tuple[Line, int], int] = {}
        self._size = len(self.steps) + len(self.touched)
        self._write_steps(chart.framework.lookup.conditions.pairs if conditions is None else conditions)
        self._write_gates()

    def _named(self, capabilities: Iterable[int]) -> list[int]:
        return sorted(capabilities, key=self.chart.ids.__getitem__)

    def program(self) -> Program:
        """Return the program with all that has been written."""
        gates = self._size - len(self.steps) - len(self.touched)
        return Program(tuple(self.steps), tuple(self.touched), gates, tuple(self.rows), self.owners)

    def demanding(self, gates: Iterable[int]) -> list[Row]:
        """Return the rows that demand gates to be met; they can be."""
        return [Row(((variable, 1),), 1) for variable in self.open(gates)]

    def open(self, gates: Iterable[int]) -> list[int]:
        """Return the variables of those gates that are not met today, and can be."""
        found = {self.variables[gate] for gate in gates}
        return sorted(variable for variable in found if variable is not None and variable != MET)

    def rising(self, gates: Iterable[int]) -> Line:
        """Return how many of these gates are not met, less a constant."""
        return tuple((variable, -1) for variable in self.open(gates))

    def demand_needs(self, needs: Mapping[int, Iterable[int]]) -> None:
        """Demand gates, which can be met, of each capability that is touched."""
        for capability, variable in self.touched.items():
            found = self.open(needs.get(capability, ()))
            self.rows += [Row(_line({variable: -1, gate: 1}), 0) for gate in found]

    def want(self, capabilities: Iterable[int]) -> None:
        """Demand that some question of each of these capabilities move."""
        self.rows += [self.moving(capability) for capability in self._named(capabilities)]

    def moving(self, capability: int) -> Row:
        """Return the row that demands that some question of a capability move."""
        firsts = [place for place, step in enumerate(self.steps) if self._begins(step, capability)]
        return Row(tuple((place, 1) for place in firsts), 1)

    def _begins(self, step: tuple[int, int], capability: int) -> bool:
        question, to = step
        return to == self.floor[question] + 1 and self.owners[question] == capability

    def worth(self, gate: int) -> Line:
        """Return what a gate's sum rises by above today, as a sum over the variables."""
        return self._gains(self.sums[gate])

    def _write_steps(self, conditions: Sequence[Condition]) -> None:
        for place, (question, to) in enumerate(self.steps):
            below = self.where.get((question, to - 1), self.touched.get(self.owners[question]))
            if below is not None:
                self.rows.append(Row(_line({below: 1, place: -1}), 0))
        for question, other, position in conditions:
            first, needed = self.where.get((question, self.floor[question] + 1)), self.where.get((other, position))
            if first is not None and needed is not None:
                self.rows.append(Row(_line({needed: 1, first: -1}), 0))

    def _write_gates(self) -> None:
        """Give each gate its variable, those first that are made of no others; these are never met today."""
        waiting = set(range(len(self.sums)))
        while waiting:
            ready = [gate for gate in waiting if waiting.isdisjoint(part for _, part in self.sums[gate].gates)]
            made = sorted((self._made(self.sums[gate]), gate) for gate in ready)
            for (line, lacks), gate in made:
                self.variables[gate] = self._variable(line, lacks)
            waiting.difference_update(ready)

    def _made(self, parts: Sum) -> tuple[Line, int]:
        """Return what a gate is made of in lowest terms: nothing counts for more than all that it lacks."""
        lacks = max(parts.lacks, 0)
        found: dict[int, int] = {}
        counted: dict[int, int] = {}
        for variable, gain in self._gains(parts):
            part = self._part(variable)
            before = counted.get(part, 0)
            counted[part] = min(before + gain, lacks)
            found[variable] = counted[part] - before
        line = _line(found)
        divisor = gcd(*(gain for _, gain in line)) or 1
        return tuple((variable, gain // divisor) for variable, gain in line), -(-lacks // divisor)

    def _gains(self, parts: Sum) -> Line:
        """Return what the variables add to a gate's sum."""
        found: dict[int, int] = {}
        for question, values in parts.line.items():
            to = self.floor[question] + 1
            while (question, to) in self.where:
                found[self.where[question, to]] = values[to] - values[to - 1]
                to += 1
        for gain, part in parts.gates:
            variable = self.variables[part]
            if variable is not None:
                found[variable] = found.get(variable, 0) + gain
        return _line(found)

    def _part(self, variable: int) -> int:
        """Return what a variable belongs to: the question of a step, or itself, as a negative number."""
        return self.steps[variable][0] if variable < len(self.steps) else -variable

    def _variable(self, line: Line, lacks: int) -> int | None:
        """Return the variable of a gate; `MET` if it is met today, None if it can never be."""
        if not lacks:
            return MET
        if sum(gain for _, gain in line) < lacks:
            return None
        if (line, lacks) not in self.made:
            self.made[line, lacks] = self._written(line, lacks)
        return self.made[line, lacks]

    def _written(self, line: Line, lacks: int) -> int:
        """Write the rows of a gate, and return its variable: another one, if that is all it depends on."""
        needed = self._needed(line, lacks)
        enough = worth_of(line, self._with_below(needed)) >= lacks
        if enough and len(needed) == 1:
            return needed[0]
        gate = self._size
        self._size += 1
        self.rows += [Row(((variable, 1), (gate, -1)), 0) for variable in needed]
        if not enough:
            self.rows.append(Row((*line, (gate, -lacks)), 0))
        return gate

    def _needed(self, line: Line, lacks: int) -> list[int]:
        """Return the variables without which a sum cannot suffice: of each question, the highest such step."""
        spare = sum(gain for _, gain in line) - lacks
        found: dict[int, int] = {}
        lost: dict[int, int] = {}
        for variable, gain in reversed(line):
            part = self._part(variable)
            lost[part] = lost.get(part, 0) + gain
            if lost[part] > spare:
                found.setdefault(part, variable)
        return sorted(found.values())

    def _with_below(self, variables: Iterable[int]) -> set[int]:
        """Return variables with the steps below them."""
        found: set[int] = set()
        for variable in variables:
            found.add(variable)
            if variable < len(self.steps):
                question, to = self.steps[variable]
                found.update(self.where[question, lower] for lower in range(self.floor[question] + 1, to))
        return found


def worth_of(line: Line, variables: set[int]) -> int:
    """Return what a sum comes to if these variables are 1."""
    return sum(gain for variable, gain in line if variable in variables)


def _line(gains: Mapping[int, int]) -> Line:
    return tuple(sorted((variable, gain) for variable, gain in gains.items() if gain))
