"""No view replaces, or moves, what is being pressed or has the focus."""

from __future__ import annotations

import os
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import reload
from builders import question, tiny
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Visit = Callable[[str], None]
    Press = Callable[[Page, Locator], None]

HELD = 60
"""How long a person holds a button down, in milliseconds."""
FIELDS = "main input[type=text]"
CONTROLS = "header a, main a, main button, main summary, main label.option, footer select"
VIEWS = {
    "start": ("one", "#/start"),
    "a question": ("one", "#/questions/share"),
    "a capability": ("capability", "#/questions"),
    "all questions": ("all", "#/questions"),
    "the short path": ("short", "#/questions/share"),
}
KEPT = """([start, names]) => {
  localStorage.clear();
  names.forEach((organisation, when) => {
    const sheet = JSON.stringify({ organisation, answers: {} });
    localStorage.setItem(start + when, JSON.stringify({ sheet, when }));
  });
}"""
STATE = """() => JSON.stringify({
  address: location.hash, dialog: document.querySelector("dialog h2")?.textContent ?? "",
  opened: [...document.querySelectorAll("details")].map((each) => each.open),
  chosen: [...document.querySelectorAll("input[type=radio]:checked")].map((each) => each.value),
  asked: window.asked, focus: document.activeElement === document.querySelector("footer select"),
})"""


@pytest.fixture(scope="module")
def every_kind() -> Framework:
    """A model with a plain question, one that may be not applicable, and one that asks for a number."""
    return tiny(
        questions=[question("kept"), question("known", not_applicable=True), question("share", scale="percent")]
    )


@pytest.fixture
def opened(check: Check, page: Page, every_kind: Framework) -> Callable[[str], Page]:
    """Open a view afresh, as if nobody had been there before. Anything that would leave the page is counted instead."""
    page.add_init_script(
        "window.asked = 0;"
        "HTMLInputElement.prototype.click = function () { window.asked += 1; };"
        "HTMLAnchorElement.prototype.click = function () { window.asked += 1; };"
        "window.print = () => { window.asked += 1; };"
    )
    check(every_kind)

    def anew(view: str) -> Page:
        mode, address = VIEWS[view]
        names = ["North", "South"] if view == "start" else []  # the first view offers the other sheets that are kept
        page.evaluate(KEPT, [f"maturity:{every_kind.id}:{every_kind.digest}:", names])
        page.evaluate("location.hash = '#/start'")
        reload(page)
        page.locator("details.choices summary").click()
        page.locator(f"input[name=mode][value={mode}]").check()
        if address != "#/start":
            page.evaluate("(address) => { location.hash = address; }", address)
            page.locator("form.ask").wait_for()
        return page

    return anew


def by_mouse(page: Page, control: Locator) -> None:
    box = control.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(HELD)
    page.mouse.up()


def by_touch(page: Page, control: Locator) -> None:
    box = control.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    page.wait_for_timeout(HELD)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(HELD)


def by_keyboard(page: Page, control: Locator) -> None:
    """Leave the field as Tab does, and press what has the focus then."""
    control.evaluate("(element) => (element.querySelector('input') ?? element).focus()")
    key = "Enter" if control.evaluate("(element) => element.matches('a, button, summary')") else "Space"
    page.keyboard.down(key)
    page.wait_for_timeout(HELD)
    page.keyboard.up(key)


WAYS: dict[str, Press] = {"mouse": by_mouse, "touch": by_touch, "keyboard": by_keyboard}


def outcome(page: Page, press: Press, place: int) -> Any:
    """Return the effect of pressing the control at this place."""
    control = page.locator(CONTROLS).locator("visible=true").nth(place)
    control.scroll_into_view_if_needed()
    press(page, control)
    page.wait_for_timeout(HELD)
    return page.evaluate(STATE)


EVERY_WAY = list(product(VIEWS, WAYS))
MOST_FIELDS = 99 if os.environ.get("MATURITY_PROFILE") == "long" else 1
"""How many fields are typed into before each press."""
SOME_WAYS = [("start", "mouse"), ("a question", "touch"), ("the short path", "keyboard")]
"""Each way in some view. All of them take five minutes of processor time, and run only in the long profile."""


@pytest.mark.parametrize(("view", "way"), EVERY_WAY if os.environ.get("MATURITY_PROFILE") == "long" else SOME_WAYS)
def test_U1_every_control_does_at_once_what_it_does_after_something_was_typed(
    opened: Callable[[str], Page], view: str, way: str
) -> None:
    page = opened(view)
    fields = min(page.locator(FIELDS).locator("visible=true").count(), MOST_FIELDS)
    controls = page.locator(CONTROLS).locator("visible=true").all_inner_texts()
    assert fields > 0
    assert len(controls) > 8
    lost = []
    for place, text in enumerate(controls):
        expected = outcome(opened(view), WAYS[way], place)
        for field in range(fields):
            page = opened(view)
            page.locator(FIELDS).locator("visible=true").nth(field).press_sequentially("400")
            found = outcome(page, WAYS[way], place)
            if found != expected:
                lost.append((text, field, expected, found))
    assert lost == []


def test_U1_what_another_tab_changes_does_not_take_away_what_is_pressed(
    check: Check, tab: Tab, every_kind: Framework
) -> None:
    page = check(every_kind)
    other = tab("#/questions/kept")
    box = page.get_by_role("link", name="Begin").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    other.locator(".option").first.click()
    page.wait_for_timeout(HELD)
    assert page.get_by_role("link", name="Begin").is_visible()

    page.mouse.up()

    page.locator("form.ask").wait_for()


@pytest.mark.parametrize(
    ("address", "name"), [("#/start", "See the result"), ("#/result", "Change answers"), ("#/questions/known", "kept")]
)
def test_U1_what_another_tab_changes_takes_the_focus_from_nothing(
    check: Check, tab: Tab, every_kind: Framework, address: str, name: str
) -> None:
    page = check(every_kind)
    page.evaluate("location.hash = '#/questions/kept'")
    page.locator(".option").first.click()
    page.evaluate("(address) => { location.hash = address; }", address)
    for part in page.locator("main details.overview summary").all():
        part.click()
    held = page.locator("main").get_by_role("link", name=name).last
    held.focus()
    other = tab("#/questions/share")
    before = page.locator("main").inner_text()

    other.get_by_label("Your answer").fill("60")
    other.keyboard.press("Tab")

    expect(page.locator("main")).not_to_have_text(before)
    page.wait_for_timeout(HELD)
    expect(held).to_be_focused()


def test_U1_what_is_being_typed_is_not_replaced_by_another_tab(check: Check, tab: Tab, every_kind: Framework) -> None:
    page = check(every_kind)
    page.get_by_label("Which organisation are you answering for?").press_sequentially("Night sh")
    other = tab("#/questions/kept")
    other.locator(".option").first.click()
    page.get_by_text("answered 1 of 3 questions").wait_for()

    page.get_by_label("Which organisation are you answering for?").press_sequentially("ift")

    assert page.get_by_label("Which organisation are you answering for?").input_value() == "Night shift"
