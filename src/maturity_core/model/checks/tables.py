"""Checks the tables of a framework: first each table on its own, then how they refer to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.checks.aliases import alias_problems
from maturity_core.model.checks.basis import with_basis
from maturity_core.model.checks.bounds import work_problems
from maturity_core.model.checks.conditions import condition_problems
from maturity_core.model.checks.draft import Draft
from maturity_core.model.checks.editions import edition_problems
from maturity_core.model.checks.examples import example_problems
from maturity_core.model.checks.moves import move_problems
from maturity_core.model.checks.profiles import profile_problems
from maturity_core.model.checks.references import reference_problems
from maturity_core.model.checks.selections import selection_problems
from maturity_core.model.checks.units import with_credits
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Path, is_list, is_table
from maturity_core.model.misread import placed, read_value, unknown_field

if TYPE_CHECKING:
    from pydantic import BaseModel

SHAPE = frozenset({"levels", "level_lists", "scales", "dimensions", "capabilities", "questions", "measures"})


def checked_tables(model: type[BaseModel], tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables as validated objects.

    Raises:
        FrameworkError: listing every problem in the tables.
    """
    tables = with_basis(tables)
    read, problems = read_tables(model, tables)
    failed = {str(problem.path[0]) for problem in problems}
    kept = {name: value for name, value in read.items() if name in Draft.__dataclass_fields__ and value is not None}
    draft = Draft(**kept, failed=frozenset(failed))
    unread = {problem.path[:2] for problem in problems}
    found = [*reference_problems(draft), *alias_problems(draft), *condition_problems(draft), *move_problems(draft)]
    found += edition_problems(draft)
    if not failed & SHAPE:
        wrong = {problem.path[:2] for problem in found}
        found += list(work_problems(draft)) or selection_problems(draft, wrong)
        found += [] if wrong else example_problems(draft)
        found += [] if found or problems else profile_problems(draft)
    lists = {name: range(len(value)) for name, value in tables.items() if is_list(value)}
    readable = {name: [index for index in indexes if (name, index) not in unread] for name, indexes in lists.items()}
    problems += [replace(problem, path=_in_file(problem.path, readable)) for problem in found]
    if problems:
        raise FrameworkError([placed(problem, tables) for problem in problems])
    return read | {"capabilities": with_credits(draft)} if draft.capabilities else read


def read_tables(model: type[BaseModel], tables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the tables that could be read, each on its own as a field of `model`, and what is wrong with them."""
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for name, value in tables.items():
        if name not in model.model_fields:
            problems.append(unknown_field((name,), name, list(model.model_fields)))
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
    """Return `path` with the index its entry has in the file: a draft omits entries that could not be read."""
    if len(path) == 1 or isinstance(path[1], str):
        return path
    return (path[0], readable[str(path[0])][path[1]], *path[2:])


def _read(name: str, annotation: Any, value: Any) -> tuple[Any, list[Problem]]:
    """Read one table, entry by entry, so that one invalid entry does not hide others."""
    if get_origin(annotation) in {tuple, Entries} and is_list(value):
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
