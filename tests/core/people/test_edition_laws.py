"""What holds for every framework and every sheet: carrying to itself changes nothing, and no answer is made up."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from builders import dear, drawn
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Framework, carry
from maturity_core.model.states import UNANSWERED, WORDS
from maturity_core.testing.strategies import answers, frameworks, sheet_to_mapping
from maturity_core.testing.strategy_editions import OLD_OPTION, since

if TYPE_CHECKING:
    from maturity_core import Carried
    from maturity_core.model.since import Since

OPEN = WORDS[UNANSWERED]
FRAMEWORKS = st.sampled_from(drawn())


def changed(framework: Framework, **tables: Any) -> Framework:
    """Return a framework with some of its tables changed."""
    return Framework(**{name: getattr(framework, name) for name in Framework.model_fields} | tables)


def renamed(framework: Framework) -> Framework:
    """Return its next edition, for which every question and every option was renamed."""
    entries = [
        {
            "id": question.id,
            "was": f"old-{question.id}",
            "options": {f"old-{option.id}": option.id for option in question.options},
        }
        for question in framework.questions
    ]
    return changed(framework, edition="2", since=[{"edition": "1", "questions": entries}])


@dear
@given(st.data())
def test_carrying_to_itself_changes_nothing(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = framework.assess(data.draw(answers(framework)))

    carried = carry(sheet, framework)

    assert carried.answers == sheet.answers
    assert {entry.how for entry in carried.questions} == {"same"}
    assert (carried.ask, carried.reworded, carried.left_out) == ((), (), ())
    assert framework.assess(carried.answers) == sheet


@dear
@given(st.data())
def test_a_renamed_copy_gives_the_same_assessment(data: st.DataObject) -> None:
    framework = data.draw(FRAMEWORKS)
    later = renamed(framework)
    sheet = sheet_to_mapping(framework, data.draw(answers(framework)))
    old = {f"old-{name}": word if word in WORDS.values() else f"old-{word}" for name, word in sheet.items()}

    carried = carry(old, later, edition="1")

    assert later.assess(carried.answers) == later.assess(sheet)
    assert (carried.ask, {entry.how for entry in carried.questions}) == ((), {"renamed"})


@st.composite
def earlier(draw: st.DrawFn, framework: Framework) -> tuple[Since, dict[str, str]]:
    """Draw what has changed since an edition, and answers to it: some fit, and some do not exist any more."""
    table = since(draw, framework, "0")
    same = [question.id for question in framework.questions if question.id not in table.added]
    names = {*table.left_out, *same, *(entry.before for entry in table.questions)}
    names -= {entry.id for entry in table.questions if entry.was}
    options = {option.id for question in framework.questions for option in question.options}
    given_words = sorted({OLD_OPTION, *options, *WORDS.values()})
    if not names:
        return table, {}
    return table, draw(st.dictionaries(st.sampled_from(sorted(names)), st.sampled_from(given_words)))


def source(carried: Carried, given_answers: dict[str, str], table: Since, name: str) -> str:
    """Return what an answer came from, by the table alone."""
    options = next((entry.options for entry in table.questions if entry.id == name), {})
    then = given_answers.get(carried.questions[name].was or "", OPEN)
    return then if then in WORDS.values() else options.get(then, then)


@dear
@given(st.data())
def test_no_answer_is_made_up_and_none_is_lost_in_silence(data: st.DataObject) -> None:
    framework = data.draw(FRAMEWORKS)
    table, sheet = data.draw(earlier(framework))
    later = changed(framework, since=[table])

    carried = carry(sheet, later, edition="0")

    taken = [name for name in carried.answers if name not in carried.ask]
    assert [carried.answers[name] for name in taken] == [source(carried, sheet, table, name) for name in taken]
    assert all(carried.answers[name] == OPEN for name in carried.ask)
    assert later.assess(carried.answers).answers == carried.answers
    arrived = {carried.questions[name].was for name in carried.answers} | {*carried.left_out}
    assert {name for name, word in sheet.items() if word != OPEN} <= arrived
    assert not any(isinstance(answer, Fraction) for answer in carried.answers.values())
