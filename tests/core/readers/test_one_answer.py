"""Single answers that change the level: as trying each by itself shows with the reference, and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, dear, question, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, Assessment, MaturityError
from maturity_core.telling.one_answer import one_answer_texts
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.strategies import answers, frameworks

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing.oracle import Sheet

Change = tuple[str, str, str, str]


def tried(framework: Framework, sheet: Sheet, *, up: bool) -> list[Change]:
    """Return the nearest option of each question that lifts, or drops, the level by itself; the fewest steps first."""
    oracle, levels = Oracle(framework), framework.levels
    before = oracle.stand(sheet).levels["framework"]
    found: list[tuple[int, str, Change]] = []
    for place, entry in enumerate(framework.questions):
        now, ids = sheet[place], entry.options.ids
        options = range(max(now, 0) + 1, len(ids)) if up else range(now - 1, -1, -1)
        for to in options if now != NOT_APPLICABLE else ():
            after = oracle.stand((*sheet[:place], to, *sheet[place + 1 :])).levels["framework"]
            if before is not None and after is not None and after != before:
                words = framework.outline.answers[place]
                found.append((abs(to - max(now, 0)), entry.id, (entry.id, words[now], ids[to], levels[after].id)))
                break
    return [change for _, _, change in sorted(found)]


def told(changes: Any) -> list[Change]:
    return [(change.question, change.answer, change.to, change.level) for change in changes]


@dear
@given(st.data())
def test_they_are_those_that_trying_each_answer_finds(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))

    found = framework.assess(sheet).one_answer

    assert told(found.lifts) == tried(framework, sheet, up=True)
    assert told(found.drops) == tried(framework, sheet, up=False)


@dear
@given(st.data())
def test_the_fewest_answers_are_one_where_one_is_enough(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    assessment = framework.assess(data.draw(answers(framework)))
    near, least = assessment.one_answer, assessment.least_change()

    assert bool(near.lifts) == (least.lift is not None and len(least.lift) == 1)
    assert bool(near.drops) == (least.drop is not None and len(least.drop) == 1)


def four(**changes: Any) -> Any:
    """Return four questions, the last of which weighs most; half of the weight makes the middle level."""
    weights = (1, 1, 1, 3)
    tables: dict[str, Any] = {
        "questions": [question(name, weight=weight) for name, weight in zip("abcd", weights, strict=True)],
    }
    return tiny(**{**tables, **changes})


def test_the_nearest_option_is_named_and_the_fewest_option_steps_come_first() -> None:
    """At 4 of 12 half steps, half a step of d lifts the level, and so does a whole one of a or c; b can't."""
    found = four().assess([0, 1, 0, 1]).one_answer

    steps = [("d", "often"), ("a", "rarely"), ("c", "rarely")]
    assert told(found.lifts) == [(name, now, "always", "mid") for name, now in steps]
    assert found.drops == ()


def test_what_a_question_needs_lets_a_kept_answer_count() -> None:
    questions = [question("a"), question("b", needs={"question": "a", "option": "often"})]

    found = tiny(questions=questions).assess({"a": "rarely", "b": "always"}).one_answer

    assert told(found.lifts) == [("a", "rarely", "often", "mid")]


def test_a_scorer_in_code_is_not_asked() -> None:
    found = tiny().with_scorer(Product()).assess([0, 0]).one_answer

    assert (found.lifts, found.drops) == ((), ())


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("level", "none-such", "no such level"),
        ("question", "nobody", "no such question"),
    ],
)
def test_a_stored_one_that_contradicts_its_record_is_refused(field: str, value: str, says: str) -> None:
    stored = four().assess([0, 0, 0, 0]).model_dump(mode="json")
    stored["one_answer"]["lifts"][0][field] = value
    stored["one_answer"]["drops"] = stored["one_answer"]["lifts"][:1]

    with pytest.raises(MaturityError, match=says):
        Assessment.model_validate(stored)


def test_people_are_told_of_the_nearest_and_of_how_many_there_are() -> None:
    framework = four()
    alone, several = framework.assess([0, 0, 0, 0]), framework.assess([0, 1, 0, 1])
    edge = framework.assess([2, 2, 2, 0])

    to_top = "From “Rarely or never” to “As a rule, for all”."
    assert one_answer_texts(alone) == [f"You are one answer away from Middle: How is it with d? {to_top}"]
    assert one_answer_texts(several) == [
        (
            "You are one answer away from Middle. Any of 3 answers would do, for example: "
            "How is it with d? From “Often, with gaps” to “As a rule, for all”."
        )
    ]
    assert one_answer_texts(edge) == [
        f"You are one answer away from High: How is it with d? {to_top}",
        (
            "If any one of 3 answers were low enough, you would be at Low. For example: "
            "How is it with a? From “As a rule, for all” to “Often, with gaps”."
        ),
    ]
    assert one_answer_texts(framework.assess({})) == []
    assert "You are one answer away from Middle" in str(alone)
