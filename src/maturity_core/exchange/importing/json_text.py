"""JSON, read as text within bounds: no name twice, numbers as they are written, and places by name."""

from __future__ import annotations

import json
from typing import Any

from maturity_core.errors import FrameworkError, Problem, cut_middle, printable, shown
from maturity_core.exchange.importing.entries import LONGEST_SHOWN, Entry
from maturity_core.model.fields import is_list, is_table

DEEPEST, MOST_ENTRIES = 40, 200_000


class _WrongError(ValueError):
    """A name that is given twice, which json itself would take."""


def read_json(text: str, name: str, twice: list[Entry] | None = None) -> Entry:
    """Return what a JSON file says, as text; places are names and positions. A name twice is always refused.

    Raises:
        FrameworkError: if it is not JSON, has a name twice, or exceeds a limit.

    >>> read_json('{"pillars": [{"id": "cost"}]}', "lens.json")["pillars"].list[0]["id"]
    Entry(value='cost', place='lens.json: pillars[0].id', bare=False)
    """
    del twice  # JSON has no reader that most people use, so there is no usual value to take
    try:
        found = json.loads(text, object_pairs_hook=_table, parse_int=_Bare, parse_float=_Bare, parse_constant=_Bare)
    except json.JSONDecodeError as error:
        problem = Problem(f"the file is not JSON: {error.msg}", f"{name}:{error.lineno}:{error.colno}")
        raise FrameworkError([problem]) from None
    except (_WrongError, RecursionError) as error:
        what = "too many lists and tables inside each other" if isinstance(error, RecursionError) else str(error)
        raise FrameworkError([Problem(what, name)]) from None
    return _Reader(name).entry(found, "", 0)


class _Bare(str):
    """What stood without quotes: a number, or NaN, which some programs write though JSON has no such thing."""

    __slots__ = ()


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict[str, Any]()
    for key, value in pairs:
        if key in table:
            raise _WrongError(f"a name is given twice: {cut_middle(shown(key), LONGEST_SHOWN)}")
        table[key] = value
    return table


def _inside(path: str, key: str) -> str:
    """Return the place of a value in a table. Every value has one, so that of a long name only the ends are kept."""
    name = cut_middle(printable(key), LONGEST_SHOWN)
    return f"{path}.{name}" if path else name


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def entry(self, value: Any, path: str, depth: int) -> Entry:
        self.count += 1
        place = f"{self.name}: {path}" if path else self.name
        if depth > DEEPEST or self.count > MOST_ENTRIES:
            limit = f"{DEEPEST} lists and tables inside each other" if depth > DEEPEST else f"{MOST_ENTRIES:,} values"
            raise FrameworkError([Problem(f"more than {limit}", place)])
        if is_table(value):
            return Entry({key: self.entry(one, _inside(path, key), depth + 1) for key, one in value.items()}, place)
        if is_list(value):
            return Entry(tuple(self.entry(one, f"{path}[{at}]", depth + 1) for at, one in enumerate(value)), place)
        bare = isinstance(value, bool | _Bare)
        return Entry(str(value).lower() if bare else value, place, bare)
