"""The check in the browser, used as a person would: keyboard, mouse, reload, files, theme, paper, phone."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, PERCENT, question, tiny
from playwright.sync_api import expect

from maturity_app.answer_files import read_sheets
from maturity_app.cli import run
from maturity_app.page import check_page
from maturity_core import Capability, Framework, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

SERVICE = "service-maturity-check"


@pytest.fixture(scope="module")
def service() -> Framework:
    return load_framework(SERVICE)


# A plain question, one that may not apply, and one that asks for a number.
EVERY_KIND = [
    question("kept"),
    question("known", not_applicable=True, place="Page 3", because="nobody says it"),
    question("share", scale="percent"),
]


@pytest.fixture(scope="module")
def every_kind() -> Framework:
    return tiny(questions=EVERY_KIND)


def chosen_codes(framework: Framework) -> list[int]:
    """Return answers that are neither all the same nor all low."""
    return [(place * 3) % len(entry.options) for place, entry in enumerate(framework.questions)]


def in_order(framework: Framework) -> Iterator[Capability]:
    """Yield the capabilities as people meet them: by dimension."""
    for dimension in framework.dimensions:
        yield from (entry for entry in framework.capabilities if entry.dimension == dimension.id)


def saved(page: Page) -> dict[str, Any]:
    """Return the answers file that the page saves."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save answers").click()
    found: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    return found


def go(page: Page, part: str) -> None:
    page.locator("#top").get_by_role("link", name=part).click()


