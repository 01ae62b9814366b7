"""Small counts pooled with their neighbours, so that what is published has no small count and none can be computed.

Counts in an order (levels, scores, options) are published as one list of cells, each large enough. There is no total
of small ones beside it from which a hidden count could be had by subtraction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pooled(counts: Sequence[int], least: int) -> list[tuple[int, int]]:
    """Return runs of neighbours, each with a sum of at least `least`: the first and the last place of each run.

    All counts above 0 are in one run; a run begins and ends with such a count. There is no run if all counts together
    are fewer.

    >>> pooled([2, 4, 0, 9, 1], 5), pooled([2, 2], 5)
    ([(0, 1), (3, 4)], [])
    """
    runs: list[list[int]] = []
    run: list[int] = []
    held = 0
    for place, count in enumerate(counts):
        if count:
            run.append(place)
            held += count
        if held >= least:
            runs.append(run)
            run, held = [], 0
    if runs:
        runs[-1] += run
    return [(run[0], run[-1]) for run in runs]
