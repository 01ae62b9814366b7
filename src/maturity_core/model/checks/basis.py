"""The basis that a file states once, at its head: it is that of every entry which states none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_core.model.fields import is_list, is_table

BASED = ("capabilities", "questions", "requirements", "rules", "contrasts", "levers", "views", "notes")
"""The tables whose entries have a basis."""


def with_basis(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with the basis of the file filled in.

    If the file states one that it cannot have, that is what is wrong, and not every entry without one.

    >>> with_basis({"basis": "own", "notes": [{"at": "about"}, {"at": "gaps", "basis": "source"}]})["notes"]
    [{'basis': 'own', 'at': 'about'}, {'at': 'gaps', 'basis': 'source'}]
    """
    stated = tables.get("basis")
    if stated is None:
        return dict(tables)
    basis = "own" if stated == "own" else "interpretation"
    found = {name: _filled(value, basis) if name in BASED else value for name, value in tables.items()}
    views = found.get("views")
    if is_table(views) and "patterns" in views:
        found["views"] = {**views, "patterns": _filled(views["patterns"], basis)}
    return found


def _filled(value: Any, basis: str) -> Any:
    if is_list(value):
        return [_filled(entry, basis) for entry in value]
    return {"basis": basis, **value} if is_table(value) and "basis" not in value else value
