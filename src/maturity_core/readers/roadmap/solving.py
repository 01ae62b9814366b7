"""Asks a solver, and trusts nothing that can be checked: every solution is held to the rows exactly.

HiGHS works with doubles and tolerances. So rows and objectives are handed over as whole numbers that it can hold; where
that makes a row easier to meet, or a tolerance lets something through, the row that a solution breaks is cut off and
the program solved again. One thread, gaps of 0, and limits that count nodes: the same on every machine. What is to be
proven is solved as it stands: where the solver may simplify a program before, it sometimes loses solutions.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maturity_core.extras import optional
from maturity_core.readers.program.parts import Row, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.readers.program.parts import Line, Program

LARGEST_ROW = 10**7
"""The largest coefficient of a row that is handed over."""
LARGEST_OBJECTIVE, PARTS = 10**9, 10**6
"""The most that an objective may come to as it is, and the parts that a larger one is rounded to."""
MOST_NODES = 100_000
"""How many nodes the solver looks at, for each objective, before it gives up."""
SLACK = 1e-6
"""By how much a bound may be off in doubles."""


class Solution(NamedTuple):
    """A solution, by variable. Nothing is below `bound`, but for rounding if the objective was `rounded`."""

    values: Sequence[int]
    bound: int
    proven: bool
    rounded: bool


class Search:
    """A program being solved, for one objective after the other, from a solution that is `known`."""

    def __init__(self, program: Program, known: Sequence[int], seconds: float | None = None) -> None:
        self.known = known
        self.size = program.size
        self.left_out: frozenset[int] = frozenset()
        self._rows: list[Row] = []
        self._alone = True
        self._library = optional("highspy")
        self._solver = silent(self._library, seconds)
        self._solver.addVars(self.size, np.zeros(self.size), np.ones(self.size))
        kinds = np.full(self.size, self._library.HighsVarType.kInteger, dtype=object)
        self._solver.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), kinds)
        self.add(program.rows)

    def add(self, rows: Sequence[Row]) -> None:
        """Demand more rows, which the known solution meets, of every solution from now on."""
        self._rows += rows
        self._hand([handed(row) for row in rows])

    def _hand(self, lines: Sequence[Row]) -> None:
        starts = np.cumsum([0, *(len(line) for line, _ in lines)])[:-1].astype(np.int32)
        items = np.array([item for line, _ in lines for item, _ in line], np.int32)
        rises = np.array([rise for line, _ in lines for _, rise in line], np.float64)
        least = np.array([least for _, least in lines], np.float64)
        self._solver.addRows(len(lines), least, np.full(len(lines), inf), len(items), starts, items, rises)

    def spread(self, counts: Iterable[Row]) -> None:
        """Tell the solver what rows that count imply: a gate that is met in part takes no more than that of each item.

        Without it, solvers take a few items in full for a part of every gate, so their bounds are low where there is a
        choice of gates. The parts are variables of the solver's own, and no solution is lost.
        """
        lines: list[Row] = []
        parts = self.size
        for row in counts:
            *items, (gate, _) = row.line
            shares = range(parts, parts + len(items))
            parts += len(items)
            lines.append(Row((*((share, 1) for share in shares), row.line[-1]), row.least))
            for share, (item, _) in zip(shares, items, strict=True):
                lines += [Row(((item, 1), (share, -1)), 0), Row(((gate, 1), (share, -1)), 0)]
        self._solver.addVars(parts - self.size, np.zeros(parts - self.size), np.ones(parts - self.size))
        self._hand(lines)

    def lowest(self, objective: Line, *, simplify: bool = False) -> Solution:
        """Return a solution at which an objective is lowest; the best that was found, if the solver gives up before.

        It may `simplify` the program before, which takes less time: but then it sometimes loses solutions.
        """
        self._solver.setOptionValue("presolve", "on" if simplify else "off")
        handed, unit = _scaled(objective)
        costs = np.zeros(self.size)
        for item, cost in handed:
            costs[item] = cost
        self._solver.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        values, bound, proven = self._solved()
        while values and (broken := [row for row in self._rows if not row.holds(values)]):
            self.add([row.cut(values) for row in broken])
            values, bound, proven = self._solved()
        if values and worth(objective, values) <= worth(objective, self.known):
            self.known = values
        else:  # a limit ended the search, or the numbers were rounded
            proven = proven and bool(values)
        reached = worth(objective, self.known)
        exact = ceil(bound - SLACK) if unit == 1 else floor(Fraction(bound) / unit)
        least = max(exact, sum(cost for _, cost in objective if cost < 0))
        return Solution(self.known, reached if proven else min(least, reached), proven, rounded=unit != 1)

    def limit(self, nodes: int) -> None:
        """Look at no more nodes, for each objective from now on, before the solver gives up."""
        self._solver.setOptionValue("mip_max_nodes", nodes)

    def end(self) -> None:
        """Leave the library as it was: other users may want another number of threads."""
        if self._alone:
            self._library.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - an option of the library

    def keep(self, objective: Line) -> None:
        """Demand of every solution from now on what an objective comes to at the known one, or less."""
        self.add([Row(tuple((item, -cost) for item, cost in objective), -worth(objective, self.known))])

    def leave_out(self, variables: Iterable[int]) -> None:
        """Leave these variables at 0 in every solution: none needs them."""
        self.left_out = frozenset(variables)
        items, zeros = np.array(sorted(self.left_out), np.int32), np.zeros(len(self.left_out))
        self._solver.changeColsBounds(len(items), items, zeros, zeros)

    def fix(self, variables: Iterable[int]) -> None:
        """Demand of every solution from now on the values that these variables have in the known one."""
        items = np.array([*variables], np.int32)
        values = np.array([self.known[item] for item in items], np.float64)
        self._solver.changeColsBounds(len(items), items, values, values)

    def _solved(self) -> tuple[Sequence[int], float, bool]:
        """Return a solution, none if there is none yet; what is proven to be the least; whether the solution is it."""
        kinds = self._library.HighsModelStatus
        self._alone = run(self._library, self._solver) and self._alone
        if self._solver.getModelStatus() == kinds.kInfeasible:  # which is wrong: there is the known one
            self._solver.setOptionValue("presolve", "off")
            self._solver.run()
        info, status = self._solver.getInfo(), self._solver.getModelStatus()
        if info.primal_solution_status != self._library.SolutionStatus.kSolutionStatusFeasible:
            return (), -float(LARGEST_OBJECTIVE), False
        found = self._solver.getSolution().col_value[: self.size]
        values = [int(value > 0.5) for value in found]  # noqa: PLR2004 - near 0 or 1
        return values, max(info.mip_dual_bound, -float(LARGEST_OBJECTIVE)), status == kinds.kOptimal


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


def handed(row: Row) -> Row:
    """Return a row as it is handed over: where its numbers are too large, with smaller ones that are no harder to meet.

    >>> handed(Row(((0, 3 * LARGEST_ROW), (1, 1)), 2 * LARGEST_ROW + 1))
    Row(line=((0, 10000000), (1, 1)), least=6666667)
    """
    largest = max((abs(rise) for _, rise in row.line), default=0)
    if largest <= LARGEST_ROW:
        return row
    scale = Fraction(LARGEST_ROW, largest)
    return Row(tuple((item, ceil(rise * scale)) for item, rise in row.line), floor(row.least * scale))


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
