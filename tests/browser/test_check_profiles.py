"""Profiles in the check: chosen before the first question, changeable, answers kept, and scored as in Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from browser.reloading import reload
from measures import measured
from playwright.sync_api import expect

from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]

SERVICE = load_framework("service-maturity-check")
AREA = SERVICE.dimensions[0]
PROFILES = [{"id": "short", "name": "Beginners", "summary": "In the first year.", "questions": {"dimension": AREA.id}}]
ASKED = SERVICE.model_copy(update={"profiles": PROFILES})
SHORT = ASKED.profile("short")


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).and_(page.locator("[name=profile]")).check()


def answer_all(page: Page, framework: Framework) -> None:
    """Answer every question with its last option."""
    for question in framework.questions:
        page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", question.id)
        page.locator(f"#question-{question.id} .option").nth(len(question.options) - 1).click()


def saved(page: Page, tmp_path: Path) -> dict[str, object]:
    page.evaluate("location.hash = '#/start'")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save answers").first.click()
    path = tmp_path / "answers.json"
    download.value.save_as(path)
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


def test_a_profile_is_chosen_before_the_first_question_and_scored_as_in_python(check: Check, tmp_path: Path) -> None:
    page = check(ASKED)
    choose(page, "Beginners")
    expect(page.get_by_text(f"{len(SHORT.questions)} questions").first).to_be_visible()
    answer_all(page, SHORT)
    page.evaluate("location.hash = '#/result'")
    best = SHORT.assess({question.id: question.options[-1].id for question in SHORT.questions})
    assert best.level is not None
    expect(page.get_by_role("heading", name=best.level.name).first).to_be_visible()
    model = f"{SERVICE.name}, edition {SERVICE.edition}"
    expect(page.locator(".head .model").first).to_have_text(f"{model}, profile Beginners")
    for area in SERVICE.dimensions[1:]:
        expect(page.get_by_text(area.name, exact=True)).to_have_count(0)

    sheet = saved(page, tmp_path)
    assert isinstance(sheet["framework"], dict)
    assert (sheet["framework"]["profile"], sheet["framework"]["rules"]) == ("short", SHORT.rules_digest)


def test_a_profile_can_be_changed_and_answers_are_kept(check: Check, tmp_path: Path) -> None:
    page = check(ASKED)
    answer_all(page, ASKED)
    page.evaluate("location.hash = '#/start'")
    choose(page, "Beginners")
    reload(page)
    expect(page.get_by_role("radio", name="Beginners")).to_be_checked()
    choose(page, "All questions")
    page.evaluate("location.hash = '#/result'")
    expect(page.locator(".head .model").first).to_have_text(f"{SERVICE.name}, edition {SERVICE.edition}")
    sheet = saved(page, tmp_path)

    assert isinstance(sheet["answers"], dict)
    assert "unanswered" not in sheet["answers"].values()
    assert isinstance(sheet["framework"], dict)
    assert (sheet["framework"].get("profile"), sheet["framework"]["rules"]) == (None, ASKED.rules_digest)


def test_a_page_made_for_a_profile_begins_with_it(check: Check) -> None:
    page = check(SHORT)

    expect(page.get_by_role("radio", name="Beginners")).to_be_checked()


def test_measures_of_what_is_not_asked_are_neither_shown_nor_named(check: Check) -> None:
    """A requirement that reads two measures, one of which is left out, names the other only, as in Python."""
    few = {"id": "few", "name": "Few", "questions": ["set", "written"]}
    framework = measured(profiles=[few])
    asked = framework.profile("few")
    page = check(framework)

    choose(page, "Few")
    answer_all(page, asked)
    page.evaluate("location.hash = '#/result'")

    rows = page.locator("[data-section=measures] li .name")
    expect(rows).to_have_text([measure.name for measure in asked.measures])
    assert len(asked.measures) < len(framework.measures)
    expect(page.get_by_text("Deeds")).to_have_count(0)
