"""Narrows a search to where the best solutions are.

A known solution and a bound (`master`) leave few sheets of each capability that can be part of one that is as good; the
solver chooses among these. Where the bound is far off because gates are met in part, one of them is taken to be met,
and unmet, and so on: what is left is what any of these cases leaves.
"""

from __future__ import annotations

from itertools import islice
from math import ceil, prod
from operator import itemgetter
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.readers.program.blocks import Blocks
from maturity_core.readers.program.parts import worth
from maturity_core.readers.program.spaces import Space
from maturity_core.readers.roadmap.master import Master
from maturity_core.readers.roadmap.solving import LARGEST_OBJECTIVE, SLACK, Solution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.readers.program.parts import Line
    from maturity_core.readers.roadmap.master import Bound
    from maturity_core.readers.roadmap.solving import Search

FROM = 150
"""How many variables a program has that is worth it."""
MOST_BOUNDS = 200
"""How many bounds are looked for, before this is given up."""
TRIED, HIGHER = 6, 8
"""How many gates are tried to take a case apart, and of how many parts of the gap a bound has to rise by one."""
FEW = 400
"""How many sheets are chosen from where a case is not taken apart any further."""
MOST = 3
"""How many times as many sheets as variables are worth it: where more are left, the program itself is sooner solved."""
FIRST, FURTHER = 100, 800
"""How many sheets more than one of each capability a first solution is chosen from."""
VALUES = (0, 1)
"""Of a gate: unmet, met."""
SOON = 1e-3
"""What is no time at all, in seconds."""
STEPS = 10
"""How many gates are taken to be met or unmet at most, until there is one."""


def lowest(search: Search, objective: Line) -> Solution:
    """Return a solution at which an objective is lowest, and narrow the search to all of these if it can be done.

    It is the best that was found, if the solver gives up before.
    """
    if not _worth_it(search, objective):
        return search.lowest(objective)
    kept, narrowing = search.space, Narrowing(search, objective)
    done = narrowing.done()
    found = Solution(search.known, narrowing.least, done, rounded=False)
    if not done and not narrowing.late:
        search.enter(kept)
        found = search.lowest(objective)
    reached = worth(objective, found.values)
    bound = reached if found.proven else min(max(found.bound, narrowing.least), reached)
    return found._replace(bound=bound, proven=bound == reached)


def _worth_it(search: Search, objective: Line) -> bool:
    """Return whether a program is large, and gates, and capabilities that are touched, count in the way they should."""
    first = len(search.program.steps)
    gates = first + len(search.program.touched)
    wrong = any((item >= gates and cost > 0) or (first <= item < gates and cost < 0) for item, cost in objective)
    total = sum(abs(cost) for _, cost in objective)
    return total <= LARGEST_OBJECTIVE and not wrong and search.size - len(search.left_out) >= FROM


