"""The form of a word that goes with a number, by rules in the table of a language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OTHER = "other"
"""The form for all numbers that no rule covers. Every language has it."""
_CONDITION = re.compile(r"n(?: % ([1-9][0-9]*))? (=|!=) ([0-9]+(?:\.\.[0-9]+)?(?:,[0-9]+(?:\.\.[0-9]+)?)*)")


def plural_form(rules: Mapping[str, str], number: int) -> str:
    """Return the name of the form that goes with a whole number.

    `rules` says when to use each form except `other`, by its name, in the notation of Unicode's plural rules; `n` is
    the number. The first rule that holds decides.

    >>> slavic = {"one": "n % 10 = 1 and n % 100 != 11", "few": "n % 10 = 2..4 and n % 100 != 12..14"}
    >>> [plural_form(slavic, number) for number in (1, 3, 5, 11, 21)]
    ['one', 'few', 'other', 'other', 'one']
    """
    return next((form for form, rule in rules.items() if _holds(rule, number)), OTHER)


def is_plural_rule(rule: str) -> bool:
    """Return whether a rule can be read.

    >>> is_plural_rule("n = 0,1 or n % 100 = 2..19"), is_plural_rule("n > 1")
    (True, False)
    """
    return all(_CONDITION.fullmatch(condition) for either in rule.split(" or ") for condition in either.split(" and "))


def _holds(rule: str, number: int) -> bool:
    return any(all(condition(number) for condition in conditions) for conditions in _read(rule))


@cache
def _read(rule: str) -> list[list[Callable[[int], bool]]]:
    """Return the conditions of a rule: those of one list have to hold together."""
    return [[_condition(text) for text in either.split(" and ")] for either in rule.split(" or ")]


def _condition(text: str) -> Callable[[int], bool]:
    """Return a condition; one that cannot be read never holds."""
    read = _CONDITION.fullmatch(text)
    if read is None:
        return lambda _: False
    by, equal = int(read[1] or 0), read[2] == "="
    ends = [tuple(map(int, part.split(".."))) for part in read[3].split(",")]

    def holds(number: int) -> bool:
        value = number % by if by else number
        return any(end[0] <= value <= end[-1] for end in ends) == equal

    return holds
