"""JSON text of stored results: limited in size and without duplicate keys, or refused before anything is built."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from math import isfinite
from typing import Any, NoReturn

from maturity_core.errors import MaturityError, Problem
from maturity_core.model.fields import MOST_ENTRIES, is_list

LARGEST_TEXT = 32_000_000
"""The most bytes that a stored result may have."""
MOST_VALUES = 1_000_000
"""The most commas that a stored result may have: one for every value but the first in its list or table."""
MOST_TABLES = 100_000
"""The most tables in it: each could be wrong in ten ways, and all problems are collected."""
MOST_LISTED = 100
"""The most problems that are listed; the rest are counted."""
LONGEST_NUMBER = 40
"""The most characters of a number outside quotes: as many as a double needs, and a few to spare."""


def json_text(given: Any, called: str) -> str:
    """Return JSON text after refusing whatever a check of its fields would not notice."""
    if not isinstance(given, str | bytes | bytearray):
        refuse([Problem("a stored result must be JSON text", called, type(given).__name__)])
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
    """Return settings for reading JSON that notice duplicate keys and numbers that no result has."""
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
        note([Problem("not a valid number in JSON", called, name)])

    def number(text: str) -> None:
        if len(text) > LONGEST_NUMBER or not isfinite(float(text)):
            note([Problem("the number is out of bounds", called, text[:LONGEST_NUMBER])])

    return {"object_pairs_hook": table, "parse_constant": constant, "parse_float": number, "parse_int": number}


def twice(names: Iterable[str], where: str, what: str = "duplicate entry") -> Iterator[Problem]:
    """Yield a problem for each name that occurs more than once: one per name."""
    seen: set[str] = set()
    told: set[str] = set()
    for name in names:
        if name in seen and name not in told:
            told.add(name)
            yield Problem(what, where, repr(name[:80]))
        seen.add(name)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Raise an error with the first of these problems and the number of the rest."""
    found = list(problems)
    more = len(found) - MOST_LISTED
    raise MaturityError(found[:MOST_LISTED] + ([Problem(f"and {more} more")] if more > 0 else []))
