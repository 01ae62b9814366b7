"""What the readers of answers files share: a sheet before the core has checked its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from maturity_app.origin import NOWHERE, Origin
from maturity_core.errors import Problem

ORGANISATION = "organisation"
HEAD = ("segment", "date", "respondent", "role")
"""What a sheet to fill in asks beside the organisation."""
CARRIED_FROM = "carried_from"
"""What a sheet says that was carried over: the edition its answers were given to. Nobody fills it in."""
SECONDS = "seconds"
"""How long answering took: the page and the interview measure it, and no sheet to fill in asks for it."""
ABOUT_SHEET = (*HEAD, CARRIED_FROM, SECONDS)
"""All that a sheet may say of itself as a whole, beside its organisation: keys of a file, and columns of a CSV file."""
LARGEST = 10**12
"""The largest number that definition files may state; no answer needs a larger one."""


@dataclass(frozen=True)
class RawSheet:
    """The answers of one organisation as they are in a file, unchecked; `facts` are fields of `SheetFacts`."""

    organisation: str
    answers: Mapping[str, Any]
    source: str
    row: int | None = None
    origin: Origin = NOWHERE
    unit: str = "row"
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def place(self) -> str:
        """The place of the answers as problems name it."""
        return self.source if self.row is None else f"{self.source}, {self.unit} {self.row}"


class Unreadable:
    """A number that cannot be kept as it is written; never an answer, so that nothing is rounded."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def number(text: str) -> float | Unreadable:
    """Return a number with a point or an exponent, as a float if that keeps it exactly as written.

    >>> number("0.1"), number("1e400"), number("nan")
    (0.1, 1e400, nan)
    >>> isinstance(number("0.1"), float), isinstance(number("1e400"), float), isinstance(number("nan"), float)
    (True, False, False)
    """
    value = float(text)
    try:
        kept = abs(value) <= LARGEST and Decimal(repr(value)) == Decimal(text)
    except ArithmeticError:
        kept = False
    return value if kept else Unreadable(text)


def whole(text: str) -> int | Unreadable:
    """Return a whole number, unless it is larger than any answer can be.

    >>> whole("12"), isinstance(whole("9" * 5000), Unreadable)
    (12, True)
    """
    fits = len(text.lstrip("+-0")) <= len(str(LARGEST)) and abs(int(text)) <= LARGEST
    return int(text) if fits else Unreadable(text)


def refusals(value: Any, where: str) -> list[Problem]:
    """Return what no answer and no name may contain: unreadable numbers, half characters."""
    if isinstance(value, Unreadable) or (type(value) is int and abs(value) > LARGEST):
        return [Problem("this number cannot be read exactly", where, repr(value)[:60])]
    if isinstance(value, str) and not value.isascii() and any("\ud800" <= mark <= "\udfff" for mark in value):
        return [Problem("the text contains half a character (a lone surrogate)", where, ascii(value)[:60])]
    return []
