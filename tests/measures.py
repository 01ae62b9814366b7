"""A framework with a measure of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import LEVELS, capability, question, rule, two

if TYPE_CHECKING:
    from maturity_core import Framework

QUESTIONS = {"questions": "all"}
HOMES = {"set": "goals", "written": "plan", "holds": "plan", "there": "team"}


def measured(**tables: Any) -> Framework:
    """Return a framework with a measure of every kind; four questions of three options each."""
    measures = [
        {"id": "documents", "name": "Documents", "mean_of": {"questions": ["set", "written"]}, "levels": "grades"},
        {"id": "deeds", "name": "Deeds", "share_of": {"questions": ["holds", "there"]}, "reaching": 1, "shown": [0, 4]},
        {"id": "both", "name": "Both", "mean_of": {"measures": ["documents", "deeds"]}},
        {"id": "points", "name": "Points", "total_of": QUESTIONS, "top": 10},
        {"id": "number", "name": "Strong areas", "count_of": {"capabilities": "all"}, "reaching": "0.5"},
    ]
    grades = [
        rule("measure documents", name, mean=bar, of={"questions": ["set", "written"]})
        for name, bar in (("mid", "0.5"), ("high", 1))
    ]
    whole = [
        rule("framework", "mid", mean="0.5", of={"measures": ["documents", "deeds"]}),
        rule("framework", "high", least=9, of={"measures": ["points"]}),
    ]
    given: dict[str, Any] = {
        "questions": [question(name, home, not_applicable=True) for name, home in HOMES.items()],
        "capabilities": [capability("goals"), capability("plan"), capability("team", "people")],
        "level_lists": {"grades": LEVELS},
        "measures": measures,
        "requirements": [*grades, *whole],
    }
    return two(**{**given, **tables})
