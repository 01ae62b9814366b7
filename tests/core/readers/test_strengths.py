"""What is well set up: no answer falls short, and no first step lies there. And what is even, but not there yet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from builders import LEVELS, capability, dear, dimension, question, rule, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, FrameworkError, load_framework
from maturity_core.telling.contrasts import even_text, strength_texts
from maturity_core.testing.strategies import answers, frameworks

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")
TOP = {"id": "top", "name": "Top"}
BOUNDS = {"options_within": 1, "basis": "interpretation"}


def four(**changes: Any) -> Framework:
    """Return a framework of two dimensions with four levels, by their means: from 1/4, 1/2 and at 1."""
    bars = (("mid", "0.25"), ("high", "0.5"), ("top", 1))
    rules = [rule(ladder, level, mean=bar) for level, bar in bars for ladder in ("each dimension", "framework")]
    capabilities = [capability("goals"), capability("plan"), capability("team", "people")]
    return two(**{"levels": [*LEVELS, TOP], "capabilities": capabilities, "requirements": rules, **changes})


def found(framework: Framework, *codes: int) -> dict[str, str | None]:
    """Return what is well set up, with the level that no answer falls short of, and what is only even."""
    return {strength.dimension: strength.least for strength in framework.assess(list(codes)).strengths}


def fewer_steps(**changes: Any) -> Framework:
    """Return a framework whose plan to the top goes through the people alone."""
    bars = (("mid", "0.25"), ("high", "0.5"), ("top", 1))
    rules = [rule("each dimension", level, mean=bar) for level, bar in bars]
    rules += [rule("framework", level, mean=bar, of={"dimensions": ["people"]}) for level, bar in bars]
    return four(**{"requirements": rules, **changes})


def test_every_answer_has_to_go_with_the_level_below_the_top() -> None:
    """High is two thirds of the way up, so it takes options from two thirds of full credit on: here the last."""
    framework = fewer_steps()

    assert found(framework, 2, 2, 2, 0) == {"work": "top"}
    assert found(framework, 2, 2, 1, 0) == {}
    assert found(framework, 2, 2, UNANSWERED, 0) == {}


def test_the_file_may_say_which_option_goes_with_a_level() -> None:
    options = [
        {"id": "rarely", "label": "Rarely", "credit": 0},
        {"id": "often", "label": "Often", "credit": "0.5", "level": "high"},
        {"id": "always", "label": "Always", "credit": 1},
    ]
    framework = fewer_steps(scales={"habit": {"options": options}})

    assert found(framework, 2, 1, 1, 0) == {"work": "high"}
    assert found(framework, 2, 2, 0, 0) == {}


def test_a_question_about_a_higher_level_has_nothing_to_answer_for() -> None:
    questions = [
        question("goals-set", "goals"),
        question("plan-kept", "plan"),
        question("plan-seen", "plan", stage="top"),
        question("team-there", "team", not_applicable=True),
    ]

    assert found(fewer_steps(questions=questions), 2, 2, 0, 0) == {"work": "high"}


def test_no_first_step_lies_in_what_is_well_set_up() -> None:
    """Here all steps lead to the same mean."""
    assert found(four(), 2, 2, 1, 0) == {}
    assert [step.capability for step in four().assess([2, 2, 2, 1]).next_steps()] == ["team"]
    assert found(four(), 2, 2, 2, 1) == {"work": "top"}
    assert found(four(), 2, 2, 2, 2) == {"work": "top", "people": "top"}


def test_steps_to_another_target_count_where_they_are_told() -> None:
    """A page with a target of its own calls nothing well set up in which a first step to it lies."""
    framework = fewer_steps(
        questions=[
            *fewer_steps().questions[:2],
            question("plan-seen", "plan", stage="top"),
            question("team-there", "team"),
        ]
    )
    assessment = framework.assess([2, 2, 0, 0])
    steps = assessment.next_steps({"dimension work": "top"}).steps

    assert strength_texts(assessment) == ["Work is at High throughout: every answer has what High needs, or more."]
    assert strength_texts(assessment, first=steps) == []
    assert "throughout" in str(assessment)
    assert "throughout" not in assessment.page({"dimension work": "top"})


def test_the_weakest_area_is_not_called_well_set_up() -> None:
    """Its answers have what High needs; for the rest, the level above asks."""
    questions = [
        *fewer_steps().questions[:2],
        question("plan-seen", "plan", stage="top"),
        question("team-there", "team"),
        question("team-skilled", "team"),
    ]
    assessment = fewer_steps(questions=questions).assess([2, 2, 0, 2, 1])

    assert (assessment.topic, [entry.dimension for entry in assessment.strengths]) == (("work",), ["work"])
    assert strength_texts(assessment) == []


def test_what_is_even_but_not_at_the_top() -> None:
    """Where the file gives a bound for the answers, from the level that it names, and never where everyone starts."""
    framework = fewer_steps(contrasts=BOUNDS)

    assert found(framework, 1, 1, 2, 0) == {"work": None}
    even = framework.assess([1, 1, 2, 0])
    assert strength_texts(even) == []
    assert even_text(even, "work") == "Its answers are close to each other."
    assert [even_text(framework.assess([0, 2, 2, 0]), "work"), even_text(even, "people")] == ["", ""]
    assert "Strengths" not in even.page()
    assert even.page().count("Its answers are close to each other.") == 1
    assert found(framework, 0, 2, 2, 0) == {}
    assert found(framework, 0, 0, 1, 0) == {}
    assert found(fewer_steps(), 1, 1, 2, 0) == {}
    assert found(fewer_steps(contrasts={**BOUNDS, "from_level": "top"}), 1, 1, 2, 0) == {}


def test_what_does_not_apply_is_left_out() -> None:
    assert found(fewer_steps(), 2, 2, 2, NOT_APPLICABLE) == {"work": "top"}


def test_what_is_below_the_whole_or_pulled_down_is_no_strength() -> None:
    framework, pulled = fewer_steps(contrasts=BOUNDS), fewer_steps(contrasts={**BOUNDS, "options_apart": 1})

    assert found(framework, 2, 2, 1, 1) == {"work": None}
    assert found(framework, 2, 2, 1, 2) == {"people": "top"}
    assert found(pulled, 2, 2, 1, 1) == {}


def test_a_dimension_without_levels_has_nothing_to_be_at() -> None:
    rules = [entry for entry in fewer_steps().requirements if "dimension" not in str(entry.ladder)]

    assert fewer_steps(requirements=rules).assess([2, 2, 2, 2]).strengths == ()


def test_a_dimension_of_another_list_goes_by_that_list() -> None:
    dimensions = [dimension("work", levels="own"), dimension("people")]
    framework = fewer_steps(dimensions=dimensions, level_lists={"own": [*LEVELS, TOP]}, contrasts=BOUNDS)

    assert found(framework, 2, 2, 2, 2) == {"work": "top", "people": "top"}
    assert found(framework, 1, 1, 2, 0) == {}


FALLS = "the level is below that of an earlier option; got 'mid'; order the levels as the options"


def test_levels_of_options_are_checked() -> None:
    options = [
        {"id": "rarely", "label": "Rarely", "credit": 0, "level": "high"},
        {"id": "often", "label": "Often", "credit": "0.5", "level": "mid"},
        {"id": "always", "label": "Always", "credit": 1, "level": "hihg"},
    ]
    with pytest.raises(FrameworkError) as caught:
        four(scales={"habit": {"options": options}})

    got = "got 'hihg'; allowed: low, mid, high, top; did you mean 'high'?"
    assert [str(problem) for problem in caught.value.problems] == [
        f"scales.habit.options.always.level: no such level; {got}",
        f"scales.habit.options.often.level: {FALLS}",
    ]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.wide
def test_no_first_step_lies_in_a_strength_of_any_organisation(model: str) -> None:
    framework = load_framework(model)
    for sheet in organisations(framework):
        assert_no_first_step(framework, sheet)


@dear
@given(st.data())
def test_no_first_step_lies_in_a_strength_of_any_framework(data: st.DataObject) -> None:
    framework = data.draw(frameworks())

    assert_no_first_step(framework, list(data.draw(answers(framework))))


def assert_no_first_step(framework: Framework, sheet: list[int]) -> None:
    """Assert that no dimension is called well set up in which one of the first three steps lies."""
    assessment = framework.assess(sheet)
    first = {framework.capability(step.capability).dimension for step in assessment.next_steps().steps[:3]}
    well = {strength.dimension for strength in assessment.strengths if strength.kind == "well set up"}

    assert not first & well
