"""Questions that need an option of another: what their answers count as, in every reader."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import LEVELS, dear, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, AnswersError, Assessment, Framework
from maturity_core.answers.counted import counted_many
from maturity_core.telling.uncounted import uncounted_texts
from maturity_core.testing import answers, frameworks
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.oracle_model import Model

OUT = "not-applicable"


def needing(**changes: Any) -> Framework:
    """Return a framework of which one question needs another, and a third needs that one."""
    asked = [
        question("there", not_applicable=True),
        question("kept", not_applicable=True, needs={"question": "there", "option": "often"}),
        question("shown", not_applicable=True, needs={"question": "kept", "option": "always"}),
    ]
    rules = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]
    return tiny(**{"questions": asked, "requirements": rules, **changes})


CASES: list[tuple[tuple[str, str, str], tuple[int, int, int]]] = [
    (("often", "always", "often"), (1, 2, 1)),
    (("often", "often", "always"), (1, 1, 0)),
    (("rarely", "always", "always"), (0, 0, 0)),
    (("rarely", "unanswered", "dont-know"), (0, 0, 0)),
    (("unanswered", "always", "always"), (UNANSWERED, UNANSWERED, UNANSWERED)),
    (("dont-know", "dont-know", "always"), (DONT_KNOW, DONT_KNOW, UNANSWERED)),
    ((OUT, "always", "unanswered"), (NOT_APPLICABLE,) * 3),
    (("rarely", OUT, "always"), (0, NOT_APPLICABLE, NOT_APPLICABLE)),
    (("always", "always", OUT), (2, 2, NOT_APPLICABLE)),
]


@pytest.mark.parametrize(("given_answers", "counted"), CASES)
def test_what_answers_count_as(given_answers: tuple[str, str, str], counted: tuple[int, int, int]) -> None:
    framework = needing()
    sheet = dict(zip(("there", "kept", "shown"), given_answers, strict=True))
    assessment = framework.assess(sheet)

    assert tuple(assessment.counted.tolist()) == counted
    assert assessment.answers == sheet
    batch = framework.assess_many([assessment.codes])
    assert batch[0].score_exact == assessment.score_exact
    assert np.allclose(batch.scores[0], np.nan if assessment.score is None else assessment.score, equal_nan=True)


def test_an_answer_that_is_not_asked_for_is_kept_and_told() -> None:
    assessment = needing().assess({"there": "rarely", "kept": "always", "shown": OUT})

    assert (assessment.score_exact, assessment.completeness) == (Fraction(0), 1)
    assert assessment.counted_as == {"kept": "rarely"}
    (told,) = uncounted_texts(assessment)
    assert told.startswith("Your answer to “How is it with kept?” doesn't count, because “How is it with there?” is")
    assert told.endswith("is below “Often, with gaps”.")
    assert "doesn't count" in " ".join(assessment.page().split())
    again = Assessment.model_validate_json(assessment.model_dump_json()).verify(needing())
    assert (again.counted_as, again.verification.status) == (assessment.counted_as, "verified")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("unanswered", "doesn't count yet, because “How is it with there?” isn't answered."),
        ("dont-know", "doesn't count, because you don't know the answer to “How is it with there?”."),
        (OUT, "doesn't count, because “How is it with there?” doesn't apply to you."),
    ],
)
def test_why_an_answer_does_not_count(other: str, told: str) -> None:
    (text,) = uncounted_texts(needing().assess({"there": other, "kept": "always"}))

    assert text == f"Your answer to “How is it with kept?” {told}"


def test_what_waits_is_not_asked() -> None:
    conditions = needing().lookup.conditions

    assert conditions.waiting((UNANSWERED, UNANSWERED, UNANSWERED)) == {1, 2}
    assert conditions.waiting((1, UNANSWERED, UNANSWERED)) == {2}
    assert conditions.waiting((1, 2, UNANSWERED)) == frozenset()
    assert conditions.waiting((NOT_APPLICABLE, 2, 2)) == {1, 2}


def test_a_gap_carries_what_it_needs() -> None:
    asked = rule("framework", "mid", least=1, of={"questions": ["shown"]})
    framework = needing(requirements=[asked], levels=LEVELS[:2])
    gaps = framework.assess({"there": "rarely", "kept": "always", "shown": "always"}).gaps("mid")

    assert [(gap.question, gap.answer, gap.to) for gap in gaps.questions] == [
        ("there", "rarely", "often"),
        ("kept", "rarely", "always"),
        ("shown", "rarely", "always"),
    ]
    open_ones = framework.assess({"there": "rarely"}).gaps("mid").questions
    assert [(gap.question, gap.answer) for gap in open_ones][1:] == [("kept", "unanswered"), ("shown", "unanswered")]
    reason = framework.assess({"there": "rarely", "kept": OUT, "shown": OUT}).explain()["framework"].rungs[0]
    assert reason.state == "passed over"


def test_a_plan_keeps_what_it_needs_and_no_more() -> None:
    """By cost alone, the first question would go back to its lowest option: it earns nothing itself."""
    asked = [
        question("there", weight=0),
        question("kept", needs={"question": "there", "option": "often"}),
        question("loose"),
    ]
    framework = needing(questions=asked)
    (step,) = framework.assess({"there": "rarely", "kept": "rarely", "loose": "rarely"}).next_steps("high").steps

    assert [(move.question, move.to) for move in step.questions] == [
        ("there", "often"),
        ("kept", "always"),
        ("loose", "always"),
    ]
    assert framework.assess_many([[0, 0, 0]]).next_steps("high").steps.tolist() == [[0]]


def test_what_would_narrow_the_range_knows_that_a_low_answer_settles_two() -> None:
    framework = needing(questions=[question("a"), question("b", needs={"question": "a", "option": "always"})])
    assessment = framework.assess({})

    assert assessment.level_range is not None
    assert assessment.narrows == Oracle(framework).narrows((UNANSWERED, UNANSWERED))["framework"]
    assert [entry.question for entry in assessment.short_path().questions] == ["a", "b"]


def test_a_question_is_asked_after_the_one_that_it_needs() -> None:
    """Alone, the first to ask would be the one that weighs most."""
    asked = [question("heavy", weight=9, needs={"question": "light", "option": "often"}), question("light", weight=0)]
    framework = needing(questions=asked)
    path = framework.assess({}).short_path()

    assert [entry.question for entry in path.questions if entry.matters] == ["light", "heavy"]
    assert Oracle(framework).path((UNANSWERED, UNANSWERED)).asks == ("light", "heavy")


def test_a_lever_raises_what_a_gap_needs_as_well() -> None:
    levers = {"show": 1, "basis": "interpretation"}
    asked = [question("there"), question("kept", weight=3, needs={"question": "there", "option": "always"})]
    framework = needing(questions=asked, levers=levers)

    (lever,) = framework.assess({"there": "rarely", "kept": "rarely"}).levers
    assert (lever.gain_exact, lever.effort_exact) == (Fraction(1), Fraction(7, 8))


def test_a_framework_that_takes_only_complete_sheets_does_not_wait_for_what_is_not_asked() -> None:
    framework = needing(open_questions="reject")

    assert framework.assess({"there": "rarely"}).score_exact == 0
    assert framework.assess_many([[0, UNANSWERED, UNANSWERED]]).scores.tolist() == [0]
    with pytest.raises(AnswersError, match="kept"):
        framework.assess({"there": "often"})
    with pytest.raises(AnswersError):
        framework.assess_many([[1, UNANSWERED, UNANSWERED]] * 20)


def test_a_sheet_is_aimed_at_with_what_its_options_need() -> None:
    scale = {"options": [{"id": name, "label": name, "credit": c} for name, c in (("a", 0), ("b", 0), ("c", 1))]}
    asked = [question("there", scale="flat"), question("kept", needs={"question": "there", "option": "b"})]
    framework = needing(questions=asked, scales={"flat": scale, **dict(tiny().scales)})
    then = framework.assess({"there": "b", "kept": "often"})
    gaps = framework.assess({"there": "a", "kept": "rarely"}).gaps(then)

    assert [(gap.question, gap.to) for gap in gaps.questions] == [("there", "b"), ("kept", "often")]


@dear
@given(st.data())
def test_counting_twice_changes_nothing_and_is_the_reference(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))
    conditions = framework.lookup.conditions

    counted = tuple(conditions.counted(sheet))
    assert tuple(conditions.counted(counted)) == counted == Model(framework).counted(sheet)
    many = np.array([sheet, sheet], np.int8).T
    assert counted_many(conditions, many).T.tolist() == [list(counted)] * 2
    assert many.T.tolist() == [list(sheet)] * 2


def test_open_questions_are_those_that_count_as_open() -> None:
    assessment = needing().assess({"there": "dont-know", "kept": "always"})
    stored = Assessment.model_validate_json(assessment.model_dump_json())

    assert assessment.open_questions == stored.open_questions
    assert list(assessment.open_questions)[:2] == ["there", "kept"]
    assert assessment.open_questions["there"] == "dont-know"
    assert assessment.open_questions["kept"] == "unanswered"


@dear
@given(st.data())
def test_what_some_other_answers_count_as_is_what_the_whole_sheet_does(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet, other = data.draw(answers(framework)), data.draw(answers(framework))
    conditions, columns = framework.lookup.conditions, data.draw(st.sets(st.sampled_from(range(len(sheet)))))
    changes = {column: other[column] for column in columns}
    codes, mixed = conditions.counted(sheet), [changes.get(column, code) for column, code in enumerate(sheet)]

    found = {**dict(enumerate(codes)), **conditions.recounted(changes, sheet, codes)}
    assert list(found.values()) == list(conditions.counted(mixed))


@dear
@given(st.data())
def test_what_answers_need_is_asked_along_the_whole_chain(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    conditions, sheet = framework.lookup.conditions, data.draw(answers(framework))
    codes = conditions.counted(sheet)
    tops = framework.lookup.tops
    wanted = {column: tops[column] for column in data.draw(st.sets(st.sampled_from(range(len(sheet)))))}

    expected = dict(wanted)
    for asked, other, position in reversed(conditions.pairs):
        if asked in expected and max(codes[other], 0) < position:
            expected[other] = max(position, expected.get(other, 0))
    assert conditions.asked(wanted, codes) == expected


def test_an_edition_knows_what_is_needed() -> None:
    apart = [question(name, not_applicable=True) for name in ("there", "kept", "shown")]

    assert needing().rules_digest != needing(questions=apart).rules_digest
