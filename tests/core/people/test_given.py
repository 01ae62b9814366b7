"""What readers of several assessments are given: kinds, numbers and names, refused alike by all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import question, two

from maturity_core import AnswersError, ArgumentError, Assessment, MaturityError, compare_dates, compare_raters, roll_up

if TYPE_CHECKING:
    from collections.abc import Callable

TWO = two()
ONE, OTHER = TWO.assess([1] * 4), TWO.assess([2] * 4)
READERS: dict[str, Callable[[Any], Any]] = {
    "sheets": lambda given: compare_raters(TWO, given),
    "teams": lambda given: roll_up(TWO, given),
    "results": lambda given: compare_dates(TWO, given),
}
NO_GROUP: dict[str, Any] = {
    "nothing": None,
    "a number": 5,
    "a text": "ab",
    "bytes": b"ab",
    "a single assessment": ONE,
    "a batch": TWO.assess_many([[1] * 4]),
    "a generator": (sheet for sheet in (ONE, OTHER)),
    "a set": {1},
    "the class": Assessment,
}
NO_ASSESSMENT: dict[str, Any] = {
    "nothing": None,
    "a record": ONE.record,
    "answers": {"plan-kept": "often"},
    "a list of assessments": [ONE, OTHER],
    "a framework": TWO,
}
NAMES: dict[str, tuple[dict[Any, Assessment], str]] = {
    "a number": ({3: ONE, "b": OTHER}, ".3: a {} needs a name; got 3"),
    "none": ({None: ONE, "b": OTHER}, ".None: a {} needs a name; got None"),
    "empty": ({"": ONE, "b": OTHER}, ".: a {} needs a name; got ''"),
    "spaces": ({" ": ONE, "b": OTHER}, ". : a {} needs a name; got ' '"),
    "two lines": ({"a\nb": ONE, "b": OTHER}, "a name must be a line of text; got 'a\\nb'"),
    "the same but for spaces": ({"a": ONE, " a": OTHER}, ". a: another {} has this name; got ' a'"),
}
NOUNS = {"sheets": "rater", "teams": "team", "results": "point in time"}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("given", NO_GROUP.values(), ids=NO_GROUP.keys())
def test_what_is_not_a_group_is_refused(reader: str, given: Any) -> None:
    with pytest.raises(ArgumentError, match=f"^{reader}: expected assessments in a list, or by name"):
        READERS[reader](given)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("given", NO_ASSESSMENT.values(), ids=NO_ASSESSMENT.keys())
def test_what_is_not_an_assessment_is_named_with_its_place(reader: str, given: Any) -> None:
    for group, place in (([ONE, given], "2"), ({"a": ONE, "b": given}, "b")):
        with pytest.raises(MaturityError, match=rf"^{reader}\.{place}: expected an assessment; got "):
            READERS[reader](group)


def test_a_question_to_be_asked_anew_is_named_with_its_sheet_where_all_must_be_answered() -> None:
    strict = two(open_questions="reject")
    later = two(
        edition="2",
        open_questions="reject",
        since=[{"edition": "1", "added": ["team-led"]}],
        questions=[*strict.questions, question("team-led", "team")],
    )
    group = {"old": strict.assess([1] * 4), "new": later.assess([1] * 5)}
    readers: dict[str, Callable[[Any, Any], Any]] = {
        "sheets": compare_raters,
        "teams": roll_up,
        "results": compare_dates,
    }

    for where, reader in readers.items():
        with pytest.raises(AnswersError, match=rf"^{where}\.old, answers\.team-led: the question is open"):
            reader(later, group)
    with pytest.raises(AnswersError, match=r"^earlier, answers\.team-led: the question is open"):
        group["new"].since(group["old"])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("given", "message"), NAMES.values(), ids=NAMES.keys())
def test_a_name_is_a_line_of_text_of_its_own(reader: str, given: dict[Any, Assessment], message: str) -> None:
    with pytest.raises(MaturityError) as caught:
        READERS[reader](given)

    assert message.format(NOUNS[reader]) in str(caught.value)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].where.startswith(f"{reader}.")
