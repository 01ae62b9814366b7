"""Asks a solver, and trusts nothing that can be checked: every solution is held to the rows exactly.

HiGHS works with doubles and tolerances. So rows and objectives are handed over as whole numbers that it can hold; where
that makes a row easier to meet, or a tolerance lets something through, the row that a solution breaks is cut off and
the program solved again. Of large programs, many solutions fall short by so little. So after a few of them, rows are
handed over strictly, which makes them harder to meet: that finds a solution, and if the bound says that none is
better, it is proven. One thread, gaps of 0, and limits that count nodes: the same on every machine. What is to be
proven is solved as it stands: where the solver may simplify a program before, it sometimes loses solutions.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, inf
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maturity_core.extras import optional
from maturity_core.readers.program.parts import Row, worth
from maturity_core.readers.program.spaces import Space

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from maturity_core.readers.program.parts import Line, Program

LARGEST_ROW = 10**7
"""The largest coefficient of a row that is handed over."""
LARGEST_OBJECTIVE, PARTS = 10**9, 10**6
"""The most that an objective may come to as it is, and the parts that a larger one is rounded to."""
MOST_NODES = 100_000
"""How many nodes the solver looks at, for each objective, before it gives up."""
FEW_CUTS, MOST_CUTS = 3, 20
"""How many solutions that break a row are cut off before rows are handed over strictly, and how many at most."""
SLACK = 1e-6
"""By how much a bound may be off in doubles."""


class Solution(NamedTuple):
    """A solution, by variable. Nothing is below `bound`, but for rounding if the objective was `rounded`."""

    values: Sequence[int]
    bound: int
    proven: bool
    rounded: bool


class Search:
    """A program being solved, for one objective after the other, from a solution that is `known`.

    Solutions are looked for in a space, at first that of all values of the variables. Variables beyond `size` are
    `parts`, which are the solver's own.
    """

    def __init__(self, program: Program, known: Sequence[int], seconds: float | None = None) -> None:
        self.program = program
        self.known = known
        self.seconds = seconds
        self.size = self.width = program.size
        self.left_out: frozenset[int] = frozenset()
        self.given: frozenset[int] = frozenset()
        self.rows: list[Row] = []
        self.parts: list[Row] = []
        self.library = optional("highspy")
        self._alone = True
        self._nodes = MOST_NODES
        self.enter(Space.whole(self.size))
        self.add(program.rows)

    def opened(self, seconds: float | None = None) -> Any:
        """Return a solver without variables and rows, which may take so many seconds at once, if not the usual ones."""
        solver = silent(self.library, self.seconds if seconds is None else seconds)
        solver.setOptionValue("mip_max_nodes", self._nodes)
        return solver

    def run(self, solver: Any) -> None:
        """Run a solver."""
        self._alone = run(self.library, solver) and self._alone

    def enter(self, space: Space, seconds: float | None = None, *, strict: bool = False) -> None:
        """Look for solutions in a space from now on, whose columns have the parts last.

        If rows are `strict`, none is easier to meet for the solver than it is: some solutions may be lost.
        """
        self.space, self._solver, self._strict = space, self.opened(seconds), strict
        left = self.seconds if seconds is None else seconds
        self._end = inf if left is None else perf_counter() + left
        count = len(space.columns)
        self._solver.addVars(count, np.zeros(count), np.ones(count))
        whole = [place for place, column in enumerate(space.columns) if not any(item >= self.size for item in column)]
        kinds = np.full(len(whole), self.library.HighsVarType.kInteger, dtype=object)
        self._solver.changeColsIntegrality(len(whole), np.array(whole, np.int32), kinds)
        self._hand([*self.rows, *self.parts])
        for choice in space.choices:
            items = np.array(choice, np.int32)
            self._solver.addRow(1.0, 1.0, len(items), items, np.ones(len(items)))

    def add(self, rows: Sequence[Row]) -> None:
        """Demand more rows, which the known solution meets, of every solution from now on."""
        self.rows += rows
        self._hand(rows)

    def _hand(self, rows: Sequence[Row]) -> None:
        found = [handed(row, self.space.base, strict=self._strict) for row in rows]
        starts, items, rises, least = self.space.lines(found)
        self._solver.addRows(len(least), least, np.full(len(least), inf), len(items), starts, items, rises)

    def spread(self, counts: Iterable[Row]) -> None:
        """Tell the solver what rows that count imply: a gate that is met in part takes no more than that of each item.

        Without it, solvers take a few items in full for a part of every gate, so their bounds are low where there is a
        choice of gates. The parts are variables of the solver's own, and no solution is lost.
        """
        for row in counts:
            *items, (gate, _) = row.line
            shares = range(self.width, self.width + len(items))
            self.width += len(items)
            self.parts.append(Row((*((share, 1) for share in shares), row.line[-1]), row.least))
            for share, (item, _) in zip(shares, items, strict=True):
                self.parts += [Row(((item, 1), (share, -1)), 0), Row(((gate, 1), (share, -1)), 0)]
        self.enter(Space.whole(self.width))

    def lowest(self, objective: Line, *, simplify: bool = False) -> Solution:
        """Return a solution at which an objective is lowest; the best that was found, if the solver gives up before.

        It may `simplify` the program before, which takes less time: but then it sometimes loses solutions.
        """
        scaled, unit = _scaled(objective)
        _, bound, proven = self.tried(objective, simplify=simplify)
        reached = worth(objective, self.known)
        exact = ceil(bound - SLACK) if unit == 1 else floor(Fraction(bound) / unit)
        least = max(exact, sum(cost for _, cost in objective if cost < 0))
        proven = proven and worth(scaled, self.known) <= ceil(bound - SLACK)  # or a limit ended the search
        return Solution(self.known, reached if proven else min(least, reached), proven, rounded=unit != 1)

    def tried(self, objective: Line, *, simplify: bool = False) -> tuple[Sequence[int], float, bool]:
        """Return a solution, none if none was found; what nothing in the space is below; whether that is proven.

        The solution is known from now on, unless a better one is.
        """
        scaled = _scaled(objective)[0]
        values, bound, proven = self._asked(scaled, simplify=simplify)
        cuts = 0
        while values and (broken := [row for row in self.rows if not row.holds(values)]):
            if cuts == FEW_CUTS and not self._strict:
                self._look_strictly(objective)
            if proven and ceil(bound - SLACK) >= worth(scaled, self.known):
                return self.known, bound, True
            self.add([*dict.fromkeys(row.cut(values) for row in broken)])
            cuts += 1
            if cuts > MOST_CUTS or perf_counter() > self._end:
                return (), bound, False
            values, bound, proven = self._asked(scaled, simplify=simplify)
        if values and worth(objective, values) <= worth(objective, self.known):
            self.known = values
        return values, bound, proven

    def _asked(self, scaled: Line, *, simplify: bool) -> tuple[Sequence[int], float, bool]:
        """Ask the solver for an objective as it is handed over; see `_solved`."""
        self._solver.setOptionValue("presolve", "on" if simplify else "off")
        count = len(self.space.columns)
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), self.space.costs(scaled))
        return self._solved(self.space.constant(scaled))

    def _look_strictly(self, objective: Line) -> None:
        """Look for a solution in the same space, with rows that are harder to meet."""
        left = None if self._end == inf else max(self._end - perf_counter(), 0)
        self.enter(self.space, left, strict=True)
        self.tried(objective, simplify=True)
        self.enter(self.space, left)

    def limit(self, nodes: int) -> None:
        """Look at no more nodes, for each objective from now on, before the solver gives up."""
        self._nodes = nodes
        self._solver.setOptionValue("mip_max_nodes", nodes)

    def end(self) -> None:
        """Leave the library as it was: other users may want another number of threads."""
        if self._alone:
            self.library.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - an option of the library

    def keep(self, objective: Line) -> None:
        """Demand of every solution from now on what an objective comes to at the known one, or less."""
        self.add([Row(tuple((item, -cost) for item, cost in objective), -worth(objective, self.known))])

    def leave_out(self, variables: Iterable[int]) -> None:
        """Leave these variables, which no solution needs, at 0, and those that a row demands at 1."""
        self.left_out = frozenset(variables)
        self.given = frozenset(row.line[0][0] for row in self.rows if row.demands())
        settled = self.left_out | self.given
        self.enter(Space(self.width, self.given, [(item,) for item in range(self.width) if item not in settled], ()))

    def fix(self, variables: Iterable[int]) -> None:
        """Demand of every solution from now on the values that these variables have in the known one."""
        self.add([Row(((item, 1),), 1) if self.known[item] else Row(((item, -1),), 0) for item in variables])

    def settled(self, variable: int) -> bool:
        """Return whether a variable has the same value in the whole space."""
        return self.space.settled(variable)

    def _solved(self, constant: int) -> tuple[Sequence[int], float, bool]:
        """Return a solution, none if there is none yet; what is proven to be the least; whether the solution is it."""
        if not self.space.columns:  # which is no program to the solver
            only = self.space.values(())[: self.size]
            fits = all(row.holds(only) for row in self.rows)
            return (only, constant, True) if fits else ((), -float(LARGEST_OBJECTIVE), True)
        kinds = self.library.HighsModelStatus
        self.run(self._solver)
        if self._solver.getModelStatus() == kinds.kInfeasible:  # which may be wrong: it was simplified
            self._solver.setOptionValue("presolve", "off")
            self._solver.run()
        info, status = self._solver.getInfo(), self._solver.getModelStatus()
        if info.primal_solution_status != self.library.SolutionStatus.kSolutionStatusFeasible:
            return (), -float(LARGEST_OBJECTIVE), status == kinds.kInfeasible
        found = self._solver.getSolution().col_value
        values = self.space.values([value > 0.5 for value in found])  # noqa: PLR2004 - near 0 or 1
        bound = max(info.mip_dual_bound + constant, -float(LARGEST_OBJECTIVE))
        return values[: self.size], bound, status == kinds.kOptimal


def silent(library: Any, seconds: float | None) -> Any:
    """Return a solver that prints nothing, works in one thread, and stops only at a proof or a limit."""

    class Silent(library.Highs):  # type: ignore[misc]  # the library may be missing
        """Is silenced where it would prepare its callbacks, since that prints its name."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
            """Do without callbacks."""
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - an option of the library

    solver = Silent()
    settings = {"threads": 1, "parallel": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "mip_max_nodes": MOST_NODES}
    for name, value in {**settings, "time_limit": inf if seconds is None else seconds}.items():
        solver.setOptionValue(name, value)
    return solver


