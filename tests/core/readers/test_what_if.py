"""What other answers would change: the same as two assessments show, and the same backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, drawn, question, rule, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, AnswersError, ArgumentError, WhatIf
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework

FRAMEWORKS = drawn()


def states(assessment: Assessment) -> dict[int, str]:
    """Return the state of each requirement, as an explanation has it."""
    rungs = [rung for ladder in assessment.explain().ladders for rung in ladder.rungs]
    return {state.requirement: state.state for rung in rungs for state in rung.requirements}


def stands(assessment: Assessment) -> dict[str, tuple[Any, Any]]:
    """Return level and score of every ladder."""
    kinds = {"dimension": "dimensions", "capability": "capabilities", "measure": "measures"}
    results = [(f"{kind} {one.id}", one) for kind, name in kinds.items() for one in getattr(assessment, name)]
    return {name: (one.level and one.level.id, one.score_exact) for name, one in [("framework", assessment), *results]}


@st.composite
def changed(draw: st.DrawFn) -> tuple[Framework, list[int], list[int]]:
    """Draw a framework and two of its sheets, which differ in few answers or in many."""
    framework = draw(st.sampled_from(FRAMEWORKS))
    one, other = (list(draw(answers(framework))) for _ in range(2))
    kept = draw(st.lists(st.booleans(), min_size=len(one), max_size=len(one)))
    return framework, one, [a if keep else b for a, b, keep in zip(one, other, kept, strict=True)]


@given(changed())
def test_what_changes_is_what_two_assessments_differ_in(drawn_: tuple[Framework, list[int], list[int]]) -> None:
    framework, one, other = drawn_
    before, after = framework.assess(one), framework.assess(other)

    found = before.what_if(after.answers)

    assert {move.question: (move.answer, move.to) for move in found.changes} == {
        name: (answer, after.answers[name]) for name, answer in before.answers.items() if answer != after.answers[name]
    }
    assert (found.after.level, found.after.score_exact) == stands(after)["framework"]
    assert (found.before.not_yet, found.after.not_yet) == (before.not_yet, after.not_yet)
    told = {str(change.ladder): change for change in found.ladders}
    for name, pair in stands(before).items():
        if pair == stands(after)[name]:
            assert name not in told
        else:
            change = told[name]
            assert ((change.level_from, change.score_from_exact), (change.level_to, change.score_to_exact)) == (
                pair,
                stands(after)[name],
            )
    turned = {flip.requirement: (flip.before, flip.after) for flip in found.requirements}
    pairs = {place: (state, states(after)[place]) for place, state in states(before).items()}
    assert turned == {place: pair for place, pair in pairs.items() if pair[0] != pair[1]}
    early = [{entry.id for entry in sheet.capabilities if entry.ahead_of_its_time} for sheet in (before, after)]
    assert (set(found.ahead), set(found.no_longer_ahead)) == (early[1] - early[0], early[0] - early[1])


@given(changed())
def test_changed_back_everything_is_as_before(drawn_: tuple[Framework, list[int], list[int]]) -> None:
    framework, one, other = drawn_
    before, after = framework.assess(one), framework.assess(other)

    there, back = before.what_if(after.answers), after.what_if(before.answers)

    assert (there.before, there.after) == (back.after, back.before)
    assert [flip.requirement for flip in there.requirements] == [flip.requirement for flip in back.requirements]
    assert (there.readied, there.unreadied) == (back.unreadied, back.readied)
    assert (there.ahead, there.no_longer_ahead) == (back.no_longer_ahead, back.ahead)
    fell, rose = ({str(change.ladder) for change in found.falls} for found in (there, back))
    assert not fell & rose
    assert WhatIf.model_validate_json(there.model_dump_json()) == there


@given(st.data())
def test_better_answers_let_nothing_fall(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheet = [max(code, 0) if code != NOT_APPLICABLE else code for code in data.draw(answers(framework))]
    tops = [len(entry.options) - 1 for entry in framework.questions]
    better = [
        code if code == NOT_APPLICABLE else data.draw(st.integers(code, top))
        for code, top in zip(sheet, tops, strict=True)
    ]

    found = framework.assess(sheet).what_if(framework.assess(better).answers)

    assert not found.falls
    assert all((flip.before, flip.after) == ("unmet", "met") for flip in found.requirements)
    assert not found.unreadied


def test_what_can_be_begun_then_is_said() -> None:
    """Plan requires half credit of Goals."""
    result = two().assess([0, 1, 0, 0])

    found = result.what_if({"goals-set": "often"})

    assert (found.readied, found.no_longer_ahead) == (("plan",), ("plan",))
    assert (found.unreadied, found.ahead) == ((), ())
    assert [str(change.ladder) for change in found.ladders] == ["framework", "dimension work", "capability goals"]
    assert [(change.level_from, change.level_to) for change in found.ladders] == [
        ("low", "low"),
        ("low", "low"),
        (None, None),
    ]


def test_the_level_may_begin_and_end() -> None:
    one = tiny(questions=[question("kept", not_applicable=True)])

    found = one.assess({"kept": "often"}).what_if({"kept": "not-applicable"})

    assert (found.before.level, found.after.level, found.after.score) == ("mid", None, None)
    assert [(flip.before, flip.after) for flip in found.requirements] == [("met", "set aside"), ("unmet", "set aside")]
    assert not found.falls


def test_answers_that_depend_on_a_change_count_differently() -> None:
    needs = {"question": "kept", "option": "often"}
    framework = tiny(questions=[question("kept"), question("seen", needs=needs)])

    found = framework.assess({"kept": "rarely", "seen": "always"}).what_if({"kept": 2})

    assert [(move.question, move.answer, move.to) for move in found.changes] == [("kept", "rarely", "always")]
    assert [(move.question, move.answer, move.to) for move in found.counted] == [("seen", "rarely", "always")]
    assert (found.before.level, found.after.level) == ("low", "high")


def test_scored_in_code_no_requirements_are_known() -> None:
    found = tiny().with_scorer(Product()).assess([2, 2]).what_if({"kept": 0})

    assert found.requirements == ()
    assert found.ladders[0].falls


def test_a_framework_that_refuses_open_questions_refuses_them_here() -> None:
    result = tiny(open_questions="reject").assess([1, 1])

    assert result.what_if({"kept": 2}).after.score == 0.75
    with pytest.raises(AnswersError, match=r"answers\.kept: the question is open"):
        result.what_if({"kept": None})


def test_O1_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(AnswersError) as caught:
        tiny().assess([0, 0]).what_if({"kep": 1, "kept": "oftn", "seen": 3})

    lines = str(caught.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "answers.kept: no such option",
        "answers.seen: no option has this position",
        "answers.kep: no such question",
    ]
    assert "did you mean 'often'?" in lines[0]
    wrong: Any = [1, 2]
    with pytest.raises(ArgumentError, match="changes: expected a mapping"):
        tiny().assess([0, 0]).what_if(wrong)


def test_rules_over_ladders_turn_with_the_ladders() -> None:
    of_dimensions = {"of": {"dimensions": "all"}, "reaching": "mid", "count": 1}
    rules = [rule("dimension work", "mid", mean="0.5"), rule("framework", "mid", **of_dimensions)]
    framework = tiny(levels=LEVELS[:2], requirements=rules)

    found = framework.assess([0, 0]).what_if({"kept": 2})

    assert [(flip.requirement, str(flip.ladder), flip.after) for flip in found.requirements] == [
        (0, "dimension work", "met"),
        (1, "framework", "met"),
    ]
