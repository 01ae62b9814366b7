"""What the browser stores of the check: storage that runs out, no storage at all, and several tabs at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser.reloading import reload
from builders import question, tiny
from playwright.sync_api import expect

from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

FILL = """() => {
  for (let size = 4194304; size >= 1; size = Math.floor(size / 2)) {
    try { for (;;) localStorage.setItem("another:" + localStorage.length, "x".repeat(size)); } catch { /* smaller */ }
  }
}"""
"""Leave no room in the browser's storage."""
ROOM = """() => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("another:")) localStorage.removeItem(key);
}"""
DEAF = """for (const name of ["storage", "focus"]) {
  addEventListener(name, (event) => event.stopImmediatePropagation(), true);
}"""
"""A tab that is not told what others store, and that nobody comes back to."""
UNTOLD = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true);"
"""A tab that is not told what others store: an event may come late, or not at all."""
REFUSED = {
    "refused": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });",
    "refused to be read": "Storage.prototype.getItem = () => { throw new DOMException('no'); };",
    "dropped without a word": "Storage.prototype.setItem = () => {};",
}
TOLD = "This browser isn't storing your answers"


SERVICE = load_framework("service-maturity-check")
IDS = [entry.id for entry in SERVICE.questions]


def answer(page: Page, place: int) -> None:
    """Answer the question at this place in the service check."""
    page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", IDS[place])
    page.locator(f"#question-{IDS[place]} .option").first.click()


def answered(page: Page) -> int:
    """Return how many answers there are after reloading the page."""
    reload(page)
    page.evaluate("location.hash = '#/questions'")
    told = page.get_by_text("of 20 answered").inner_text()
    return int(told.split()[0])


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(page: Page, check: Check, script: str) -> None:
    page.add_init_script(script)
    check(SERVICE)
    expect(page.get_by_text("This browser doesn't store anything for this page")).to_be_visible()
    expect(page.get_by_text(TOLD)).to_be_hidden()

    answer(page, 0)

    expect(page.get_by_text("1 of 20 answered")).to_be_visible()
    expect(page.get_by_text(TOLD)).to_be_visible()


def test_F4_where_room_runs_out_every_view_says_so_until_there_is_room(check: Check, visit: Visit) -> None:
    page = check(SERVICE)
    answer(page, 0)
    page.evaluate(FILL)
    expect(page.get_by_text(TOLD)).to_be_hidden()

    visit("#/start")
    page.get_by_label("Which organisation are you answering for?").fill("The service of the North " * 5)
    page.keyboard.press("Tab")
    for address in ("#/start", "#/questions", "#/result"):
        visit(address)
        expect(page.get_by_role("status").get_by_text(TOLD)).to_be_visible()
    with page.expect_download() as found:
        page.locator("#unkept").get_by_role("button", name="Save").click()
    assert json.loads(found.value.path().read_text("utf-8"))["organisation"].startswith("The service of the North")

    page.evaluate(ROOM)
    answer(page, 1)
    expect(page.get_by_text(TOLD)).to_be_hidden()
    assert answered(page) == 2


NARROW = """{
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (value.length > 200) throw new DOMException("no room", "QuotaExceededError");
    keep.call(this, key, value);
  };
}"""
"""Room for a word only. Filling up what the browser keeps says less: after a reload some of it may not be there yet."""


def test_F4_room_for_a_word_is_no_room_for_a_sheet(page: Page, check: Check) -> None:
    page.add_init_script(NARROW)
    check(SERVICE)

    expect(page.get_by_text("This browser doesn't store anything for this page")).to_be_visible()


def test_another_tab_sees_what_is_answered_here(check: Check, tab: Tab) -> None:
    page = check(SERVICE)
    other = tab("#/start")

    page.get_by_role("link", name="Begin").click()
    page.locator(".option").first.click()

    other.get_by_text("answered 1 of 20 questions").wait_for()