def test_a_person_fills_it_in_by_keyboard_alone(check: Check, service: Framework) -> None:
    codes = chosen_codes(service)
    page = check(service)
    while page.evaluate("document.activeElement.textContent") != "Begin":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    for place, code in enumerate(codes):
        expect(page.get_by_role("heading", name=f"Question {place + 1} of 20")).to_be_focused()
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
    page.get_by_text("One capability at a time").click()
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
    assert run(["assess", SERVICE, str(answers), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["organisation"] == "Night shift"
    assert result["assessment"]["level"] == "improving"
    assert result["assessment"]["answers"] == service.assess(codes).answers


def test_a_reload_in_the_middle_loses_nothing(check: Check, service: Framework) -> None:
    page = check(service)
    page.get_by_role("link", name="Begin").click()
    for _ in range(3):
        page.locator(".option").nth(2).click()
        page.get_by_role("button", name="Next").click()
    page.locator(".option").nth(1).click()

    page.reload()

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


def test_what_is_saved_opens_again_and_nothing_is_replaced_without_a_question(
    check: Check, take: Take, service: Framework
) -> None:
    ids = [entry.id for entry in service.questions]
    page = check(service)
    take(json.dumps({"organisation": "Night shift", "answers": {ids[0]: "halfway", ids[1]: "dont-know"}}))
    expect(page.get_by_text("answered 2 of 20 questions")).to_be_visible()
    kept = saved(page)
    assert kept["organisation"] == "Night shift"
    assert {name: answer for name, answer in kept["answers"].items() if answer != "unanswered"} == {
        ids[0]: "halfway",
        ids[1]: "dont-know",
    }

    take(json.dumps({"answers": {ids[2]: 0}}))
    page.get_by_role("button", name="Cancel").click()
    assert saved(page) == kept
    take(json.dumps({"answers": {ids[2]: 0}}))
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_text("answered 1 of 20 questions")).to_be_visible()
    assert saved(page)["answers"][ids[2]] == "start"

    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()


WRONG = {
    "no JSON": ("{", ["isn't JSON"]),
    "a list": ("[]", ["not an answers file"]),
    "no answers": ('{"organisation": "x"}', ["no table of answers"]),
    "a key twice": ('{"answers": {"kept": "often", "kept": "rarely"}}', ["kept: duplicate key"]),
    "a strange key": ('{"answer": {}, "answers": {}}', ["answer: unknown key", "Did you mean answers?"]),
    "a name that is none": ('{"organisation": 3, "answers": {}}', ["organisation: this must be text"]),
    "a lone surrogate": ('{"organisation": "\\ud800", "answers": {}}', ["organisation: this must be text"]),
    "several at once": (
        '{"answers": {"kpet": "often", "kept": "offen", "known": 7, "share": 101}}',
        [
            "kpet: no such question. Did you mean kept?",
            'kept: no such option. Found: "offen".',
            "Did you mean often?",
            "known: no option at this position.",
            "share: A number",
        ],
    ),
    "not applicable where it is not": (
        '{"answers": {"kept": "not-applicable"}}',
        ["kept: this question can't be marked as not applicable"],
    ),
    "no answer at all": (
        '{"answers": {"kept": [], "known": true}}',
        ["kept: this is not a valid", "known: this is not"],
    ),
    "a number nobody can keep": ('{"answers": {"share": 0.10000000000000000001}}', ["enter a plain number"]),
    "a position that is not written as one": (
        '{"answers": {"kept": 1.0, "known": 2.00, "share": 60.0}}',
        ["kept: this is not a valid answer. Found: 1.0.", "known: this is not a valid answer. Found: 2.00."],
    ),
    "a number longer than any answer": (
        json.dumps({"answers": {"share": 0}}).replace("0", "1" + "0" * 100_000),
        ["answers: Please enter a plain number"],
    ),
    "the object's own names": (
        '{"answers": {"__proto__": "often", "constructor": "often"}}',
        ["__proto__:", "constructor:"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_with_problems_tells_them_all_and_changes_nothing(
    check: Check, take: Take, every_kind: Framework, case: str
) -> None:
    text, told = WRONG[case]
    page = check(every_kind)
    take('{"answers": {"kept": "always"}}')

    take(text)

    dialog = page.get_by_role("dialog")
    shown = dialog.inner_text()
    assert [words for words in told if words not in shown] == []
    dialog.get_by_role("button", name="Close").click()
    assert {name for name, answer in saved(page)["answers"].items() if answer != "unanswered"} == {"kept"}


def test_A4_a_number_beyond_what_a_file_may_state_is_refused_where_the_scale_has_no_bounds(
    check: Check, take: Take
) -> None:
    page = check(
        tiny(scales={"habit": HABIT, "percent": {**PERCENT, "lowest": None, "highest": None}}, questions=EVERY_KIND)
    )
    take('{"answers": {"share": 1000000000001}}')
    assert "enter a plain number" in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Close").click()
    take('{"answers": {"share": 1000000000000}}')
    assert saved(page)["answers"]["share"] == 10**12


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_A4_a_file_in_another_encoding_is_refused_as_the_command_does(
    check: Check, every_kind: Framework, tmp_path: Path, encoding: str
) -> None:
    page = check(every_kind)
    path = tmp_path / "other.json"
    path.write_bytes('{"organisation": "M\u00fcller", "answers": {}}'.encode(encoding))

    page.locator("input[type=file]").set_input_files(path)

    assert "The file isn't UTF-8 text." in page.get_by_role("dialog").inner_text()


def test_A4_a_name_that_is_null_is_refused_as_the_command_does(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)
    take('{"organisation": null, "answers": {}}')

    assert "organisation: this must be text." in page.get_by_role("dialog").inner_text()


def test_N1_what_the_page_saves_is_read_to_the_same_codes_and_the_same_numbers(
    check: Check, take: Take, every_kind: Framework, tmp_path: Path
) -> None:
    answers: dict[str, Any] = {"kept": "often", "share": 12.75}
    page = check(every_kind)
    take(json.dumps({"organisation": "North", "answers": answers}))
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved(page)), "utf-8")

    (sheet,) = read_sheets(every_kind, str(path))

    assert sheet.organisation == "North"
    assert sheet.assessed(every_kind) == every_kind.assess(answers)
    assert dict(sheet.numbers) == {"share": Fraction("12.75")}


@pytest.mark.parametrize("where", ["answers", "table"])
def test_L3_a_file_with_very_many_strange_keys_is_refused_with_the_first_of_them(
    check: Check, take: Take, every_kind: Framework, where: str
) -> None:
    """Near names are looked for a hundred times, not a hundred thousand times: that froze the page for 27 seconds."""
    strange = dict.fromkeys((f"kep{place}" for place in range(100_000)), 1)
    page = check(every_kind)

    take(json.dumps({"answers": strange} if where == "answers" else {"answers": {}} | strange))

    told = page.locator("dialog li").all_inner_texts()
    assert len(told) == 101
    assert ("Did you mean kept?" in told[0]) == (where == "answers")
    assert told[-1] == "And 99900 more."


def test_L4_long_names_are_cut_where_they_are_repeated(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)

    take(json.dumps({"answers": {"k" * 100_000: 1, "kept": "a" * 100_000}}))

    told = page.locator("dialog li").all_inner_texts()
    assert [len(problem) < 400 for problem in told] == [True, True]
    assert all("\u2026" in problem for problem in told)


def test_L3_a_number_of_very_many_digits_is_refused_when_typed(check: Check, every_kind: Framework) -> None:
    page = check(every_kind)
    page.get_by_text("All on one page").click()
    page.get_by_role("link", name="Begin").click()
    for typed in ("9" * 100_000, "1." + "0" * 100_000, "0." + "0" * 100_000 + "1"):
        page.get_by_label("Your answer").fill(typed)
        page.keyboard.press("Tab")
        assert page.get_by_label("Your answer").get_attribute("aria-invalid") == "true"


def test_every_state_of_an_answer_can_be_given_and_taken_back(check: Check, every_kind: Framework) -> None:
    page = check(every_kind)
    page.get_by_text("All on one page").click()
    page.get_by_role("link", name="Begin").click()
    kept, known, share = (page.locator(f"#question-{name}") for name in ("kept", "known", "share"))
    kept.get_by_label("I don't know").check()
    known.get_by_label("This doesn't apply to us").check()
    assert kept.get_by_label("This doesn't apply to us").count() == 0
    share.get_by_label("Your answer").fill("50.5")
    page.keyboard.press("Tab")
    assert share.get_by_label("About half").is_checked()
    known.get_by_text("Where this question comes from").click()
    expect(known.get_by_text("In the source: Page 3.")).to_be_visible()

    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "dont-know", "known": "not-applicable", "share": 50.5}
    go(page, "Questions")
    page.locator(".question").nth(1).get_by_role("button", name="Clear answer").click()
    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "dont-know", "known": "unanswered", "share": 50.5}


@pytest.mark.parametrize("typed", ["abc", "1e3", "1,5", "-1", "100.01", "0.1000000000000000055", "Infinity"])
def test_a_number_that_is_none_or_out_of_bounds_is_no_answer(check: Check, every_kind: Framework, typed: str) -> None:
    page = check(every_kind)
    page.get_by_text("All on one page").click()
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
    page.reload()
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
    """A window of 640 pixels at twice the size is laid out as one of 320."""
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
    page.locator(".option").first.click()
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
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".ask legend")).not_to_have_text(before)

    expect(told).to_contain_text("Your level is certain")
    go(page, "Result")
    expect(page.get_by_text("affect your")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Level: Forming (1 of 4)")
