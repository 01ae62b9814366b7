"""*Print two pages*: always two, on A4 and Letter, of any model, as full as may be; and then the page is as before."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pdfplumber
import pytest
from browser.papers import NAMES, THIRD, collisions, wide

from maturity_app.checking import examples_beside
from maturity_app.page import check_page
from maturity_app.page.demo import demo_page
from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
CASES = [*product(MODELS, ("en", "de"), (None, 0, 1))]
"""Models, each with the answer to all questions, or the example of its demo for none."""
SIZES = [(1, "short"), (12, "long"), (22, "short"), (22, "right to left"), (50, "short"), (100, "long")]
"""Numbers of dimensions, and their names."""
MANY = 50
"""So many dimensions with short names find room on a page."""
FOOT = 16 / 25.4 * 72
"""The margin below, in points, where the number of a page is."""
LEFT = "document.querySelectorAll('.paper').length"


class Sheet(NamedTuple):
    """A sheet of paper: its words, those below the text, and how far down the text goes."""

    text: str
    foot: str
    filled: float
    collisions: list[tuple[str, str]]


def press(page: Page) -> None:
    """Press the button; the browser prints when it is told to."""
    page.evaluate("window.print = () => {}")
    page.locator("[data-section=send-on] button.main").click()


def printed(page: Page, folder: Path, form: str) -> list[Sheet]:
    page.pdf(path=folder / "two.pdf", format=form, print_background=False)
    with pdfplumber.open(folder / "two.pdf") as paper:
        return [sheet(found.extract_words(), float(found.height)) for found in paper.pages]


def sheet(words: list[dict[str, Any]], height: float) -> Sheet:
    text = [word for word in words if word["bottom"] < height - FOOT]
    foot = [word["text"] for word in words if word["top"] > height - FOOT]
    filled = max(word["bottom"] for word in text) / height
    return Sheet(" ".join(word["text"] for word in text), " ".join(foot), filled, collisions(text))


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Callable[[str], Page]:
    """Open the text of a page at its result."""

    def opened(text: str) -> Page:
        file = tmp_path / "check.html"
        file.write_text(text, "utf-8")
        page.goto(f"{file.as_uri()}#/result")
        return page

    return opened


def with_answers(framework: Framework, answer: int, language: str = "en") -> str:
    """Return the page of a framework with one answer to everything."""
    answers = {entry.id: entry.options[answer].id for entry in framework.questions}
    return check_page(framework, language, json.dumps({"organisation": "A team", "answers": answers}))


@pytest.mark.parametrize(("model", "language", "answer"), CASES)
def test_K1_a_button_of_the_check_prints_two_pages(
    shown: Callable[[str], Page], tmp_path: Path, model: str, language: str, answer: int | None
) -> None:
    framework = load_framework(model)
    if answer is None:
        page = shown(demo_page(framework, examples_beside(model), language))
    else:
        page = shown(with_answers(framework, answer, language))

    for form in ("A4", "Letter"):
        press(page)
        head, steps = printed(page, tmp_path, form)

        assert [head.foot, steps.foot] == ["1 / 2", "2 / 2"]
        assert min(head.filled, steps.filled) > THIRD
        assert head.collisions + steps.collisions == []
        assert [entry.name for entry in framework.dimensions if entry.name not in head.text] == []
        assert steps.text.startswith(page.locator("#result-steps").inner_text())
        assert page.evaluate(LEFT) == 0  # what is printed next is whole


@pytest.mark.parametrize(("dimensions", "names"), SIZES)
def test_K1_a_model_of_any_size_takes_two_pages(
    shown: Callable[[str], Page], tmp_path: Path, dimensions: int, names: str
) -> None:
    """Where its dimensions find no room, none of them is shown, and no title above nothing."""
    page = shown(with_answers(wide(dimensions, 1, NAMES[names]), 0))

    press(page)
    lines = page.locator(".paper .dimensions > li").count()
    titles = page.locator(".paper #result-dimensions").count()
    found = printed(page, tmp_path, "A4")

    assert [entry.foot for entry in found] == ["1 / 2", "2 / 2"]
    assert [entry.collisions for entry in found] == [[], []]
    assert [lines, titles] in ([0, 0], [dimensions, 1])
    assert lines or dimensions > MANY or names != "short"
