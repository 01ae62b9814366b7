"""Finds what numpy would read as numbers although it means something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.errors import Problem, shown
from maturity_core.model.fields import is_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def unfit(matrix: Any) -> Problem | None:
    """Return what numpy would misread in a vector or a matrix, which may be nested lists."""
    for entry in _held(matrix):
        if np.ma.isMaskedArray(entry):
            return Problem("masked arrays are not supported", "answers", allowed="a code for every cell")
        if isinstance(entry, bool) or getattr(entry, "dtype", None) == np.bool_:
            return Problem("booleans are not valid answers", "answers", "a bool", "a code for every cell")
        if labels := _labels(entry):
            hint = "pass a mapping, such as series.to_dict(), or a frame for many sheets"
            what = "a series with labels would be read by position"
            return Problem(what, "answers", f"labels {shown(labels)}", "a series numbered from 0", hint)
    return None


def none_at_all(array: NDArray[Any], given: Any) -> Problem | None:
    """Return what is wrong with something that numpy could not turn into rows."""
    if array.ndim:
        return None
    allowed = "answers by question id, or codes in a vector, a matrix or a table"
    return Problem("this cannot be read as answers", "answers", shown(given), allowed)


def _held(matrix: Any) -> Iterator[Any]:
    """Yield what nested lists hold: numpy would turn a bool among numbers into 1, and reveal what a mask hides."""
    if is_list(matrix):
        for entry in matrix:
            yield from _held(entry)
    else:
        yield matrix


def _labels(entry: Any) -> list[Any]:
    """Return the labels of a pandas series; none if they are just its positions."""
    labels = getattr(entry, "index", None)  # a method on strings and arrays
    names = [] if labels is None or callable(labels) else [*labels]
    return [] if names == [*range(len(names))] else names
