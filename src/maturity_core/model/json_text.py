"""JSON text that comes back: bounded, without repeated keys, or refused before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from math import isfinite
from typing import Any, NoReturn

from maturity_core.errors import MaturityError, Problem
from maturity_core.model.fields import is_list

LARGEST_TEXT = 32_000_000
"""How many bytes a stored result may have."""
MOST_VALUES = 1_000_000
"""How many commas the text of a stored result may have: every value but the first of its list or table has one."""
MOST_ENTRIES = 50_000
"""How many entries one list or table of a stored result may have."""
MOST_TABLES = 100_000
"""How many tables there may be in it: each could be wrong in ten ways, and all of them are gathered."""
MOST_LISTED = 100
"""So many problems are named, the others counted."""
LONGEST_NUMBER = 40
"""How many characters a number may have that is not a text: as many as a double needs, and some."""


def json_text(given: Any, called: str) -> str:
    """Return JSON text after everything has been refused in it that its fields would not show."""
    if not isinstance(given, str | bytes | bytearray):
        refuse([Problem("a stored result is JSON text", called, type(given).__name__)])
    if len(given) > LARGEST_TEXT:
        refuse([Problem("the text is too long", called, allowed=f"at most {LARGEST_TEXT:,} bytes")])
    try:
        text = given if isinstance(given, str) else given.decode("utf-8")
        text.encode("utf-8")
    except UnicodeError:
        refuse([Problem("the text is not UTF-8", called)])
    if text.count(",") > MOST_VALUES:
        refuse([Problem("the text has too many values", called, allowed=f"at most {MOST_VALUES:,}")])
    problems: list[Problem] = []
    try:
        json.loads(text, **_strict(problems, called))
    except RecursionError:
        refuse([Problem("the text is nested too deeply", called)])
    except ValueError as error:
        refuse([Problem(f"the text is not JSON: {error}", called)])
    if problems:
        refuse(problems)
    return text


def _strict(problems: list[Problem], called: str) -> dict[str, Any]:
    """Return how JSON is read so that duplicate keys and numbers that no result has are noticed."""
    tables = count(1)

    def note(found: Iterable[Problem]) -> None:
        problems.extend(found if len(problems) < MOST_LISTED else ())

    def table(pairs: list[tuple[str, Any]]) -> None:
        if max(len(pairs), *(len(value) for _, value in pairs if is_list(value)), 0) > MOST_ENTRIES:
            note([Problem("a table or a list has too many entries", called, allowed=f"at most {MOST_ENTRIES:,}")])
        elif next(tables) == MOST_TABLES + 1:
            note([Problem("the text has too many tables", called, allowed=f"at most {MOST_TABLES:,}")])
        elif len(pairs) > len(dict(pairs)):
            note(twice((key for key, _ in pairs), called, "duplicate key"))

    def constant(name: str) -> None:
        note([Problem("JSON has no such number", called, name)])

    def number(text: str) -> None:
        if len(text) > LONGEST_NUMBER or not isfinite(float(text)):
            note([Problem("the number is out of bounds", called, text[:LONGEST_NUMBER])])

    return {"object_pairs_hook": table, "parse_constant": constant, "parse_float": number, "parse_int": number}


def twice(names: Iterable[str], where: str, what: str = "duplicate entry") -> Iterator[Problem]:
    """Yield the names that are in a list more than once, each of them once."""
    seen: set[str] = set()
    told: set[str] = set()
    for name in names:
        if name in seen and name not in told:
            told.add(name)
            yield Problem(what, where, repr(name[:80]))
        seen.add(name)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Raise with the first of these problems, and the number of the others."""
    found = list(problems)
    more = len(found) - MOST_LISTED
    raise MaturityError(found[:MOST_LISTED] + ([Problem(f"and {more} more")] if more > 0 else []))
