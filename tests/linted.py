"""A framework in which the linter finds nothing, and changes to it table by table."""

from __future__ import annotations

from typing import Any

from builders import HABIT, capability, dimension, question, rule

from maturity_core import lint_framework
from maturity_core.model.framework import Framework

Tables = dict[str, Any]


Findings = list[tuple[str, str]]


LEVELS = [
    {"id": "low", "name": "Low", "summary": "Everyone starts here."},
    {"id": "mid", "name": "Middle", "summary": "Half of it holds."},
    {"id": "high", "name": "High", "summary": "All of it holds."},
]


OWN = {"own": [{**LEVELS[0], "id": "open"}, {**LEVELS[1], "id": "agreed"}]}


def ask(name: str, capability_id: str = "plan", **fields: Any) -> Tables:
    """Return the table of a question that says where it comes from."""
    return question(name, capability_id, **{"place": "page 1", **fields})


def able(capability_id: str, dimension_id: str = "work", **fields: Any) -> Tables:
    """Return the table of a capability that says what to do."""
    return {**capability(capability_id, dimension_id), "remedy": "Write it down.", **fields}


def area(dimension_id: str, **fields: Any) -> Tables:
    """Return the table of a dimension, with some of its fields changed."""
    return {**dimension(dimension_id), **fields}


def need(ladder: str, level: str, **fields: Any) -> Tables:
    """Return the table of a requirement that gives a reason."""
    return rule(ladder, level, **{"because": "half is enough", **fields})


TWO = [ask("kept"), ask("seen")]


RULED = [need("framework", "mid", mean="0.5"), need("framework", "high", mean=1)]


def sound(**changes: Any) -> Framework:
    """Return a framework in which the linter finds nothing, with some of its tables changed."""
    tables: Tables = {
        "id": "sound",
        "edition": "1",
        "name": "Sound",
        "source": {"title": "An example"},
        "levels": LEVELS,
        "scales": {"habit": HABIT},
        "dimensions": [area("work", summary="What is done.")],
        "capabilities": [able("plan")],
        "questions": TWO,
        "requirements": RULED,
    }
    return Framework(**{**tables, **changes})


def found(framework: Framework) -> Findings:
    return [(finding.rule, finding.where) for finding in lint_framework(framework)]


def with_capability(**fields: Any) -> Tables:
    return {"capabilities": [able("plan", **fields)]}


def with_question(**fields: Any) -> Tables:
    return {"questions": [ask("kept"), ask("seen", **fields)]}


def with_contrasts(*dimensions: str, **fields: Any) -> Tables:
    names = dimensions or ("work", "people")
    return {
        "dimensions": [area(name) for name in names],
        "capabilities": [able(f"{name}-plan", name) for name in names],
        "questions": [ask(f"{name}-{part}", f"{name}-plan") for name in names for part in ("kept", "seen")],
        "contrasts": {"basis": "interpretation", "because": "ours", **fields},
    }


def with_pattern(**fields: Any) -> Tables:
    pattern = {"basis": "source", "place": "page 2", "text": "They differ.", "roles_above": ["boss"]}
    pattern |= {"roles_below": ["team"], **fields}
    views = {"roles": ["boss", "team"], "basis": "interpretation", "because": "ours", "patterns": [pattern]}
    return {"views": views}


def with_second(**fields: Any) -> Tables:
    """Return a second capability, with prerequisites or a weight."""
    return {
        "capabilities": [able("plan"), able("goals", **fields)],
        "questions": [*TWO, ask("set", "goals"), ask("known", "goals")],
    }


def what(tables: Tables) -> str:
    """Return what the only finding says."""
    (finding,) = lint_framework(sound(**tables))
    return finding.what
