"""Checks of the arguments of public functions: a wrong type is refused in the usual error grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from operator import index
from typing import Any, TypeVar

from maturity_core.errors import ArgumentError, NotFoundError, Problem, shown

Kept = TypeVar("Kept")
LARGEST = 2**31 - 1


def whole(value: Any, where: str, lowest: int | None = None) -> int | None:
    """Return a whole number or None unchanged.

    Raises:
        ArgumentError: if it is anything else, or below `lowest`.

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
        allowed = "None, or a whole number" if lowest is None else f"None, or a whole number of at least {lowest}"
        raise ArgumentError([Problem("expected a whole number", where, shown(value), allowed)])
    return number


def text(value: Any, where: str) -> str:
    """Return a string unchanged.

    Raises:
        ArgumentError: if it is anything else.
    """
    if not isinstance(value, str):
        raise is_not(value, where, "a string")
    return value


def function(value: Kept, where: str) -> Kept:
    """Return a function unchanged.

    Raises:
        ArgumentError: if it cannot be called.
    """
    if not callable(value):
        raise is_not(value, where, "a function")
    return value


def mapping(value: Mapping[str, Kept], where: str) -> Mapping[str, Kept]:
    """Return a mapping unchanged.

    Raises:
        ArgumentError: if it is anything else.
    """
    if not _is_mapping(value):
        raise is_not(value, where, "a mapping")
    return value


def words(value: Any, where: str) -> Sequence[str]:
    """Return a list of strings unchanged.

    Raises:
        ArgumentError: if it is anything else.
    """
    if not _is_list(value) or not all(isinstance(word, str) for word in value):
        raise is_not(value, where, "a list of strings")
    listed: Sequence[str] = value
    return listed


def check_kind(value: object, kinds: type | tuple[type, ...], where: str) -> None:
    """Check that a value is of one of these types.

    Raises:
        ArgumentError: if it is not.

    >>> check_kind("often", int, "answer")
    Traceback (most recent call last):
        ...
    maturity_core.errors.ArgumentError: answer: the argument has the wrong type; got 'often'; allowed: int
    """
    if not isinstance(value, kinds) or (isinstance(value, float) and isnan(value)):
        names = ", ".join(kind.__name__ for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
        raise ArgumentError([Problem("the argument has the wrong type", where, shown(value), names)])


def looked_up(table: Mapping[str, Kept], name: Any, noun: str) -> Kept:
    """Return the entry of a table that has this id.

    Raises:
        NotFoundError: if there is none; the nearest id is suggested.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    near = name if isinstance(name, str) else ""
    raise NotFoundError([Problem(f"no such {noun}", noun, shown(name), near=(near, table))])


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def is_not(value: object, where: str, kind: str) -> ArgumentError:
    """Return the error for an argument of the wrong type."""
    return ArgumentError([Problem(f"expected {kind}", where, shown(value))])
