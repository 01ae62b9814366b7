"""Several sheets of answers in one browser: each under the name of those it is about, and none ever lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from browser.reloading import STORED, reload
from builders import question, tiny
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[..., None]
    Visit = Callable[[str], None]

QUESTIONS = [question("kept"), question("seen"), question("night")]
OLD = tiny(questions=QUESTIONS, edition="1.0")
TYPO = tiny(questions=[question("kept", text="How is it with what is kept?"), *QUESTIONS[1:]], edition="1.0")
FULL = """{
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (window.isFull && !key.endsWith(":")) throw new DOMException("no room", "QuotaExceededError");
    keep.call(this, key, value);
  };
}"""
"""A browser that has room until it says otherwise."""
NAME = "Which organisation are you answering for?"


def fill_in(page: Page, name: str, *asked: str) -> None:
    """Say whose answers these are, and give the lowest one to some questions; end on the first view."""
    page.get_by_label(NAME).fill(name)
    page.keyboard.press("Tab")
    for one in asked:
        page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", one)
        page.locator(f"#question-{one} .option").first.click()
    page.evaluate("location.hash = '#/start'")
    expect(page.get_by_label(NAME)).to_have_value(name)


def begin(page: Page, name: str, *asked: str) -> None:
    """Begin other answers, with a key, and fill them in."""
    page.get_by_role("button", name="Start new answers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_label(NAME)).to_have_value("")
    fill_in(page, name, *asked)


def others(page: Page) -> list[str]:
    """Return the other sheets that the first view offers."""
    return page.locator("section", has_text="Other answers in this browser").get_by_role("button").all_inner_texts()


def test_each_sheet_is_chosen_renamed_and_deleted_alone(
    check: Check, axe: Callable[[Page], list[Any]], visit: Visit
) -> None:
    page = check(OLD)
    fill_in(page, "North", "kept", "seen")
    assert others(page) == []
    begin(page, "South", "kept")
    begin(page, "East")
    assert sorted(others(page)) == ["North (2 answers)", "South (1 answer)"]
    assert axe(page) == []
    visit("#/questions")
    expect(page.locator("#top")).to_contain_text("East")  # whose answers they are is said everywhere
    page.evaluate("location.hash = '#/start'")

    page.get_by_role("button", name="North (2 answers)").press("Enter")
    expect(page.get_by_text("You have answered 2 of 3 questions.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    fill_in(page, "Far North")
    reload(page)
    expect(page.get_by_label(NAME)).to_have_value("Far North")

    page.get_by_role("button", name="Delete these answers").click()
    expect(page.get_by_role("dialog")).to_contain_text("2 answers")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_label(NAME)).to_have_value("")
    assert sorted(others(page)) == ["East (0 answers)", "South (1 answer)"]
    reload(page)
    expect(page.get_by_label(NAME)).to_have_value("East")  # the one that was changed last
    assert others(page) == ["South (1 answer)"]


def test_a_page_that_is_published_again_keeps_them_all(check: Check) -> None:
    """The first one, too, which was stored before there could be several."""
    page = check(OLD)
    fill_in(page, "North", "kept", "seen")
    assert list(page.evaluate(STORED)) == [f"maturity:tiny:{OLD.digest}"]
    begin(page, "South", "kept")
    before = page.evaluate(STORED)

    check(TYPO)
    expect(page.get_by_role("dialog")).to_contain_text("Carried over: 1 answer.")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_label(NAME)).to_have_value("South")
    page.get_by_role("button", name="North (2 answers)").click()
    expect(page.get_by_role("dialog")).to_contain_text("Carried over: 2 answers.")
    page.get_by_role("button", name="Close").click()

    assert others(page) == ["South (1 answer)"]
    assert before.items() <= page.evaluate(STORED).items()


def test_two_tabs_have_sheets_of_their_own(check: Check, tab: Tab) -> None:
    page = check(OLD)
    fill_in(page, "North", "kept")
    other = tab("#/start")
    begin(other, "South", "kept", "seen")

    expect(page.get_by_role("button", name="South (2 answers)")).to_be_visible()
    fill_in(page, "North", "night")
    expect(other.get_by_role("button", name="North (2 answers)")).to_be_visible()
    expect(other.get_by_label(NAME)).to_have_value("South")

    for one, name, number in ((page, "North", 2), (other, "South", 2)):
        reload(one)
        expect(one.get_by_label(NAME)).to_have_value(name)
        expect(one.get_by_text(f"You have answered {number} of 3")).to_be_visible()


def test_F4_what_is_not_stored_is_saved_to_a_file_before_it_is_left(page: Page, check: Check, take: Take) -> None:
    page.add_init_script(FULL)
    check(OLD)
    fill_in(page, "North", "kept")
    begin(page, "South", "kept")
    page.evaluate("window.isFull = true")
    fill_in(page, "South", "seen", "night")

    page.get_by_role("button", name="North").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("This browser isn't storing your answers")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label(NAME)).to_have_value("South")
    page.get_by_role("button", name="North").click()
    with page.expect_download() as found:
        dialog.get_by_role("button", name="Save answers").click()
    text = found.value.path().read_text("utf-8")
    assert json.loads(text)["answers"] == {"kept": "rarely", "seen": "rarely", "night": "rarely"}
    expect(page.get_by_label(NAME)).to_have_value("North")

    page.evaluate("window.isFull = false")
    page.get_by_label(NAME).fill("North")
    take(text)
    page.get_by_role("dialog").get_by_role("button", name="Keep both").click()
    expect(page.get_by_text("You have answered 3 of 3")).to_be_visible()
    assert sorted(others(page)) == ["North (1 answer)", "South (1 answer)"]
