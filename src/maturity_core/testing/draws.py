"""Plain choices, with each strategy made only once: making one takes Hypothesis longer than drawing from it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from hypothesis.strategies import SearchStrategy

_Value = TypeVar("_Value", bound="Hashable")
_made = lru_cache(maxsize=4096, typed=True)  # typed, because 1 equals True and the fraction 1


def among(*values: _Value) -> SearchStrategy[_Value]:
    """Draw one of the values. Shrinks towards the first."""
    return _among(*values)


def some_of(*values: _Value, least: int = 0, most: int | None = None) -> SearchStrategy[list[_Value]]:
    """Draw some of the values, each at most once, in any order."""
    return _some_of(*values, least=least, most=most)


def any_of(*values: _Value, most: int) -> SearchStrategy[list[_Value]]:
    """Draw up to `most` of the values, with repetitions."""
    return _any_of(*values, most=most)


def in_any_order(*values: _Value) -> SearchStrategy[list[_Value]]:
    """Draw all of the values in any order."""
    return _in_any_order(*values)


def one_each(*kinds: Sequence[Sequence[_Value]]) -> SearchStrategy[tuple[_Value, ...]]:
    """Draw one of the values of each place, all in one draw: a byte for each, after one that says which kind of values.

    Every kind has up to 256 values for each of the same places. Shrinks towards the first value of each.
    """
    spaces = [tuple(map(tuple, kind)) for kind in kinds]

    def read(drawn: bytes) -> tuple[_Value, ...]:
        chosen = spaces[drawn[0] % len(spaces)]
        return tuple(values[byte % len(values)] for values, byte in zip(chosen, drawn[1:], strict=True))

    size = len(spaces[0]) + 1
    return st.binary(min_size=size, max_size=size).map(read)


def _lists(*values: Hashable, least: int, most: int | None) -> SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=most)


def _repeated(*values: Hashable, most: int) -> SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most)


_among: Callable[..., SearchStrategy[Any]] = _made(lambda *values: st.sampled_from(values))
_some_of: Callable[..., SearchStrategy[list[Any]]] = _made(_lists)
_any_of: Callable[..., SearchStrategy[list[Any]]] = _made(_repeated)
_in_any_order: Callable[..., SearchStrategy[list[Any]]] = _made(lambda *values: st.permutations(values))