def test_F4_a_tab_that_has_not_heard_of_another_loses_nothing_of_it(check: Check, tab: Tab) -> None:
    page = check(SERVICE)
    page.context.add_init_script(DEAF)
    reload(page)
    other = tab("#/start")

    for place in range(6):
        answer((page, other)[place % 2], place)
    other.evaluate("location.hash = '#/start'")
    expect(other.get_by_text("answered 6 of 20 questions")).to_be_visible()
    assert answered(page) == 6


def test_F4_a_tab_that_was_not_told_of_another_catches_up_once_it_is_looked_at(check: Check, tab: Tab) -> None:
    page = check(SERVICE)
    page.context.add_init_script(UNTOLD)
    reload(page)
    other = tab("#/questions")

    answer(other, 0)

    expect(page.get_by_text("answered 1 of 20 questions")).to_be_visible()


def test_F4_what_is_cleared_for_all_pages_is_kept_again_by_the_one_that_is_open(check: Check) -> None:
    page = check(SERVICE)
    answer(page, 0)
    page.evaluate("localStorage.clear()")

    answer(page, 1)

    assert answered(page) == 2


def test_F4_a_page_that_only_opens_keeps_nothing_anew(check: Check, tab: Tab) -> None:
    """What was answered before may arrive late in it: it must not be written over with what is there so far."""
    page = check(SERVICE)
    other = tab(f"#/questions/{IDS[3]}")
    assert other.evaluate("Object.keys(localStorage)") == []

    answer(page, 0)
    page.wait_for_timeout(1_000)  # what it keeps after it has gone on is kept, too
    before = page.evaluate("({ ...localStorage })")
    again = tab(f"#/questions/{IDS[4]}")

    found = again.evaluate("({ ...localStorage })")  # what is stored may come late, or in part
    assert found.items() <= before.items()
    assert page.evaluate("({ ...localStorage })") == before
    again.locator(f"#question-{IDS[4]} .option").first.click()
    assert answered(page) == 2


@pytest.mark.parametrize("what", ["clear", "replace"])
def test_who_was_asked_about_one_answer_is_asked_again_about_two(check: Check, tab: Tab, take: Take, what: str) -> None:
    page = check(SERVICE)
    answer(page, 0)
    other = tab("#/start")
    if what == "clear":
        page.evaluate("location.hash = '#/start'")
        page.get_by_role("button", name="Delete these answers").click()
    else:
        take(json.dumps({"answers": {IDS[5]: 1}}))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 answer")
    answer(other, 1)
    expect(page.get_by_text("answered 2 of 20 questions")).to_be_attached()

    dialog.get_by_role("button").first.click()

    expect(dialog).to_contain_text("2 answers")
    dialog.get_by_role("button").first.click()
    assert answered(page) == {"clear": 0, "replace": 1}[what]


def test_a_name_from_another_tab_is_shown_once_its_field_is_left(check: Check, tab: Tab) -> None:
    page = check(SERVICE)
    field = page.get_by_label("Which organisation are you answering for?")
    field.focus()
    other = tab("#/start")
    other.get_by_label("Which organisation are you answering for?").fill("North")
    other.keyboard.press("Tab")
    page.bring_to_front()

    field.blur()

    expect(field).to_have_value("North")


def test_a_number_stays_as_it_was_typed(check: Check, tab: Tab) -> None:
    page = check(tiny(questions=[question("kept"), question("share", scale="percent")]))
    page.evaluate("location.hash = '#/questions/share'")
    field = page.get_by_label("Your answer")
    field.focus()
    other = tab("#/questions/share")
    other.get_by_label("Your answer").fill("7")
    other.keyboard.press("Tab")
    page.bring_to_front()  # a field of a page that lies behind another is left without an event

    field.blur()
    expect(field).to_have_value("7")

    field.fill("12.50")
    field.blur()
    expect(field).to_have_value("12.50")
    expect(other.get_by_label("Your answer")).to_have_value("12.5")
