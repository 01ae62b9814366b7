"""Results to store, and what is reported about changed ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, question, rule, two

from maturity_core import Assessment, MaturityError
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework


def rich(**changes: Any) -> Framework:
    """Return a framework whose results have tensions, strengths, levers, capabilities with levels and a number."""
    tables: dict[str, Any] = {
        "capabilities": [
            capability("goals", effort=2, levels="own"),
            capability("plan", requires=[{"capability": "goals", "credit": "0.5"}]),
            capability("team", "people"),
        ],
        "level_lists": {"own": LEVELS},
        "questions": [
            question("goals-set", "goals"),
            question("plan-kept", "plan"),
            question("plan-seen", "plan", scale="percent"),
            question("team-there", "team", not_applicable=True),
        ],
        "requirements": [
            *({**entry, "ladder": ladder} for ladder in ("each dimension", "capability goals") for entry in MEANS),
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "high", count=1, of={"dimensions": "all"}, reaching="high"),
        ],
        "contrasts": {
            "levels_apart": 1,
            "levels_below": 1,
            "options_within": 1,
            "from_level": "mid",
            "basis": "source",
        },
        "levers": {"show": 3, "basis": "source"},
    }
    return two(**{**tables, **changes})


MEANS = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]


RICH = rich()


ANSWERS: dict[str, Any] = {"goals-set": "always", "plan-kept": "often", "plan-seen": 60, "team-there": "unanswered"}


RESULT = RICH.assess(ANSWERS)


DATA: dict[str, Any] = json.loads(RESULT.model_dump_json())


def with_field(path: str, value: Any, data: Any = DATA) -> dict[str, Any]:
    """Return the stored result with one field changed."""
    changed: dict[str, Any] = json.loads(json.dumps(data))
    entry: Any = changed
    *steps, last = path.split(".")
    for step in steps:
        entry = entry[int(step) if isinstance(entry, list) else step]
    entry[int(last) if isinstance(entry, list) else last] = value
    return changed


def told(read: Callable[[], Any]) -> list[str]:
    """Return why a stored result is refused."""
    with pytest.raises(MaturityError) as caught:
        read()
    return [str(problem) for problem in caught.value.problems]


def refused(data: Any) -> list[str]:
    """Return why the data of an assessment is refused, the same as text and as tables."""
    found = told(lambda: Assessment.model_validate_json(json.dumps(data)))
    assert told(lambda: AssessmentRecord.model_validate(data)) == found
    return found
