"""Answers of an earlier edition: carried by what the file says, with a list of what to ask anew, or refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import HABIT, question, rule, tiny

from maturity_core import AnswersError, ArgumentError, Assessment, Carried, Framework, MaturityError, carry

QUESTIONS = [question("kept"), question("seen", not_applicable=True), question("share", scale="percent")]
OLD = tiny(questions=[*QUESTIONS, question("night")], edition="1.0")
WORDS = OLD.words_digests


def later(*changed: dict[str, Any], then: str = "1.0", **tables: Any) -> Framework:
    """Return the edition after `OLD`, in which these questions have changed; its own tables may be given, too."""
    since = {"edition": then, "questions": changed, "left_out": ["night"], "added": []}
    since |= {name: tables.pop(name) for name in ("left_out", "added") if name in tables}
    return tiny(**{"edition": "1.1", "questions": QUESTIONS, "since": [since], **tables})


def told(carried: Carried) -> dict[str, str]:
    """Return how each question was carried."""
    return {entry.id: entry.how for entry in carried.questions}


def refusal(given: Any, to: Framework, **fields: Any) -> list[str]:
    """Return why answers are refused."""
    with pytest.raises(AnswersError) as caught:
        carry(given, to, **fields)
    return str(caught.value).splitlines()


SHEET: dict[str, Any] = {"kept": "often", "seen": "not-applicable", "share": 20, "night": "always"}


def test_what_is_the_same_arrives_as_it_is_and_what_is_gone_is_named() -> None:
    carried = carry(SHEET, later(), edition="1.0")

    assert carried.answers == {"kept": "often", "seen": "not-applicable", "share": Fraction(20)}
    assert told(carried) == {"kept": "same", "seen": "same", "share": "same"}
    assert (carried.ask, carried.reworded, carried.left_out) == ((), (), ("night",))
    assert (carried.framework, carried.since, carried.edition) == ("tiny", "1.0", "1.1")
    assert later().assess(carried.answers).record.numbers == {"share": 20.0}


@pytest.mark.parametrize("open_answer", [None, "unanswered"])
def test_what_is_gone_without_an_answer_is_not_named(open_answer: Any) -> None:
    assert carry({"night": open_answer}, later(), edition="1.0").left_out == ()


def test_a_renamed_question_keeps_its_answer() -> None:
    carried = carry({"held": "always"}, later({"id": "kept", "was": "held"}), edition="1.0")

    assert carried.answers["kept"] == "always"
    assert (carried.questions["kept"].was, carried.questions["kept"].how) == ("held", "renamed")
    assert carried.ask == ()


def test_a_split_question_gives_its_answer_to_both() -> None:
    """A question that keeps its id, and another one that came from it, are a split, too."""
    carried = carry({"kept": "always"}, later({"id": "seen", "was": "kept"}), edition="1.0")

    assert carried.answers == {"kept": "always", "seen": "always", "share": "unanswered"}
    assert told(carried) == {"kept": "split", "seen": "split", "share": "same"}


def test_an_added_question_is_asked_anew() -> None:
    carried = carry({"kept": "often"}, later(added=["seen"]), edition="1.0")

    assert (carried.ask, carried.answers["seen"]) == (("seen",), "unanswered")
    assert (carried.questions["seen"].was, carried.questions["seen"].how) == (None, "added")


def test_an_id_that_is_used_again_takes_no_answer_of_the_old_question() -> None:
    carried = carry(SHEET, later(left_out=["night", "seen"], added=["seen"]), edition="1.0")

    assert (carried.ask, carried.answers["seen"], carried.left_out) == (("seen",), "unanswered", ("seen", "night"))


REWORDED = [question("kept", text="Is it dropped?"), *QUESTIONS[1:]]


@pytest.mark.parametrize(
    ("words", "how", "answer"),
    [(None, "reworded", "often"), ("same", "same", "often"), ("asked anew", "asked anew", "")],
)
def test_a_reworded_question_is_listed_unless_the_file_says_what_it_is(words: Any, how: str, answer: str) -> None:
    to = later({"id": "kept", "words": words}, questions=REWORDED)

    carried = carry(SHEET, to, edition="1.0", words=WORDS)

    assert (told(carried)["kept"], carried.answers["kept"]) == (how, answer or "unanswered")
    assert carried.reworded == (("kept",) if words is None else ())
    assert carried.ask == (() if answer else ("kept",))


def test_a_question_renamed_and_reworded_is_both() -> None:
    to = later({"id": "kept", "was": "held"}, questions=REWORDED)

    carried = carry({"held": "often"}, to, edition="1.0", words={"held": WORDS["kept"]})

    assert (told(carried)["kept"], carried.reworded) == ("renamed", ("kept",))


def test_nobody_knows_what_was_reworded_without_the_words() -> None:
    assert carry(SHEET, later(questions=REWORDED), edition="1.0").reworded == ()


def test_options_are_carried_by_their_ids_then() -> None:
    to = later({"id": "kept", "options": {"never": "rarely", "rarely": "often", "always": "always"}})

    arrived = [
        carry({"kept": answer}, to, edition="1.0").answers["kept"]
        for answer in ("never", "rarely", "often", "always", "dont-know", "unanswered", None)
    ]

    assert arrived == ["rarely", "often", "often", "always", "dont-know", "unanswered", "unanswered"]


def test_an_answer_that_no_longer_exists_is_asked_anew() -> None:
    """An option without a successor, a state that is no longer allowed, a number that is out of bounds or no answer."""
    sheet: dict[str, Any] = {"kept": "not-applicable", "seen": "now-and-then", "share": 101, "night": Decimal("0.5")}
    carried = carry(sheet, later({"id": "seen"}), edition="1.0")
    assert (carried.ask, set(carried.answers.values())) == (("kept", "seen", "share"), {"unanswered"})
    assert set(told(carried).values()) == {"asked anew"}

    assert carry({"kept": 0.5}, later(), edition="1.0").ask == ("kept",)


def test_a_number_is_placed_anew_by_the_cuts_of_today() -> None:
    percent = {**OLD.scales["percent"].model_dump(), "cuts": ["5", "10"]}
    to = later(scales={"habit": HABIT, "percent": percent})
    assert OLD.assess({"share": 20}).answers["share"] == "half"

    for given in (20, 20.0, Decimal(20), Fraction(20), np.int64(20)):
        carried = carry({"share": given}, to, edition="1.0")
        assert carried.answers["share"] == 20
        assert to.assess(carried.answers).answers["share"] == "most"


@pytest.mark.parametrize("position", [1, np.int8(1)])
def test_a_position_is_used_only_where_the_options_are_known_to_be_the_same(position: Any) -> None:
    carried = carry({"kept": position}, later(), edition="1.0", words=WORDS)
    assert carried.answers["kept"] == "often"

    told_why = "this number cannot be used, because the options may have changed; got 1; use the option's id"
    assert refusal({"kept": position}, later(), edition="1.0") == [f"answers.kept: {told_why}"]
    assert refusal({"kept": 1}, later(questions=REWORDED), edition="1.0", words=WORDS) == [f"answers.kept: {told_why}"]
    assert "no option has this position" in refusal({"kept": 3}, later(), edition="1.0", words=WORDS)[0]
    assert carry({"kept": position}, later({"id": "kept", "words": "asked anew"}), edition="1.0").ask == ("kept",)


def test_what_is_no_answer_is_refused_once_with_the_id_it_had() -> None:
    to = later({"id": "kept", "was": "held"}, {"id": "seen", "was": "held"})
    assert len(refusal({"held": True}, to, edition="1.0")) == 2
    assert refusal({"held": 1}, to, edition="1.0") == [
        "answers.held: this number cannot be used, because the options may have changed; got 1; use the option's id"
    ]
    assert refusal({"share": float("nan")}, to, edition="1.0") == [
        "answers.share: expected a number, or an option's id; got nan; allowed: few, half, most, unanswered, dont-know"
    ]
    assert refusal({"share": np.True_, "held": [1]}, to, edition="1.0")[0].startswith(
        "answers.held: expected an option"
    )


def test_a_question_that_the_file_leads_nowhere_is_refused() -> None:
    to = later({"id": "kept", "was": "held"}, added=["seen"])
    what = "the framework does not know this question of edition 1.0"
    asked, hint = "allowed: held, share, night", "its table 'since' has to say what became of it"

    assert refusal({"kept": "often", "seen": "often", "helt": "often", 7: "often"}, to, edition="1.0") == [
        f"answers.kept: {what}; got 'kept'; {asked}; {hint}",
        f"answers.seen: {what}; got 'seen'; {asked}; {hint}",
        f"answers.helt: {what}; got 'helt'; {asked}; did you mean 'held'?",
        f"answers.7: {what}; got 7; {hint}",
    ]
    assert refusal({"held": "often"}, to, edition="1.0", words={"other": "0" * 8}) == [
        f"answers.other: {what}; got 'other'; {asked}; {hint}"
    ]


def test_an_edition_of_which_nothing_is_known_is_refused() -> None:
    told_why = "edition: the framework does not say what has changed since this edition; "
    assert refusal(SHEET, later(), edition="0.9") == [f"{told_why}got '0.9'; allowed: '1.1', '1.0'"]
    assert refusal(SHEET, tiny(edition="1.1"), edition="1.0") == [f"{told_why}got '1.0'; allowed: '1.1'"]


def test_answers_to_the_edition_itself_are_taken_as_they_are() -> None:
    reworded = tiny(questions=REWORDED, edition="1.0")

    carried = carry(
        {"kept": 1, "seen": "dont-know", "share": 20}, reworded, edition="1.0", words={"kept": WORDS["kept"]}
    )

    assert carried.answers == {"kept": "often", "seen": "dont-know", "share": Fraction(20)}
    assert told(carried) == {"kept": "reworded", "seen": "same", "share": "same"}
    assert (carried.ask, carried.reworded) == ((), ("kept",))
    assert refusal({"kept": "now-and-then", "night": "often"}, reworded, edition="1.0") == [
        "answers.night: no such question; got 'night'; allowed: kept, seen, share",
        "answers.kept: no such option; got 'now-and-then'; allowed: rarely, often, always, unanswered, dont-know",
    ]


RESULT = OLD.assess(SHEET)


@pytest.mark.parametrize(
    "given",
    [RESULT, RESULT.record, Assessment.model_validate_json(RESULT.model_dump_json())],
    ids=["assessment", "record", "stored"],
)
def test_a_result_says_itself_what_it_is_of(given: Any) -> None:
    carried = carry(given, later({"id": "kept", "options": {"often": "always"}}, questions=REWORDED))

    assert carried.answers == {"kept": "always", "seen": "not-applicable", "share": Fraction(20)}
    assert (carried.reworded, carried.left_out) == (("kept",), ("night",))


def test_a_number_on_a_scale_that_no_longer_takes_numbers_goes_by_its_option() -> None:
    to = later(
        {"id": "share", "options": {"half": "often"}},
        questions=[*QUESTIONS[:2], question("share", scale="habit")],
    )

    assert carry(RESULT, to).answers["share"] == "often"


def test_a_result_by_the_same_rules_is_taken_in_other_words() -> None:
    reworded = tiny(questions=[*REWORDED, question("night")], edition="1.0.1")

    carried = carry(RESULT, reworded)

    assert carried.answers == {**RESULT.answers, "share": Fraction(20)}
    assert (carried.reworded, carried.ask) == (("kept",), ())


def test_results_that_belong_elsewhere_are_refused_with_all_reasons() -> None:
    assert refusal(RESULT, tiny(id="other", edition="2")) == [
        "framework: these answers belong to another framework; got 'tiny'; allowed: 'other'",
        "edition: the framework does not say what has changed since this edition; got '1.0'; allowed: '2'",
    ]
    assert refusal(RESULT, later(id="other")) == [
        "framework: these answers belong to another framework; got 'tiny'; allowed: 'other'"
    ]
    other_rules = tiny(
        questions=OLD.questions,
        edition="1.0",
        requirements=[rule("framework", level, mean=1) for level in ("mid", "high")],
    )
    what, hint = "the answers were given to this edition under other rules", "give each set of rules its own edition"
    assert refusal(RESULT, other_rules) == [f"edition: {what}; got '1.0'; {hint}"]


@pytest.mark.parametrize(
    ("given", "fields", "where"),
    [
        (SHEET, {}, "edition"),
        (SHEET, {"edition": 1}, "edition"),
        (SHEET, {"edition": "1.0", "words": ["kept"]}, "words"),
        (RESULT, {"edition": "1.0"}, "edition"),
        (RESULT, {"words": WORDS}, "words"),
        ([1, 2, 3], {"edition": "1.0"}, "given"),
    ],
)
def test_wrong_arguments_are_refused(given: Any, fields: dict[str, Any], where: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        carry(given, later(), **fields)
    assert [problem.where for problem in caught.value.problems] == [where]


CARRIED = carry(SHEET, later({"id": "seen", "words": "asked anew"}, questions=REWORDED), edition="1.0", words=WORDS)


def test_it_is_stored_as_json_and_read_back() -> None:
    assert Carried.model_validate_json(CARRIED.model_dump_json()) == CARRIED
    assert CARRIED.model_dump(mode="json")["answers"] == {"kept": "often", "seen": "unanswered", "share": "20"}


CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "a question without an answer": ({"answers": {"kept": "often"}}, "not about the same questions"),
    "another one to ask": ({"ask": ["kept"]}, "these are not the questions to ask anew"),
    "an answer to it": ({"answers": {"kept": "often", "seen": "often", "share": "20"}}, "was not carried"),
    "reworded and asked anew": ({"reworded": ["seen"]}, "this question was not carried"),
    "a question twice": ({"questions": [{"id": "kept", "was": "kept", "how": "same"}] * 3}, "duplicate"),
}


@pytest.mark.parametrize(("fields", "what"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_contradicts_itself_is_refused(fields: dict[str, Any], what: str) -> None:
    with pytest.raises(MaturityError, match=what):
        Carried.model_validate({**CARRIED.model_dump(mode="json"), **fields})
