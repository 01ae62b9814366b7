"""What numpy would read as numbers, and what says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.errors import Problem, shown
from maturity_core.model.fields import is_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def unfit(matrix: Any) -> Problem | None:
    """Return what in a vector or a matrix, maybe of nested lists, numpy would read as something that it is not."""
    for entry in _held(matrix):
        if np.ma.isMaskedArray(entry):
            return Problem("masked cells say nothing", "answers", "a masked array", "codes for every cell")
        if isinstance(entry, bool) or getattr(entry, "dtype", None) == np.bool_:
            return Problem("true and false are no answers", "answers", "a bool", "codes for every cell")
        if labels := _labels(entry):
            hint = "give a mapping, such as series.to_dict(), or many sheets as a frame"
            what = "a series with labels would be read by position"
            return Problem(what, "answers", f"labels {shown(labels)}", "a series numbered from 0", hint)
    return None


def none_at_all(array: NDArray[Any], given: Any) -> Problem | None:
    """Return what is wrong with what numpy could make no rows of."""
    if array.ndim:
        return None
    allowed = "answers by question id, or codes in a vector, a matrix or a table"
    return Problem("these are no answers", "answers", shown(given), allowed)


def _held(matrix: Any) -> Iterator[Any]:
    """Yield what nested lists hold: numpy would turn a bool among numbers into 1, and show what a mask hides."""
    if is_list(matrix):
        for entry in matrix:
            yield from _held(entry)
    else:
        yield matrix


def _labels(entry: Any) -> list[Any]:
    """Return the labels of a series of pandas; none where they say no more than the positions do."""
    labels = getattr(entry, "index", None)  # of texts and arrays a method
    names = [] if labels is None or callable(labels) else [*labels]
    return [] if names == [*range(len(names))] else names
