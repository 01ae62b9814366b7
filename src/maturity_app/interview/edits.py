"""Change entries one by one in the text of an answers file, and keep all else as it is."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

Answer = str | int | float
Value = Answer | list[str]
_TABLE, _ENTRY = re.compile(r"\s*\["), re.compile(r"\s*[^\s#]")
_TEXT = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_VALUE = rf"""(?:{_TEXT}|\[(?:{_TEXT}|[^\]"'\n])*\]|[^\s#"'\[]+)"""


def with_entry(text: str, form: str, table: str, key: str, value: Value) -> str:
    r"""Return the text of a TOML or JSON file with one entry of a table replaced, or added after the last.

    An empty name stands for the entries above all tables. A table that is not there is added at the end.

    >>> print(with_entry('[answers]\nkept = "rarely"  # so far\n', "toml", "answers", "kept", "always"), end="")
    [answers]
    kept = "always"  # so far
    >>> print(with_entry('organisation = ""\n[answers]\n', "toml", "", "role", 'The "head"'), end="")
    organisation = ""
    role = "The \"head\""
    [answers]
    """
    return (_in_json if form == "json" else _in_toml)(text, table, key, value)


def plain(number: Fraction) -> int | float:
    """Return an exact number as a file holds it.

    >>> plain(Fraction(40)), plain(Fraction(81, 2))
    (40, 40.5)
    """
    return number.numerator if number.denominator == 1 else float(number)


def _in_toml(text: str, table: str, key: str, value: Value) -> str:
    lines = text.splitlines(keepends=True)
    header = re.compile(rf"\s*\[\s*{table}\s*\]")
    start = -1 if not table else next((place for place, line in enumerate(lines) if header.match(line)), len(lines))
    if start == len(lines):
        lines.append(f"{'' if text.endswith(chr(10)) else chr(10)}\n[{table}]\n")
    after = (place for place, line in enumerate(lines) if place > start and _TABLE.match(line))
    end = next(after, len(lines))
    written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    pattern = re.compile(rf"""(\s*(?:{key}|"{key}"|'{key}')\s*=\s*){_VALUE}(?=\s|\#|$)""")
    for place in range(start + 1, end):
        if found := pattern.match(lines[place]):
            lines[place] = found[1] + written + lines[place][found.end() :]
            return "".join(lines)
    end = next((place + 1 for place in range(end - 1, start, -1) if _ENTRY.match(lines[place])), start + 1)
    before = lines[:end]
    if before and not before[-1].endswith("\n"):
        before.append("\n")
    return "".join([*before, f"{key} = {written}\n", *lines[end:]])


def _in_json(text: str, table: str, key: str, value: Value) -> str:
    tables: dict[str, Any] = json.loads(text)
    (tables.setdefault(table, {}) if table else tables)[key] = value
    return json.dumps(tables, indent=2, ensure_ascii=False) + "\n"
