"""Checking the tables of a framework: every table on its own first, then what they say of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cache, cached_property
from reprlib import Repr
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from maturity_core.bounds import work_problems
from maturity_core.errors import FrameworkError, Problem
from maturity_core.fields import Written, is_list, is_table
from maturity_core.ladders import Lookup, Path, expanded, ladders_meant
from maturity_core.nouns import Capability, Dimension, Level, Question
from maturity_core.references import reference_problems
from maturity_core.requirement import Requirement, Score
from maturity_core.scale import Scale
from maturity_core.scorers import Rule
from maturity_core.selections import selection_problems
from maturity_core.shows import Contrasts, Note, Views

SHAPE = frozenset({"levels", "level_lists", "scales", "dimensions", "capabilities", "questions"})


@dataclass
class Draft:
    """The tables that could be read, before they are a framework; `failed` names those with an entry that could not."""

    levels: Sequence[Level] = ()
    level_lists: Mapping[str, Sequence[Level]] = field(default_factory=dict[str, Sequence[Level]])
    scales: Mapping[str, Scale] = field(default_factory=dict[str, Scale])
    dimensions: Sequence[Dimension] = ()
    capabilities: Sequence[Capability] = ()
    questions: Sequence[Question] = ()
    rules: Sequence[Rule] = ()
    requirements: Sequence[Requirement] = ()
    scores: Sequence[Score] = ()
    contrasts: Contrasts | None = None
    views: Views | None = None
    notes: Sequence[Note] = ()
    scorer: Any = None
    failed: frozenset[str] = frozenset()

    @property
    def lookup(self) -> Lookup:
        """What its ladders name and own."""
        return self._lookup

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self)

    @cached_property
    def written_out(self) -> tuple[tuple[Requirement, Path], ...]:
        """Every requirement, one a ladder, with the place that wrote it. Every ladder has to be known."""
        return tuple(expanded(self))

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The ladders that have a requirement, and so levels."""
        return frozenset(str(requirement.ladder) for requirement, _ in self.written_out)

    @cached_property
    def all_ruled(self) -> bool:
        """Whether `ruled` is complete: every requirement and rule could be read and found its ladders."""
        homes = (ladders_meant(self, requirement.ladder, requirement.level) for requirement in self.requirements)
        return not self.failed & {"requirements", "rules"} and all(homes)


