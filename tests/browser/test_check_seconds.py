"""The check in the browser measures how long answering takes, and says nothing of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import reload
from checked import saved
from playwright.sync_api import expect

from maturity_app.answer_files import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[..., Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]


@pytest.fixture
def timed(page: Page, check: Check, every_kind: Framework) -> Page:
    """Open a check in which time passes only when a test says so."""
    page.add_init_script("window.passed = 0; performance.now = () => window.passed;")
    return check(every_kind)


def choose(page: Page, visit: Visit, seconds: float, option: int, question: str = "kept") -> None:
    """Choose an option after so many seconds."""
    visit("#/start")
    page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", question)
    page.locator(f"#question-{question}").wait_for()
    page.evaluate("(more) => { window.passed += more; }", seconds * 1000)
    page.locator(f"#question-{question} .option").nth(option).click()


def seconds(page: Page, visit: Visit) -> Any:
    visit("#/start")
    return saved(page).get("seconds")


def test_the_time_between_answers_adds_up(timed: Page, visit: Visit, every_kind: Framework, tmp_path: Path) -> None:
    choose(timed, visit, 4.5, 1)
    choose(timed, visit, 0.75, 0)
    assert seconds(timed, visit) == 5
    choose(timed, visit, 9000, 1)
    assert seconds(timed, visit) == 305
    reload(timed)
    choose(timed, visit, 7, 0)
    visit("#/start")

    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved(timed)), "utf-8")
    assert read_sheet(every_kind, str(path)).facts.seconds == 312
    visit("#/result")
    expect(timed.locator("main")).not_to_contain_text("second")


def test_a_file_goes_on_with_its_time(timed: Page, visit: Visit, take: Take) -> None:
    take(json.dumps({"answers": {"kept": "often"}, "seconds": 40}))
    choose(timed, visit, 2, 0, "known")

    assert seconds(timed, visit) == 42


def test_answers_without_a_time_stay_without_one(timed: Page, visit: Visit, take: Take) -> None:
    take(json.dumps({"answers": {"kept": "often"}}))
    choose(timed, visit, 2, 0, "known")

    assert seconds(timed, visit) is None


@pytest.mark.parametrize("wrong", [-1, 1.5, "40", 10_000_001, True])
def test_a_file_with_no_number_of_seconds_is_refused(
    check: Check, every_kind: Framework, take: Take, wrong: Any
) -> None:
    page = check(every_kind)
    take(json.dumps({"answers": {"kept": "often"}, "seconds": wrong}))

    expect(page.get_by_role("dialog")).to_contain_text(
        "seconds: this must be a whole number of seconds, at most 10,000,000."
    )
