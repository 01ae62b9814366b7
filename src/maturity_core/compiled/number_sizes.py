"""How wide integers have to be: 8 to 64 bits, or Python's own where a number may exceed 2**53."""

from __future__ import annotations

from typing import Any

import numpy as np

EXACT_LIMIT = 2**53
"""Up to here a double holds every integer, so the double nearest to a score takes one division."""


def number_kind(largest: int, *, wide: bool, signed: bool = False) -> Any:
    """Return the smallest numpy type that holds every whole number up to `largest`; `object` if `wide`.

    >>> number_kind(200, wide=False).__name__, number_kind(200, wide=False, signed=True).__name__
    ('uint8', 'int16')
    """
    if wide:
        return object
    kinds = (np.int8, np.int16, np.int32) if signed else (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in kinds if largest <= np.iinfo(kind).max), np.int64)
