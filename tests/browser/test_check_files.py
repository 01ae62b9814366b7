"""The check in the browser: answers saved to a file, and opened again."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import reload
from builders import HABIT, PERCENT, question, tiny
from checked import EVERY_KIND, choose, saved
from playwright.sync_api import expect

from maturity_app.answer_files import read_sheets
from maturity_core import AnswersError, Framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]


def test_what_is_saved_opens_again_and_nothing_is_replaced_without_a_question(
    check: Check, take: Take, service: Framework
) -> None:
    ids = [entry.id for entry in service.questions]
    page = check(service)
    take(json.dumps({"organisation": "Night shift", "answers": {ids[0]: "halfway", ids[1]: "dont-know"}}))
    expect(page.get_by_text("answered 1 of 20 questions")).to_be_visible()
    kept = saved(page)
    assert kept["organisation"] == "Night shift"
    assert {name: answer for name, answer in kept["answers"].items() if answer != "unanswered"} == {
        ids[0]: "halfway",
        ids[1]: "dont-know",
    }

    take(json.dumps({"answers": {ids[2]: 0}}))
    page.get_by_role("button", name="Cancel").click()
    assert saved(page) == kept
    take(json.dumps({"answers": {ids[2]: 0}}))
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_text("answered 1 of 20 questions")).to_be_visible()
    assert saved(page)["answers"][ids[2]] == "start"

    page.get_by_role("button", name="Delete these answers").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    reload(page)
    expect(page.get_by_role("link", name="Begin")).to_be_visible()


def test_what_was_saved_opened_and_deleted_is_told_in_sight(check: Check, take: Take, service: Framework) -> None:
    """Above everything else: it moves nothing, takes no press, and goes with the next one."""
    ids = [entry.id for entry in service.questions]
    page, told = check(service), check(service).locator(".told")
    page.evaluate("scrollTo(0, 200)")
    answers = dict.fromkeys(ids[:12], "halfway")
    take(json.dumps({"organisation": "Night shift", "role": "head", "answers": answers}))
    expect(told).to_have_text("Opened 12 answers: Night shift, head.")
    expect(told).to_be_visible()

    save = page.get_by_role("button", name="Save answers")
    before = save.bounding_box()
    saved(page)
    file = "service-maturity-check-answers-night-shift.json"
    expect(told).to_have_text(f"Saved 12 answers (Night shift, head) as {file}. Look for it in your downloads.")
    expect(told).to_be_visible()
    assert save.bounding_box() == before
    middle = (
        "(told) => { const { x, y } = told.getBoundingClientRect(); return document.elementFromPoint(x + 9, y + 9); }"
    )
    assert told.evaluate(f"(told) => !told.contains(({middle})(told))")

    page.get_by_role("button", name="Delete these answers").click()
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(told).to_have_text("Answers deleted.")
    page.keyboard.press("Tab")
    expect(told).to_have_count(0)


MARKS = [
    {"id": f"mark-{place}", "label": f"Mark {place}", "value": value} for place, value in enumerate((1, 2.5, 4, 4, 5))
]
VALUED = tiny(
    scales={"marks": {"options": MARKS}, "habit": HABIT},
    questions=[question("kept", scale="marks"), question("seen")],
)


@pytest.mark.parametrize("number", [1, 2.5, 5, 0, 3, 4, 1.0])
def test_a_number_is_the_value_of_an_option_where_options_have_values(
    check: Check, take: Take, tmp_path: Path, number: float
) -> None:
    """As the command reads the same file; elsewhere a number is a position."""
    text = json.dumps({"answers": {"kept": number, "seen": 1}})
    path = tmp_path / "answers.json"
    path.write_text(text, "utf-8")
    page = check(VALUED)
    take(text)
    try:
        (sheet,) = read_sheets(VALUED, str(path))
    except AnswersError:
        told = page.get_by_role("dialog").get_by_role("listitem").all_inner_texts()
        assert [line.startswith("kept: this isn't the value of exactly one option.") for line in told] == [True]
        return
    assert saved(page)["answers"] == VALUED.assess(sheet.codes).answers


WRONG = {
    "no JSON": ("{", ["isn't JSON"]),
    "a list": ("[]", ["not an answers file"]),
    "no answers": ('{"organisation": "x"}', ["no table of answers"]),
    "a key twice": ('{"answers": {"kept": "often", "kept": "rarely"}}', ["kept: duplicate key"]),
    "a strange key": ('{"answer": {}, "answers": {}}', ["answer: unknown key", "Did you mean answers?"]),
    "a name that is none": ('{"organisation": 3, "answers": {}}', ["organisation: this must be text"]),
    "a lone surrogate": ('{"organisation": "\\ud800", "answers": {}}', ["organisation: this must be text"]),
    "several at once": (
        '{"answers": {"kpet": "often", "kept": "offen", "known": 7, "share": 101}}',
        [
            "kpet: no such question. Did you mean kept?",
            'kept: no such option. Found: "offen".',
            "Did you mean often?",
            "known: no option at this position.",
            "share: A number",
        ],
    ),
    "not applicable where it is not": (
        '{"answers": {"kept": "not-applicable"}}',
        ["kept: this question can't be marked as not applicable"],
    ),
    "no answer at all": (
        '{"answers": {"kept": [], "known": true}}',
        ["kept: this is not a valid", "known: this is not"],
    ),
    "a number nobody can keep": ('{"answers": {"share": 0.10000000000000000001}}', ["enter a plain number"]),
    "a position that is not written as one": (
        '{"answers": {"kept": 1.0, "known": 2.00, "share": 60.0}}',
        ["kept: this is not a valid answer. Found: 1.0.", "known: this is not a valid answer. Found: 2.00."],
    ),
    "a number longer than any answer": (
        json.dumps({"answers": {"share": 0}}).replace("0", "1" + "0" * 100_000),
        ["answers: Please enter a plain number"],
    ),
    "the object's own names": (
        '{"answers": {"__proto__": "often", "constructor": "often"}}',
        ["__proto__:", "constructor:"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_with_problems_tells_them_all_and_changes_nothing(
    check: Check, take: Take, every_kind: Framework, case: str
) -> None:
    text, told = WRONG[case]
    page = check(every_kind)
    take('{"answers": {"kept": "always"}}')

    take(text)

    dialog = page.get_by_role("dialog")
    shown = dialog.inner_text()
    assert [words for words in told if words not in shown] == []
    dialog.get_by_role("button", name="Close").click()
    assert {name for name, answer in saved(page)["answers"].items() if answer != "unanswered"} == {"kept"}


def test_A4_a_number_beyond_what_a_file_may_state_is_refused_where_the_scale_has_no_bounds(
    check: Check, take: Take
) -> None:
    page = check(
        tiny(scales={"habit": HABIT, "percent": {**PERCENT, "lowest": None, "highest": None}}, questions=EVERY_KIND)
    )
    take('{"answers": {"share": 1000000000001}}')
    assert "enter a plain number" in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Close").click()
    take('{"answers": {"share": 1000000000000}}')
    assert saved(page)["answers"]["share"] == 10**12


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_A4_a_file_in_another_encoding_is_refused_as_the_command_does(
    check: Check, every_kind: Framework, tmp_path: Path, encoding: str
) -> None:
    page = check(every_kind)
    path = tmp_path / "other.json"
    path.write_bytes('{"organisation": "M\u00fcller", "answers": {}}'.encode(encoding))

    page.locator("input[type=file]").set_input_files(path)

    assert "The file isn't UTF-8 text." in page.get_by_role("dialog").inner_text()


def test_A4_a_name_that_is_null_is_refused_as_the_command_does(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)
    take('{"organisation": null, "answers": {}}')

    assert "organisation: this must be text." in page.get_by_role("dialog").inner_text()


def test_N1_what_the_page_saves_is_read_to_the_same_codes_and_the_same_numbers(
    check: Check, take: Take, every_kind: Framework, tmp_path: Path
) -> None:
    answers: dict[str, Any] = {"kept": "often", "share": 12.75}
    page = check(every_kind)
    take(json.dumps({"organisation": "North", "answers": answers}))
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved(page)), "utf-8")

    (sheet,) = read_sheets(every_kind, str(path))

    assert sheet.organisation == "North"
    assert sheet.assessed(every_kind) == every_kind.assess(answers, {"organisation": "North"})
    assert dict(sheet.numbers) == {"share": Fraction("12.75")}


@pytest.mark.parametrize("where", ["answers", "table"])
def test_L3_a_file_with_very_many_strange_keys_is_refused_with_the_first_of_them(
    check: Check, take: Take, every_kind: Framework, where: str
) -> None:
    """Similar names are searched for a hundred times, not a hundred thousand, which froze the page for 27 seconds."""
    strange = dict.fromkeys((f"kep{place}" for place in range(100_000)), 1)
    page = check(every_kind)

    take(json.dumps({"answers": strange} if where == "answers" else {"answers": {}} | strange))

    told = page.locator("dialog li").all_inner_texts()
    assert len(told) == 101
    assert ("Did you mean kept?" in told[0]) == (where == "answers")
    assert told[-1] == "And 99900 more."


def test_L4_long_names_are_cut_where_they_are_repeated(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)

    take(json.dumps({"answers": {"k" * 100_000: 1, "kept": "a" * 100_000}}))

    told = page.locator("dialog li").all_inner_texts()
    assert [len(problem) < 400 for problem in told] == [True, True]
    assert all("\u2026" in problem for problem in told)


def test_L3_a_number_of_very_many_digits_is_refused_when_typed(check: Check, every_kind: Framework) -> None:
    page = check(every_kind)
    choose(page, "All on one page")
    page.get_by_role("link", name="Begin").click()
    for typed in ("9" * 100_000, "1." + "0" * 100_000, "0." + "0" * 100_000 + "1"):
        page.get_by_label("Your answer").fill(typed)
        page.keyboard.press("Tab")
        assert page.get_by_label("Your answer").get_attribute("aria-invalid") == "true"
