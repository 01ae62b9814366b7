"""A bound on all solutions, from a linear program whose columns are sheets of capabilities (`program.blocks`).

It grows by the sheets that its prices ask for. Its prices are rounded, so whatever the solver made of them, the bound
is one in whole numbers: what the rows between the capabilities are worth by these prices, and the cheapest sheet of
each capability. A sheet that is dearer by more than what is left between the bound and a known solution is in no
solution that is as good.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maturity_core.readers.program.parts import Row
from maturity_core.readers.roadmap.solving import handed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core.readers.program.blocks import Block
    from maturity_core.readers.program.parts import Line
    from maturity_core.readers.roadmap.solving import Search

FEW, ROUNDS = 3, 40
"""How many sheets of a capability are added at once, and how often."""
CLOSE = 1e-6
"""What makes no difference in doubles."""
PARTED = 1e-4
"""How much of a gate has to be met, or unmet, for it to be met in part."""
BITS, SPARE = 60, 8
"""How many bits whole numbers take, and how many of them sums need."""


class Bound(NamedTuple):
    """What nothing is below, and what each sheet and each other variable adds to it at least; all times `unit`.

    `forced` has the gates whose values were given, `undecided` the places of those others that the linear program meets
    in part, those near a half first.
    """

    unit: int
    least: int
    sheets: list[NDArray[np.int64]]
    others: NDArray[np.int64]
    forced: Mapping[int, int]
    undecided: list[int]


class Matrix:
    """Rows by their variables."""

    def __init__(self, rows: Sequence[Row], size: int) -> None:
        items = np.array([item for line, _ in rows for item, _ in line], np.int64)
        owners = np.repeat(np.arange(len(rows)), np.array([len(line) for line, _ in rows], np.int64))
        rises = np.array([rise for line, _ in rows for _, rise in line], np.int64)
        order = np.argsort(items, kind="stable")
        self.items, self.owners, self.rises = items[order], owners[order], rises[order]
        self.least = np.array([least for _, least in rows], np.int64)
        self.largest = np.ones(len(rows))
        np.maximum.at(self.largest, self.owners, np.abs(self.rises).astype(np.float64))
        self._count = np.bincount(items, minlength=size)
        self._start = np.cumsum(self._count) - self._count

    def columns(self, columns: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[Any]]:
        """Return columns that turn on variables: where each one starts, its rows and its coefficients."""
        variables = np.array([variable for column in columns for variable in column], np.int64)
        places = np.repeat(np.arange(len(columns)), np.array([len(column) for column in columns], np.int64))
        counts = self._count[variables]
        ends = np.cumsum(counts)
        which = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._start[variables] - ends + counts, counts)
        pairs = np.repeat(places, counts) * len(self.least) + self.owners[which]
        keys, inverse = np.unique(pairs, return_inverse=True)
        sums = np.bincount(inverse, self.rises[which].astype(np.float64), len(keys))
        owners, rows = np.divmod(keys, len(self.least))
        sizes = np.bincount(owners, minlength=len(columns))
        return (np.cumsum(sizes) - sizes).astype(np.int32), rows.astype(np.int32), sums

    def dense(self, variables: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what these variables add to each row that has any of them."""
        spans = [range(self._start[item], self._start[item] + self._count[item]) for item in variables]
        which = np.array([place for span in spans for place in span], np.int64)
        rows, columns = np.unique(self.owners[which], return_inverse=True)
        found = np.zeros((len(variables), len(rows)), np.int64)
        found[np.repeat(np.arange(len(variables)), [len(span) for span in spans]), columns] = self.rises[which]
        return found

    def fits(self, costs: NDArray[Any], prices: NDArray[Any]) -> bool:
        """Return whether all sums of costs and prices stay below what whole numbers of fixed width can hold."""
        sizes = np.abs(self.rises * prices[self.owners]).sum() + np.abs(self.least * prices).sum()
        return bool(sizes + np.abs(costs).sum() < 2.0**BITS)

    def reduced(self, costs: NDArray[np.int64], prices: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what variables cost less what they are worth in their rows."""
        found = costs.copy()
        np.subtract.at(found, self.items, self.rises * prices[self.owners])
        return found


class Master:
    """The linear program of a search. `rows` are those between the blocks, `others` the variables of no block."""

    def __init__(
        self, search: Search, blocks: Sequence[Block], rows: Sequence[Row], others: Sequence[int], objective: Line
    ) -> None:
        self._search, self._solver = search, (solver := search.opened())
        self._large = [dict(row.line) for row in rows if handed(row) != row]
        self._added: dict[int, NDArray[np.int64]] = {}
        rows = [handed(row) for row in rows]
        self.blocks, self.others = blocks, np.array(others, np.int64)
        first = search.width
        self._one = range(first, first + len(blocks))  # stands for having one sheet of a block
        self._count = len(rows)
        self._matrix = Matrix([*rows, *(Row(((one, 1),), 1) for one in self._one)], first + len(blocks))
        self._costs = np.zeros(first + len(blocks), np.int64)
        for item, cost in objective:
            self._costs[item] = cost
        total = int(np.abs(self._costs).sum())
        self.unit = 2 ** max(BITS - SPARE - total.bit_length(), 0)
        most = np.concatenate([np.full(len(rows), inf), np.ones(len(blocks))])
        none = np.array([], np.int32)
        solver.addRows(len(most), self._matrix.least.astype(float), most, 0, np.zeros(len(most), np.int32), none, none)
        self._add([(other,) for other in others], 1.0)
        self._add_lacks(1.0 + total)
        self._known: list[set[int]] = [set() for _ in blocks]
        self._add_sheets((place, sheet) for place, block in enumerate(blocks) for sheet in (0, len(block.states) - 1))

    def _add(self, columns: Sequence[Sequence[int]], most: float) -> None:
        starts, rows, rises = self._matrix.columns(columns)
        costs = np.array([float(self._costs[[*column]].sum()) for column in columns])
        count = len(columns)
        self._solver.addCols(count, costs, np.zeros(count), np.full(count, most), len(rows), starts, rows, rises)

    def _add_lacks(self, cost: float) -> None:
        """Let rows lack something, which costs more than everything: so there is always a solution."""
        places = np.arange(self._count, dtype=np.int32)
        zeros, costs = np.zeros(self._count), np.full(self._count, cost)
        largest = self._matrix.largest[: self._count]
        self._solver.addCols(self._count, costs, zeros, zeros + inf, self._count, places, places, largest)

    def _add_sheets(self, sheets: Iterable[tuple[int, int]]) -> bool:
        """Add sheets, as (block, state); return whether there is a new one."""
        found: list[list[int]] = []
        for place, sheet in sheets:
            if sheet not in self._known[place]:
                self._known[place].add(sheet)
                block = self.blocks[place]
                found.append([*block.variables[block.states[sheet] > 0].tolist(), self._one[place]])
        if found:
            self._add(found, inf)
        return bool(found)

    def bound(self, forced: Mapping[int, int]) -> Bound | None:
        """Return a bound on the solutions in which gates have the values that are given; None if it takes too long."""
        lows, highs = np.zeros(len(self.others)), np.ones(len(self.others))
        for place, other in enumerate(self.others.tolist()):
            lows[place], highs[place] = forced.get(other, 0), forced.get(other, 1)
        self._solver.changeColsBounds(len(lows), np.arange(len(lows), dtype=np.int32), lows, highs)
        best: Bound | None = None
        for _ in range(ROUNDS):
            self._search.run(self._solver)
            if self._solver.getModelStatus() != self._search.library.HighsModelStatus.kOptimal:
                return best
            solution = self._solver.getSolution()
            value = self._solver.getInfo().objective_function_value
            found = self._priced(np.array(solution.row_dual), forced, np.array(solution.col_value[: len(lows)]))
            if found is None:
                return best
            if best is None or found.least > best.least:
                best = found
            near = value * self.unit - best.least <= CLOSE * self.unit * max(abs(value), 1)
            if near or not self._add_sheets(self._asked(found)):
                break
        return best

    def _asked(self, bound: Bound) -> Iterator[tuple[int, int]]:
        """Yield the sheets that are cheapest by the prices of a bound."""
        for place, extra in enumerate(bound.sheets):
            yield from ((place, int(sheet)) for sheet in np.argsort(extra, kind="stable")[:FEW])

    def _adds(self, place: int) -> NDArray[np.int64]:
        """Return what each sheet of a block adds to rows, by row; where numbers are too large, their order instead."""
        if place not in self._added:
            variables, states = self.blocks[place]
            found = [states @ self._matrix.dense(variables)]
            for own in self._large:
                rises = [own.get(variable, 0) for variable in variables.tolist()]
                sums = states.astype(np.object_) @ np.array(rises, np.object_)
                found += [np.unique(sums, return_inverse=True)[1].reshape(-1, 1)] if any(rises) else []
            self._added[place] = np.concatenate(found, axis=1)
        return self._added[place]

    def frontier(self, place: int, sheets: NDArray[np.int64]) -> list[int]:
        """Return those of some sheets of a block that are not made needless by one that costs no more and adds no less.

        Of several that are the same in all of this it is the first.
        """
        costs, adds = self.blocks[place].states[sheets] @ self._costs[self.blocks[place].variables], self._adds(place)
        adds = adds[sheets]
        kept: list[int] = []
        for which in np.argsort(costs, kind="stable").tolist():
            if not (adds[kept] >= adds[which]).all(axis=1).any():
                kept.append(which)
        return sorted(sheets[kept].tolist())

    def _priced(self, duals: NDArray[Any], forced: Mapping[int, int], taken: NDArray[Any]) -> Bound | None:
        """Return the bound by prices, rounded; None if numbers are too large."""
        prices = np.floor(np.maximum(duals, 0) * self.unit)
        prices[self._count :] = 0
        if not self._matrix.fits(self._costs * float(self.unit), prices):
            return None
        whole = prices.astype(np.int64)
        reduced = self._matrix.reduced(self._costs * self.unit, whole)
        sheets = [block.states @ reduced[block.variables] for block in self.blocks]
        others = reduced[self.others]
        given = [other in forced for other in self.others.tolist()]
        lowest = np.minimum(others, 0)
        lowest[given] = [forced[other] * cost for other, cost in zip(self.others[given], others[given], strict=True)]
        least = int((self._matrix.least * whole).sum() + lowest.sum()) + sum(int(costs.min()) for costs in sheets)
        parted = np.abs(taken - 0.5)
        undecided = [int(place) for place in np.argsort(parted, kind="stable") if parted[place] < 0.5 - PARTED]
        return Bound(self.unit, least, [costs - costs.min() for costs in sheets], others, forced, undecided)
