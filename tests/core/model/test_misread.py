"""What cannot be read, reported in our words: what, where, what was given, and the remedy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from edits import (
    ALL,
    OPTIONS,
    REMOVE,
    Edit,
    only,
    problems,
    requirement,
    rule,
    score,
)

from maturity_core.model.fields import Written

UNREADABLE: list[tuple[str, list[Edit], str, str]] = [
    ("no_edition", [("edition", REMOVE)], "edition", "the file has no 'edition'"),
    ("unknown_table", [("question", [])], "question", "unknown field"),
    ("unknown_field", [("questions.0.labls", [])], "questions.goals-set.labls", "unknown field"),
    ("field_of_another_table", [("questions.0.effort", 1)], "questions.goals-set.effort", "unknown field"),
    (
        "unknown_field_inside",
        [("requirements.0.of.questions", {"stag": "mid"})],
        "requirements.0.of.questions.stag",
        "unknown field",
    ),
    ("missing_field", [("capabilities.1.dimension", REMOVE)], "capabilities.roadmap.dimension", "a field is missing"),
    ("missing_number", [score(mean_of=ALL, shown=[1])], "scores.0.shown.1", "a field is missing"),
    ("three_numbers", [score(mean_of=ALL, shown=[1, 2, 3])], "scores.0.shown", "expected a list of at most 2"),
    ("list_for_a_table", [("source", [])], "source", "expected a table"),
    ("list_for_tables", [("scales", [])], "scales", "expected a table"),
    ("table_for_a_list", [("levels", {"id": "low"})], "levels", "expected a list"),
    ("text_for_a_list", [("questions", "all")], "questions", "expected a list"),
    ("number_for_an_entry", [("notes.+", 3)], "notes.0", "expected a table"),
    ("number_for_a_rule", [("rules.+", 3)], "rules.0", "expected a table"),
    ("rule_without_kind", [("rules.+", {"ladder": "framework"})], "rules.0.kind", "a field is missing"),
    ("rule_of_no_kind", [rule("coverags", share=1)], "rules.0.kind", "no such kind of rule"),
    ("field_of_another_rule", [rule("staged", mean=1, cuts={})], "rules.0.cuts", "unknown field"),
    ("unknown_field_of_a_rule", [rule("coverage", share=1, of={"al": 1})], "rules.0.of.al", "unknown field"),
    (
        "neither_text_nor_list",
        [("requirements.0.ladder", 3)],
        "requirements.0.ladder",
        "expected text in quotes or a list",
    ),
    (
        "number_in_a_list",
        [("requirements.0.ladder", ["framework", 3])],
        "requirements.0.ladder.1",
        "expected text in quotes",
    ),
    (
        "selection",
        [("requirements.0.of.questions", "al")],
        "requirements.0.of.questions",
        "expected 'all' or a list or a table",
    ),
    ("headline", [("headline", "levels")], "headline", "expected 'level' or 'score'"),
    (
        "credit_below_0",
        [("scales.habit.options.0.credit", -1)],
        "scales.habit.options.rarely.credit",
        "expected a number of at least 0",
    ),
    (
        "credit_above_1",
        [("scales.habit.options.2.credit", 2)],
        "scales.habit.options.always.credit",
        "expected a number of at most 1",
    ),
    ("effort_of_0", [("capabilities.0.effort", 0)], "capabilities.goals.effort", "expected a number above 0"),
    ("weight_below_0", [("questions.0.weight", -1)], "questions.goals-set.weight", "expected a weight of 0 or more"),
    ("empty_name", [("name", " ")], "name", "expected text that is not empty"),
    ("flag", [("questions.0.not_applicable", 1)], "questions.goals-set.not_applicable", "expected true or false"),
    (
        "seconds_too_many",
        [("seconds_per_question", 10**13)],
        "seconds_per_question",
        "expected a whole number of at most 1,000,000,000,000",
    ),
    ("seconds", [("seconds_per_question", -1)], "seconds_per_question", "expected a whole number of 0 or more"),
    ("seconds_true", [("seconds_per_question", True)], "seconds_per_question", "expected a whole number of 0 or more"),
    (
        "rung",
        [requirement(count=1, reaching="Mid")],
        "requirements.5.reaching",
        "expected a credit, a score, or the id of a rung",
    ),
    (
        "question_named_like_a_column",
        [("questions.0.id", "score")],
        "questions.score.id",
        "'score' is the name of a reserved column; choose another id",
    ),
    (
        "option_all_digits",
        [("scales.habit.options.0.id", "0")],
        "scales.habit.options.0.id",
        "expected an id that is not all digits",
    ),
    (
        "option_named_like_a_state",
        [("scales.habit.options.0.id", "dont-know")],
        "scales.habit.options.dont-know.id",
        "'dont-know' is the word for an answer state; choose another id",
    ),
    (
        "key",
        [("scales.Bad Key", {"options": OPTIONS})],
        "scales.Bad Key",
        "expected an id of lower-case ASCII letters and digits, joined by single hyphens",
    ),
    (
        "key_inside",
        [rule("cut-points", cuts={"Mid": 1})],
        "rules.0.cuts.Mid",
        "expected an id of lower-case ASCII letters and digits, joined by single hyphens",
    ),
]


@pytest.mark.parametrize(("edits", "where", "what"), [pytest.param(*case[1:], id=case[0]) for case in UNREADABLE])
def test_D1_what_cannot_be_read_is_named_once(edits: list[Edit], where: str, what: str) -> None:
    assert problems(*edits) == [(where, what)]


def test_unknown_fields_come_with_the_nearest_name_of_their_own_table() -> None:
    assert only(("question", [])).hint == "did you mean 'questions'?"
    assert only(("questions.0.labls", [])).hint == "did you mean 'labels'?"
    assert only(("requirements.0.of", {"qestions": "all"})).hint == "did you mean 'questions'?"
    assert only(rule("staged", mean=1, meen=1)).hint == "did you mean 'mean'?"
    assert only(("levels.0.advice", [{"soon": "!", "strat_now": "!"}])).hint == "did you mean 'start_now'?"
    assert only(("level_lists.charter.0.nam", "!")).hint == "did you mean 'name'?"


def test_unknown_fields_that_resemble_nothing_come_with_what_is_allowed() -> None:
    effort, cuts = only(("questions.0.effort", 1)), only(rule("staged", mean=1, cuts={}))

    assert effort.allowed.startswith("id, capability, text, aliases, help")
    assert "mean" in cuts.allowed
    assert "cuts" not in cuts.allowed


def test_what_is_missing_or_of_another_kind_comes_with_a_remedy() -> None:
    assert only(("capabilities.1.dimension", REMOVE)).hint == "add 'dimension'"
    assert only(("rules.+", {"ladder": "framework"})).hint == "add 'kind'"
    assert only(("levels", {"id": "low"})).hint == "write [[levels]], with two brackets"
    assert only(("levels.0.advice", {"soon": "!"})).hint == "write [[levels.advice]], with two brackets"
    assert "'coverage'" in only(rule("coverags", share=1)).allowed


@pytest.mark.parametrize("date", [dt.date(2017, 6, 13), dt.time(7, 30), dt.datetime(2017, 6, 13, tzinfo=dt.UTC)])
def test_D3_a_date_where_a_text_belongs_says_put_it_in_quotes(date: Any) -> None:
    problem = only(("source.date", date))

    assert (problem.what, problem.got, problem.hint) == (
        "expected text in quotes",
        date.isoformat(),
        "put it in quotes",
    )


@pytest.mark.parametrize("value", [1, 1.5, True, Written("1.50")])
def test_D3_a_number_where_a_text_belongs_says_put_it_in_quotes(value: Any) -> None:
    problem = only(("edition", value))

    assert (problem.what, problem.got, problem.hint) == ("expected text in quotes", repr(value), "put it in quotes")


def test_what_was_given_is_shown_shortened() -> None:
    assert len(only(("edition", [["x" * 100] * 100] * 100)).got) <= 60
    assert only(("seconds_per_question", 10**5000)).got == "a number too long to show"
