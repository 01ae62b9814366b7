"""The check in the browser for everybody: axe-core on every view, in light and dark, and what it cannot see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import question, tiny
from checked import choose
from playwright.sync_api import expect

from maturity_core import Framework, load_framework, parse_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Axe = Callable[[Page], list[Any]]
    Check = Callable[[Framework], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

STILL = "document.getAnimations().forEach((animation) => animation.finish())"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_view(check: Check, take: Take, visit: Visit, axe: Axe, scheme: Any) -> None:
    framework = parse_framework((Path(__file__).parents[1] / "data" / "everything.toml").read_text("utf-8"))
    page = check(framework)
    page.emulate_media(color_scheme=scheme)

    def looked_at(address: str) -> list[Any]:
        visit(address)
        page.evaluate(STILL)
        return axe(page)

    assert looked_at("#/start") == []
    assert looked_at("#/questions") == []
    answers = {entry.id: entry.options[place % 3].id for place, entry in enumerate(framework.questions)}
    take(json.dumps({"organisation": "Night shift", "answers": answers | {framework.questions[0].id: "dont-know"}}))
    expect(page.locator(".told")).to_be_visible()
    assert looked_at("#/start") == []
    assert looked_at("#/result") == []
    for mode in ("One capability at a time", "All on one page", "Short path", "One question at a time"):
        visit("#/start")
        choose(page, mode)
        assert looked_at("#/questions") == []
    page.locator(".overview > summary").click()
    page.get_by_text("Source", exact=True).click()
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_is_wrong_or_asked(
    check: Check, take: Take, visit: Visit, axe: Axe, scheme: Any
) -> None:
    page = check(tiny(questions=[question("share", scale="percent", not_applicable=True)], open_questions="reject"))
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Your answer").fill("many")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert axe(page) == []
    visit("#/result")
    page.get_by_role("heading", name="You'll see the result once every question is answered").wait_for()
    assert axe(page) == []

    take('{"answers": {"shrae": 5}}')
    assert axe(page) == []
    page.keyboard.press("Escape")
    take('{"answers": {"share": 5}}')
    page.get_by_role("button", name="Delete these answers").click()
    assert axe(page) == []


def test_the_focus_returns_from_a_dialog_and_never_gets_lost(check: Check, take: Take) -> None:
    page = check(tiny())
    take('{"answers": {"kept": "often"}}')
    clear = page.get_by_role("button", name="Delete these answers")
    clear.press("Enter")
    expect(page.get_by_role("button", name="Delete", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(clear).to_be_focused()

    page.get_by_role("link", name="Continue").press("Enter")
    expect(page.get_by_role("heading", name="Question 2 of 2")).to_be_focused()
    page.get_by_role("link", name="Back").press("Enter")
    expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_focused()
    page.get_by_role("button", name="Clear answer").press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()


def test_T3_a_dialog_is_gone_once_it_is_left(check: Check, take: Take) -> None:
    """The browser may take a while to report it; nothing waits for that."""
    page = check(tiny())
    take('{"answers": {"kept": "often"}}')
    for name in ("Cancel", "Delete"):
        page.get_by_role("button", name="Delete these answers").click()
        leave = page.get_by_role("dialog").get_by_role("button", name=name, exact=True)
        assert leave.evaluate("(leave) => { leave.click(); return document.querySelectorAll('dialog').length }") == 0


def test_a_change_of_the_level_is_announced_to_those_who_listen(check: Check) -> None:
    page = check(tiny())
    choose(page, "Show my level while I answer", "Stay on a question")
    page.get_by_role("link", name="Begin").click()
    status = page.locator("#announcer")

    page.get_by_label("As a rule, for all").check()

    expect(status).to_have_text("So far: Middle to High.")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Rarely or never").check()
    expect(status).to_have_text("So far: Middle.")


def test_the_content_can_be_reached_past_the_frame(check: Check) -> None:
    page = check(tiny())
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Which organisation are you answering for?")).to_be_focused()


def test_what_is_pressed_is_large_enough_for_a_finger(check: Check, take: Take, visit: Visit) -> None:
    page = check(load_framework("service-maturity-check"))
    page.set_viewport_size({"width": 360, "height": 700})
    take('{"answers": {"role-decided": "halfway"}}')

    small = """() => [
      ...document.querySelectorAll("button, .button, .option, summary, select, nav a, input[type=text]")]
      .filter((part) => part.checkVisibility() && Math.min(part.offsetHeight, part.offsetWidth) < 24)
      .map((part) => part.outerHTML)"""
    for address in ("#/start", "#/questions", "#/result"):
        visit(address)
        assert page.evaluate(small) == []


def test_nothing_moves_for_those_who_want_it_still(check: Check) -> None:
    page = check(tiny())
    page.emulate_media(reduced_motion="reduce")

    moving = "[...document.querySelectorAll('*')].filter((each) => getComputedStyle(each).transitionDuration !== '0s')"
    assert page.evaluate(f"{moving}.length") == 0
