"""A check that is published again: what was answered before is found again, carried over, or left where it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import STORED, reload
from builders import question, rule, tiny
from checked import saved
from playwright.sync_api import expect

from maturity_app.origin import origin_table
from maturity_core import AnswersError, carry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Take = Callable[..., None]

QUESTIONS = [question("kept"), question("seen", not_applicable=True), question("share", scale="percent")]
OLD = tiny(questions=[*QUESTIONS, question("night")], edition="1.0")
MENDED = [question("kept", text="How is it with what is kept?"), *QUESTIONS[1:], question("night")]
TYPO = tiny(questions=MENDED, edition="1.0")
OTHER_RULES = [rule("framework", "mid", mean="0.7"), rule("framework", "high", mean=1)]
SINCE: dict[str, Any] = {
    "edition": "1.0",
    "left_out": ["night"],
    "added": ["shown"],
    "questions": [
        {"id": "held", "was": "kept", "options": {"rarely": "never", "always": "always"}},
        {"id": "found", "was": "kept", "words": "same"},
        {"id": "seen", "words": "asked anew"},
    ],
}
NEVER = [{"id": "never", "label": "Never", "credit": 0}, {"id": "always", "label": "Always", "credit": 1}]
PERCENT = OLD.scales["percent"].model_copy(update={"cuts": ["5", "10"], "highest": 50})
NEW = tiny(
    edition="1.1",
    since=[SINCE],
    scales={"habit": OLD.scales["habit"], "never": {"options": NEVER}, "percent": PERCENT},
    questions=[
        question("held", scale="never"),
        question("found"),
        question("seen"),
        question("share", scale="percent"),
        question("shown"),
    ],
)


def answer(page: Page, name: str, place: int) -> None:
    """Choose an option of a question."""
    page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", name)
    page.locator(f"#question-{name} .option").nth(place).click()


def dialog_of(page: Page) -> tuple[list[str], list[str]]:
    """Return the paragraphs and the entries of lists that a dialog shows, and close it."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    told = [part.strip() for part in dialog.locator("p").all_inner_texts()]
    listed = dialog.get_by_role("listitem").all_inner_texts()
    dialog.get_by_role("button", name="Close").click()
    return told, listed


def answered(page: Page) -> str:
    """Return how many questions the page says are answered."""
    page.evaluate("location.hash = '#/start'")
    return page.get_by_text("You have answered").inner_text()


def test_a_mended_typo_keeps_what_was_answered(check: Check) -> None:
    page = check(OLD)
    answer(page, "kept", 1)
    answer(page, "seen", 2)
    assert "2 of 4" in answered(page)

    check(TYPO)

    told, listed = dialog_of(page)
    assert told == ["It was changed since you began. Carried over: 2 answers.", "Worded differently now:"]
    assert listed == ["How is it with what is kept?"]
    assert "2 of 4" in answered(page)
    reload(page)
    assert "2 of 4" in answered(page)
    assert page.get_by_role("dialog").count() == 0


def test_another_edition_carries_answers_by_what_the_file_says(check: Check) -> None:
    page = check(OLD)
    answer(page, "kept", 2)
    answer(page, "seen", 1)
    answer(page, "night", 1)

    check(NEW)

    told, listed = dialog_of(page)
    assert told == [
        "It was changed since you began. Carried over: 2 answers.",
        "Worded differently now:",
        "New, or to be answered again:",
        "Answers to questions that are no longer asked have been left out: 1 question.",
    ]
    assert listed == [f"How is it with {name}?" for name in ("held", "seen", "shown")]
    assert "2 of 5" in answered(page)
    assert len(page.evaluate(STORED)) == 2  # what was answered then is still there


def test_what_is_not_known_is_left_where_it_is(check: Check) -> None:
    page = check(OLD)
    answer(page, "kept", 2)
    before = page.evaluate(STORED)

    check(tiny(questions=QUESTIONS, requirements=OTHER_RULES, edition="2"))

    page.get_by_role("link", name="Begin").wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert before.items() <= page.evaluate(STORED).items()


def test_the_latest_answers_are_taken_over_and_clearing_them_clears_all(check: Check) -> None:
    page = check(OLD)
    answer(page, "kept", 1)
    check(TYPO)
    dialog_of(page)
    answer(page, "seen", 0)

    check(tiny(questions=MENDED, edition="1.0", name="Tiny again"))
    assert dialog_of(page)[0] == ["It was changed since you began. Carried over: 2 answers."]
    page.evaluate("location.hash = '#/start'")
    page.get_by_role("button", name="Delete these answers").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("link", name="Begin").wait_for()

    assert [name for name in page.evaluate(STORED) if name.startswith("maturity:tiny:")] == []
    reload(page)
    page.get_by_role("link", name="Begin").wait_for()


