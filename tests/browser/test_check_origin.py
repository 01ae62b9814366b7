"""What an answers file was filled in for, in the page: recorded on saving, checked on opening."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, question, rule, tiny

from maturity_app.origin import origin_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Take = Callable[..., None]

THEN = tiny()
OPTIONS = HABIT["options"]
LONGER = {"options": [OPTIONS[0], {"id": "seldom", "label": "Seldom", "credit": "0.25"}, *OPTIONS[1:]]}
OPPOSITE = tiny(questions=[question("kept", text="Is it dropped?"), question("seen", not_applicable=True)])
INSERTED = tiny(scales={"habit": LONGER})
LATER = tiny(
    edition="2",
    questions=[question("kept"), question("known")],
    requirements=[rule("framework", "mid", mean="0.7"), rule("framework", "high", mean=1)],
)


def sheet(answers: dict[str, Any], then: Framework = THEN) -> str:
    return json.dumps({"organisation": "North", "answers": answers, "framework": origin_table(then)})


def shown(page: Page) -> list[str]:
    """Return what the dialog lists, and close it."""
    dialog = page.get_by_role("dialog")
    lines = dialog.get_by_role("listitem").all_inner_texts()
    dialog.get_by_role("button", name="Close").click()
    return lines


def test_W2_the_page_saves_what_the_answers_are_for(check: Check, take: Take, tmp_path: Path) -> None:
    page = check(THEN)
    take(sheet({"kept": "often"}))

    assert page.get_by_role("dialog").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Save answers").click()
    download.value.save_as(tmp_path / "saved.json")
    assert json.loads((tmp_path / "saved.json").read_text("utf-8")) == {
        "organisation": "North",
        **dict.fromkeys(("segment", "date", "respondent", "role"), ""),
        "answers": {"kept": "often", "seen": "unanswered"},
        "comments": {},
        "evidence": {},
        "framework": origin_table(THEN),
    }


@pytest.mark.parametrize("answer", ["often", 1])
def test_W2_a_question_turned_into_its_opposite_is_told_and_taken(check: Check, take: Take, answer: Any) -> None:
    page = check(OPPOSITE)
    take(sheet({"kept": answer}))

    assert shown(page) == ["Reworded since the file was filled in: kept."]
    page.get_by_text("answered 1 of 2 questions").wait_for()


def test_W2_an_option_that_was_inserted_shifts_no_position(check: Check, take: Take) -> None:
    page = check(INSERTED)
    take(sheet({"kept": 1}))

    told = [
        "The file was filled in under different rules from those edition 1 has now.",
        "Reworded since the file was filled in: kept, seen.",
    ]
    refused = "kept: this position can't be used, because the options have changed. Please use the option's id."
    assert shown(page) == [f"{refused} Found: 1.", *told]
    take(sheet({"kept": "often"}))
    assert shown(page) == told
    page.get_by_text("answered 1 of 2 questions").wait_for()


def advice(edition: str) -> str:
    """Return what the page says of answers to an edition of which the framework says nothing."""
    told = "This model doesn't say what has changed since then. If the answers do belong to edition"
    return f"{told} {edition}, remove the file's entry “edition”."


def test_W2_another_edition_with_other_rules_is_refused(check: Check, take: Take) -> None:
    page = check(LATER)
    take(sheet({"kept": "often"}))

    assert shown(page) == [
        "The file was filled in for edition 1, whose rules differ from those of edition 2.",
        "New since then: known.",
        "No longer asked: seen.",
        advice("2"),
    ]
    page.get_by_role("link", name="Begin").wait_for()


def test_W2_another_edition_with_the_same_rules_is_taken_and_said(check: Check, take: Take, tmp_path: Path) -> None:
    page = check(tiny(edition="2"))
    take(sheet({"kept": "often"}))

    with page.expect_download() as download:
        page.get_by_role("button", name="Save answers").click()
    download.value.save_as(tmp_path / "saved.json")
    assert json.loads((tmp_path / "saved.json").read_text("utf-8"))["carried_from"] == "1"


LACKING: dict[str, tuple[dict[str, Any], str]] = {
    "the wording": ({"id": "tiny", "edition": "1", "rules": THEN.rules_digest}, ""),
    "the wording, the edition": ({"id": "tiny", "rules": THEN.rules_digest}, ""),
    "the rules": ({"id": "tiny", "edition": "1", "words": THEN.words_digests}, "rules"),
    "the edition and the rules": ({"id": "tiny", "words": THEN.words_digests}, "edition"),
    "the framework": ({"edition": "1", "rules": THEN.rules_digest, "words": THEN.words_digests}, "model"),
    "all but the edition": ({"edition": "1"}, "model, rules and wording"),
}


@pytest.mark.parametrize(("table", "missing"), LACKING.values(), ids=LACKING)
def test_W2_exactly_what_is_missing_is_told(check: Check, take: Take, table: dict[str, Any], missing: str) -> None:
    page = check(THEN)
    take(json.dumps({"answers": {"kept": "often"}, "framework": table}))

    unworded = "The file doesn't say how its questions were worded, so rewording goes unnoticed."
    told = f"The file doesn't say which {missing} it was filled in for, so changes since then go unnoticed."
    assert shown(page) == [told if missing else unworded]


def test_W2_a_file_that_names_no_framework_or_no_rules_is_told(check: Check, take: Take) -> None:
    page = check(THEN)
    unnamed = "The file doesn't say which model, edition and wording it was filled in for, so changes since then go"
    take('{"answers": {"kept": 1}}', named=False)
    assert [line.startswith(unnamed) for line in shown(page)] == [True]
    page.get_by_role("button", name="Delete these answers").click()
    page.get_by_role("button", name="Delete", exact=True).click()

    take('{"answers": {"kept": "often"}, "framework": {"id": "tiny", "edition": "0"}}')
    told = "The file was filled in for edition 0, not edition 1, and doesn't say whether the rules are the same."
    assert shown(page) == [told, advice("1")]


WRONG = {
    "another framework": ({"id": "other"}, "These answers belong to another model: other instead of tiny."),
    "no table": ([], "framework.framework: this entry doesn't identify a model."),
    "a strange key": ({"idd": "tiny"}, "idd: unknown key."),
    "a number": ({"edition": 1}, "framework.edition: this entry doesn't identify a model."),
    "no digest": ({"rules": "abc"}, "framework.rules: this entry doesn't identify a model."),
    "no words": ({"words": "kept"}, "framework.words: this entry doesn't identify a model."),
    "words of numbers": ({"words": {"kept": 1}}, "framework.words: this entry doesn't identify a model."),
}


@pytest.mark.parametrize(("table", "told"), WRONG.values(), ids=WRONG)
def test_W2_what_does_not_say_it_is_refused(check: Check, take: Take, table: Any, told: str) -> None:
    page = check(THEN)
    take(json.dumps({"answers": {"kept": "often"}, "framework": table}))

    (line,) = shown(page)
    assert line.startswith(told)


def test_W2_words_as_one_text_are_read_as_the_command_writes_them(check: Check, take: Take) -> None:
    words = " ".join(f"{name}:{digest}" for name, digest in OPPOSITE.words_digests.items())
    page = check(THEN)
    take(json.dumps({"answers": {"kept": 1}, "framework": {**origin_table(THEN), "words": words}}))

    assert shown(page) == ["Reworded since the file was filled in: kept."]
