"""Arguments of public functions: what is not of the kind they take is refused in the grammar of all errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from operator import index
from typing import Any, TypeVar

from maturity_core.errors import ArgumentError, NotFoundError, Problem, nearest, shown

Kept = TypeVar("Kept")
LARGEST = 2**31 - 1


def whole(value: Any, where: str, lowest: int | None = None) -> int | None:
    """Return a whole number or None, as it is.

    Raises:
        ArgumentError: it is something else, or below `lowest`.

    >>> whole(3, "limit"), whole(None, "limit")
    (3, None)
    """
    if value is None:
        return None
    try:
        number = None if isinstance(value, bool) else index(value)
    except TypeError:
        number = None
    if number is None or abs(number) > LARGEST or (lowest is not None and number < lowest):
        allowed = "None, or a whole number" if lowest is None else f"None, or a whole number from {lowest} on"
        raise ArgumentError([Problem("a whole number is expected here", where, shown(value), allowed)])
    return number


def text(value: Any, where: str) -> str:
    """Return a text, as it is.

    Raises:
        ArgumentError: it is something else.
    """
    if not isinstance(value, str):
        raise is_not(value, where, "a text")
    return value


def function(value: Kept, where: str) -> Kept:
    """Return a function, as it is.

    Raises:
        ArgumentError: it cannot be called.
    """
    if not callable(value):
        raise is_not(value, where, "a function")
    return value


def mapping(value: Mapping[str, Kept], where: str) -> Mapping[str, Kept]:
    """Return a mapping, as it is.

    Raises:
        ArgumentError: it is something else.
    """
    if not _is_mapping(value):
        raise is_not(value, where, "a mapping")
    return value


def words(value: Any, where: str) -> Sequence[str]:
    """Return a list of words, as it is.

    Raises:
        ArgumentError: it is something else.
    """
    if not _is_list(value) or not all(isinstance(word, str) for word in value):
        raise is_not(value, where, "a list of words")
    listed: Sequence[str] = value
    return listed


def check_kind(value: object, kinds: type | tuple[type, ...], where: str) -> None:
    """Raise where a value is of none of these types.

    Raises:
        ArgumentError: it is of another.

    >>> check_kind("often", int, "answer")
    Traceback (most recent call last):
        ...
    maturity_core.errors.ArgumentError: answer: the argument is of the wrong kind; got 'often'; allowed: int
    """
    if not isinstance(value, kinds) or (isinstance(value, float) and isnan(value)):
        names = ", ".join(kind.__name__ for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
        raise ArgumentError([Problem("the argument is of the wrong kind", where, shown(value), names)])


def looked_up(table: Mapping[str, Kept], name: Any, noun: str) -> Kept:
    """Return what a table has by an id.

    Raises:
        NotFoundError: there is nothing of that id; the nearest is named.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    near = nearest(name, table) if isinstance(name, str) else ""
    raise NotFoundError([Problem(f"no such {noun}", noun, shown(name), hint=near and f"did you mean {near!r}?")])


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def is_not(value: object, where: str, kind: str) -> ArgumentError:
    """Return the error of an argument that is of another kind."""
    return ArgumentError([Problem(f"{kind} is expected here", where, shown(value))])