SHEETS: dict[str, dict[str, Any]] = {
    "options": {"kept": "always", "seen": "often", "share": "half", "night": "often"},
    "states": {"kept": "dont-know", "seen": "not-applicable", "share": "unanswered", "night": "unanswered"},
    "gone": {"kept": "often", "share": 51},
    "options by their names then": {"kept": "rarely", "share": "nothing"},
    "numbers": {"share": 7.5},
    "nothing": {"kept": None},
    "not applicable": {"kept": "not-applicable"},
    "a number where there are options": {"kept": 0.5},
    "a position": {"kept": 1},
    "a position of what is gone": {"night": 1, "seen": 1},
    "strangers": {"kept": "often", "held": "often", "nigth": "often"},
    "no answers": {"kept": True, "share": {"a": 1}},
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("worded", [True, False], ids=["worded", "not worded"])
def test_files_are_carried_over_as_in_python(
    check: Check, take: Take, tmp_path: Path, sheet: dict[str, Any], *, worded: bool
) -> None:
    table: dict[str, Any] = origin_table(OLD) if worded else {"id": "tiny", "edition": "1.0"}
    page = check(NEW)
    take(json.dumps({"organisation": "North", "answers": sheet, "framework": table}))
    try:
        carried = carry(sheet, NEW, edition="1.0", words=table.get("words"))
    except AnswersError as error:
        where = {problem.where.removeprefix("answers.") for problem in error.problems}
        told = dialog_of(page)[1]
        assert {line.partition(":")[0] for line in told} == where
        return

    notes = dialog_of(page)[1]
    assert notes[0] == "The file was filled in for edition 1.0. Its answers have been carried over to edition 1.1."
    assert (f"To be answered again, or new: {', '.join(carried.ask)}." in notes) is bool(carried.ask)
    assert (f"No longer asked: {', '.join(carried.left_out)}." in notes) is bool(carried.left_out)
    reworded = f"Reworded since the file was filled in: {', '.join(carried.reworded)}."
    assert (reworded in notes) is bool(carried.reworded)
    assert "Split: held (was kept), found (was kept)." in notes or "held" in carried.ask
    if {*carried.answers.values()} == {"unanswered"}:
        page.get_by_role("link", name="Begin").wait_for()
        return
    with page.expect_download() as download:
        page.get_by_role("button", name="Save answers").click()
    download.value.save_as(tmp_path / "saved.json")
    saved = json.loads((tmp_path / "saved.json").read_text("utf-8"))
    arrived = carried.model_dump(mode="json")["answers"]
    assert {name: str(answer) for name, answer in saved["answers"].items()} == arrived
    assert saved["framework"] == origin_table(NEW)
    assert saved["carried_from"] == carried.facts.carried_from == "1.0"
    page.evaluate("location.hash = '#/result'")
    expect(page.locator("main dl.brief.extra")).to_contain_text("Answers carried over from edition")


MARKS = {"options": [{"id": f"mark-{place}", "label": f"Mark {place}", "value": 1 + 2 * place} for place in range(3)]}
MARKED: dict[str, Any] = {"scales": {"marks": MARKS}, "questions": [question("kept", scale="marks")]}
MARKED_THEN = tiny(**MARKED, edition="1.0")
MARKED_NOW = tiny(**MARKED, edition="1.1", since=[{"edition": "1.0"}])


@pytest.mark.parametrize("number", [1, 3, 2, 0.5])
@pytest.mark.parametrize("worded", [True, False], ids=["worded", "not worded"])
def test_values_of_options_are_carried_over_as_in_python(
    check: Check, take: Take, number: float, *, worded: bool
) -> None:
    table: dict[str, Any] = origin_table(MARKED_THEN) if worded else {"id": "tiny", "edition": "1.0"}
    page = check(MARKED_NOW)
    take(json.dumps({"answers": {"kept": number}, "framework": table}))
    try:
        carried = carry({"kept": number}, MARKED_NOW, edition="1.0", words=table.get("words"))
    except AnswersError:
        (line,) = dialog_of(page)[1]
        assert line.startswith("kept: ")
        return

    dialog_of(page)
    assert saved(page)["answers"] == carried.answers
