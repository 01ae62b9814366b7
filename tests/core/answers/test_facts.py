"""What a sheet says beside its answers: read strictly, kept with the result, and without any influence on it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from builders import dear, question, tiny
from hypothesis import given
from hypothesis import strategies as st
from kept_results import ANSWERS, RICH, refused, with_field

from maturity_core import AnswersError, ArgumentError, Assessment, MaturityError, SheetFacts, carry
from maturity_core.answers.facts import link_of

FACTS: dict[str, Any] = {
    "organisation": "North",
    "segment": "Retail",
    "date": "2026-11-03",
    "respondent": "Kim",
    "role": "Head of service",
    "comments": {"goals-set": "Written down.\n\n- and read", "plan-seen": "From the wiki."},
    "evidence": {"plan-seen": ["Plan https://example.org/plan", "Handbook, page 12"]},
}
RESULT = RICH.assess(ANSWERS, facts=FACTS)
QUESTIONS = RICH.questions.ids

texts = st.text(st.characters(exclude_categories=("C", "Z")), max_size=20)
words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
all_facts = st.fixed_dictionaries(
    {
        **dict.fromkeys(("organisation", "segment", "respondent", "role", "carried_from"), texts),
        "date": st.dates() | st.none(),
    },
    optional={
        "comments": st.dictionaries(st.sampled_from(QUESTIONS), words, max_size=4),
        "evidence": st.dictionaries(st.sampled_from(QUESTIONS), st.lists(words, max_size=3), max_size=4),
    },
)


@dear
@given(all_facts, st.lists(st.integers(0, 1), min_size=4, max_size=4))
def test_facts_change_nothing_but_themselves(facts: dict[str, Any], answers: list[int]) -> None:
    """Neither levels, scores, gaps nor steps, and none of the digests that the result names."""
    without, result = RICH.assess(answers), RICH.assess(answers, facts=facts)

    assert result.record.model_copy(update={"facts": SheetFacts()}) == without.record
    assert (result.gaps("high"), result.next_steps("high")) == (without.gaps("high"), without.next_steps("high"))
    assert result.explain() == without.explain()


@dear
@given(all_facts)
def test_facts_are_kept_when_a_result_is_stored_verified_and_carried(facts: dict[str, Any]) -> None:
    result = RICH.assess(ANSWERS, facts=facts)
    again = Assessment.model_validate_json(result.model_dump_json())

    assert again == result
    assert (again.facts, again.verify(RICH).facts) == (result.facts, result.facts)
    assert again.verify(RICH).verification.status == "verified"
    assert SheetFacts.model_validate_json(result.facts.model_dump_json()) == result.facts
    assert carry(result, RICH).facts == result.facts


def test_facts_are_read_from_their_fields() -> None:
    facts = RESULT.facts

    assert (facts.organisation, facts.segment, facts.date) == ("North", "Retail", dt.date(2026, 11, 3))
    assert (facts.respondent, facts.role) == ("Kim", "Head of service")
    assert facts.comments["goals-set"] == "Written down.\n\n- and read"
    assert facts.evidence["plan-seen"] == ("Plan https://example.org/plan", "Handbook, page 12")
    assert RICH.assess(ANSWERS, facts=facts) == RESULT


def test_a_sheet_without_facts_has_empty_ones() -> None:
    assert RICH.assess(ANSWERS).facts == SheetFacts()
    assert json.loads(RICH.assess(ANSWERS).model_dump_json())["facts"]["date"] is None


def test_what_is_empty_is_left_out() -> None:
    """A sheet to fill in has empty fields."""
    empty = {"date": "", "comments": {"goals-set": ""}, "evidence": {"goals-set": [], "plan-kept": ""}}

    assert RICH.assess(ANSWERS, facts=empty).facts == SheetFacts()


def test_one_piece_of_evidence_a_line() -> None:
    facts = SheetFacts.model_validate({"evidence": {"goals-set": "Handbook, page 12\n\n  https://example.org \n"}})

    assert facts.evidence["goals-set"] == ("Handbook, page 12", "https://example.org")


@pytest.mark.parametrize(
    ("evidence", "text", "address"),
    [
        ("https://example.org/plan", "https://example.org/plan", "https://example.org/plan"),
        ("The plan, page 2: https://example.org/plan#2", "The plan, page 2:", "https://example.org/plan#2"),
        ("Ask mailto:kim@example.org", "Ask", "mailto:kim@example.org"),
    ],
)
def test_evidence_that_ends_in_an_address_is_a_link(evidence: str, text: str, address: str) -> None:
    link = link_of(evidence)

    assert link
    assert (link.text, link.address) == (text, address)


@pytest.mark.parametrize(
    "evidence",
    [
        "Handbook",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        'https://a"b',
        "see https://a then b",
    ],
)
def test_R1_no_other_evidence_becomes_a_link(evidence: str) -> None:
    assert link_of(evidence) is None


def problems(facts: Any, answers: Any = ()) -> list[str]:
    """Return why facts are refused."""
    with pytest.raises(AnswersError) as caught:
        RICH.assess(dict(answers), facts=facts)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("date", "2026-02-30", "facts.date: expected a date that the calendar has; got '2026-02-30'"),
        ("date", "3.11.2026", "facts.date: expected a date such as 2026-11-03: year, month, day; got '3.11.2026'"),
        ("date", "20261103", "facts.date: expected a date such as 2026-11-03: year, month, day; got '20261103'"),
        ("date", 20261103, "facts.date: expected a date such as 2026-11-03: year, month, day; got 20261103"),
        (
            "date",
            dt.datetime(2026, 11, 3),  # noqa: DTZ001 - refused, whatever its zone
            "facts.date: expected a date such as 2026-11-03: year, month, day; got 2026-11-03T00:00:00",
        ),
        ("organisation", 3, "facts.organisation: expected text in quotes; got 3; put it in quotes"),
        ("role", ["head"], "facts.role: expected text in quotes; got ['head']"),
        ("comments", "all is well", "facts.comments: expected a table; got 'all is well'"),
        ("comments", {"plan-seen": 3}, "facts.comments.plan-seen: expected text in quotes; got 3; put it in quotes"),
        ("evidence", {"plan-seen": 3}, "facts.evidence.plan-seen: expected a list; got 3"),
        (
            "evidence",
            {"plan-seen": ["x"] * 21},
            "facts.evidence.plan-seen: expected a list of at most 20; got ['x', 'x', 'x', 'x', 'x', 'x', ...]",
        ),
        (
            "comments",
            {"plan-sen": "x"},
            (
                "facts.comments.plan-sen: no such question; got 'plan-sen'; "
                "allowed: goals-set, plan-kept, plan-seen, team-there; did you mean 'plan-seen'?"
            ),
        ),
        ("evidence", {3: "x"}, "facts.evidence.3: no such question; got 3"),
        ("comment", {}, "facts.comment: unknown field; got 'comment'; did you mean 'comments'?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(field: str, value: Any, problem: str) -> None:
    assert problems({field: value}) == [problem]


@pytest.mark.parametrize("field", ["segment", "respondent", "role"])
def test_L4_texts_are_bounded(field: str) -> None:
    (told,) = problems({field: "x" * 201})

    assert told.startswith(f"facts.{field}: expected text of at most 200 characters; this one has 201")
    assert len(told) < 200
    assert len(getattr(RICH.assess({}, facts={field: "x" * 200}).facts, field)) == 200


@pytest.mark.parametrize(("name", "longest"), [("comments", 10_000), ("evidence", 2_000)])
def test_L4_remarks_are_bounded(name: str, longest: int) -> None:
    (told,) = problems({name: {"plan-seen": "x" * (longest + 1)}})

    assert f"expected text of at most {longest:,} characters" in told
    assert getattr(RICH.assess({}, facts={name: {"plan-seen": "x" * longest}}).facts, name)


@pytest.mark.parametrize("field", ["segment", "respondent", "role"])
def test_R3_control_characters_are_refused(field: str) -> None:
    (told,) = problems({field: "red \x1b[31m"})

    assert told.startswith(f"facts.{field}: expected text without control characters or invisible formatting")


def test_all_problems_are_told_at_once_and_those_of_answers_first() -> None:
    told = problems({"date": "x", "role": 3, "comments": {"goal-set": "x"}}, {"goals-sets": "often"})

    assert [line.partition(":")[0] for line in told] == [
        "answers.goals-sets",
        "facts.comments.goal-set",
        "facts.date",
        "facts.role",
    ]


@pytest.mark.parametrize("facts", [3, "North", ["North"]])
def test_anything_else_is_not_facts(facts: Any) -> None:
    (told,) = problems(facts)

    assert told.startswith("facts: expected the facts of a sheet; got ")


def test_facts_of_other_questions_are_refused_as_objects_too() -> None:
    assert problems(SheetFacts(comments={"plan": "x"}))[0].startswith("facts.comments.plan: no such question")


def test_facts_are_frozen() -> None:
    with pytest.raises(ArgumentError, match="frozen"):
        RESULT.facts.comments["plan-kept"] = "x"  # pyright: ignore[reportIndexIssue] - it is refused


def test_a_stored_result_with_a_remark_on_a_question_that_it_does_not_have_is_refused() -> None:
    data = json.loads(RESULT.model_dump_json())

    assert refused(with_field("facts.comments", {"plan": "x"}, data)) == [
        "assessment.facts.comments: no such question; got 'plan'"
    ]
    assert refused(with_field("facts.date", "2026-02-30", data))


OLD = tiny(questions=[question("kept"), question("seen"), question("night")], edition="1.0")
SINCE = {
    "edition": "1.0",
    "questions": [{"id": "held", "was": "kept"}, {"id": "holds", "was": "kept"}],
    "left_out": ["night"],
}
NEW = tiny(questions=[question("held"), question("holds"), question("seen")], edition="1.1", since=[SINCE])


def test_facts_move_with_their_questions_to_another_edition() -> None:
    """A remark on a question that was split goes to its parts; one on a question that is gone is named."""
    facts = {"role": "agent", "comments": {"kept": "Mostly.", "night": "Never."}, "evidence": {"seen": ["Wall"]}}
    carried = carry({"kept": "often"}, NEW, edition="1.0", facts=facts)

    assert carried.facts.role == "agent"
    assert carried.facts.comments == {"held": "Mostly.", "holds": "Mostly."}
    assert carried.facts.evidence == {"seen": ("Wall",)}
    assert carried.left_out == ("night",)
    assert NEW.assess(carried.answers, carried.facts).facts == carried.facts
    assert carry(OLD.assess({"kept": "often"}, facts), NEW).facts == carried.facts
    assert type(carried).model_validate_json(carried.model_dump_json()) == carried


def test_facts_that_are_wrong_are_not_carried() -> None:
    with pytest.raises(AnswersError) as caught:
        carry({"kept": "often"}, NEW, edition="1.0", facts={"comments": {"held": "x"}, "date": "x"})

    told = str(caught.value).splitlines()
    assert told[0].startswith("facts.comments.held: no such question")
    assert told[1].startswith("facts.date: ")


def test_a_result_says_itself_what_its_facts_are() -> None:
    with pytest.raises(ArgumentError, match="facts: a result says itself"):
        carry(OLD.assess({}), NEW, facts={})


def test_stored_answers_that_were_carried_have_no_remarks_on_other_questions() -> None:
    data = json.loads(carry({}, NEW, edition="1.0").model_dump_json())
    data["facts"]["comments"] = {"kept": "x"}

    with pytest.raises(MaturityError, match=r"carried\.facts\.comments: no such question; got 'kept'"):
        type(carry({}, NEW, edition="1.0")).model_validate(data)
