"""Change answers one by one in the text of an answers file, and keep all else as it is."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from maturity_app.raw_sheet import ORGANISATION
from maturity_app.table_files import ANSWERS

Answer = str | int | float
_HEADER = re.compile(r"\s*\[\s*answers\s*\]")
_TABLE, _ENTRY = re.compile(r"\s*\["), re.compile(r"\s*[^\s#]")
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s#"']+)"""


def with_answer(text: str, form: str, question: str, answer: Answer) -> str:
    r"""Return the text of a TOML or JSON file with one answer replaced, or added after the last.

    >>> print(with_answer('[answers]\nkept = "rarely"  # so far\n', "toml", "kept", "always"), end="")
    [answers]
    kept = "always"  # so far
    """
    return _in_json(text, question, answer) if form == "json" else _in_toml(text, question, answer)


def with_organisation(text: str, form: str, name: str) -> str:
    r"""Return the text of a new TOML or JSON file with the name of the organisation filled in.

    >>> print(with_organisation('organisation = ""\n', "toml", 'The "North"'), end="")
    organisation = "The \"North\""
    """
    mark = f'"{ORGANISATION}": ' if form == "json" else f"{ORGANISATION} = "
    written = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
    return text.replace(f'{mark}""', f"{mark}{written}", 1)


def plain(number: Fraction) -> int | float:
    """Return an exact number as a file holds it.

    >>> plain(Fraction(40)), plain(Fraction(81, 2))
    (40, 40.5)
    """
    return number.numerator if number.denominator == 1 else float(number)


def _in_toml(text: str, question: str, answer: Answer) -> str:
    lines = text.splitlines(keepends=True)
    start = next((place for place, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    after = (place for place, line in enumerate(lines) if place > start and _TABLE.match(line))
    end = next(after, len(lines))
    pattern = re.compile(rf"""(\s*(?:{question}|"{question}"|'{question}')\s*=\s*){_VALUE}(?=\s|\#|$)""")
    for place in range(start, end):
        if found := pattern.match(lines[place]):
            lines[place] = found[1] + json.dumps(answer) + lines[place][found.end() :]
            return "".join(lines)
    end = next((place + 1 for place in range(end - 1, start, -1) if _ENTRY.match(lines[place])), start + 1)
    before = lines[:end]
    if before and not before[-1].endswith("\n"):
        before.append("\n")
    return "".join([*before, f"{question} = {json.dumps(answer)}\n", *lines[end:]])


def _in_json(text: str, question: str, answer: Answer) -> str:
    tables: dict[str, Any] = json.loads(text)
    tables[ANSWERS][question] = answer
    return json.dumps(tables, indent=2, ensure_ascii=False) + "\n"