def run(library: Any, solver: Any) -> bool:
    """Run a solver; return whether it had one thread: not if another user of the library has started its threads."""
    if solver.run() != library.HighsStatus.kError:
        return True
    solver.setOptionValue("threads", 0)
    solver.run()
    return False


def handed(row: Row, given: Collection[int] = (), *, strict: bool = False) -> Row:
    """Return a row as it is handed over: where its numbers are too large, with smaller ones that are no harder to meet.

    If it is `strict`, they are no easier to meet. Where variables that are 1 are `given`, it is rounded without these.

    >>> row = Row(((0, 3 * LARGEST_ROW), (1, 1)), 2 * LARGEST_ROW + 1)
    >>> handed(row)
    Row(line=((0, 10000000), (1, 1)), least=6666667)
    >>> handed(row, strict=True)
    Row(line=((0, 10000000), (1, 0)), least=6666667)
    """
    if row.largest <= LARGEST_ROW or (row := row.given(given)).largest <= LARGEST_ROW:
        return row
    scale = Fraction(LARGEST_ROW, row.largest)
    up, down = (floor, ceil) if strict else (ceil, floor)
    return Row(tuple((item, up(rise * scale)) for item, rise in row.line), down(row.least * scale))


def _scaled(objective: Line) -> tuple[Line, Fraction]:
    """Return an objective as it is handed over, and what its numbers were multiplied by before they were rounded.

    >>> _scaled(((0, 3), (1, 10**10)))
    (((0, 0), (1, 1000000)), Fraction(1000000, 10000000003))
    """
    total = sum(abs(cost) for _, cost in objective)
    if total <= LARGEST_OBJECTIVE:
        return objective, Fraction(1)
    unit = Fraction(PARTS, total)
    return tuple((item, round(cost * unit)) for item, cost in objective), unit
