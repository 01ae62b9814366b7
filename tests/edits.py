"""Tables of a small framework, edited field by field, and the problems reported for them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from maturity_core.errors import FrameworkError
from maturity_core.model.framework import Framework

ALL = {"questions": "all"}
OPTIONS = [
    {"id": "rarely", "label": "Rarely", "credit": 0},
    {"id": "often", "label": "Often", "credit": "0.5"},
    {"id": "always", "label": "Always", "credit": 1},
]
NUMERIC = {"options": OPTIONS, "cuts": [10, 90], "cut_falls": "below"}
BASE: dict[str, Any] = {
    "id": "small",
    "edition": "1",
    "name": "Small",
    "source": {"title": "Made up"},
    "levels": [{"id": "low", "name": "Low"}, {"id": "mid", "name": "Mid"}, {"id": "high", "name": "High"}],
    "level_lists": {"charter": [{"id": "open", "name": "Open"}, {"id": "agreed", "name": "Agreed"}]},
    "scales": {"habit": {"options": OPTIONS}, "percent": NUMERIC},
    "dimensions": [{"id": "plan", "name": "Plan"}, {"id": "work", "name": "Work"}],
    "capabilities": [
        {"id": "goals", "name": "Goals", "dimension": "plan", "levels": "charter"},
        {"id": "roadmap", "name": "Roadmap", "dimension": "plan"},
        {"id": "desk", "name": "Desk", "dimension": "work"},
    ],
    "questions": [
        {"id": "goals-set", "capability": "goals", "text": "?", "scale": "habit", "stage": "mid", "basis": "stated"},
        {
            "id": "plan-holds",
            "capability": "roadmap",
            "text": "?",
            "scale": "habit",
            "stage": "high",
            "basis": "stated",
        },
        {"id": "desk-open", "capability": "desk", "text": "?", "scale": "habit", "stage": "mid", "basis": "stated"},
        {"id": "desk-fast", "capability": "desk", "text": "?", "scale": "percent", "basis": "stated"},
    ],
    "requirements": [
        {"ladder": "each dimension", "level": "mid", "mean": "0.5", "of": ALL, "basis": "source"},
        {"ladder": "each dimension", "level": "high", "mean": "0.75", "of": ALL, "basis": "source"},
        {"ladder": "framework", "level": "mid", "least": "0.4", "of": {"dimensions": "all"}, "basis": "source"},
        {"ladder": "framework", "level": "high", "least": "0.6", "of": {"dimensions": "all"}, "basis": "source"},
        {"ladder": "capability goals", "level": "agreed", "least": 1, "of": ALL, "basis": "source"},
    ],
    "rules": [],
    "scores": [],
    "notes": [],
}
REMOVE = object()
Edit = tuple[str, Any]


def edited(*edits: Edit) -> dict[str, Any]:
    """Return the base tables with every edit made: `table.0.field` sets, `table.+` adds, `REMOVE` removes."""
    tables: dict[str, Any] = json.loads(json.dumps(BASE))
    for path, value in edits:
        *parents, last = path.split(".")
        here: Any = tables
        for part in parents:
            here = here[int(part)] if isinstance(here, list) else here.setdefault(part, {})
        if last == "+":
            here.append(deepcopy(value))
        elif value is REMOVE:
            del here[int(last) if isinstance(here, list) else last]
        else:
            here[int(last) if isinstance(here, list) else last] = deepcopy(value)
    return tables


def problems(*edits: Edit) -> list[tuple[str, str]]:
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(*edits))
    return [(problem.where, problem.what) for problem in caught.value.problems]


def many(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"e-{index}", "name": f"{index}", **more} for index in range(number)]


def options(*credits_of: Any) -> list[dict[str, Any]]:
    return [{"id": f"o-{n}", "label": f"{n}", "credit": credit} for n, credit in enumerate(credits_of)]


def requires(**more: Any) -> Edit:
    return "capabilities.1.requires", [{"capability": "goals", **more}]


def requirement(**more: Any) -> Edit:
    table = {"ladder": "framework", "level": "mid", "of": ALL, "basis": "source", **more}
    return "requirements.+", {name: value for name, value in table.items() if value is not REMOVE}


def rule(kind: str, **more: Any) -> Edit:
    return "rules.+", {"kind": kind, "ladder": "framework", "basis": "source", **more}


def score(**more: Any) -> Edit:
    return "scores.+", {"ladder": "framework", **more}


def view(**more: Any) -> Edit:
    patterns = [{"roles_above": ["boss"], "roles_below": ["team"], "text": "!", "basis": "source", **more}]
    return "views", {"roles": ["boss", "team"], "patterns": patterns, "basis": "source"}


CHARTER = ("level_lists.charter.+", {"id": "kept", "name": "Kept"})
UNRULED = ("requirements.4", REMOVE)
WORK = {"capability": "desk"}

GOOD = Framework(**BASE)


def only(*edits: Edit) -> Any:
    """Return the only problem of the edited tables."""
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(*edits))
    (problem,) = caught.value.problems
    return problem


Case = tuple[str, list[Edit], str, str, list[Edit]]
"""A name, edits that are refused, where and why, and similar edits that are accepted."""


def refused(cases: list[Case]) -> pytest.MarkDecorator:
    """Give a test the refused edits of these cases, with the place and the message."""
    return pytest.mark.parametrize(("edits", "where", "what"), [pytest.param(*case[1:4], id=case[0]) for case in cases])


def accepted(cases: list[Case]) -> pytest.MarkDecorator:
    """Give a test the similar edits that are accepted."""
    return pytest.mark.parametrize("edits", [pytest.param(case[4], id=case[0]) for case in cases])


def finds_this_alone(edits: list[Edit], where: str, what: str) -> None:
    """Assert that a check finds its case and nothing else."""
    found = problems(*edits)
    assert (where, what) in found
    assert {problem for _, problem in found} == {what}
