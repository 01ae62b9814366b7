"""What pydantic finds wrong with a value, in our words and with its place in the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cache
from reprlib import Repr
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from maturity_core.errors import Problem
from maturity_core.model.fields import Path, Written, is_list, is_table


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def read_value(annotation: Any, value: Any, path: Path = ()) -> tuple[Any, list[Problem]]:
    """Return a value read as a type, and what is wrong with it."""
    try:
        return _adapter(annotation).validate_python(value), []
    except ValidationError as error:
        return None, _merged([_problem(detail, annotation, value, path) for detail in error.errors(include_url=False)])


def node_problems(model: type[BaseModel], value: Any, error: ValidationError) -> list[Problem]:
    """Return what pydantic found wrong with one table, each problem with its place in it."""
    details = error.errors(include_url=False)
    found = _merged([_problem(detail, model, value, ()) for detail in details])
    return [
        replace(problem, where=".".join(filter(None, (model.__name__, dotted(problem.path, value)))))
        for problem in found
    ]


def _merged(problems: Sequence[Problem]) -> list[Problem]:
    """Return one problem per place: of the shapes that a value may have, the one that was meant fails deepest."""
    shallow = {problem.path[:length] for problem in problems for length in range(len(problem.path))}
    merged: dict[Path, Problem] = {}
    for problem in problems:
        earlier = merged.get(problem.path)
        if problem.path not in shallow:
            what = f"{earlier.what} or {problem.what.removeprefix('expected ')}" if earlier else problem.what
            merged[problem.path] = replace(earlier or problem, what=what)
    return list(merged.values())


def _problem(detail: Any, annotation: Any, value: Any, path: Path) -> Problem:
    """Turn one of pydantic's findings into a problem, following its place through the data (union tags are skipped)."""
    place, table, here = list(path), value, value
    for part in detail["loc"]:
        if _has(here, part):
            table, here = here, here[part]
            place.append(part)
    kind, last, context = detail["type"], detail["loc"][-1:], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_field(tuple(place), str(place[-1]), _fields_at(annotation, place[len(path) : -1], table))
    if kind in {"missing", "union_tag_not_found"}:
        name = last[0] if kind == "missing" else "kind"
        words = _words_of(annotation, place[len(path) :], table if name == "kind" else here, name)
        return Problem("a field is missing", allowed=words, hint=f"add {name!r}", path=(*place, name))
    if kind == "union_tag_invalid":
        allowed = context["expected_tags"]
        return Problem("no such kind of rule", got=_short(here["kind"]), allowed=allowed, path=(*place, "kind"))
    if last == ("[key]",):
        here = place[-1]
    what = _WHAT.get(kind, "").format(**context) or str(detail["msg"]).removeprefix("Value error, ")
    return Problem(what, got=_short(here), hint=_remedy(what, here, place), path=tuple(place))


_WHAT = {
    "dict_type": "expected a table",
    "greater_than_equal": "expected a number of at least {ge}",
    "less_than_equal": "expected a number of at most {le}",
    "literal_error": "expected {expected}",
    "model_attributes_type": "expected a table",
    "model_type": "expected a table",
    "too_long": "expected a list of at most {max_length}",
    "tuple_type": "expected a list",
}
_TEXT = "expected text in quotes"


def _has(here: Any, part: Any) -> bool:
    if is_table(here):
        return part in here
    return is_list(here) and isinstance(part, int) and part < len(here)


def _remedy(what: str, here: Any, place: Sequence[str | int]) -> str:
    if what == _TEXT and isinstance(here, bool | int | float | Written | date | time):
        return "put it in quotes"
    if what == _WHAT["tuple_type"] and is_table(here):
        return f"write [[{'.'.join(part for part in place if isinstance(part, str))}]], with two brackets"
    return ""


class UnknownField(Problem):
    """A field that a table does not have, reported with the nearest one, or with all that are allowed."""

    def hinted(self) -> Problem:
        """Return the problem with the nearest field as its hint, or with all allowed fields if none is close."""
        told = super().hinted()
        return replace(told, allowed="") if told.hint else told


def unknown_field(path: Path, name: str, names: Sequence[str]) -> Problem:
    """Return the problem of a field that is not among `names`."""
    return UnknownField("unknown field", got=repr(name), allowed=", ".join(names), path=path, near=(name, names))


def _fields_at(annotation: Any, place: Sequence[str | int], table: Any) -> list[str]:
    """Return the fields that the table at `place`, seen from a value of type `annotation`, may have."""
    return [name for model in _models_at(annotation, place, table) for name in model.model_fields]


def _words_of(annotation: Any, place: Sequence[str | int], table: Any, name: str) -> str:
    """Return the words that a field of the table at `place` may have; empty if it is no choice of words."""
    models = _models_at(annotation, place, table)
    kinds = [model.model_fields[name].annotation for model in models if name in model.model_fields]
    return ", ".join(dict.fromkeys(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)))


def _models_at(annotation: Any, place: Sequence[str | int], table: Any) -> list[type[BaseModel]]:
    models = _models(annotation)
    for part in place:
        if isinstance(part, str):
            holders = [model.model_fields[part] for model in models if part in model.model_fields]
            models = [inner for holder in holders for inner in _models(holder.annotation)]
    return [model for model in models if _is_meant(model, table)]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _is_meant(model: type[BaseModel], table: Any) -> bool:
    """Return whether a table may be of this model: its `kind`, if given, must be one that the model has."""
    kind = model.model_fields.get("kind")
    kinds = get_args(kind.annotation) if kind and get_origin(kind.annotation) is Literal else ()
    return not kinds or not is_table(table) or table.get("kind") in {None, *kinds}


def _short(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    try:
        text = _REPR.repr(value)
    except ValueError:
        return "a number too long to show"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


_REPR = Repr()
_REPR.maxstring = _REPR.maxother = LONGEST_SHOWN = 60


def placed(problem: Problem, tables: Mapping[str, Any]) -> Problem:
    """Give the problem a place that people can find: table, id of the entry, field."""
    return replace(problem, where=dotted(problem.path, tables))


def dotted(path: Path, tables: Any) -> str:
    """Return `path` as people read it: entries by their id, if they have one."""
    words: list[str] = []
    here = tables
    for part in path:
        here = _inside(here, part)
        entry_id = _inside(here, "id")
        words.append(entry_id if isinstance(part, int) and isinstance(entry_id, str) else str(part))
    return ".".join(words)


def _inside(here: Any, part: str | int) -> Any:
    try:
        return here[part]
    except (KeyError, IndexError, TypeError):
        return getattr(here, str(part), None)
