"""Where things are in the text of a definition file: every table, entry and key, and what exceeds the limits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_core.model.fields import Path

DEEPEST = 20
"""How many levels deep brackets and dots may be nested. A framework needs six."""
MOST_VALUES = 50_000
"""The most values and list entries in a file: ten times as many as the largest published models need."""
LONGEST_WORD = 200
"""The most characters in a number or a bare key."""

_TOKEN = re.compile(
    r"""
    (?: [ \t\r]++ | \#[^\n]*+ )*+
    (
          \"{3} (?: [^"\\]++ | \\. | "(?!"") )*+ "{3,5}
        | '{3} (?: [^']++ | '(?!'') )*+ '{3,5}
        | "(?!"") (?: [^"\\\n]++ | \\[^\n] )*+ "
        | '(?!'') [^'\n]*+ '
        | [=\[\]{},.\n]
        | [^\s"'#=\[\]{},.]++
    )
    """,
    re.VERBOSE | re.DOTALL,
)

_PLAIN = re.compile(
    rf"""(?:
          [A-Za-z0-9_-]{{1,{LONGEST_WORD}}}+ [ ]=[ ] "[^"\\\n]*+" \n
        | \[\[ [A-Za-z0-9_-]{{1,{LONGEST_WORD}}}+ \]\] \n
        | \n
    )++""",
    re.VERBOSE,
)
"""Lines as most of a file are: a key with a text, the title of an entry, or nothing."""


class Lines:
    r"""The lines of a text, for finding many places in it.

    >>> Lines("one\ntwo").place(5)
    '2:2'
    """

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, offset: int) -> str:
        """Return line and column, both counted from 1, of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return f"{line}:{offset - self.starts[line - 1] + 1}"


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield every token except blanks and comments, up to the end or to something that is not a TOML token."""
    offset = 0
    while found := _TOKEN.match(text, offset):
        yield found[1], found.start(1)
        offset = found.end()


def excess(text: str) -> tuple[str, int] | None:
    """Return which limit `text` exceeds, and where; None if none. One pass, before anything is parsed."""
    depth = dots = values = offset = 0
    few = True
    while found := _TOKEN.match(text, offset):
        sign, offset = found[1], found.end()
        depth += (sign in {"[", "{"}) - (sign in {"]", "}"})
        dots = dots + 1 if sign == "." else dots if sign[0] not in "=,[]{}\n" else 0
        values += sign in {"=", ",", "["}
        if values > MOST_VALUES:
            return f"the file has more than {MOST_VALUES:,} values", found.start(1)
        if depth + dots > DEEPEST:
            return f"tables, lists and dotted keys are nested more than {DEEPEST} deep", found.start(1)
        if len(sign) > LONGEST_WORD and sign[0] not in "\"'":
            return f"a number or a key is longer than {LONGEST_WORD} characters", found.start(1)
        if sign == "\n" and few and not depth and (plain := _PLAIN.match(text, offset)):
            within = values + _values(plain[0])
            few = within <= MOST_VALUES  # else one by one, to say where
            values, offset = (within, plain.end()) if few else (values, offset)
    return None


def _values(plain: str) -> int:
    """Return how many values plain lines have: none of their texts holds a quotation mark or a new line."""
    return plain.count(' = "') + 2 * f"\n{plain}".count("\n[[")


def offsets(text: str) -> Mapping[Path, int]:
    r"""Return the offset of every table, entry and key of a valid TOML text.

    >>> offsets('[[levels]]\nid = "low"')[("levels", 0, "id")]
    11
    """
    walk = _Walk(text)
    walk.document()
    return walk.found


class Places:
    r"""Where the tables, entries and keys of a valid TOML text are; a missing key is placed at its table.

    >>> Places('[[levels]]\nid = "low"').place(("levels", 0, "name"))
    '1:1'
    """

    def __init__(self, text: str) -> None:
        self.found = offsets(text)
        self.lines = Lines(text)

    def offset(self, path: Path) -> int:
        """Return the offset of what `path` names, or of the table around it."""
        while path and path not in self.found:
            path = path[:-1]
        return self.found.get(path, 0)

    def place(self, path: Path) -> str:
        """Return line and column of what `path` names, or of the table around it."""
        return self.lines.place(self.offset(path))


class _Walk:
    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), ("", len(text))]
        self.at = 0
        self.found: dict[Path, int] = {}
        self.entries: dict[Path, int] = {}

    @property
    def sign(self) -> str:
        return self.tokens[min(self.at, len(self.tokens) - 1)][0]

    def document(self) -> None:
        table: Path = ()
        while self.sign:
            if self.sign == "\n":
                self.at += 1
            elif self.sign == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        start = self.at
        while self.sign == "[":
            self.at += 1
        listed = self.at - start == 2  # noqa: PLR2004 - two brackets are an entry of a list of tables
        parts = self.key()
        while self.sign == "]":
            self.at += 1
        path: Path = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            self.note(path, start)
            if listed and index == len(parts) - 1:
                self.entries[path] = self.entries.get(path, -1) + 1
            if path in self.entries:
                path = (*path, self.entries[path])
                self.note(path, start)
        return path

    def pair(self, table: Path) -> None:
        start, path = self.at, table
        for part in self.key():
            path = (*path, part)
            self.note(path, start)
        self.at += 1
        self.value(path)

    def key(self) -> list[str]:
        parts: list[str] = []
        while self.sign not in {"=", "]", ""}:
            if self.sign != ".":
                parts.append(self.sign.strip("\"'"))
            self.at += 1
        return parts

    def value(self, path: Path) -> None:
        if self.sign in {"[", "{"}:
            closing, index = {"[": "]", "{": "}"}[self.sign], 0
            self.at += 1
            while self.sign not in {closing, ""}:
                if self.sign in {",", "\n", "]", "}"}:
                    self.at += 1
                elif closing == "}":
                    self.pair(path)
                else:
                    self.note((*path, index), self.at)
                    self.value((*path, index))
                    index += 1
            self.at += 1
        else:
            while self.sign not in {",", "\n", "]", "}", ""}:
                self.at += 1

    def note(self, path: Path, at: int) -> None:
        self.found.setdefault(path, self.tokens[at][1])
