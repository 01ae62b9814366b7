"""Where a solver searches: in columns, each of which turns on some variables of a program, or in parts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from maturity_core.readers.program.parts import Line, Row


class Lines(NamedTuple):
    """Rows over columns: where each one `starts` in `items` and `rises`, and the `least` that it comes to."""

    starts: NDArray[np.int32]
    items: NDArray[np.int32]
    rises: NDArray[np.float64]
    least: NDArray[np.float64]


class Space:
    """Columns, each of which turns on some of the variables; those of `base` are on whatever is taken.

    Of each of the `choices`, which are columns, exactly one is taken. Variables in no column are 0.

    >>> space = Space(4, {3}, [(0,), (0, 1), ()], [(1, 2)])
    >>> space.values([0, 1, 0])
    [1, 1, 0, 1]
    """

    def __init__(
        self, size: int, base: Iterable[int], columns: Sequence[Sequence[int]], choices: Sequence[Sequence[int]]
    ) -> None:
        self.size = size
        self.base = frozenset(base)
        self.columns = columns
        self.choices = choices
        pairs = sorted((variable, place) for place, column in enumerate(columns) for variable in column)
        self._of = np.array([place for _, place in pairs], np.int64)
        self._count = np.bincount(np.array([variable for variable, _ in pairs], np.int64), minlength=size)
        self._start = np.cumsum(self._count) - self._count
        self._based = np.zeros(size)
        self._based[[*self.base]] = 1

    @classmethod
    def whole(cls, size: int) -> Space:
        """Return the space whose columns are the variables."""
        return cls(size, (), [(variable,) for variable in range(size)], ())

    def settled(self, variable: int) -> bool:
        """Return whether a variable has the same value whatever is taken."""
        return not self._count[variable]

    def values(self, taken: Sequence[int]) -> list[int]:
        """Return the values of all variables, by which columns are taken."""
        found = [0] * self.size
        for variable in self.base:
            found[variable] = 1
        for column, value in zip(self.columns, taken, strict=True):
            for variable in column if value else ():
                found[variable] = 1
        return found

    def costs(self, line: Line) -> NDArray[np.float64]:
        """Return what each column adds to a sum."""
        own = dict(line)
        return np.array([float(sum(own.get(variable, 0) for variable in column)) for column in self.columns])

    def constant(self, line: Line) -> int:
        """Return what a sum comes to if no column is taken."""
        return sum(rise for item, rise in line if item in self.base)

    def lines(self, rows: Sequence[Row]) -> Lines:
        """Return rows over the columns, without those that all values meet; their numbers are such as doubles hold.

        >>> from maturity_core.readers.program.parts import Row
        >>> found = Space(3, {2}, [(0,), (0, 1)], ()).lines([Row(((0, 2), (1, 1), (2, -3)), 0), Row(((0, 1),), 0)])
        >>> [values.tolist() for values in found]
        [[0], [0, 1], [2.0, 3.0], [3.0]]
        """
        sizes = np.array([len(line) for line, _ in rows], np.int64)
        items = np.array([item for line, _ in rows for item, _ in line], np.int64)
        rises = np.array([rise for line, _ in rows for _, rise in line], np.float64)
        owners = np.repeat(np.arange(len(rows)), sizes)
        least = np.array([least for _, least in rows], np.float64)
        least -= np.bincount(owners, rises * self._based[items], len(rows))
        counts = self._count[items]
        ends = np.cumsum(counts)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._start[items] - ends + counts, counts)
        keys = np.repeat(owners, counts) * (len(self.columns) + 1) + self._of[places]
        keys, inverse = np.unique(keys, return_inverse=True)
        sums: NDArray[Any] = np.bincount(inverse, np.repeat(rises, counts), len(keys))
        keys, sums = keys[sums != 0], sums[sums != 0]
        owners, columns = np.divmod(keys, len(self.columns) + 1)
        open_ = np.bincount(owners, np.minimum(sums, 0), len(rows)) < least
        kept = open_[owners]
        lengths = np.bincount(owners[kept], minlength=len(rows))[open_]
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        return Lines(starts, columns[kept].astype(np.int32), sums[kept], least[open_])
