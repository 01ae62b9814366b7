"""Requirements and answers in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, two

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, load_framework
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.requirement import Requirement
from maturity_core.telling.wording import (
    answer_label,
    asked_text,
    counted,
    joined,
    ladder_name,
    level_name,
    requirement_sentence,
)


def test_lists_and_counts() -> None:
    """Commas, and `and` before the last; one question, two questions."""
    assert [joined(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [counted(number, "step") for number in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]


def staged(**changes: Any) -> Framework:
    """Return a framework with stages, a second list of levels whose names differ, and weights."""
    other = [{"id": "low", "name": "Begun"}, {"id": "mid", "name": "Halfway"}, {"id": "high", "name": "Done"}]
    tables: dict[str, Any] = {
        "level_lists": {"own": other},
        "dimensions": [dimension("work", levels="own"), dimension("people")],
        "capabilities": [
            capability("goals", levels="own"),
            capability("plan", levels="own", tags=["seen"]),
            capability("team", "people"),
        ],
        "questions": [
            question("goals-set", "goals", stage="mid", weight=2),
            question("plan-kept", "plan", stage="mid"),
            question("plan-seen", "plan", stage="high"),
            question("team-there", "team", stage="mid"),
        ],
        "requirements": [],
    }
    return two(**{**tables, **changes})


LADDERS = [
    rule(ladder, level, least=1)
    for ladder in ("each dimension", "capability goals", "capability plan")
    for level in ("mid", "high")
]
QUESTIONS, DIMENSIONS = {"questions": "all"}, {"dimensions": "all"}
SENTENCES: dict[str, tuple[dict[str, Any], str]] = {
    "mean": ({"mean": "0.4"}, "the questions must average at least 40%."),
    "mean as a fraction": ({"mean": "2/3"}, "the questions must average at least 2/3."),
    "mean of levels": (
        {"mean": "0.5", "by": "level", "of": DIMENSIONS},
        "the levels of the dimensions must average at least 50%.",
    ),
    "level of one": (
        {"least": 1, "by": "level", "of": {"dimensions": ["work"]}},
        "the level of Work must reach at least 100%.",
    ),
    "levels of two": (
        {"least": 1, "by": "level", "of": {"dimensions": ["people", "work"]}},
        "the lowest of the levels of Work and People must reach at least 100%.",
    ),
    "total up": ({"total": "2.5", "base": 0}, "the total of the questions, counting up from 0, must be at least 2.5."),
    "total down": ({"total": 7, "top": 10}, "the total of the questions, counting down from 10, must be at least 7."),
    "least": ({"least": "0.5"}, "the lowest of the questions must reach at least 50%."),
    "share": (
        {"share": "2/3", "reaching": "0.5"},
        "at least 2/3 of the questions (by weight) must get a credit of at least 50%.",
    ),
    "all": ({"share": 1, "reaching": 1}, "all of the questions must get full credit."),
    "count": ({"count": 2, "reaching": 1}, "at least 2 of the questions must get full credit."),
    "count of scores": (
        {"count": 1, "reaching": "0.6", "of": DIMENSIONS},
        "at least 1 of the dimensions must score at least 60%.",
    ),
    "share of equal weights": (
        {"share": "0.5", "reaching": "0.6", "of": DIMENSIONS},
        "at least 50% of the dimensions must score at least 60%.",
    ),
    "rung, as the items call it": (
        {"count": 1, "reaching": "mid", "of": {"capabilities": ["plan", "goals"]}},
        "at least 1 of the 2 capabilities Goals and Plan must reach Halfway.",
    ),
    "rung of dimensions": (
        {"count": 1, "reaching": "high", "of": {"dimensions": ["people"]}},
        "People must reach High.",
    ),
    "stage": (
        {"mean": 1, "of": {"questions": {"stage": "mid"}}},
        "the questions for Middle must average at least 100%.",
    ),
    "up to a stage": (
        {"mean": 1, "of": {"questions": {"up_to": "mid"}}},
        "the questions up to Middle must average at least 100%.",
    ),
    "from a stage": (
        {"mean": 1, "of": {"questions": {"from_stage": "mid"}}},
        "the questions from Middle up must average at least 100%.",
    ),
    "from a stage up to another": (
        {"mean": 1, "of": {"questions": {"from_stage": "mid", "up_to": "high"}}},
        "the questions from Middle to High must average at least 100%.",
    ),
    "tag and weight": (
        {"least": 1, "of": {"capabilities": {"tag": "seen", "from_weight": "0.5", "dimension": "work"}}},
        "the lowest of the capabilities tagged “seen” with a weight of 0.5 or more in Work must reach at least 100%.",
    ),
    "one question": (
        {"least": 1, "of": {"questions": ["plan-kept"]}},
        "“How is it with plan-kept?” must reach at least 100%.",
    ),
    "of a capability": (
        {"least": 1, "of": {"questions": {"capability": "plan", "stage": "high"}}},
        "the lowest of the questions for High about Plan must reach at least 100%.",
    ),
    "of a dimension": (
        {"least": 1, "of": {"capabilities": {"dimension": "work"}}},
        "the lowest of the capabilities in Work must reach at least 100%.",
    ),
    "ids in a filter": (
        {"least": 1, "of": {"capabilities": {"ids": ["goals", "team"], "dimension": "work"}}},
        "Goals must reach at least 100%.",
    ),
}


@pytest.mark.parametrize(("fields", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_requirements_in_words(fields: dict[str, Any], expected: str) -> None:
    """What a requirement says, for people."""
    framework = staged(requirements=[rule("framework", "mid", **fields), rule("framework", "high", least=1), *LADDERS])

    assert requirement_sentence(framework, framework.all_requirements[0]) == f"Middle: {expected}"


def test_requirements_of_other_ladders_name_them() -> None:
    """The level in its ladder's own words."""
    framework = staged(requirements=LADDERS)
    sentences = [requirement_sentence(framework, requirement) for requirement in framework.all_requirements]

    assert sentences[0] == "Halfway in Work: the lowest of the questions must reach at least 100%."
    assert sentences[1] == "Middle in People: the lowest of the questions must reach at least 100%."
    assert sentences[4] == "Halfway in Goals: the lowest of the questions must reach at least 100%."


