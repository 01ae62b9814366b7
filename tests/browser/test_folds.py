"""The result's folds: the answer first, everything else one press away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[..., Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

FOLDED = "details.card:not([open])"


@pytest.fixture
def result(check: Check, take: Take, visit: Visit, service: Framework) -> Page:
    page = check(service)
    take(json.dumps({"answers": dict(service.assess([2] * 20).answers)}))
    visit("#/result")
    return page


def test_what_is_beyond_the_first_screen_is_folded(result: Page, axe: Callable[[Page], object]) -> None:
    assert result.locator("[data-section]:not(details)").evaluate_all("parts => parts.map(p => p.dataset.section)") == [
        "head",
        "sure",
        "send-on",
    ]
    assert result.locator("details.card").count() == result.locator(FOLDED).count() > 5
    assert not axe(result)


@pytest.mark.parametrize("key", [None, "Enter", "Space"])
def test_a_press_on_a_title_opens_and_folds_its_section(result: Page, key: str | None) -> None:
    title = result.locator("[data-section=steps] summary")
    steps = result.locator("[data-section=steps] .steps")
    for seen in (True, False):
        title.click() if key is None else title.press(key)
        expect(steps).to_be_visible(visible=seen)


def test_a_link_to_a_section_opens_it_again_each_time(result: Page, visit: Visit) -> None:
    link, title = result.locator(".contents a[href$=dimensions]"), result.locator("[data-section=dimensions] summary")
    for _ in range(2):
        link.click()
        expect(result.locator("[data-section=dimensions] .bar").first).to_be_visible()
        title.click()
        expect(result.locator("[data-section=dimensions] .bar").first).to_be_hidden()

    visit("#/result/gaps")
    expect(result.locator("[data-section=gaps] p").first).to_be_visible()
    expect(result.locator("#result-gaps")).to_be_focused()


def test_all_open_at_once_and_stay_open(result: Page) -> None:
    result.get_by_role("button", name="Open all sections").click()
    expect(result.locator(FOLDED)).to_have_count(0)


def test_paper_has_all_of_it_and_the_screen_is_as_before(result: Page) -> None:
    result.locator("[data-section=gaps] summary").click()
    result.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(result.locator(FOLDED)).to_have_count(0)
    result.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert result.locator("details.card[open]").evaluate_all("parts => parts.map(p => p.dataset.section)") == ["gaps"]
