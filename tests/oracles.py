"""Small frameworks for the reference scorer, and sheets written as text."""

from __future__ import annotations

from typing import Any

from maturity_core import NOT_APPLICABLE, Framework
from maturity_core.testing.oracle import Oracle

LOW, MID, HIGH = 0, 1, 2


NONE, HALF, FULL = 0, 1, 2


NA = NOT_APPLICABLE


ALL = {"questions": "all"}


SCALES = {
    "habit": ["0", "0.5", "1"],
    "fine": ["0", "0.25", "0.5", "0.75", "1"],
    "yes-no": ["0", "1"],
    "flat": ["0", "0.5", "0.5", "1"],
}


def levels(*ids: str) -> list[dict[str, str]]:
    return [{"id": name, "name": name} for name in ids]


def options(credits_: list[str]) -> dict[str, Any]:
    return {"options": [{"id": f"o{i}", "label": f"Option {i}", "credit": credit} for i, credit in enumerate(credits_)]}


def entries(table: dict[str, dict[str, Any]], **default: Any) -> list[dict[str, Any]]:
    return [{"id": name, "name": name, **default, **given} for name, given in table.items()]


def oracle(
    questions: str | dict[str, dict[str, Any]],
    rules: list[dict[str, Any]],
    *,
    capabilities: dict[str, dict[str, Any]] | None = None,
    dimensions: dict[str, dict[str, Any]] | None = None,
    completions: int = 4096,
    **tables: Any,
) -> Oracle:
    """Return the reference scorer for a framework of these questions; rules are the framework's unless they say not."""
    asked = {name: {} for name in questions.split()} if isinstance(questions, str) else questions
    default = {"capability": "skill", "text": "?", "scale": "habit", "basis": "stated", "not_applicable": True}
    framework = Framework(
        **{
            "id": "hand",
            "edition": "1",
            "name": "By hand",
            "source": {"title": "Worked out by hand"},
            "levels": levels("low", "mid", "high"),
            "scales": {name: options(credits_) for name, credits_ in SCALES.items()},
            "dimensions": entries(dimensions or {"area": {}}),
            "capabilities": entries(capabilities or {"skill": {}}, dimension="area"),
            "questions": [{"id": name, **default, **given} for name, given in asked.items()],
            "requirements": [{"ladder": "framework", "of": ALL, "basis": "source", **rule} for rule in rules],
            **tables,
        }
    )
    return Oracle(framework, completions=completions)


def two_rungs(mid: dict[str, Any], high: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"level": "mid", **mid}, {"level": "high", **high}]


CUTS = two_rungs({"mean": "0.5"}, {"mean": "1"})
"""Mid at a mean of one half, high at a mean of one."""


GATES = two_rungs({"least": "1", "of": {"questions": ["a"]}}, {"least": "1", "of": {"questions": ["b"]}})
"""Mid asks for a, high for b."""


def fine(names: str, **more: Any) -> dict[str, dict[str, Any]]:
    return {name: {"scale": "fine", **more} for name in names.split()}
