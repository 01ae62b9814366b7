"""One solution of several that are as good: objectives one after the other, and at last the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.readers.program.parts import worth
from maturity_core.readers.roadmap.narrowing import lowest
from maturity_core.readers.roadmap.solving import LARGEST_OBJECTIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_core.readers.program.parts import Line
    from maturity_core.readers.roadmap.solving import Search

MOST_SOLVES = 64
"""How often the solver is called to settle ties by ids."""
LARGE = 1_000
"""How many variables a program has whose first objective is proven by itself: with the next ones, it takes too long."""
LARGEST_BLOCK = 2**20
"""The most that an objective of ids comes to: some twenty option steps at once."""


class Best(NamedTuple):
    """The best solution by several objectives.

    `bounds` says of the first of them what nothing is below: of all, unless the solver gave up. They are proven but for
    rounding if one of the objectives was `rounded`. `tied` says whether others may be as good.
    """

    values: Sequence[int]
    bounds: Sequence[int]
    rounded: bool
    tied: bool


def best(search: Search, objectives: Sequence[Line], steps: int | None) -> Best:
    """Return the solution that is lowest by the first objective, among these by the second, and so on.

    Of those that are as good by all of them, it is the one that takes the first option step by which they differ, in
    the order of the variables: the first `steps` of them are option steps. It is any of them if `steps` is None.
    """
    bounds: list[int] = []
    rounded = False
    apart = int(len(objectives) > 1 and search.size - len(search.left_out) >= LARGE)
    for group in [*([line] for line in objectives[:apart]), *joined(objectives[apart:], LARGEST_OBJECTIVE)]:
        found = search.lowest(_sum(group)) if bounds else lowest(search, _sum(group))
        rounded = rounded or found.rounded
        if not found.proven:
            factor, first = _factors(group)[0], worth(group[0], found.values)
            return Best(
                found.values, [*bounds, min(first, -((factor - 1 - found.bound) // factor))], rounded, tied=True
            )
        for line in group:
            bounds.append(worth(line, found.values))
            search.keep(line)
    settled = steps is not None and _settled(search, steps)
    return Best(search.known, bounds, rounded, tied=not settled)


def _settled(search: Search, steps: int) -> bool:
    """Settle ties by ids; return whether they are."""
    taken = tuple((place, 1) for place in range(steps) if search.known[place])
    other = search.lowest(taken, simplify=True)
    if worth(taken, other.values) == len(taken):
        return other.proven
    open_steps = (place for place in range(steps) if not search.settled(place))
    blocks = list(joined((((place, -1),) for place in open_steps), LARGEST_BLOCK))
    if len(blocks) >= MOST_SOLVES:
        return False
    for block in blocks:
        if not search.lowest(_sum(block), simplify=True).proven:
            return False
        search.fix(place for ((place, _),) in block)
    return True


def joined(objectives: Iterable[Line], most: int) -> Iterator[list[Line]]:
    """Yield objectives in groups that can be solved as one, because it comes to no more than `most`.

    >>> list(joined([((0, 5), (1, 4)), ((1, 1),), ((0, 9),)], 20))
    [[((0, 5), (1, 4)), ((1, 1),)], [((0, 9),)]]
    """
    group: list[Line] = []
    total = 0
    for line in objectives:
        size = _size(line)
        if group and (total + 1) * (size + 1) > most + 1:
            yield group
            group, total = [], 0
        group.append(line)
        total = (total + 1) * (size + 1) - 1
    yield group


def _size(line: Line) -> int:
    return sum(abs(cost) for _, cost in line)


def _factors(group: Sequence[Line]) -> list[int]:
    """Return what each objective of a group is multiplied by: more than all that come after it can make up for."""
    factors = [1]
    for line in reversed(group[1:]):
        factors.append(factors[-1] * (_size(line) + 1))
    return factors[::-1]


def _sum(group: Sequence[Line]) -> Line:
    """Return objectives as one.

    >>> _sum([((0, 5), (1, 4)), ((1, 1),)])
    ((0, 10), (1, 9))
    """
    found: dict[int, int] = {}
    for line, factor in zip(group, _factors(group), strict=True):
        for item, cost in line:
            found[item] = found.get(item, 0) + cost * factor
    return tuple(sorted((item, cost) for item, cost in found.items() if cost))
