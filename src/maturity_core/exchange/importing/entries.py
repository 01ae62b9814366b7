"""What a source file says, as text: lists, tables and texts with their places, and nothing read into any of them.

YAML turns an unquoted `No` into false and `1.10` into 1.1. Here every value stays as it was written until an importer
asks for a number; only an empty value and `null` are nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from maturity_core.errors import FrameworkError, Problem, cut_middle, shown

Value: TypeAlias = "str | tuple[Entry, ...] | Mapping[str, Entry] | None"
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?")
_MISREAD = re.compile("y|n|yes|no|on|off", re.IGNORECASE)
_NO_NUMBER = {"nan", "infinity", "-infinity"}
LONGEST_SHOWN = 60
"""The most characters that a message shows of a text in a source."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a source file: a text, a list, a table, or nothing. `place` is its file, line and column.

    `bare` is whether a text stood without quotes, so that other readers may take it for something else.

    >>> team = Entry({"name": Entry("Planning", "team.yaml:1:7"), "size": Entry("7", "team.yaml:2:7")}, "team.yaml:1:1")
    >>> team["name"].text, team["size"].number, team["goal"].text
    ('Planning', Fraction(7, 1), '')
    """

    value: Value
    place: str
    bare: bool = False

    def __getitem__(self, key: str) -> Entry:
        """Return the entry of a table; nothing, at the place of the table, if it has none of that name."""
        return self.table.get(key, Entry(None, self.place))

    def __bool__(self) -> bool:
        """Return whether there is something: a text that is not empty, or a list or a table with entries."""
        return any(one.value is not None for one in self.value) if isinstance(self.value, tuple) else bool(self.value)

    @property
    def text(self) -> str:
        """The text; empty if there is nothing. Raises FrameworkError for a list or a table."""
        if not isinstance(self.value, str | None):
            raise self._unfit("a text")
        return self.value or ""

    @property
    def number(self) -> Fraction | None:
        """The number that the text is; None if there is nothing. Raises FrameworkError if it is anything else."""
        text = self.text
        if text and not _NUMBER.fullmatch(text):
            raise self._unfit("a number such as 2 or 0.25")
        return Fraction(text) if text else None

    @property
    def flag(self) -> bool:
        """Whether the text is `true`. Raises FrameworkError unless it is `true`, `false` or nothing."""
        if self.text not in {"true", "false", ""}:
            raise self._unfit("true or false")
        return self.text == "true"

    @property
    def list(self) -> tuple[Entry, ...]:
        """The entries of a list, without those that are nothing. Raises FrameworkError for a text or a table."""
        value = self.value or ()
        if not isinstance(value, tuple):
            raise self._unfit("a list")
        return tuple(entry for entry in value if entry.value is not None)

    @property
    def table(self) -> Mapping[str, Entry]:
        """The entries of a table by name. Raises FrameworkError for a text or a list."""
        value = self.value or {}
        if not isinstance(value, Mapping):
            raise self._unfit("a table")
        return value

    @property
    def misread(self) -> bool:
        """Whether many readers of YAML would take this text for true or false."""
        return self.bare and isinstance(self.value, str) and _MISREAD.fullmatch(self.value) is not None

    @property
    def nothing(self) -> bool:
        """Whether a text is what programs write for a number that there is not."""
        return self.bare and self.text in _NO_NUMBER

    def _unfit(self, expected: str) -> FrameworkError:
        got = cut_middle(shown(self.value), LONGEST_SHOWN) if isinstance(self.value, str) else _KINDS[type(self.value)]
        return FrameworkError([Problem(f"expected {expected}", self.place, got)])


_KINDS: dict[type, str] = {tuple: "a list", dict: "a table"}
