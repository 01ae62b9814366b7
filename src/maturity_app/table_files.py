"""Answer files in TOML and JSON: one sheet a file, `organisation` and `answers`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from maturity_app.raw_sheet import ORGANISATION, RawSheet, Unreadable, number, refusals, whole
from maturity_core.errors import AnswersError, Problem, nearest

ANSWERS = "answers"
KEYS = (ORGANISATION, ANSWERS)


def parse_toml(text: str, name: str, _problems: list[Problem]) -> Any:
    """Return the tables of a TOML file.

    Raises:
        AnswersError: the text is not TOML; a key that stands twice is no TOML either.
    """
    return _parsed(lambda: tomllib.loads(text, parse_float=number), name, "TOML")


def parse_json(text: str, name: str, problems: list[Problem]) -> Any:
    """Return what a JSON file holds; keys that stand twice are added to `problems`.

    Raises:
        AnswersError: the text is not JSON.
    """

    def table(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                problems.append(Problem("the key stands twice", f"{name}, {key}", hint="keep one of them"))
            found[key] = value
        return found

    def parse() -> Any:
        return json.loads(
            text, object_pairs_hook=table, parse_float=number, parse_int=whole, parse_constant=Unreadable
        )

    return _parsed(parse, name, "JSON")


def _parsed(parse: Callable[[], Any], name: str, form: str) -> Any:
    try:
        return parse()
    except RecursionError as error:
        raise AnswersError([Problem("is nested too deeply", name)]) from error
    except ValueError as error:
        raise AnswersError([Problem(f"is not valid {form}: {error}", name)]) from error


def table_sheet(tables: Any, name: str, problems: list[Problem]) -> list[RawSheet]:
    """Return the one sheet of a file, or none; what is wrong with its shape is added to `problems`."""
    if not isinstance(tables, dict):
        hint = 'write {"organisation": "...", "answers": {...}}'
        problems.append(Problem("is not a table of answers", name, _kind(tables), hint=hint))
        return []
    for key in tables:
        if key not in KEYS:
            near = nearest(key, KEYS)
            hint = f"did you mean {near!r}?" if near else f"answers stand under {ANSWERS!r}"
            problems.append(Problem("no such key", f"{name}, {key}", allowed=", ".join(KEYS), hint=hint))
    organisation = tables.get(ORGANISATION, "")
    if not isinstance(organisation, str):
        problems.append(Problem("is not a text", f"{name}, {ORGANISATION}", _kind(organisation)))
    problems += refusals(organisation, f"{name}, {ORGANISATION}")
    answers = tables.get(ANSWERS)
    if not isinstance(answers, dict):
        problems.append(Problem("has no table of answers", name, hint=f"answers stand under {ANSWERS!r}"))
        return []
    readable = {key: value for key, value in answers.items() if not _refused(key, value, name, problems)}
    return [RawSheet(str(organisation), readable, f"{name}, ")]


def _refused(key: str, value: Any, name: str, problems: list[Problem]) -> bool:
    wrong = [*refusals(key, name), *refusals(value, f"{name}, {key}")]
    problems += wrong
    return bool(wrong)


def _kind(value: Any) -> str:
    return {dict: "a table", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}.get(
        type(value), "a number"
    )
