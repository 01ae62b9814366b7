"""What the linter proves about a framework, by place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from builders import capability, dimension, drawn, question, rule, some_sheets, tiny

from maturity_core import lint_framework
from maturity_core.lint import levels
from maturity_core.lint.finding import Subject
from maturity_core.scoring.many.evaluate import RuleStanding

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.answers.likes import Codes


Tables = dict[str, Any]


PARTS = {"plan": "work", "goals": "work", "team": "people", "pay": "people"}


def several(*requirements: Tables, number: int = 2, lacking: bool = False, **changes: Any) -> Framework:
    """Return two dimensions with two capabilities each, and `number` questions per capability."""
    tables: Tables = {
        "dimensions": [dimension("work"), dimension("people")],
        "capabilities": [capability(name, home) for name, home in PARTS.items()],
        "questions": [
            question(f"{name}-{place}", name, not_applicable=lacking) for name in PARTS for place in range(number)
        ],
        "requirements": requirements,
    }
    return tiny(**{**tables, **changes})


def told(framework: Framework, rule_id: str) -> dict[str, str]:
    """Return what one rule finds, by place."""
    return {finding.where: finding.what for finding in lint_framework(framework) if finding.rule == rule_id}


def mid(**fields: Any) -> Tables:
    return rule("framework", "mid", **fields)


def high(**fields: Any) -> Tables:
    return rule("framework", "high", **fields)


FAR_APART = [rule("each dimension", "mid", mean="0.25"), rule("each dimension", "high", mean=1)]


ALL = {"dimensions": "all"}


SKILLS = {"capabilities": "all"}


class Tried(NamedTuple):
    """A random framework, sheets for it (n_questions, n_sheets), and their results."""

    subject: Subject
    sheets: Codes
    standing: RuleStanding


@cache
def tried() -> list[Tried]:
    found: list[Tried] = []
    for place, framework in enumerate(drawn()):
        subject = Subject(framework)
        sheets = levels.all_sheets(framework, frozenset(range(len(framework.questions))), most=3_000)
        if sheets is None:
            sheets = np.ascontiguousarray(some_sheets(framework, place, 300).T)
        found.append(Tried(subject, sheets, RuleStanding(subject.compiled, sheets)))
    return found
