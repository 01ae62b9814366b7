"""Decides whether an integer program has a solution; nothing rests on a solver's tolerance.

A solution is held to the rows in whole numbers. That there is none counts only as a tree of cases, each of which whole
numbers exclude: either a row cannot be met any more, whatever the variables that are left; or rows added up, each
multiplied by a whole number, cannot be met. The solver of linear programs says which rows to add up, and where to
branch. It may be wrong: then the sum excludes nothing, and the case is split further.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.extras import optional
from maturity_core.readers.program.parts import Row, worth
from maturity_core.readers.roadmap.solving import Search, handed, run, silent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from maturity_core.readers.program.parts import Program

MOST_CASES = 5_000
"""How many cases are looked at before it is left open whether there is a solution."""
MULTIPLIERS = (10**3, 10**6, 10**9)
"""The whole numbers up to which the multipliers of a sum are rounded; small ones come first, as they are exact more
often."""
HALF = 0.5


class Decided(NamedTuple):
    """The values of the variables in a solution; none if there is no solution, or, unless `certain`, none was found."""

    values: Sequence[int] | None
    certain: bool


class Cases:
    """A program, ready to be decided with some variables fixed; it branches on the variables of `gates` first."""

    def __init__(self, rows: Sequence[Row], size: int, gates: Collection[int]) -> None:
        self.rows, self.size, self.gates = rows, size, gates
        self.reading: list[list[int]] = [[] for _ in range(size)]
        for place, row in enumerate(rows):
            for item, _ in row.line:
                self.reading[item].append(place)
        self._library = optional("highspy")
        self._solver = silent(self._library, None)
        self._solver.setOptionValue("presolve", "off")  # otherwise it does not say which rows exclude a case
        self._solver.addVars(size, np.zeros(size), np.ones(size))
        lines = [handed(row) for row in rows]
        self._shrunk = [_largest(line) / _largest(row) for line, row in zip(lines, rows, strict=True)]
        starts = np.cumsum([0, *(len(line) for line, _ in lines)])[:-1].astype(np.int32)
        items = np.array([item for line, _ in lines for item, _ in line], np.int32)
        rises = np.array([rise for line, _ in lines for _, rise in line], np.float64)
        least = np.array([least for _, least in lines], np.float64)
        self._solver.addRows(len(lines), least, np.full(len(lines), inf), len(items), starts, items, rises)

    def find(self, fixed: Mapping[int, int], most: int = MOST_CASES) -> Decided:
        """Return a solution in which some variables are fixed, or that there is none."""
        first = dict(fixed)
        waiting = [first] if self.narrow(first, range(len(self.rows))) else []
        alone = True
        looked = 0
        while waiting and looked < most:
            case = waiting.pop()
            looked += 1
            alone = run(self._library, self._bounded(case)) and alone
            relaxed = self._relaxed(case)
            if relaxed is None:
                continue
            values = [case.get(item, int(value > HALF)) for item, value in enumerate(relaxed[: self.size])]
            if all(row.holds(values) for row in self.rows):
                return self._ended(Decided(values, certain=True), alone=alone)
            waiting += self._split(case, relaxed)
        return self._ended(Decided(None, certain=not waiting), alone=alone)

    def _ended(self, found: Decided, *, alone: bool) -> Decided:
        """Leave the library as it was, and return what was found."""
        if alone:
            self._library.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - an option of the library
        return found

    def _bounded(self, case: Mapping[int, int]) -> object:
        """Return the solver with the variables of a case fixed."""
        low, high = np.zeros(self.size), np.ones(self.size)
        for item, value in case.items():
            low[item] = high[item] = value
        self._solver.changeColsBounds(self.size, np.arange(self.size, dtype=np.int32), low, high)
        return self._solver

    def _relaxed(self, case: Mapping[int, int]) -> Sequence[float] | None:
        """Return what the solver says of a case, without whole numbers; None if the case is excluded."""
        if self._solver.getModelStatus() == self._library.HighsModelStatus.kOptimal:
            found: Sequence[float] = self._solver.getSolution().col_value
            return found
        *_, ray = self._solver.getDualRay()
        multipliers = [float(value) * shrunk for value, shrunk in zip(ray, self._shrunk, strict=False)]
        return None if self.excluded(case, multipliers) else [HALF] * self.size

    def excluded(self, case: Mapping[int, int], multipliers: Sequence[float]) -> bool:
        """Return whether rows added up, with multipliers near these, cannot be met in a case."""
        largest = max(map(abs, multipliers), default=0)
        return largest > 0 and any(
            self._over(case, [round(value / largest * scale) for value in multipliers]) for scale in MULTIPLIERS
        )

    def _over(self, case: Mapping[int, int], multipliers: Iterable[int]) -> bool:
        """Return whether rows times whole numbers demand more, in sum, than the variables can add up to."""
        total: dict[int, int] = {}
        demanded = 0
        for row, multiplier in zip(self.rows, multipliers, strict=False):
            if multiplier > 0:
                demanded += multiplier * row.least
                for item, rise in row.line:
                    total[item] = total.get(item, 0) + multiplier * rise
        return sum(rise * case.get(item, int(rise > 0)) for item, rise in total.items()) < demanded

    def narrow(self, case: dict[int, int], rows: Iterable[int]) -> bool:
        """Fix what has to be fixed, from these rows on; return whether every row can still be met."""
        waiting = dict.fromkeys(rows)
        while waiting:
            place, _ = waiting.popitem()
            line, least = self.rows[place]
            spare = sum(rise * case.get(item, int(rise > 0)) for item, rise in line) - least
            if spare < 0:
                return False
            for item, rise in line:
                if abs(rise) > spare and item not in case:
                    case[item] = int(rise > 0)
                    waiting |= dict.fromkeys(self.reading[item])
        return True

    def _split(self, case: Mapping[int, int], relaxed: Sequence[float]) -> list[dict[int, int]]:
        """Return the two cases in which a variable is 0 and 1, unless they are excluded; the likelier one last."""
        free = [item for item in range(self.size) if item not in case]
        gates = [item for item in free if item in self.gates and 0 < round(relaxed[item], 6) < 1]
        chosen = min(gates or free, key=lambda item: (abs(relaxed[item] - HALF), -item))
        likely = int(relaxed[chosen] > HALF)
        cases = [{**case, chosen: value} for value in (1 - likely, likely)]
        return [found for found in cases if self.narrow(found, self.reading[chosen])]


def fewest(
    program: Program, rows: Sequence[Row], gates: Collection[int], known: Sequence[int], most: int = MOST_CASES
) -> tuple[Sequence[int], bool]:
    """Return the solution with the fewest option steps, from one that is known, and whether it certainly is."""
    steps = tuple((place, 1) for place in range(len(program.steps)))
    search = Search(replace(program, rows=tuple(rows)), known)
    search.limit(most)
    values = search.lowest(steps).values
    search.end()
    while True:
        fewer = Row(tuple((place, -1) for place, _ in steps), 1 - worth(steps, values))
        found = Cases([*rows, fewer], program.size, gates).find({}, most)
        if found.values is None:
            return values, found.certain
        values = found.values


def _largest(row: Row) -> int:
    return max((abs(rise) for _, rise in row.line), default=1)
