"""The page and the report in Firefox, for what differs: input, storage, narrow screens, and paper."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from browser.firefox import Firefox
from checked import chosen_codes

from maturity_app.page import check_page
from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")
IS_TITLE = "(text) => document.querySelector('h1')?.textContent === text"
TEXTS = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  return document.querySelector("main").textContent;
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def firefox(running: Firefox) -> Iterator[Firefox]:
    """A browser in which nothing may be logged, and nothing asked of any server."""
    running.logged.clear()
    running.asked.clear()
    yield running
    running.do("() => localStorage.clear()")
    assert running.logged == []
    assert [address for address in running.asked if not address.startswith(("file:", "data:", "blob:"))] == []


def checked(framework: Framework, folder: Path, language: str = "en", example: str = "") -> Path:
    """Write the check of a framework."""
    path = folder / "check.html"
    path.write_text(check_page(framework, language, example), "utf-8")
    return path


def middle(framework: Framework) -> str:
    """Return an answers file that is neither all the same nor all low."""
    return json.dumps({"organisation": "Night shift", "answers": framework.assess(chosen_codes(framework)).answers})


def test_the_check_is_done_with_the_mouse_and_with_keys(firefox: Firefox, tmp_path: Path) -> None:
    framework = load_framework("service-maturity-check")
    codes = chosen_codes(framework)
    firefox.open(checked(framework, tmp_path))
    firefox.press("main a.main")
    order = [entry for area in framework.dimensions for entry in framework.questions if _area(framework, entry) == area]

    for place, asked in enumerate(order, 1):
        code = codes[framework.questions.index(asked)]
        firefox.wait(IS_TITLE, f"Question {place} of {len(order)}")
        if place % 2:
            firefox.press(".question .option", code)
        else:
            firefox.type(str(code + 1))

    level = framework.assess(codes).level
    assert level is not None
    title = f"Level: {level.name} ({framework.levels.index(level) + 1} of {len(framework.levels)})"
    firefox.wait(IS_TITLE, title)
    firefox.reload()
    firefox.wait(IS_TITLE, title)

    firefox.do("() => { location.hash = '#/start'; }")
    firefox.press(".files button", 3)  # start new answers
    firefox.wait("() => document.querySelector('main').textContent.includes('Answers without a name (20 answers)')")
    firefox.press("#top a", 1)
    firefox.press(".question .option", 0)
    firefox.do("() => { location.hash = '#/start'; }")
    firefox.press("section li button", 0)
    firefox.wait("() => document.querySelector('main').textContent.includes('You have answered 20 of 20 questions')")
    firefox.reload()
    firefox.wait("() => document.querySelector('main').textContent.includes('Answers without a name (1 answer)')")


def _area(framework: Framework, asked: object) -> object:
    owner = next(entry for entry in framework.capabilities if entry.id == getattr(asked, "capability", ""))
    return framework.dimensions[owner.dimension]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", MODELS)
def test_a_result_says_what_it_says_in_the_other_browser_and_fits(
    firefox: Firefox, page: Page, tmp_path: Path, name: str, language: str
) -> None:
    framework = load_framework(name)
    path = checked(framework, tmp_path, language, middle(framework))
    page.goto(path.as_uri())
    page.locator("h1").first.wait_for()

    firefox.open(path)

    firefox.wait("() => location.hash === '#/result'")
    assert firefox.wait(TEXTS) == page.evaluate(TEXTS)
    firefox.open(path, width=320)
    assert firefox.do(SIDEWAYS) <= 0


@pytest.mark.parametrize("name", MODELS)
def test_a_report_is_printed_on_two_pages(firefox: Firefox, tmp_path: Path, name: str) -> None:
    framework = load_framework(name)
    path = tmp_path / "report.html"
    path.write_text(as_html(report(Subject(framework.assess(chosen_codes(framework))))), "utf-8")
    firefox.open(path)

    with pdfplumber.open(io.BytesIO(firefox.printed())) as paper:
        texts = [sheet.extract_text() for sheet in paper.pages]

    assert len(texts) == 2
    assert all(len(text) > 500 for text in texts)
