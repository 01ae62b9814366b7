"""How wide integers have to be: 8 to 64 bits, or Python's own where a number may exceed 2**53."""

from __future__ import annotations

from typing import Literal, TypeAlias

EXACT_LIMIT = 2**53
"""Up to here a double holds every integer, so the double nearest to a score takes one division."""

NumberKind: TypeAlias = Literal["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "object"]
"""A type of numbers, by its name in numpy: compiling for single sheets doesn't load numpy."""
SIGNED: tuple[tuple[NumberKind, int], ...] = (("int8", 2**7 - 1), ("int16", 2**15 - 1), ("int32", 2**31 - 1))
UNSIGNED: tuple[tuple[NumberKind, int], ...] = (("uint8", 2**8 - 1), ("uint16", 2**16 - 1), ("uint32", 2**32 - 1))
"""Types with the largest number that each holds, narrowest first."""


def number_kind(largest: int, *, wide: bool, signed: bool = False) -> NumberKind:
    """Return the smallest type that holds every whole number up to `largest`; `object` if `wide`.

    >>> number_kind(200, wide=False), number_kind(200, wide=False, signed=True)
    ('uint8', 'int16')
    """
    if wide:
        return "object"
    found: list[NumberKind] = [kind for kind, most in (SIGNED if signed else UNSIGNED) if largest <= most]
    return found[0] if found else "int64"
