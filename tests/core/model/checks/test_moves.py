"""Checks of what a file says of single moves: the questions and options that it names exist."""

from __future__ import annotations

from typing import Any

import pytest
from builders import capability, question, tiny

from maturity_core import FrameworkError

MOVE = {"question": "kept", "to": "often", "text": "Act."}


def refused(**changes: Any) -> list[tuple[str, str]]:
    """Return where the tiny framework with these tables is wrong, and what is wrong there."""
    with pytest.raises(FrameworkError) as caught:
        tiny(**changes)
    return [(problem.where, str(problem.what)) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "where", "what"),
    [
        ({"question": "held"}, "question", "no such question here"),
        ({"question": "other"}, "question", "no such question here"),
        ({"to": "oftn"}, "to", "no such option of 'kept'"),
        ({"now": "rarly"}, "now", "no such option of 'kept'"),
        ({"to": "rarely"}, "to", "no answer moves to the lowest option"),
        ({"now": "often"}, "now", "'now' must be a lower option than 'to'"),
        ({"now": "always"}, "now", "'now' must be a lower option than 'to'"),
    ],
)
def test_a_remedy_names_a_move_of_its_capability(fields: dict[str, str], where: str, what: str) -> None:
    capabilities = [capability("plan", remedies=[{**MOVE, **fields}]), capability("team")]
    questions = [question("kept"), question("other", "team")]

    assert refused(capabilities=capabilities, questions=questions) == [(f"capabilities.plan.remedies.0.{where}", what)]


def test_no_two_remedies_are_for_the_same_move() -> None:
    moves = [MOVE, {**MOVE, "now": "rarely"}, {**MOVE, "text": "Act again."}]

    assert refused(capabilities=[capability("plan", remedies=moves)]) == [
        ("capabilities.plan.remedies.2", "another remedy is for the same move")
    ]


def test_remedies_wait_for_questions_and_scales_that_can_be_read() -> None:
    wrong = [question("kept", scale="habbit")]
    plan = [capability("plan", remedies=[MOVE])]

    assert refused(capabilities=plan, questions=wrong) == [("questions.kept.scale", "no such scale")]
    assert [where for where, _ in refused(capabilities=plan, questions=[question("kept", weight=-1)])] == [
        "questions.kept.weight"
    ]
