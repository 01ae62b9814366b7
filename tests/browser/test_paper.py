"""Paper: where things are on printed pages, without the browser's backgrounds, as most people print."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from builders import HABIT, capability, dimension, question, rule, tiny

from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import Framework, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Check = Callable[[Framework], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

SIZES = [(1, 1), (5, 1), (12, 1), (20, 1), (22, 1), (30, 1), (50, 1), (3, 40)]
"""Numbers of dimensions, and of capabilities in each."""
WIDEST = [(100, 1), (1, 100)]
"""These take half a minute, and run only in the long profile."""
BODY = 10
"""Letters larger than this, in points, belong to a heading."""
WHITE = (1.0, 1.0, 1.0)
TOUCHING = 1.0
"""How many points two words may overlap: letters of neighbouring lines do."""


def wide(dimensions: int, capabilities: int = 1) -> Framework:
    """Return a model with this many dimensions, each with this many capabilities of one question."""
    areas = [f"area-{place}" for place in range(dimensions)]
    skills = {f"skill-{number}-of-{area}": area for area in areas for number in range(capabilities)}
    return tiny(
        scales={"habit": HABIT},
        dimensions=[dimension(area) for area in areas],
        capabilities=[capability(skill, area, remedy="Do the next thing.") for skill, area in skills.items()],
        questions=[question(f"asked-{place}", skill) for place, skill in enumerate(skills)],
        requirements=[
            rule(ladder, level, mean=mean)
            for ladder in ("framework", "each dimension")
            for level, mean in (("mid", "0.4"), ("high", "0.7"))
        ],
    )


def printed(page: Page, folder: Path) -> list[Any]:
    """Print a page on A4, and return the sheets of paper."""
    page.pdf(path=folder / "paper.pdf", prefer_css_page_size=True, print_background=False)
    with pdfplumber.open(folder / "paper.pdf") as paper:
        return [(sheet.extract_words(extra_attrs=["size"]), sheet.curves + sheet.rects, sheet) for sheet in paper.pages]


def collisions(words: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the words that overlap."""
    lines = sorted(words, key=lambda word: word["top"])
    tops = [word["top"] for word in lines]
    return [
        (one["text"], other["text"])
        for place, one in enumerate(lines)
        for other in islice(lines, place + 1, bisect_left(tops, one["bottom"] - TOUCHING))
        if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > TOUCHING
    ]


def visible(shape: dict[str, Any]) -> bool:
    """Return whether a shape is drawn in a colour other than white, which is how the browser hides backgrounds."""
    filled = shape["fill"] and shape["non_stroking_color"] != WHITE
    return bool(filled or (shape["stroke"] and shape["stroking_color"] != WHITE))


@pytest.fixture(scope="module", params=SIZES + WIDEST * (os.environ.get("MATURITY_PROFILE") == "long"), ids=str)
def sheets(request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Return the printed report of a model of some size, with answers of every kind of height."""
    framework = wide(*request.param)
    answers = [place % 3 for place in range(len(framework.questions))]
    folder = tmp_path_factory.mktemp("paper")
    (folder / "report.html").write_text(
        as_html(report(Subject(framework.assess(answers, {"organisation": "A team"})))), "utf-8"
    )
    page = browser.new_page()
    page.goto((folder / "report.html").as_uri())
    found = printed(page, folder)
    page.close()
    return found


def test_K1_no_words_are_printed_over_others(sheets: list[Any]) -> None:
    assert [collisions(words) for words, _, _ in sheets] == [[]] * len(sheets)


def test_K1_the_first_page_is_more_than_a_title_and_no_page_but_the_last_is_nearly_empty(sheets: list[Any]) -> None:
    ends = [max(word["bottom"] for word in words) / float(sheet.height) for words, _, sheet in sheets]
    assert ends[0] > 0.4
    assert min(ends[:-1]) > 0.3


def test_K1_no_heading_is_the_last_thing_on_a_page(sheets: list[Any]) -> None:
    for words, _, _ in sheets:
        last = max(words, key=lambda word: word["bottom"])
        assert last["size"] <= BODY


def test_K1_nothing_is_printed_beyond_the_paper(sheets: list[Any]) -> None:
    for words, shapes, sheet in sheets:
        for entry in [*words, *shapes]:
            assert 0 <= entry["x0"] <= entry["x1"] <= sheet.width
            assert 0 <= entry["top"] <= entry["bottom"] <= sheet.height


@pytest.mark.parametrize("name", ["johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"])
def test_K1_the_check_prints_its_bullets_without_backgrounds(
    check: Check, take: Take, visit: Visit, tmp_path: Path, name: str
) -> None:
    framework = load_framework(name)
    page = check(framework)
    take(json.dumps({"answers": {entry.id: 1 for entry in framework.questions}}))
    visit("#/result")
    points = page.locator(".notes li, .patterns li, .sentences li, .levers li").count()
    assert points > 3

    sheets = printed(page, tmp_path)

    shapes = [shape for _, drawn, _ in sheets for shape in drawn if visible(shape)]
    dots = [shape for shape in shapes if max(shape["width"], shape["height"]) < 5]
    assert len(dots) >= points
    assert [collisions(words) for words, _, _ in sheets] == [[]] * len(sheets)
