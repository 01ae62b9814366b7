"""Which advice is for the answers, which topic to explore first, and how soon a step helps."""

from __future__ import annotations

from typing import Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, FrameworkError
from maturity_core.telling.portrait import advice_told, topic_text
from maturity_core.telling.words import Words
from maturity_core.testing.oracle import Oracle

SUDDEN = {"circumstance": "Sudden growth", "soon": "Count.", "questions": [{"question": "kept", "at_least": "often"}]}
LONG = {"circumstance": "For years", "soon": "Stop.", "questions": [{"question": "kept", "at_most": "rarely"}]}
ANY = {"circumstance": "Little money", "soon": "Save."}


def advised(*advice: dict[str, Any]) -> Framework:
    """Return a framework whose lowest level, which is always the result, has some advice."""
    rules = [rule("framework", "mid", least=1, of={"questions": ["never"]})]
    levels = [{**LEVELS[0], "advice": advice}, LEVELS[1]]
    return tiny(levels=levels, questions=[question("kept"), question("never")], requirements=rules)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (0, ["Stop.", "Save."]),
        (1, ["Count.", "Save."]),
        (2, ["Count.", "Save."]),
        (UNANSWERED, ["Count.", "Stop.", "Save."]),
    ],
)
def test_answers_decide_which_advice_is_shown(kept: int, expected: list[str]) -> None:
    """Only if they can't is all of it; what names no questions is the reader's choice."""
    framework = advised(SUDDEN, LONG, ANY)
    assessment = framework.assess([kept, 0])

    assert Oracle(framework).advice((kept, 0)) == list(assessment.advice)

    assert [advice.soon for advice in advice_told(assessment)] == expected
    assert all(text in str(assessment) for text in expected)


def test_advice_whose_circumstance_is_denied_is_shown_where_no_other_is_borne_out() -> None:
    assert advised(SUDDEN, ANY).assess([0, 0]).advice == (0, 1)
    assert advised(ANY).assess([0, 0]).advice == (0,)


def test_the_questions_of_advice_have_to_exist() -> None:
    with pytest.raises(FrameworkError, match="no such question here; got 'gone'"):
        advised({"soon": "Go.", "questions": [{"question": "gone"}]})


def test_the_topic_is_the_weakest_dimension() -> None:
    """Of several equal ones, those that a tension is about; none where all are equally weak."""
    names = ["a", "b", "c"]
    framework = tiny(
        dimensions=[dimension(name) for name in names],
        capabilities=[capability(f"{name}-c", name) for name in names],
        questions=[question(f"{name}-{place}", f"{name}-c") for name in names for place in "xy"],
        requirements=[rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
        contrasts={"options_apart": 2, "basis": "source"},
    )

    for sheet in ((0, 1, 2, 2, 2, 2), (1, 1, 2, 0, 2, 2), (0, 1, 1, 0, 2, 2)):
        oracle, assessment = Oracle(framework), framework.assess(sheet)
        assert tuple(oracle.topic(sheet)) == assessment.topic
        assert oracle.strengths(sheet) == [(entry.dimension, entry.least) for entry in assessment.strengths]
    assert framework.assess([0, 1, 2, 2, 2, 2]).topic == ("a",)
    assert framework.assess([1, 1, 2, 0, 2, 2]).topic == ("b",)
    assert framework.assess([0, 1, 1, 0, 2, 2]).topic == ("a", "b")
    assert framework.assess([1, 1, 1, 1, 1, 1]).topic == ()
    assert framework.assess([0, 0, UNANSWERED, UNANSWERED, 2, 2]).topic == ("a",)


def test_by_score_alone_the_topic_is_one_in_which_to_begin() -> None:
    """The level asks for nothing of people, where scores are lower: they are for a later level."""
    framework = two(
        dimensions=[dimension("work", levels="own"), dimension("people", levels="own")],
        level_lists={"own": [{"id": "less", "name": "Less"}, {"id": "more", "name": "More"}]},
        requirements=[
            rule("each dimension", "more", mean=1),
            rule("framework", "mid", mean="0.5", of={"dimensions": ["work"]}),
            rule("framework", "high", least=1),
        ],
    )
    found = framework.assess([1, 0, 0, 0])

    assert (found.topic, tuple(Oracle(framework).topic((1, 0, 0, 0)))) == (("work",), ("work",))
    assert topic_text(found) == "Take a closer look at Work: your first step is there."
    assert framework.assess([1, 1, 1, 0]).topic == ("people",)


def test_the_topic_is_named() -> None:
    framework = two()

    assert topic_text(framework.assess([0, 0, 0, 1])) == "Your weakest area is Work; take a closer look at it."
    assert topic_text(framework.assess([1, 1, 1, NOT_APPLICABLE])) == ""
    assert topic_text(framework.assess([UNANSWERED] * 4)) == ""


def test_the_topic_is_not_called_the_first_where_the_steps_begin_elsewhere() -> None:
    alone = rule("framework", "mid", least="0.5", of={"questions": ["goals-set"]})
    framework = two(requirements=[*two().requirements[:2], alone, two().requirements[3]])
    assessment = framework.assess([0, 1, 1, 0])

    assert [step.capability for step in assessment.next_steps()] == ["goals"]
    assert topic_text(assessment) == "Your weakest area is People, but the next steps begin elsewhere."
    assert topic_text(assessment, Words.of("de")) == (
        "Ihr schwächster Bereich: People. Die nächsten Schritte beginnen aber anderswo."
    )


def test_the_topic_is_one_to_explore_where_anything_to_do_first_lies_in_it() -> None:
    plan = two().assess([2, 0, 2, 1]).next_steps()

    assert [entry.capability for entry in plan.first] == ["team", "plan"]
    assert topic_text(two().assess([2, 0, 2, 1])) == "Your weakest area is People; take a closer look at it."


def test_a_step_that_is_ready_and_cheap_is_quick_relief() -> None:
    """It costs no more than going halfway with a capability of middle effort: here, 3/4."""
    steps = {step.capability: step for step in two().assess([0, 0, 0, 0]).next_steps()}

    assert {name: (step.ready, step.quick) for name, step in steps.items()} == {
        "team": (True, True),
        "goals": (True, False),
        "plan": (False, False),
    }
    told = " ".join(str(two().assess([0, 0, 0, 0])).split())
    assert "Can be done soon. It raises one answer that is too low for Middle." in told
    assert "For the long run." in told