def checked_tables(model: type[BaseModel], tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables as validated objects.

    Raises:
        FrameworkError: with every problem of the tables.
    """
    read, problems = read_tables(model, tables)
    failed = {str(problem.path[0]) for problem in problems}
    kept = {name: value for name, value in read.items() if name in Draft.__dataclass_fields__ and value is not None}
    draft = Draft(**kept, failed=frozenset(failed))
    unread = {problem.path[:2] for problem in problems}
    found = list(reference_problems(draft))
    if not failed & SHAPE:
        wrong = {problem.path[:2] for problem in found}
        found += list(work_problems(draft)) or selection_problems(draft, wrong)
    lists = {name: range(len(value)) for name, value in tables.items() if is_list(value)}
    readable = {name: [index for index in indexes if (name, index) not in unread] for name, indexes in lists.items()}
    problems += [replace(problem, path=_in_file(problem.path, readable)) for problem in found]
    if problems:
        raise FrameworkError([placed(problem, tables) for problem in problems])
    return read


def read_tables(model: type[BaseModel], tables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return what could be read of the tables, each on its own as a field of `model`, and what is wrong with them."""
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for name, value in tables.items():
        if name not in model.model_fields:
            problems.append(_unknown((name,), name, list(model.model_fields)))
            continue
        found, wrong = _read(name, model.model_fields[name].rebuild_annotation(), value)
        problems += wrong
        read[name] = found
    for name, info in model.model_fields.items():
        if info.is_required() and name not in tables:
            missing = f"the file has no {name!r}"
            problems.append(Problem(missing, name, hint=f"write {name!r}; it is required", path=(name,)))
    return read, problems


def _in_file(path: Path, readable: Mapping[str, Sequence[int]]) -> Path:
    """Return `path` with the index its entry has in the file: entries that could not be read stand in no draft."""
    if len(path) == 1 or isinstance(path[1], str):
        return path
    return (path[0], readable[str(path[0])][path[1]], *path[2:])


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _read(name: str, annotation: Any, value: Any) -> tuple[Any, list[Problem]]:
    """Read one table, entry by entry, so that one wrong entry hides no other."""
    if get_origin(annotation) is tuple and is_list(value):
        inner = get_args(annotation)[0]
        pairs = [read_value(inner, entry, (name, index)) for index, entry in enumerate(value)]
        return tuple(found for found, wrong in pairs if not wrong), [problem for _, wrong in pairs for problem in wrong]
    table = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if get_origin(table) is dict and is_table(value):
        key_type, inner = get_args(table)
        keys = {key: read_value(key_type, key, (name, key))[1] for key in value}
        entries = {key: read_value(inner, entry, (name, key)) for key, entry in value.items()}
        problems = [problem for key in value for problem in (*keys[key], *entries[key][1])]
        return {key: found for key, (found, wrong) in entries.items() if not wrong and not keys[key]}, problems
    found, problems = read_value(annotation, value, (name,))
    return found, problems


def read_value(annotation: Any, value: Any, path: Path = ()) -> tuple[Any, list[Problem]]:
    """Return what a value is as a type, and what is wrong with it."""
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
    """Return one problem a place: what may have several shapes fails in each, and the shape that fits fails deepest."""
    shallow = {problem.path[:length] for problem in problems for length in range(len(problem.path))}
    merged: dict[Path, Problem] = {}
    for problem in problems:
        earlier = merged.get(problem.path)
        if problem.path not in shallow:
            what = f"{earlier.what} or {problem.what.removeprefix('expected ')}" if earlier else problem.what
            merged[problem.path] = replace(earlier or problem, what=what)
    return list(merged.values())


def _problem(detail: Any, annotation: Any, value: Any, path: Path) -> Problem:
    """Turn one finding of pydantic into a problem, its place walked through the data (union tags are no places)."""
    place, table, here = list(path), value, value
    for part in detail["loc"]:
        if _has(here, part):
            table, here = here, here[part]
            place.append(part)
    kind, last, context = detail["type"], detail["loc"][-1:], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(tuple(place), str(place[-1]), _fields_at(annotation, place[len(path) : -1], table))
    if kind in {"missing", "union_tag_not_found"}:
        name = last[0] if kind == "missing" else "kind"
        return Problem("a field is missing", hint=f"add {name!r}", path=(*place, name))
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
    "too_long": "expected a list of {max_length}",
    "tuple_type": "expected a list",
}
_TEXT = "expected a text in quotes"


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
    """A field that a table does not have, told with the nearest one, or with all that are allowed."""

    def hinted(self) -> Problem:
        """Return the problem with the nearest field as its hint, and all fields only where none is near."""
        told = super().hinted()
        return replace(told, allowed="") if told.hint else told


def _unknown(path: Path, name: str, names: Sequence[str]) -> Problem:
    return UnknownField("unknown field", got=repr(name), allowed=", ".join(names), path=path, near=(name, names))


def _fields_at(annotation: Any, place: Sequence[str | int], table: Any) -> list[str]:
    """Return the fields that the table at `place`, seen from a value of type `annotation`, may have."""
    models = _models(annotation)
    for part in place:
        if isinstance(part, str):
            holders = [model.model_fields[part] for model in models if part in model.model_fields]
            models = [inner for holder in holders for inner in _models(holder.annotation)]
    fitting = [model for model in models if not issubclass(model, Rule) or table.get("kind") in {None, *_kinds(model)}]
    return [name for model in fitting for name in model.model_fields]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _kinds(rule: type[Rule]) -> tuple[Any, ...]:
    return get_args(rule.model_fields["kind"].annotation)


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
    """Give the problem a place people find: table, id of the entry, field."""
    return replace(problem, where=dotted(problem.path, tables))


def dotted(path: Path, tables: Any) -> str:
    """Return `path` as people read it: entries by their id, where they have one."""
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
