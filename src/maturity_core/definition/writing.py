"""Writing a framework as the text of a definition file: reading it gives an equal framework."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from maturity_core.model.fields import is_list, is_table, number_text
from maturity_core.model.nouns import Pattern
from maturity_core.model.requirement import Sourced

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

HEAD = (
    *("id", "edition", "name", "headline", "language", "summary", "help", "links"),
    *("open_questions", "seconds_per_question", "basis"),
)
NOUNS = (
    "source",
    "after",
    "since",
    "levels",
    "level_lists",
    "scales",
    "dimensions",
    "capabilities",
    "questions",
    "measures",
)
RULES = ("requirements", "rules", "scorer", "scores")
SHOWN = ("profiles", "contrasts", "levers", "views", "notes")
ORDER = (*HEAD, *NOUNS, *RULES, *SHOWN, "examples")
"""The fields of a framework in the order in which a file has them."""

WIDTH = 100
_FIRST, _LAST = {"kind"}, {*Sourced.model_fields, "options"}
_BLOCKS = {"advice", "patterns", "questions", "remedies"}
_OWN_LINES = {"answers"}
"""Tables with a line for each entry."""
_BARE = re.compile("[A-Za-z0-9_-]+")
_LINES = str.maketrans({"\\": "\\\\", '"': '\\"'})
_ESCAPES = _LINES | {ord("\n"): "\\n"}


def framework_toml(framework: Framework) -> str:
    """Return `framework` as the text of a definition file.

    Defaults and empty fields are left out, numbers are exact decimals or fractions in quotes, and the order is always
    the same. Equal frameworks give equal texts.
    """
    fields, stated = _given(framework), {"basis"} if framework.basis else set[str]()
    lines = [line for name in HEAD if name in fields for line in pair_lines(name, fields[name])]
    lines += [
        line for name in ORDER if name in fields and name not in HEAD for line in _tables(name, fields[name], stated)
    ]
    return "\n".join([*lines, ""])


def file_order(names: Iterable[str]) -> list[str]:
    """Return the field names of a table in the order in which a file has them."""
    return sorted(names, key=lambda name: (name in _LAST) - (name in _FIRST))


def _given(node: BaseModel, stated: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of `node` that differ from their defaults, in the order in which a file has them.

    `stated` are fields to write even so, because the head of the file says otherwise.
    """
    fields = type(node).model_fields
    follows = getattr(node, "follows", ())
    given = {name: getattr(node, name) for name in file_order(fields) if name not in follows}
    return {
        name: value
        for name, value in given.items()
        if name in _FIRST
        or name in stated
        or fields[name].is_required()
        or value != fields[name].get_default(call_default_factory=True)
    }


def _tables(header: str, value: Any, stated: Collection[str] = ()) -> Iterator[str]:
    """Yield the lines of the table, or of every table, that `value` is."""
    if is_table(value):
        for key, entry in value.items():
            yield from _tables(f"{header}.{key}", entry, stated)
    elif is_list(value):
        for entry in value:
            yield from ("", f"[[{header}]]", *_body(header, entry, stated))
    else:
        yield from ("", f"[{header}]", *_body(header, value, stated))


def _body(header: str, node: BaseModel, stated: Collection[str]) -> Iterator[str]:
    """Yield the lines of one table: first its own fields, then the tables below it."""
    fields = _given(node, stated)
    blocks = {name: value for name, value in fields.items() if name in _BLOCKS and _is_tables(value)}
    for name, value in fields.items():
        if name not in blocks and name not in _OWN_LINES:
            yield from pair_lines(name, value)
    for name, value in blocks.items():
        yield from _tables(f"{header}.{name}", value)
    for name in (name for name in fields if name in _OWN_LINES):
        lines = (f"{key_text(key)} = {inline(entry)}" for key, entry in fields[name].items())
        yield from ("", f"[{header}.{name}]", *lines)


def _is_tables(value: Any) -> bool:
    return is_list(value) and all(isinstance(entry, BaseModel) and not _plain(entry) for entry in value)


def _plain(entry: BaseModel) -> str:
    """Return the text that an entry is written as; empty if it is written as a table."""
    return entry.text if isinstance(entry, Pattern) and not entry.questions else ""


def pair_lines(name: str, value: Any) -> Iterator[str]:
    """Yield a key with its value, on a line, or on several for a text or a list that needs them."""
    line = f"{name} = {inline(value)}"
    if isinstance(value, str) and "\n" in value:
        yield from (f'{name} = """', value.translate(_LINES), '"""')
    elif is_list(value) and len(line) > WIDTH:
        yield from (f"{name} = [", *(f"  {inline(entry)}," for entry in value), "]")
    else:
        yield line


def key_text(key: str) -> str:
    """Return a key as a file has it: in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else inline(key)


def inline(value: Any) -> str:
    """Return a value as written after the equals sign in a file.

    >>> inline(["a", Fraction(2, 3), True])
    '["a", "2/3", true]'
    """
    if isinstance(value, BaseModel):
        value = _plain(value) or _given(value)
    if is_table(value):
        return (
            f"{{ {', '.join(f'{key_text(key)} = {inline(entry)}' for key, entry in value.items())} }}"
            if value
            else "{}"
        )
    if is_list(value):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, Fraction):
        text = number_text(value)
        return f'"{text}"' if "/" in text else text
    return str(value).lower()


def value_text(value: Any) -> str:
    """Return a value as plain text: strings and numbers without quotes, an empty string for None.

    >>> value_text("often"), value_text(Fraction(2, 3)), value_text(None)
    ('often', '2/3', '')
    """
    if isinstance(value, Fraction):
        return number_text(value)
    return value if isinstance(value, str) else "" if value is None else inline(value)
