"""Checks of what questions need: an option of another question of the same capability, in no circle."""

from __future__ import annotations

from typing import Any

import pytest
from builders import capability, question, tiny

from maturity_core import Framework, FrameworkError

TWO = [
    {"id": name, "capability": "roadmap", "text": name, "scale": "habit", "basis": "stated"} for name in ("a", "b", "c")
]


def asked(*changes: dict[str, Any]) -> list[Any]:
    """Return questions of one capability, the first of which are changed."""
    return [{**one, **(changes[place] if place < len(changes) else {})} for place, one in enumerate(TWO)]


def needs(name: str, option: str = "often") -> dict[str, Any]:
    return {"needs": {"question": name, "option": option}}


def problems(questions: list[Any], **changes: Any) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        tiny(capabilities=[capability("roadmap"), capability("plan")], questions=questions, **changes)
    return [f"{problem.where}: {problem.what}" for problem in caught.value.problems]


OWN = question("d", "plan")
WRONG: dict[str, tuple[list[Any], str]] = {
    "nobody": ([*asked(needs("nobody")), OWN], "questions.a.needs.question: no such other question of this capability"),
    "itself": ([*asked(needs("a")), OWN], "questions.a.needs.question: no such other question of this capability"),
    "elsewhere": (
        [*asked(needs("d")), OWN],
        "questions.a.needs.question: a question can only need one of its own capability",
    ),
    "no option": (
        [*asked(needs("b", "ofen")), OWN],
        "questions.a.needs.option: no such option above the lowest of 'b'",
    ),
    "the lowest option": (
        [*asked(needs("b", "rarely")), OWN],
        "questions.a.needs.option: no such option above the lowest of 'b'",
    ),
    "an outcome": (
        [*asked(needs("b"), {"outcome": True}), OWN],
        "questions.a.needs: an outcome neither needs a question nor is needed by one",
    ),
    "by an outcome": (
        [*asked({**needs("b"), "outcome": True}), OWN],
        "questions.a.needs: an outcome neither needs a question nor is needed by one",
    ),
    "one that may not apply": (
        [*asked(needs("b"), {"not_applicable": True}), OWN],
        "questions.a: 'b' may not apply, and then this question does not apply either",
    ),
}


@pytest.mark.parametrize(("questions", "problem"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_needed_is_refused(questions: list[Any], problem: str) -> None:
    assert problems(questions) == [problem]


def test_a_circle_is_found_once() -> None:
    found = problems([*asked(needs("b"), needs("c"), needs("a")), OWN])

    assert found == ["questions.a.needs: questions need each other"]


def test_what_is_nearly_that_is_accepted() -> None:
    both = {"not_applicable": True}
    questions = [*asked({**needs("b"), **both}, {**needs("c", "always"), **both}), OWN]
    framework = tiny(capabilities=[capability("roadmap"), capability("plan")], questions=questions)

    assert [pair.position for pair in framework.lookup.conditions.pairs] == [2, 1]


def test_a_scorer_in_code_decides_itself() -> None:
    framework = tiny(questions=[question("kept"), question("seen", **needs("kept"))])
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}

    with pytest.raises(FrameworkError, match="a scorer in code decides itself what counts"):
        Framework(**{**tables, "scorer": {"kind": "multiplied-stages"}, "requirements": ()})


def test_a_profile_asks_what_its_questions_need() -> None:
    profiles = [{"id": "short", "name": "Short", "questions": ["seen"]}]
    questions = [question("kept"), question("seen", **needs("kept"))]

    with pytest.raises(FrameworkError, match="a question that is asked needs one that is not"):
        tiny(questions=questions, profiles=profiles)


def test_scales_that_cannot_be_read_are_reported_alone() -> None:
    with pytest.raises(FrameworkError) as caught:
        tiny(questions=[question("kept", scale="none"), question("seen", **needs("kept"))])

    assert [problem.what for problem in caught.value.problems] == ["no such scale"]
