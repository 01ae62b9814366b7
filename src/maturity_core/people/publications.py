"""What two published groups show together: organisations that are in one of them and not in the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.peers import PeerCell, PublishedPeers

    Edges = dict[Hashable, int]
    """How many organisations are before each place at which a cell begins or ends."""
    Span = tuple[Sequence[Hashable], Sequence[Hashable], int]
    """The edges at which a cell begins and ends, and its count."""


def small_differences(framework: Framework, one: PublishedPeers, other: PublishedPeers, least: int) -> Iterator[str]:
    """Yield the parts of two published groups whose difference shows fewer organisations than `least`, but not none.

    Cells are compared between all edges that both have.
    """
    if 0 < abs(one.size - other.size) < least:
        yield "size"
    for ladder in (name for name in one.ladders if name in other.ladders):
        if _shows(least, *(_of_cells(framework, ladder, peers.ladders[ladder]) for peers in (one, other))):
            yield f"ladders.{ladder}"


def _of_cells(framework: Framework, ladder: Ladder, cells: Iterable[PeerCell]) -> Edges:
    """Return the edges of levels, and within the same levels those of scores."""
    order = (None, *framework.ladder_levels(ladder).ids)
    return _edges(
        (
            [order.index(cell.levels[0]), (cell.levels, cell.low)],
            [order.index(cell.levels[-1]) + 1, (cell.levels, cell.high)],
            cell.count,
        )
        for cell in cells
    )


def _edges(spans: Iterable[Span]) -> Edges:
    found: Edges = {}
    counted = 0
    for starts, ends, count in spans:
        for edge in starts:
            found.setdefault(edge, counted)
        counted += count
        for edge in ends:
            found[edge] = counted
    return found


def _shows(least: int, one: Edges, other: Edges) -> bool:
    """Return whether the counts between two edges that both have differ, by fewer than `least`."""
    apart = sorted({one[edge] - other[edge] for edge in one.keys() & other.keys()})
    return any(later - earlier < least for earlier, later in pairwise(apart))
