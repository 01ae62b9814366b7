"""Figures of the user's own as they are given: lines of text, tables with known keys, and numbers by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.errors import Problem, shown
from maturity_core.model.fields import exact, is_empty, is_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

LONGEST = 80
"""The most characters of a name or a unit."""


def is_line(value: object) -> bool:
    """Return whether a value is one line of text, which may be empty, and not too long."""
    return (
        isinstance(value, str) and len(value) <= LONGEST and (not value or not is_empty(value)) and value.isprintable()
    )


def no_line(where: str, value: Any) -> Problem:
    """Return the problem of a value that is not one."""
    what = "expected a line of text"
    allowed = f"at most {LONGEST} characters"
    return Problem(what, where, shown(value), allowed)


def stranger(noun: str, where: str, name: Any, allowed: Sequence[str]) -> Problem:
    """Return the problem of a name that there is not."""
    what = f"no such {noun}"
    near = (name, allowed) if isinstance(name, str) else None
    return Problem(what, f"{where}.{name if near else shown(name)}", shown(name), near=near)


def fields_of(table: Any, where: str, allowed: Sequence[str], problems: list[Problem]) -> dict[str, Any]:
    """Return the fields of a table; those that do not exist are recorded as problems."""
    if not is_table(table):
        problems.append(Problem("expected a table", where, shown(table), ", ".join(allowed)))
        return {}
    problems += [stranger("key", where, name, allowed) for name in table if name not in allowed]
    return dict(table)


def described(name: Any, fields: Mapping[str, Any], where: str, problems: list[Problem]) -> dict[str, Any]:
    """Return what is said of a figure: its id, its name, its unit, and whether more or less of it is better."""
    said = {"name": fields.get("name", name), "unit": fields.get("unit", "")}
    for key, value in said.items():
        if not is_line(value) or (key == "name" and not value):
            problems.append(no_line(f"{where}.{key}", value))
    better = fields.get("better")
    if better not in ("more", "less"):
        problems.append(Problem("say which is better", f"{where}.better", shown(better), "more, less"))
    return {"outcome": name, **said, "better": better}


def numbers_by_name(
    noun: str, names: Sequence[str], given: Any, where: str, problems: list[Problem]
) -> dict[str, Fraction]:
    """Return the numbers that are given for some of these names, in the order of the names; a `noun` has a name."""
    if not is_table(given):
        problems.append(Problem(f"expected figures by the names of {noun}s", where, shown(given)))
        return {}
    found: dict[str, Fraction] = {}
    known = {*names}
    for name in (*names, *given):
        if name not in given or name in found:
            continue
        if name not in known:
            problems.append(stranger(noun, where, name, names))
            continue
        try:
            found[name] = exact(given[name])
        except ValueError as error:
            problems.append(Problem(f"{error}", f"{where}.{name}", shown(given[name])))
    return found