def test_names_of_ladders_and_levels() -> None:
    """As in the file; an id that no level has is shown itself."""
    framework = staged(
        level_lists={"own": LEVELS[:2]}, dimensions=[dimension("work", levels="own"), dimension("people")]
    )

    ladders = (FRAMEWORK, Ladder("dimension", "work"), Ladder("capability", "goals"))
    assert [ladder_name(framework, ladder) for ladder in ladders] == ["Tiny", "Work", "Goals"]
    assert (level_name(framework, "framework", "high"), level_name(framework, "dimension work", "high")) == (
        "High",
        "high",
    )


def test_answers_in_words() -> None:
    """The label of the option, or the state."""
    asked = two().questions[3]

    assert [answer_label(asked, code) for code in (1, UNANSWERED, DONT_KNOW, NOT_APPLICABLE)] == [
        "Often, with gaps",
        "not answered",
        "don't know",
        "doesn't apply",
    ]


@pytest.mark.parametrize(
    ("statistic", "threshold", "text"),
    [
        ("count", Fraction(2), "2"),
        ("total", Fraction(5, 2), "2.5"),
        ("mean", Fraction(2, 3), "2/3"),
        ("share", Fraction(2, 5), "40%"),
    ],
)
def test_what_is_asked_is_told_in_the_terms_of_its_statistic(statistic: str, threshold: Fraction, text: str) -> None:
    table: dict[str, Any] = {"ladder": "framework", "level": "high", "of": {"questions": "all"}, "basis": "source"}
    asked = Requirement.model_validate({**table, statistic: threshold})

    assert asked_text(load_framework("service-maturity-check"), asked) == text
