"""Several sheets side by side in the check: levels, order and sentences are those of Python's panel and history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from browser.conftest import ORIGIN
from builders import tiny
from playwright.sync_api import expect

from maturity_app.over_time import history_parts
from maturity_app.panelling import panel_rows
from maturity_core import Framework, compare_dates, compare_raters, load_framework
from maturity_core.answers.sheets import answer_word
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.telling.panel import difference_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Check = Callable[..., Page]
    Take = Callable[[str], None]

MODELS = ["service-maturity-check", "johnny-grow-customer-service"]


def drawn(framework: Framework, seed: int, **facts: str) -> dict[str, Any]:
    """Return a sheet with answers of every kind, most of them options."""
    chance = np.random.default_rng(seed)
    answers: dict[str, str] = {}
    for question in framework.questions:
        states = [UNANSWERED, DONT_KNOW, *([NOT_APPLICABLE] if question.not_applicable else [])]
        code = int(chance.choice(states) if chance.random() < 0.1 else chance.integers(len(question.options)))
        answers[question.id] = answer_word(question, code)
    return {**facts, "answers": answers}


@pytest.fixture
def compare(page: Page, tmp_path: Path) -> Callable[[list[dict[str, Any]]], None]:
    """Open files in the comparison, from the first view."""

    def opened(sheets: list[dict[str, Any]]) -> None:
        paths = [tmp_path / f"sheet-{place}.json" for place in range(len(sheets))]
        for path, sheet in zip(paths, sheets, strict=True):
            path.write_text(json.dumps({**sheet, "framework": page.evaluate(ORIGIN)}), "utf-8")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Compare with files").click()
        chooser.value.set_files(paths)

    return opened


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("model", MODELS)
def test_raters_are_shown_as_the_panel_has_them(check: Check, compare: Callable[..., None], model: str) -> None:
    framework = load_framework(model)
    names = ["Ada", "Ben", "Cy"]
    sheets = [drawn(framework, seed, respondent=name, role="team") for seed, name in enumerate(names)]
    page = check(framework)

    compare(sheets)

    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    panel = compare_raters(
        framework, {name: framework.assess(sheet["answers"]) for name, sheet in zip(names, sheets, strict=True)}
    )
    assert texts(page, "thead th") == [f"{name} team" for name in names]
    cells = [" ".join(cell.split()) for row in panel_rows(framework, panel, Words.of("en"))[1:] for cell in row[1:]]
    assert texts(page, "tbody td") == cells
    told = [" ".join(difference_text(framework, one).split()) for one in panel.differences]
    assert texts(page, "[data-section=differences] li") == told
    assert page.locator("[data-section=changes]").count() == 0


@pytest.mark.parametrize("model", MODELS)
def test_dates_are_shown_as_the_history_has_them(
    check: Check, compare: Callable[..., None], axe: Callable[[Page], list[Any]], model: str
) -> None:
    framework = load_framework(model)
    days = ["2024-05-01", "2025-05-01", "2026-05-01"]
    sheets = [drawn(framework, seed, date=day, respondent="Ada") for seed, day in enumerate(days, start=5)]
    page = check(framework)

    compare(sheets[::-1])

    expect(page.get_by_role("heading", name="From 2024-05-01 to 2026-05-01")).to_be_visible()
    history = compare_dates(
        framework, [framework.assess(sheet["answers"], {"date": sheet["date"]}) for sheet in sheets]
    )
    parts = {part.title: part for part in history_parts(framework, history, Words.of("en"), shown=10**6)}
    said = [*parts["What fell"].losses, *parts["What rose"].points]
    wanted = [" ".join(text.split()) for text in said if not text.startswith(("No longer met", "Newly met"))]
    assert texts(page, "[data-section=changes] li") == wanted
    assert axe(page) == []


def test_the_answers_here_stand_beside_those_of_files(check: Check, take: Take, compare: Callable[..., None]) -> None:
    framework = tiny()
    page = check(framework)
    ids = [question.id for question in framework.questions]
    take(json.dumps({"answers": dict.fromkeys(ids, 2)}))

    compare([{"respondent": "Ada", "answers": dict.fromkeys(ids, 2)}])

    expect(page.get_by_text("Nobody answers any question differently.")).to_be_visible()
    assert texts(page, "thead th") == ["Ada", "Answers here"]


def test_a_table_has_a_sheet_in_each_row(check: Check, page: Page, tmp_path: Path) -> None:
    """As `maturity panel` takes it: quotes and ends of lines in cells belong to the row."""
    framework = tiny()
    check(framework)
    first, second = (question.id for question in framework.questions)
    path = tmp_path / "raters.csv"
    head = f'respondent,role,"own\nnotes",{first},{second}\n'
    rows = head + 'Ada,board,"a ""b""\nc",always,rarely\n\nBen,team,,often,rarely\n'
    path.write_text(rows, "utf-8")

    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Compare with files").click()
    chooser.value.set_files([path])

    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    assert texts(page, "thead th") == ["Ada board", "Ben team"]
    assert texts(page, "[data-section=differences] li") == [
        "How is it with kept? Ada: “As a rule, for all”; Ben: “Often, with gaps”."
    ]
    path.write_text(rows.replace("rarely", "seldom"), "utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Compare with files").click()
    chooser.value.set_files([path])
    expect(page.get_by_role("dialog").filter(has_text="raters-2.csv")).to_be_visible()


def test_what_cannot_be_compared_is_not(check: Check, compare: Callable[..., None]) -> None:
    """A single sheet, those of two organisations, a file that is refused."""
    framework = tiny()
    page = check(framework)

    compare([{"organisation": "North", "answers": {}}])
    expect(page.get_by_text("it takes two sheets to compare")).to_be_visible()
    compare([{"organisation": "North", "answers": {}}, {"organisation": "South", "answers": {}}])
    expect(page.get_by_text("of different organisations")).to_be_visible()
    compare([{"answers": {"nowhere": 1}}, {"answers": {}}])
    expect(page.get_by_role("dialog").get_by_text("nowhere")).to_be_visible()
