"""What each capability of a program can come to by itself: all its sheets, of which every solution has one."""

from __future__ import annotations

from itertools import groupby
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core.readers.program.parts import Program, Row

MOST_STATES = 1_024
"""How many sheets of one capability are listed."""
LARGEST = 2**62
"""What sums of fixed width stay below."""


class Block(NamedTuple):
    """Variables of one capability, and by row every sheet of theirs that their own rows allow, as values of 0 and 1.

    Every solution has one of the states, or can have one at no cost: gates are 1 wherever they can be, and a capability
    is only touched where one of its questions moves.
    """

    variables: NDArray[np.int64]
    states: NDArray[np.int64]


class Blocks:
    """The blocks of a program, and the rows that are not met by their states anyway.

    Variables that are left out are 0. A capability with too many sheets has no block, nor has an outcome.
    """

    def __init__(self, program: Program, rows: Sequence[Row], left_out: Collection[int]) -> None:
        self._first = len(program.steps)
        self._gates = self._first + len(program.touched)
        self._program = program
        self._rows = rows
        self._left = left_out
        self._defining = self._definitions()
        self._own = self._owners()
        own = sorted((owner, variable) for variable, owner in self._own.items())
        members = {owner: [variable for _, variable in pairs] for owner, pairs in groupby(own, lambda pair: pair[0])}
        self._inner: dict[int, list[Row]] = {}
        self.outer = [row for row in rows if not self._is_inner(row)]
        self.blocks = [self._block(owner, variables) for owner, variables in members.items()]

    def _definitions(self) -> dict[int, list[Row]]:
        """Return the rows that hold a gate down; none of gates that others are held down by, or by which they rise."""
        found: dict[int, list[Row]] = {}
        for row in self._rows:
            for last, rise in row.line[-1:]:  # a budget has none if nothing costs anything
                if last >= self._gates and rise < 0:
                    found.setdefault(last, []).append(row)
        for row in self._rows:
            for item, rise in row.line:
                if item >= self._gates and rise < 0 and item != row.line[-1][0]:
                    found.pop(item, None)
        return found

    def _owners(self) -> dict[int, int]:
        """Return the capability of each variable that depends on one alone, and is not left out."""
        program = self._program
        pairs = [(place, program.owners[question]) for place, (question, _) in enumerate(program.steps)]
        pairs += [(self._first + place, capability) for place, capability in enumerate(program.touched)]
        found = {variable: owner for variable, owner in pairs if variable not in self._left}
        sizes: dict[int, dict[int, int]] = {}
        for place, (question, _) in enumerate(program.steps):
            own = sizes.setdefault(program.owners[question], {})
            own[question] = own.get(question, 0) + (place not in self._left)
        small = {owner for owner, own in sizes.items() if prod(1 + size for size in own.values()) <= MOST_STATES}
        small -= self._demanded(dict(pairs))
        found = {variable: owner for variable, owner in found.items() if owner >= 0 and owner in small}
        for gate in range(self._gates, program.size):
            parts = [item for row in self._defining.get(gate, ()) for item, _ in row.line[:-1]]
            owners = {found.get(item, -1) for item in parts if item not in self._left}
            if len(owners) == 1 and gate not in self._left and -1 not in owners:
                found |= dict.fromkeys([gate], owners.pop())
        return found

    def _demanded(self, owners: Mapping[int, int]) -> set[int]:
        """Return the capabilities of which a row demands that they be touched, whether or not a question moves."""
        touched = range(self._first, self._gates)
        return {
            owners[item]
            for row in self._rows
            for item, rise in row.line
            if item in touched and rise > 0 and any(owners.get(other) != owners[item] for other, _ in row.line)
        }

    def _is_inner(self, row: Row) -> bool:
        owners = {self._own.get(item, -1) for item, _ in row.line if item not in self._left}
        if len(owners) != 1 or -1 in owners:
            return False
        self._inner.setdefault(owners.pop(), []).append(row)
        return True

    def _block(self, owner: int, variables: Sequence[int]) -> Block:
        """Return the states of one capability."""
        by_question: dict[int, list[int]] = {}
        for variable in variables:
            if variable < self._first:
                by_question.setdefault(self._program.steps[variable][0], []).append(variable)
        shape = [len(steps) + 1 for steps in by_question.values()]
        sheets = np.indices(shape).reshape(len(shape), prod(shape)) if shape else np.zeros((1, 1), np.int64)
        found: dict[int, NDArray[np.bool_]] = {}
        for place, steps in enumerate(by_question.values()):
            found |= {step: sheets[place] > below for below, step in enumerate(steps)}
        count = sheets.shape[1]
        touched: NDArray[np.bool_] = sheets.max(axis=0) > 0
        for variable in variables:
            if variable >= self._gates:
                met = [
                    _come_to(row.line[:-1], found, count) >= row.least - row.line[-1][1]
                    for row in self._defining[variable]
                ]
                found[variable] = _all(met, count)
            elif variable >= self._first:
                found[variable] = touched
        holds = [_come_to(row.line, found, count) >= row.least for row in self._inner.get(owner, ())]
        allowed = _all(holds, count)
        states = np.array([found[variable] for variable in variables]).T[allowed]
        return Block(np.array(variables, np.int64), states.astype(np.int64))


def _come_to(line: Sequence[tuple[int, int]], values: Mapping[int, NDArray[np.bool_]], count: int) -> NDArray[Any]:
    """Return what a sum comes to on each sheet; variables that are left out are 0."""
    kind: type[Any] = np.int64 if sum(abs(rise) for _, rise in line) < LARGEST else np.object_
    found: NDArray[Any] = np.zeros(count, kind)
    for item, rise in line:
        if item in values:
            found = found + np.multiply(values[item].astype(kind), rise)
    return found


def _all(parts: Sequence[NDArray[np.bool_]], count: int) -> NDArray[np.bool_]:
    """Return where all hold."""
    found = np.ones(count, np.bool_)
    for part in parts:
        found = found & part
    return found