class Narrowing:
    """A search for the solutions at which an objective is lowest; nothing is below `least`."""

    def __init__(self, search: Search, objective: Line) -> None:
        self._search, self._objective = search, objective
        self._end = None if search.seconds is None else perf_counter() + search.seconds
        found = Blocks(search.program, search.rows, search.left_out)
        self._blocks = found.blocks
        inside = {int(variable) for block in self._blocks for variable in block.variables}
        self._given = search.given - inside
        settled = inside | search.left_out | self._given
        others = [item for item in range(search.width) if item not in settled]
        rows = [row.given(self._given) for row in (*found.outer, *search.parts)]
        self._master = Master(search, self._blocks, [row for row in rows if row.line], others, objective)
        self._bounds = 0
        self.least = sum(cost for _, cost in objective if cost < 0)

    def done(self) -> bool:
        """Narrow the search to all solutions at which the objective is lowest, one of which is known then.

        Return whether it is.
        """
        whole = self.bound({})
        if whole is None:
            return False
        self.least = max(self.least, _whole(whole))
        self._look(whole)
        if self._columns(whole, self._gap(whole)) > MOST * self._search.size:
            return False
        waiting = [whole]
        cases: list[Bound] = []
        while waiting:
            case = waiting.pop()
            if self._gap(case) < 0:
                continue
            parts = self._parts(case)
            waiting += parts
            if not parts:
                least, proven = self._solved(case)
                if not proven:
                    self.least = max(self.least, min([least, *(_whole(other) for other in waiting)]))
                    return False
                cases.append(case)
        left = [(case, gap) for case in cases if (gap := self._gap(case)) >= 0]  # one at least: that of the best
        self._search.enter(self._space(left, every=True))
        return True

    def bound(self, forced: Mapping[int, int]) -> Bound | None:
        """Return a bound, or None if there have been enough of them."""
        self._bounds += 1
        return None if self.late or self._bounds > MOST_BOUNDS else self._master.bound(forced)

    def _split(self, case: Bound, gate: int) -> list[Bound]:
        """Return a case as the two in which a gate is unmet, and met."""
        found = [self.bound({**case.forced, gate: value}) for value in VALUES]
        return [part for part in found if part is not None]

    def _parts(self, case: Bound) -> list[Bound]:
        """Return a case as the two in which a gate is met, and is not, if that brings bounds closer; the lowest last.

        Of the first gates, it is the one that makes them the highest.
        """
        best: tuple[int, list[Bound]] = 0, []
        few = self._columns(case, self._gap(case)) <= FEW
        for gate in () if few else islice(self._open(case), TRIED):
            parts = self._split(case, gate)
            rises = [max(part.least - case.least, 0) for part in parts]
            ends = any(self._gap(part) < 0 for part in parts)
            if len(parts) == len(VALUES) and (ends or min(rises) * HIGHER > self._gap(case)):
                best = max(best, (prod(rise + case.unit for rise in rises), parts), key=itemgetter(0))
        return sorted(best[1], key=lambda part: -part.least)

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return self._left is not None and self._left <= SOON

    @property
    def _left(self) -> float | None:
        return None if self._end is None else max(self._end - perf_counter(), SOON)

    def _gap(self, case: Bound) -> int:
        """Return by how much the known solution is above a bound."""
        return worth(self._objective, self._search.known) * case.unit - case.least

    def _columns(self, case: Bound, gap: int) -> int:
        """Return how many sheets are within a gap."""
        return sum(int((extra <= gap).sum()) for extra in case.sheets)

    def _look(self, case: Bound) -> None:
        """Look for a solution close to a bound; what is lost because the solver simplifies does not matter.

        If there is none, gates are taken to be met, or unmet, whichever has the lower bound. Where that bound does not
        rise, it is not the gates that are in the way, so more sheets of the whole case are looked at.
        """
        part, near = case, self._near(case, FIRST)
        for _ in range(STEPS):
            gate = next(self._open(part), None)
            if gate is None:
                break
            low = min(self._split(part, gate), key=lambda one: one.least, default=part)
            if low.least < part.least + part.unit:
                part = part if near else case
                break
            if near:
                return
            part, near = low, self._near(low, FIRST)
        if self._columns(part, self._gap(part)) > FURTHER + len(part.sheets):
            self._near(part, FURTHER)

    def _near(self, case: Bound, more: int) -> bool:
        """Look for a solution among so many sheets more than capabilities; return whether there is one."""
        extras = np.sort(np.concatenate([np.zeros(1, np.int64), *case.sheets]))
        reach = min(self._gap(case), int(extras[: more + len(case.sheets)][-1]))
        if reach < 0:
            return True
        self._search.enter(self._space([(case, reach)]), self._left, strict=True)
        return bool(self._search.tried(self._objective, simplify=True)[0])

    def _open(self, case: Bound) -> Iterator[int]:
        """Yield the gates that are met in part."""
        others = self._master.others[[*case.undecided]].tolist()
        return (other for other in others if other < self._search.size)

    def _solved(self, case: Bound) -> tuple[int, bool]:
        """Find the best solution of a case, if it is as good as the known one.

        Return what no solution of it is below, unless the known one is better, and whether that one is the best.
        """
        self._search.enter(self._space([(case, self._gap(case))]), self._left)
        _, bound, proven = self._search.tried(self._objective)
        return max(_whole(case), ceil(bound - SLACK)), proven

    def _space(self, cases: Sequence[tuple[Bound, int]], *, every: bool = False) -> Space:
        """Return the space of solutions that are above the bound of any of these cases by a gap at most.

        It has `every` such solution, or one that is as good.
        """
        base = set(self._given)
        columns: list[Sequence[int]] = []
        choices: list[Sequence[int]] = []
        for place, block in enumerate(self._blocks):
            sheets = np.flatnonzero(np.logical_or.reduce([case.sheets[place] <= gap for case, gap in cases]))
            kept = block.states[sheets if every else self._master.frontier(place, sheets)] > 0
            common = kept.all(axis=0)
            base.update(block.variables[common].tolist())
            if len(kept) > 1:
                choices.append(range(len(columns), len(columns) + len(kept)))
                columns += [block.variables[sheet & ~common].tolist() for sheet in kept]
        for place, other in enumerate(self._master.others.tolist()):
            if any(self._may(case, gap, place, 0) for case, gap in cases):
                columns += [(other,)] if any(self._may(case, gap, place, 1) for case, gap in cases) else []
            else:
                base.add(other)
        return Space(self._search.width, base, columns, choices)

    def _may(self, case: Bound, gap: int, place: int, value: int) -> bool:
        """Return whether a variable of no block may have a value, in a case; parts of one may have any."""
        other = int(self._master.others[place])
        if other >= self._search.size:
            return True
        more = int(case.others[place]) * (1 if value else -1)
        return case.forced[other] == value if other in case.forced else more <= gap


def _whole(bound: Bound) -> int:
    """Return the lowest whole number that is not below a bound."""
    return -(-bound.least // bound.unit)
