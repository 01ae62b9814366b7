"""Reads a file with `extends` as a framework: an installed one with the changes in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_core.definition.extends.merging import Merge
from maturity_core.errors import FrameworkError, PluginError, Problem
from maturity_core.model.checks.tables import read_tables
from maturity_core.model.extension import Additions, Extends, Extension
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.framework import Framework
from maturity_core.model.misread import placed
from maturity_core.model.node import unchecked
from maturity_core.plugins.registry import load_framework

if TYPE_CHECKING:
    from maturity_core.model.fields import Path

_LOADING: ContextVar[tuple[str, ...]] = ContextVar("_LOADING", default=())
"""The frameworks whose files are being read, each because the one before extends it: none may occur twice."""


def extended_framework(tables: Mapping[str, Any]) -> Framework:
    """Return the framework that a file with `extends` describes.

    Args:
        tables: the tables of the file.

    Returns:
        The framework: whole, with an id and a digest of its own, and a record of what it was made from.

    Raises:
        FrameworkError: listing every problem in the file, each with its path in `tables`.
    """
    read, found = read_tables(Extension, tables)
    problems = [_at_home(problem) for problem in found]
    base = None
    if isinstance(read.get("extends"), Extends):
        base, wrong = _base(read["extends"], str(read.get("id")))
        problems += wrong
    if base is not None:
        framework, wrong = _merged(base, read, tables, sound=not problems)
        told = {problem.path for problem in problems}
        problems += [problem for problem in wrong if problem.path not in told]
        if framework is not None and not problems:
            return framework
    raise FrameworkError([placed(problem, tables) for problem in problems])


def _at_home(problem: Problem) -> Problem:
    """Return a problem; if it is a table that only a whole framework has, with a hint where it belongs."""
    name = problem.path[0]
    if len(problem.path) > 1 or name not in Additions.model_fields:
        return problem
    return replace(problem, allowed="", hint=f"write it as 'change.{name}' or 'add.{name}'", near=None)


def _base(extends: Extends, own: str) -> tuple[Framework | None, list[Problem]]:
    """Return the framework to extend, or why it cannot be extended."""
    wanted, path = extends.framework, ("extends", "framework")
    chain = (*_LOADING.get(), own)
    if wanted in chain:
        got = " -> ".join((*chain, wanted))
        return None, [Problem("a framework cannot extend itself", got=got, hint="give each its own id", path=path)]
    token = _LOADING.set(chain)
    try:
        base = load_framework(wanted)
    except PluginError as error:
        return None, [replace(problem, what=_named(problem), path=path) for problem in error.problems]
    finally:
        _LOADING.reset(token)
    if base.edition != extends.edition:
        what, hint = f"another edition of {wanted!r} is installed", "check the changes: they may not fit it"
        got, allowed = repr(extends.edition), repr(base.edition)
        return None, [Problem(what, got=got, allowed=allowed, hint=hint, path=("extends", "edition"))]
    if base.given_scorer is not None:
        hint = "its plugin must name the scorer by its kind"
        return None, [Problem(f"{wanted!r} is scored by an object, which a file cannot name", hint=hint, path=path)]
    return base, []


def _named(problem: Problem) -> str:
    """Return what is wrong with a plugin, and with which one if it is known."""
    return problem.what if problem.got else f"{problem.where}: {problem.what}"


def _merged(
    base: Framework, read: Mapping[str, Any], tables: Mapping[str, Any], *, sound: bool
) -> tuple[Framework | None, list[Problem]]:
    """Return the new framework, and what is wrong with it; unless `sound`, parts of the file could not be read."""
    given = {name: value for name, value in read.items() if value is not None}
    merge = Merge(base, unchecked(Extension, **{"because": "", **given}))
    merge.everything()
    problems = [*_claims(tables), *merge.problems]
    if not sound:
        return None, problems
    try:
        framework = Framework(**merge.tables)
    except FrameworkError as error:
        return None, problems + [merge.relocated(problem) for problem in error.problems]
    if not merge.changes and not problems:
        remedy = "write what should be different under 'change', 'leave_out' or 'add'"
        problems.append(Problem(f"the file changes nothing in {base.id!r}", hint=remedy, path=("extends",)))
    return framework, problems


def _claims(tables: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every place that claims a basis other than interpretation for a change."""
    for path, value in _leaves({name: tables.get(name) for name in ("change", "add")}, ()):
        if path[-1] == "basis" and isinstance(value, str) and value != "interpretation":
            what, hint = "whatever a file changes or adds is interpretation", "leave 'basis' out"
            yield Problem(what, got=repr(value), hint=hint, path=path)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if is_table(value):
        for name, entry in value.items():
            yield from _leaves(entry, (*path, name))
    elif is_list(value):
        for index, entry in enumerate(value):
            yield from _leaves(entry, (*path, index))
    else:
        yield path, value
