"""The report in a real Chromium: it opens, it is accessible, it fetches nothing, it prints, and it fits a phone."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from hostile import EVIL, hostile

from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Open = Callable[..., Page]

OPEN = {"esg-customer-success": 14, "service-maturity-check": 0}
"""An example to look at for each model; the first one leaves questions open."""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def example(name: str) -> Subject:
    """Return the result of an example organisation of a shipped model."""
    package = files(f"maturity_frameworks.{name.replace('-', '_')}")
    found = tomllib.loads((package / "examples.toml").read_text("utf-8"))["examples"][OPEN[name]]
    return Subject(load_framework(name).assess(found["answers"], {"organisation": found["name"]}))


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Open:
    """Return a function that opens the report of a result."""

    def show(subject: Subject, scheme: Any = "light") -> Page:
        file = tmp_path / "report.html"
        file.write_text(as_html(report(subject, full=True)), "utf-8")
        page.emulate_media(color_scheme=scheme)
        page.goto(file.as_uri())
        return page

    return show


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", OPEN)
def test_a_report_is_accessible_and_fits(
    opened: Open, axe: Callable[[Page], list[Any]], name: str, width: int, scheme: str
) -> None:
    page = opened(example(name), scheme)
    page.set_viewport_size({"width": width, "height": 900})

    assert page.title().startswith(example(name).assessment.facts.organisation)
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe(page) == []


def test_a_table_stays_a_table_on_a_phone(opened: Open) -> None:
    page = opened(example("service-maturity-check"))
    page.set_viewport_size({"width": 360, "height": 800})
    table = page.get_by_role("table", name="The dimensions in numbers")

    assert table.get_by_role("row").count() == 7
    assert table.get_by_role("rowheader").count() == 6


def test_every_entry_of_the_contents_leads_to_its_section_by_keyboard(opened: Open) -> None:
    page = opened(example("service-maturity-check"))
    links = page.get_by_role("navigation").get_by_role("link")

    for place in range(links.count()):
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent") == links.nth(place).text_content()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.querySelector(':target h2').textContent") == "About this model"


def test_a_report_prints(opened: Open, tmp_path: Path) -> None:
    """In black on white, whatever the theme, on A4 (595 by 842 points), without elements that are only for clicking."""
    page = opened(example("service-maturity-check"), "dark")
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")

    printed = (tmp_path / "report.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    sizes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.get_by_role("navigation").is_visible()


def odd() -> Framework:
    """Return a framework of hostile texts, none of which can be broken between words."""
    return hostile("W" * 120)


@pytest.mark.parametrize("framework", [hostile(), odd()], ids=["markup", "long words"])
def test_R1_hostile_texts_neither_run_nor_break_the_page(
    opened: Open, axe: Callable[[Page], list[Any]], framework: Framework
) -> None:
    codes = [1, UNANSWERED, 0, 2, DONT_KNOW, NOT_APPLICABLE]
    page = opened(Subject(framework.assess(codes, {"organisation": EVIL})))

    assert page.evaluate(SIDEWAYS) <= 0
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.locator("script, img, iframe, object, embed, link").count() == 0
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe(page) == []
