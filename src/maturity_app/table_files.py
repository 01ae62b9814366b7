"""Answers files in TOML and JSON: one sheet per file, with `answers`, and what else there is to say about them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from typing import Any, cast

from maturity_app.origin import FRAMEWORK, table_origin
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION, RawSheet, Unreadable, number, refusals, whole
from maturity_core.answers.facts import ABOUT
from maturity_core.definition.locate import excess
from maturity_core.errors import AnswersError, Problem
from maturity_core.nearest import nearest

ANSWERS = "answers"
KEYS = (ORGANISATION, *ABOUT_SHEET, ANSWERS, *ABOUT, FRAMEWORK)
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate", "Duplicate")
"""How the standard library's errors about duplicate keys and tables begin."""


def parse_toml(text: str, name: str, _problems: list[Problem]) -> Any:
    """Return the tables of a TOML file.

    Raises:
        AnswersError: the text is not TOML; duplicate keys are not TOML, either.
    """
    if beyond := excess(text):
        line = text.count("\n", 0, beyond[1]) + 1
        raise AnswersError([Problem(beyond[0], f"{name}, line {line}")])
    return _parsed(lambda: tomllib.loads(text, parse_float=number), name, "TOML")


def parse_json(text: str, name: str, problems: list[Problem]) -> Any:
    """Return the content of a JSON file; duplicate keys are added to `problems`.

    Raises:
        AnswersError: the text is not JSON.
    """

    def table(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                problems.append(Problem("duplicate key", f"{name}, {key}", hint="keep one of them"))
            found[key] = value
        return found

    def parse() -> Any:
        return json.loads(text, object_pairs_hook=table, parse_float=number, parse_int=whole, parse_constant=Unreadable)

    return _parsed(parse, name, "JSON")


def _parsed(parse: Callable[[], Any], name: str, form: str) -> Any:
    try:
        return parse()
    except RecursionError as error:
        raise AnswersError([Problem("the file is nested too deeply", name)]) from error
    except ValueError as error:
        hint = "there is a duplicate key: keep one of them" if str(error).startswith(_TWICE) else ""
        raise AnswersError([Problem(f"the file is not {form}: {error}", name, hint=hint)]) from error


def table_sheet(tables: Any, name: str, problems: list[Problem]) -> list[RawSheet]:
    """Return the one sheet of a file, or none; whatever is wrong with its shape is added to `problems`."""
    if not isinstance(tables, dict):
        hint = 'write {"organisation": "...", "answers": {...}}'
        problems.append(Problem("the file is not a table of answers", name, _kind(tables), hint=hint))
        return []
    found = cast("dict[str, Any]", tables)
    problems += [_unknown_key(key, name) for key in found if key not in KEYS]
    organisation = found.get(ORGANISATION, "")
    if not isinstance(organisation, str):
        problems.append(Problem("the name must be text", f"{name}, {ORGANISATION}", _kind(organisation)))
    problems += refusals(organisation, f"{name}, {ORGANISATION}")
    origin = table_origin(found.get(FRAMEWORK), f"{name}, {FRAMEWORK}", problems)
    if not isinstance(found.get(ANSWERS), dict):
        problems.append(Problem("the file has no table of answers", name, hint=f"answers belong under {ANSWERS!r}"))
        return []
    answers = cast("dict[str, Any]", found[ANSWERS])
    wrong = {key: [*refusals(key, name), *refusals(value, f"{name}, {key}")] for key, value in answers.items()}
    problems += [problem for found_there in wrong.values() for problem in found_there]
    kept = {key: answers[key] for key in answers if not wrong[key]}
    facts = {key: found[key] for key in (*ABOUT_SHEET, *ABOUT) if key in found}
    return [RawSheet(str(organisation), kept, name, origin=origin, facts=facts)]


def _unknown_key(key: str, name: str) -> Problem:
    near = nearest(key, KEYS)
    hint = f"did you mean {near!r}?" if near else f"answers belong under {ANSWERS!r}"
    return Problem("no such key", f"{name}, {key}", allowed=", ".join(KEYS), hint=hint)


def _kind(value: Any) -> str:
    kinds = {dict: "a table", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return next((words for kind, words in kinds.items() if isinstance(value, kind)), "a number")
