"""What a file says of earlier editions: a case for every check, with a similar valid one."""

from __future__ import annotations

from typing import Any

import pytest
from edits import BASE, Case, Edit, accepted, edited, finds_this_alone, only, problems, refused

from maturity_core.errors import FrameworkError
from maturity_core.model.framework import Framework


def since(**fields: Any) -> Edit:
    """Return the edit that adds one earlier edition."""
    return "since", [{"edition": "0", **fields}]


def changed(**fields: Any) -> Edit:
    """Return the edit that adds one in which one question was different."""
    return since(questions=[fields])


CASES: list[Case] = [
    (
        "edition_twice",
        [("since", [{"edition": "0"}, {"edition": "0"}])],
        "since.1.edition",
        "duplicate edition",
        [("since", [{"edition": "0"}, {"edition": "0.1"}])],
    ),
    ("own_edition", [("since", [{"edition": "1"}])], "since.0.edition", "this is the edition of the file itself", []),
    (
        "too_many",
        [("since", [{"edition": f"0.{number}"} for number in range(101)])],
        "since",
        "too many earlier editions",
        [("since", [{"edition": f"0.{number}"} for number in range(100)])],
    ),
    (
        "left_out_twice",
        [since(left_out=["gone", "gone"])],
        "since.0.left_out.1",
        "duplicate id",
        [since(left_out=["gone", "lost"])],
    ),
    (
        "added_twice",
        [since(added=["desk-open", "desk-open"])],
        "since.0.added.1",
        "duplicate id",
        [since(added=["desk-open", "desk-fast"])],
    ),
    (
        "question_twice",
        [since(questions=[{"id": "desk-open", "was": "open"}, {"id": "desk-open"}])],
        "since.0.questions.desk-open",
        "duplicate id",
        [since(questions=[{"id": "desk-open", "was": "open"}, {"id": "desk-fast", "was": "open"}])],
    ),
    (
        "added_unknown",
        [since(added=["desk-opn"])],
        "since.0.added.0",
        "no such question",
        [since(added=["desk-open"])],
    ),
    (
        "question_unknown",
        [changed(id="desk", was="open", options={"a": "b"})],
        "since.0.questions.desk.id",
        "no such question",
        [changed(id="desk-open", was="open", words="same")],
    ),
    (
        "still_asked",
        [since(left_out=["desk-open"])],
        "since.0.left_out.0",
        "this question is still asked",
        [since(left_out=["desk-open"], added=["desk-open"])],
    ),
    (
        "added_and_changed",
        [since(added=["desk-open"], questions=[{"id": "desk-open", "was": "open"}])],
        "since.0.questions.desk-open",
        "an added question cannot come from an earlier one",
        [since(added=["desk-fast"], questions=[{"id": "desk-open", "was": "open"}])],
    ),
    (
        "was_left_out",
        [since(left_out=["open"], questions=[{"id": "desk-open", "was": "open"}])],
        "since.0.questions.desk-open.was",
        "this question is listed in 'left_out'",
        [since(left_out=["desk-open"], questions=[{"id": "desk-open", "was": "open"}])],
    ),
    (
        "itself_left_out",
        [since(left_out=["desk-open"], questions=[{"id": "desk-open", "words": "same"}])],
        "since.0.questions.desk-open.id",
        "this question is listed in 'left_out'",
        [changed(id="desk-open", words="asked anew")],
    ),
    (
        "option_unknown",
        [changed(id="desk-fast", options={"never": "rarly", "often": "often"})],
        "since.0.questions.desk-fast.options.never",
        "no such option of 'desk-fast'",
        [changed(id="desk-fast", options={"never": "rarely", "rarely": "often"})],
    ),
]


@refused(CASES)
def test_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


def test_the_nearest_name_is_suggested() -> None:
    assert only(since(added=["desk-opn"])).hinted().hint == "did you mean 'desk-open'?"
    assert only(changed(id="desk-fast", options={"never": "rarly"})).hinted().hint == "did you mean 'rarely'?"


def test_all_problems_of_all_editions_are_told_together() -> None:
    tables = [
        {"edition": "1", "left_out": ["desk-open"], "added": ["nothing"]},
        {"edition": "0", "questions": [{"id": "elsewhere"}, {"id": "desk-open", "options": {"a": "b"}}]},
    ]
    with pytest.raises(FrameworkError) as refusal:
        Framework(**edited(("since", tables)))

    assert [problem.path for problem in refusal.value.problems] == [
        ("since", 0, "edition"),
        ("since", 0, "added", 0),
        ("since", 0, "left_out", 0),
        ("since", 1, "questions", 0, "id"),
        ("since", 1, "questions", 1, "options", "a"),
    ]


@pytest.mark.parametrize("table", ["questions", "scales"])
def test_what_cannot_be_read_is_told_once(table: str) -> None:
    """Where questions or scales cannot be read, nobody can say which of them exist."""
    broken = {"questions": [*BASE["questions"], {"id": "x"}], "scales": {**BASE["scales"], "bad": 1}}[table]
    with pytest.raises(FrameworkError) as refusal:
        Framework(**edited((table, broken), since(added=["nothing"], left_out=["a", "a"])))

    paths = {problem.path for problem in refusal.value.problems}
    assert ("since", 0, "left_out", 1) in paths
    assert ("since", 0, "added", 0) not in paths


def test_a_question_on_a_scale_that_does_not_exist_has_no_options_to_name() -> None:
    edits = [("questions.0.scale", "elsewhere"), changed(id="goals-set", options={"a": "b"})]

    assert {problem[1] for problem in problems(*edits)} == {"no such scale"}


def test_what_cannot_be_meant_is_refused_where_it_is() -> None:
    told = [*problems(changed(id="desk-fast", options={"dont-know": "often"}, words="other"))]

    assert ("since.0.questions.desk-fast.words", "expected 'same' or 'asked anew'") in told
    word = "'dont-know' is the word for an answer state; choose another id"
    assert ("since.0.questions.desk-fast.options.dont-know", word) in told
