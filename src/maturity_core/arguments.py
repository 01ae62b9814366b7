"""Arguments of public functions: what is not of the kind they take is refused in the grammar of all errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import index
from typing import TYPE_CHECKING, Any, TypeVar

from maturity_core.errors import ArgumentError, NotFoundError, Problem, nearest, shown

if TYPE_CHECKING:
    from maturity_core.framework import Framework

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
    return _kept(value, where, "a text", isinstance(value, str))


def function(value: Any, where: str) -> Callable[..., Any]:
    """Return a function, as it is.

    Raises:
        ArgumentError: it cannot be called.
    """
    return _kept(value, where, "a function", callable(value))


def mapping(value: Any, where: str) -> Mapping[Any, Any]:
    """Return a mapping, as it is.

    Raises:
        ArgumentError: it is something else.
    """
    return _kept(value, where, "a mapping", isinstance(value, Mapping))


def framework_given(value: Any) -> Framework:
    """Return a framework, as it is.

    Raises:
        ArgumentError: it is something else.
    """
    from maturity_core.framework import Framework  # noqa: PLC0415 - it imports this module

    return _kept(value, "framework", "a Framework", isinstance(value, Framework))


def looked_up(table: Mapping[str, Kept], name: Any, noun: str) -> Kept:
    """Return what a table has by an id.

    Raises:
        NotFoundError: there is nothing of that id; the nearest is named.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    near = nearest(name, table) if isinstance(name, str) else ""
    raise NotFoundError([Problem(f"no such {noun}", noun, shown(name), hint=near and f"did you mean {near!r}?")])


def _kept(value: Any, where: str, kind: str, fits: bool) -> Any:  # noqa: FBT001 - private, and called with one meaning
    if not fits:
        raise ArgumentError([Problem(f"{kind} is expected here", where, shown(value), kind)])
    return value
