"""Two sheets in one program: the same answers under two readings, or two sheets that differ in a few answers.

Each side has its own program. What a question counts as depends on the side, if it needs an option of another one; so
answers *as given* have variables of their own where they can differ from what they count as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.program.parts import Row
from maturity_core.readers.proof.certain import Cases, Decided
from maturity_core.readers.proof.sheets import ALWAYS, NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.proof.sheets import Sheets

NOTHING = Decided(None, certain=True)
"""What literals that cannot all be true lead to."""
Literal = tuple[int, bool]
"""A variable, or what stands for one, and whether it has to be 1."""


class Side:
    """One side of a joint program; `given` has the variables of answers as they are given, by (question, position)."""

    def __init__(self, joint: Joint, framework: Framework, sheets: Sheets) -> None:
        self.framework, self.sheets = framework, sheets
        self.offset = joint.size
        joint.size += sheets.size
        joint.gates += [gate + self.offset for gate in sheets.gates]
        joint.rows += [
            Row(tuple((item + self.offset, rise) for item, rise in line), least) for line, least in sheets.rows
        ]
        self.given = {step: place + self.offset for place, step in enumerate(sheets.steps)}
        needed = {question: (other, position) for question, other, position in framework.lookup.conditions.pairs}
        for step in sheets.steps:
            other = self.given.get(needed.get(step[0], (-1, -1)))
            if other is not None:
                counted, given = self.given[step], joint.variable()
                self.given[step] = given
                joint.rows += [
                    _at_least(given, counted),
                    _row({counted: 1, given: -1, self._counted(needed[step[0]]): -1}, -1),
                ]

    def _counted(self, step: tuple[int, int]) -> int:
        return self.sheets.writer.where[step] + self.offset

    def literal(self, gate: int, *, met: bool = True) -> Literal:
        """Return the literal that a gate of this side is met, or that it is not."""
        variable = self.sheets.variable(gate)
        return variable if variable < 0 else variable + self.offset, met

    def and_other(self, other: Side, gates: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """Return the variables of gates of this side and of another, given in pairs, where both have one."""
        pairs = zip(gates[0], gates[1], strict=True)
        found = [(self.literal(one)[0], other.literal(two)[0]) for one, two in pairs]
        return [pair for pair in found if min(pair) >= 0]

    def codes(self, values: Sequence[int]) -> tuple[int, ...]:
        """Return the answers as they are given."""
        found = [0 if code != NOT_APPLICABLE else code for code in self.sheets.lowest]
        for (question, to), variable in self.given.items():
            if values[variable]:
                found[question] = max(found[question], to)
        return tuple(found)

    def rank(self, values: Sequence[int], ladder: int) -> int:
        """Return the rank that the answers get from the exact scorer."""
        single = self.framework.engine.single
        assert single is not None  # noqa: S101 - there are no programs of scorers in code
        return single.stand(self.framework.lookup.conditions.counted(self.codes(values))).rank(ladder)


class Joint:
    """A program of two sides, to be decided once both are there and linked."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.gates: list[int] = []
        self.size = 0

    def variable(self) -> int:
        """Return a new variable."""
        self.size += 1
        return self.size - 1

    def same(self, one: int, other: int) -> None:
        """Demand that two variables are equal."""
        self.rows += [_at_least(one, other), _at_least(other, one)]

    def set(self, variable: int, other: int | None, *, met: bool) -> None:
        """Demand that a variable equals another one; or, if there is none, that it is 1 if `met`, and else 0."""
        if other is not None:
            self.same(variable, other)
        else:
            self.rows.append(Row(((variable, 1 if met else -1),), int(met)))

    def differing_by(self, low: int, high: int, reasons: Iterable[int]) -> None:
        """Say of two variables what follows from the rest, but is seen sooner: they differ for one of some reasons."""
        self.rows += [_at_least(high, low), _row({**dict.fromkeys(reasons, 1), high: -1, low: 1}, 0)]

    def differing_once(self, low: Side, high: Side) -> list[int]:
        """Let the answers of one side be higher than those of the other to one question; return who says which."""
        chosen = [self.variable() for _ in low.framework.questions]
        for (question, to), variable in low.given.items():
            other = high.given[question, to]
            self.rows += [_at_least(other, variable), _row({chosen[question]: 1, other: -1, variable: 1}, 0)]
        self.rows.append(_row(dict.fromkeys(chosen, -1), -1))
        return chosen

    def cases(self) -> Cases:
        """Return the program, ready to be decided."""
        return Cases(self.rows, self.size, frozenset(self.gates))


def fixed(literals: Iterable[Literal]) -> dict[int, int] | None:
    """Return the values of variables at which literals are true; None if they cannot all be."""
    found: dict[int, int] = {}
    for variable, met in literals:
        if variable == (NEVER if met else ALWAYS) or found.get(variable, met) != met:
            return None
        found |= {variable: int(met)} if variable >= 0 else {}
    return found


def _row(line: dict[int, int], least: int) -> Row:
    return Row(tuple(sorted(line.items())), least)


def _at_least(one: int, other: int) -> Row:
    return _row({one: 1, other: -1}, 0)
