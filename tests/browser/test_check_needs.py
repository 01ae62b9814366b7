"""A question that needs another's option: it waits, is passed over, and says what it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import forgotten, question, tiny
from checked import choose
from playwright.sync_api import expect

from maturity_core.telling.portrait import pattern_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]

NEEDS = {"question": "kept", "option": "often"}
ASKED = tiny(questions=[question("kept"), question("seen", needs=NEEDS), question("told")])


def opened(page: Page, name: str) -> Locator:
    """Return a question, shown with all others on one page."""
    page.evaluate("location.hash = '#/start'")
    choose(page, "All on one page")
    page.evaluate("(name) => { location.hash = `#/questions/${name}`; }", name)
    return page.locator(f"#question-{name}")


def test_a_question_waits_for_the_one_that_it_needs(check: Check) -> None:
    page = check(ASKED)
    seen, kept = opened(page, "seen"), page.locator("#question-kept")

    expect(seen.locator(".waits")).to_have_text("This question is asked once you have answered “How is it with kept?”.")
    expect(seen.get_by_role("radio").first).to_be_disabled()
    kept.get_by_role("radio", name="Rarely or never").check()
    expect(seen.locator(".waits")).to_contain_text("Until then it counts as “Rarely or never”.")
    expect(page.get_by_text("2 of 3 answered")).to_be_visible()
    kept.get_by_role("radio", name="Often, with gaps").check()
    expect(seen.locator(".waits")).to_have_text("")
    expect(seen.get_by_role("radio").first).to_be_enabled()


def test_an_answer_that_is_not_asked_for_is_kept_and_not_counted(check: Check) -> None:
    page = check(ASKED)
    seen, kept = opened(page, "seen"), page.locator("#question-kept")
    kept.get_by_role("radio", name="Often, with gaps").check()
    seen.get_by_role("radio", name="As a rule, for all").check()
    kept.get_by_role("radio", name="Rarely or never").check()
    page.locator("#question-told").get_by_role("radio", name="Rarely or never").check()
    expect(seen.get_by_role("radio", name="As a rule, for all")).to_be_checked()

    page.evaluate("location.hash = '#/result'")
    expect(page.get_by_text("Your answer to “How is it with seen?” doesn't count")).to_be_visible()
    assert ASKED.assess({"kept": "rarely", "seen": "always", "told": "rarely"}).score == 0


def test_one_by_one_what_is_not_asked_is_passed_over(check: Check) -> None:
    page = check(ASKED)
    page.evaluate("location.hash = '#/questions/kept'")
    page.locator("#question-kept").get_by_role("radio", name="Rarely or never").click()

    expect(page.locator("#question-told")).to_be_visible()


def test_what_was_not_asked_is_not_said_to_be_shown_by_answers(check: Check) -> None:
    """Whoever has no plan never said that one was made and forgotten; that it holds, they denied."""
    framework = forgotten()
    page = check(framework)
    for name in ("there", "never"):
        opened(page, name).get_by_role("radio", name="Rarely or never").check()
    page.evaluate("location.hash = '#/result'")

    told = pattern_texts(framework.assess({"there": "rarely", "never": "rarely"}))
    for name, texts in zip(("patterns-borne-out", "patterns", "patterns-denied"), told.values(), strict=True):
        expect(page.locator(f"[data-section={name}] li")).to_have_text(texts)
