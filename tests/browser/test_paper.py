"""Paper: where things are on printed pages, without the browser's backgrounds, as most people print."""

from __future__ import annotations

import json
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pdfplumber
import pytest
from browser.papers import MARGIN, NAMES, THIRD, collisions, wide

from maturity_app.report.beside import Beside
from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import Framework, PeerGroup, compare_dates, compare_raters, load_framework, roll_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Assessment

    Check = Callable[[Framework], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

Kind = tuple[int, int, str, str]
Model = tuple[str, str, str]
FEW: list[Kind | Model] = [
    (1, 1, "short", ""),
    (6, 1, "right to left", "full"),
    (22, 1, "long", ""),
    (50, 1, "right to left", ""),
    (3, 40, "short", "full"),
    (6, 1, "long", "beside"),
    (22, 1, "short", "full"),
    ("johnny-grow-customer-service", "de", "full"),
]
"""Numbers of dimensions, and of capabilities in each; their names; and what is after the first two pages: nothing, the
appendix, or other results. And models, each with a language, and with the same."""
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
ALL: list[Kind | Model] = [
    *(
        (number, 1, names, after)
        for number in (1, 5, 6, 12, 22, 50, 100)
        for names in ("short", "long", "right to left")
        for after in ("", "full", "beside")
    ),
    (1, 100, "long", "full"),
    (2, 20, "long", ""),
    (3, 40, "short", "full"),
    *((model, language, after) for model in MODELS for language in ("en", "de") for after in ("", "full")),
]
"""These take minutes, and run only in the long profile."""
DOT = 5
"""A bullet is smaller than this, in points."""
SIDE = 16 / 25.4 * 72
"""The margin on both sides, in points."""
AREA = {"width": round((210 - 32) / 25.4 * 96), "height": round((297 - 36) / 25.4 * 96)}
"""The part of a page that is printed on, in pixels,"""
MOST = 1 / 2
"""and the most of its height that may be kept whole: with what stands above and below, it is less than two thirds."""
WHOLE = """() => [...document.querySelectorAll("main *")]
    .filter((element) => getComputedStyle(element).breakInside === "avoid")
    .map((element) => [element.getBoundingClientRect().height, element.tagName, element.closest("section").id])"""
NUMBER = re.compile(r"\.?[0-9]+\.?")
HEADINGS = {"H1", "H2", "H3", "H4", "Caption", "TH"}
"""The kinds of elements that lead to what follows them; and paragraphs do before these."""
LED = {"L", "Table", "Figure"}
WHITE = (1.0, 1.0, 1.0)


class Paper(NamedTuple):
    """A printed report: the sheets of paper, and what is on them, in order."""

    sheets: list[Any]
    read: list[Piece]
    bullets: int
    after: str
    whole: list[tuple[float, str, str]]


class Piece(NamedTuple):
    """A piece of text or a picture: its page, the kinds of elements it is in, and whether a list or a table follows."""

    page: int
    kinds: set[str]
    leads: bool


def pieces(entry: dict[str, Any], above: frozenset[str] = frozenset(), follows: str = "") -> Iterator[Piece]:
    """Yield what a tagged PDF says is on its pages, in the order in which it is read."""
    kinds = above | {entry["type"]}
    marks = entry.get("mcids", []) if entry["type"] != "Table" else []  # a table's own are its lines
    turns = sum(later < earlier for earlier, later in pairwise(marks if "P" in kinds else []))
    for turned in range(1 + turns if marks else 0):  # marks start again on each page: a paragraph may go on there
        yield Piece(entry["page_number"] + turned, set(kinds), turned == turns and "P" in kinds and follows in LED)
    parts: list[dict[str, Any]] = entry.get("children", [])
    for part, after in pairwise([*parts, {}]):
        leads = after.get("type", "") if part["type"] == "P" else follows if entry["type"] == "P" else ""
        yield from pieces(part, kinds, leads)


def printed(page: Page, folder: Path) -> list[Any]:
    """Print a page on A4, and return the sheets of paper."""
    page.pdf(path=folder / "paper.pdf", prefer_css_page_size=True, print_background=False, tagged=True)
    with pdfplumber.open(folder / "paper.pdf") as paper:
        return [(sheet.extract_words(extra_attrs=["size"]), sheet.curves + sheet.rects, sheet) for sheet in paper.pages]


def visible(shape: dict[str, Any]) -> bool:
    """Return whether a shape is drawn in a colour other than white, which is how the browser hides backgrounds."""
    filled = shape["fill"] and shape["non_stroking_color"] != WHITE
    return bool(filled or (shape["stroke"] and shape["stroking_color"] != WHITE))


def others(framework: Framework, own: Assessment) -> Beside:
    """Return peers, raters, points in time and teams for a result."""
    shifted = [[(place + shift) % 3 for place in range(len(framework.questions))] for shift in (0, 1, 2, 1)]
    sheets = [framework.assess(codes, {"date": f"202{place}-05-01"}) for place, codes in enumerate(shifted)]
    named = {f"Rater number {place}": sheet for place, sheet in enumerate(sheets)}
    return Beside(
        peers=own.compare(PeerGroup.from_assessments(sheets * 4)),
        panel=compare_raters(framework, named),
        history=compare_dates(framework, [*sheets, own]),
        rollup=roll_up(framework, named),
    )


@pytest.fixture(scope="module", params=ALL if os.environ.get("MATURITY_PROFILE") == "long" else FEW, ids=str)
def paper(request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Return the printed report of a model of some size, with answers of every kind of height."""
    framework, language, after, mirrored = asked(request.param)
    answers = [place % len(entry.options) for place, entry in enumerate(framework.questions)]
    folder = tmp_path_factory.mktemp("paper")
    own = framework.assess(answers, {"organisation": "A team", "date": "2026-05-01"})
    subject = Subject(own, beside=others(framework, own) if after == "beside" else Beside(), language=language)
    text = as_html(report(subject, full=after == "full"), language)
    (folder / "report.html").write_text(text.replace('dir="ltr"', 'dir="rtl"') if mirrored else text, "utf-8")
    page = browser.new_page(viewport=AREA)
    page.goto((folder / "report.html").as_uri())
    sheets, bullets = printed(page, folder), page.locator("ul:not(.checks) > li").count()
    page.emulate_media(media="print")
    whole = page.evaluate(WHOLE)
    page.close()
    with pdfplumber.open(folder / "paper.pdf") as file:
        return Paper(sheets, list(pieces(file.structure_tree[0])), bullets, after, whole)


def asked(kind: Kind | Model) -> tuple[Framework, str, str, bool]:
    """Return a model, the language to report in, what is after the first two pages, and whether to mirror them."""
    match kind:
        case str(model), str(language), str(after):
            return load_framework(model), language, after, False
        case int(dimensions), int(capabilities), str(names), str(after):
            return wide(dimensions, capabilities, NAMES[names]), "en", after, names == "right to left"
    raise AssertionError(kind)


def text_of(paper: Paper) -> list[list[dict[str, Any]]]:
    """Return the words of each page, without its number below the text."""
    return [
        [word for word in words if word["bottom"] <= float(sheet.height) - MARGIN + 1]
        for words, _, sheet in paper.sheets
    ]


def test_K1_no_words_are_printed_over_others(paper: Paper) -> None:
    assert [collisions(words) for words, _, _ in paper.sheets] == [[]] * len(paper.sheets)


def test_K1_no_page_is_less_than_a_third_full(paper: Paper) -> None:
    """Only the last page of an appendix, and of what is beside the result, ends where the text does."""
    height = float(paper.sheets[0][2].height) - 2 * MARGIN
    filled = [(max(word["bottom"] for word in words) - MARGIN) / height for words in text_of(paper)]

    assert paper.after or len(filled) <= 2
    assert min(filled[: -1 if paper.after else None]) > THIRD


def test_K1_nothing_high_is_kept_whole(paper: Paper) -> None:
    """Where it doesn't fit on the rest of a page, that stays empty: so it may be no more than two thirds."""
    assert [entry for entry in paper.whole if entry[0] > MOST * AREA["height"]] == []
    assert len(paper.whole) > 0


def test_K1_nothing_that_leads_to_something_is_the_last_thing_on_a_page(paper: Paper) -> None:
    """No heading, no caption, no row of titles, and no paragraph above a list, a table or a picture.

    The caption of a picture is below it, and on the same page.
    """
    turns = [(one, after) for one, after in pairwise(paper.read) if one.page < after.page]

    assert [one for one, _ in turns if one.leads or (HEADINGS & one.kinds and "Figure" not in one.kinds)] == []
    assert [after for _, after in turns if {"Caption", "Figure"} <= after.kinds] == []
    assert sum(one.leads for one in paper.read) > 0


def test_K1_every_page_has_its_number(paper: Paper) -> None:
    for place, (words, _, sheet) in enumerate(paper.sheets, start=1):
        below = [word["text"] for word in words if word["top"] > float(sheet.height) - MARGIN]
        assert " ".join(sorted(below)) == " ".join(sorted([str(place), "/", str(len(paper.sheets))]))


def test_K1_bullets_are_printed_without_backgrounds(paper: Paper) -> None:
    dots = [shape for _, shapes, _ in paper.sheets for shape in shapes if visible(shape) and shape["width"] < DOT]
    assert len([dot for dot in dots if dot["width"] == pytest.approx(dot["height"])]) >= paper.bullets > 0


def test_K1_numbers_of_lists_are_printed_whole(paper: Paper) -> None:
    """What stands out beside the text, into the margin, is cut off."""
    for words, _, sheet in paper.sheets:
        numbers = [word for word in words if NUMBER.fullmatch(word["text"])]
        assert [word["text"] for word in numbers if word["x0"] < SIDE - 1] == []
        assert [word["text"] for word in numbers if word["x1"] > float(sheet.width) - SIDE + 1] == []


def test_K1_nothing_is_printed_beyond_the_paper(paper: Paper) -> None:
    for words, shapes, sheet in paper.sheets:
        for entry in [*words, *shapes]:
            assert 0 <= entry["x0"] <= entry["x1"] <= sheet.width
            assert 0 <= entry["top"] <= entry["bottom"] <= sheet.height


@pytest.mark.parametrize("name", ["johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"])
def test_K1_the_check_prints_all_sections_with_bullets_and_without_backgrounds(
    check: Check, take: Take, visit: Visit, tmp_path: Path, name: str
) -> None:
    framework = load_framework(name)
    page = check(framework)
    take(json.dumps({"answers": {entry.id: 1 for entry in framework.questions}}))
    visit("#/result")
    points = page.locator(".notes li, .patterns li, .sentences li").count()
    assert points > 3

    sheets = printed(page, tmp_path)

    shapes = [shape for _, drawn, _ in sheets for shape in drawn if visible(shape)]
    dots = [shape for shape in shapes if max(shape["width"], shape["height"]) < DOT]
    assert len(dots) >= points
    read = " ".join(word["text"] for words, _, _ in sheets for word in words)
    titles = [" ".join(title.split()) for title in page.locator(".sections h1, .sections h2").all_inner_texts()]
    assert [title for title in titles[:-1] if title not in read] == []  # the last one is how to print
    assert [collisions(words) for words, _, _ in sheets] == [[]] * len(sheets)
