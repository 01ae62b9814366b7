"""The check in the browser, used as a person would: keyboard, mouse, reload, files, theme, paper, phone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.reloading import reload
from builders import tiny
from checked import EVERY_KIND, choose, chosen_codes, go, in_order, saved
from playwright.sync_api import expect

from maturity_app.cli import run
from maturity_app.page import check_page
from maturity_core import Framework, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]


def test_a_person_fills_it_in_by_keyboard_alone(check: Check, service: Framework) -> None:
    codes = chosen_codes(service)
    page = check(service)
    while page.evaluate("document.activeElement.textContent") != "Begin":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    for place, code in enumerate(codes):
        expect(page.get_by_role("heading", name=f"Question {place + 1} of 20")).to_be_focused()
        while page.evaluate("document.activeElement.type") != "radio":  # help comes before the options
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(code):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    expected = service.assess(codes)
    assert expected.level is not None
    expect(page.get_by_role("heading", name=f"Level: {expected.level.name} (2 of 3)")).to_be_focused()
    assert saved(page)["answers"] == expected.answers


def test_a_person_fills_it_in_by_mouse_and_maturity_assess_reads_what_is_saved(
    check: Check, service: Framework, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = chosen_codes(service)
    page = check(service)
    page.get_by_label("Which organisation are you answering for?").fill("Night shift")
    choose(page, "One capability at a time")
    page.get_by_role("link", name="Begin").click()
    for capability in in_order(service):
        expect(page.get_by_role("heading", level=1)).to_have_text(capability.name)
        for place, entry in enumerate(service.questions):
            if entry.capability == capability.id:
                page.locator(f"#question-{entry.id} .option").nth(codes[place]).click()
        page.locator(".steps-on button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Level: Improving (2 of 3)")

    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(saved(page)), "utf-8")
    assert run(["assess", "service-maturity-check", str(answers), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["organisation"] == "Night shift"
    assert result["assessment"]["level"] == "improving"
    assert result["assessment"]["answers"] == service.assess(codes).answers


def test_a_reload_in_the_middle_loses_nothing(check: Check, service: Framework) -> None:
    page = check(service)
    page.get_by_role("link", name="Begin").click()
    for number, option in enumerate((2, 2, 2, 1), 2):
        page.locator(".option").nth(option).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Question {number} of 20")

    reload(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Question 5 of 20")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 4 of 20")
    assert page.locator(".option").nth(1).get_by_role("radio").is_checked()
    expect(page.get_by_text("4 of 20 answered")).to_be_visible()
    go(page, "Start")
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 4 of 20")
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 3 of 20")


def test_every_state_of_an_answer_can_be_given_and_taken_back(check: Check, every_kind: Framework) -> None:
    page = check(every_kind)
    choose(page, "All on one page")
    page.get_by_role("link", name="Begin").click()
    kept, known, share = (page.locator(f"#question-{name}") for name in ("kept", "known", "share"))
    kept.get_by_label("I don't know").check()
    known.get_by_label("This doesn't apply to us").check()
    assert kept.get_by_label("This doesn't apply to us").count() == 0
    share.get_by_label("Your answer").fill("50.5")
    page.keyboard.press("Tab")
    assert share.get_by_label("About half").is_checked()
    known.get_by_text("Source", exact=True).click()
    expect(known.get_by_text("In the source: Page 3.")).to_be_visible()
    kept.get_by_text("Source", exact=True).click()
    expect(kept.get_by_text("Our reading of “Page 2”.")).to_be_visible()

    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "dont-know", "known": "not-applicable", "share": 50.5}
    go(page, "Questions")
    page.locator(".question").nth(1).get_by_role("button", name="Clear answer").click()
    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "dont-know", "known": "unanswered", "share": 50.5}


@pytest.mark.parametrize("typed", ["abc", "1e3", "1,5", "-1", "100.01", "0.1000000000000000055", "Infinity"])
def test_a_number_that_is_none_or_out_of_bounds_is_no_answer(check: Check, every_kind: Framework, typed: str) -> None:
    page = check(every_kind)
    choose(page, "All on one page")
    page.get_by_role("link", name="Begin").click()
    number = page.get_by_label("Your answer")

    number.fill(typed)
    page.keyboard.press("Tab")

    assert number.get_attribute("aria-invalid") == "true"
    assert page.get_by_role("alert").inner_text()
    number.fill("15")
    page.keyboard.press("Tab")
    assert page.get_by_label("Few").is_checked()
    page.get_by_label("Most").check()
    assert number.input_value() == ""


def test_a_model_that_wants_complete_answers_says_which_are_open(check: Check) -> None:
    page = check(tiny(questions=EVERY_KIND, open_questions="reject"))
    choose(page, "Show my level while I answer", "Stay on a question")
    go(page, "Result")
    page.get_by_role("link", name="How is it with kept?").click()
    page.get_by_label("As a rule, for all").check()
    expect(page.get_by_role("complementary")).to_contain_text("You'll see the result once every question is answered")
    go(page, "Result")
    expect(page.locator("main li")).to_have_text(["How is it with known?", "How is it with share?"])


def test_the_theme_is_the_systems_until_it_is_chosen_and_then_kept(check: Check, service: Framework) -> None:
    page = check(service)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert light != dark

    page.get_by_label("Appearance").select_option("Light")
    assert page.evaluate(paper) == light
    reload(page)
    assert page.evaluate(paper) == light
    page.get_by_label("Appearance").select_option("Same as system")
    assert page.evaluate(paper) == dark


def test_paper_has_the_result_and_nothing_to_press(check: Check, take: Take, service: Framework) -> None:
    page = check(service)
    take(json.dumps({"answers": dict.fromkeys((entry.id for entry in service.questions), "halfway")}))
    go(page, "Result")
    expect(page.get_by_role("heading", name="Next steps")).to_be_visible()

    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="print")
    assert [button for button in page.locator("main button, #top a, #theme").all() if button.is_visible()] == []
    expect(page.get_by_role("heading", name="Next steps")).to_be_visible()


@pytest.mark.parametrize("zoom", [1, 2], ids=["phone", "zoomed"])
def test_320_pixels_are_wide_enough(check: Check, take: Take, visit: Visit, zoom: int) -> None:
    """A window of 640 pixels at double zoom is laid out like one of 320."""
    framework = load_framework("esg-customer-success")
    page = check(framework)
    page.set_viewport_size({"width": 320 * zoom, "height": 600})
    page.evaluate(f"document.documentElement.style.fontSize = '{zoom * 100}%'")
    take(json.dumps({"answers": dict.fromkeys((entry.id for entry in framework.questions), 1)}))

    for address in ("#/start", "#/questions", "#/result"):
        visit(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_it_works_from_a_web_server_of_which_it_asks_nothing_else(browser: Browser, service: Framework) -> None:
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    context.route("**", lambda route: route.fulfill(body=check_page(service), content_type="text/html"))
    page = context.new_page()

    page.goto("https://example.com/check.html")
    page.get_by_role("link", name="Begin").click()
    page.locator(".option").last.click()
    go(page, "Result")
    page.get_by_role("heading", name="No level yet").wait_for()

    assert asked == ["https://example.com/check.html"]
    context.close()


def test_the_short_path_asks_first_what_settles_the_level_and_says_when_it_is_settled(check: Check) -> None:
    framework = load_framework("tsia-customer-success")
    page = check(framework)
    assert page.get_by_label("Short path").is_checked()
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_text("questions can still change your level")).to_be_visible()

    told = page.locator(".notice")
    for _ in framework.questions:
        before = page.locator(".ask legend").inner_text()
        page.locator(".question .option").first.click()
        if "Your level is certain" in told.inner_text():
            break
        expect(page.locator(".ask legend")).not_to_have_text(before)

    expect(told).to_contain_text("Your level is certain")
    go(page, "Result")
    expect(page.get_by_text("affect your")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Level: Forming (1 of 4)")
