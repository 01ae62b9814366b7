"""Checks of what a file says of single moves: the questions and options that it names exist."""

from __future__ import annotations

from typing import Any

import pytest
from builders import LEVELS, capability, question, tiny

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


@pytest.mark.parametrize(
    ("sign", "where", "what"),
    [
        ({"question": "held", "at_least": "often"}, ".question", "no such question here"),
        ({"question": "kept", "at_least": "oftn"}, ".at_least", "no such option of 'kept'"),
        ({"question": "kept", "at_most": "oftn"}, ".at_most", "no such option of 'kept'"),
        ({"question": "kept", "at_least": "always", "at_most": "often"}, "", "'at_least' must not be above 'at_most'"),
        ({"question": "kept"}, "", "every answer lies in this range"),
        ({"question": "kept", "at_least": "rarely", "at_most": "always"}, "", "every answer lies in this range"),
    ],
)
def test_a_pattern_names_answers(sign: dict[str, str], where: str, what: str) -> None:
    patterns = ["Plans hold.", {"text": "Nobody knows.", "questions": [sign]}]
    own = {"own": [{"id": "one", "name": "One", "patterns": patterns}, {"id": "two", "name": "Two"}]}
    levels = [{**LEVELS[0], "patterns": patterns}, *LEVELS[1:]]

    assert refused(levels=levels) == [(f"levels.low.patterns.1.questions.0{where}", what)]
    assert refused(level_lists=own) == [(f"level_lists.own.one.patterns.1.questions.0{where}", what)]


def test_a_pattern_names_each_question_once() -> None:
    sign = {"question": "kept", "at_most": "often"}
    levels = [{**LEVELS[0], "patterns": [{"text": "Plans hold.", "questions": [sign, sign]}]}, *LEVELS[1:]]

    assert refused(levels=levels) == [("levels.low.patterns.0.questions.1", "duplicate question")]


def test_patterns_wait_for_scales_that_are_known() -> None:
    sign = {"question": "kept", "at_most": "often"}
    levels = [{**LEVELS[0], "patterns": [{"text": "Plans hold.", "questions": [sign]}]}, *LEVELS[1:]]

    assert refused(levels=levels, questions=[question("kept", scale="habbit")]) == [
        ("questions.kept.scale", "no such scale")
    ]


@pytest.mark.parametrize(
    ("pattern", "where", "what"),
    [
        (5, "", "expected text in quotes"),
        ("", ".text", "expected text that is not empty"),
        ({"text": "Plans hold.", "question": []}, ".question", "unknown field"),
        ({"questions": []}, ".text", "a field is missing"),
    ],
)
def test_a_pattern_is_a_text_or_a_table(pattern: Any, where: str, what: str) -> None:
    levels = [{**LEVELS[0], "patterns": [pattern]}, *LEVELS[1:]]

    ((place, told),) = refused(levels=levels)
    assert place in {f"levels.low.patterns.0{where}", "levels.low.patterns.0"}
    assert told == what
