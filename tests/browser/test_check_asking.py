"""Taking the check: one screen to begin, one press an answer, and nothing that sways answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from builders import question, tiny
from checked import choose, go, saved
from playwright.sync_api import expect

from maturity_app.answer_files import read_sheets
from maturity_app.template import template
from maturity_core import AnswersError
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from maturity_core import Framework

    Check = Callable[..., Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

PHONE = (390, 844)
DESK = (1280, 800)


OUT_OF_VIEW = """(elements) => elements.filter((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isUnder = [top + 2, (top + bottom) / 2, bottom - 2].some((height) =>
    !element.contains(document.elementFromPoint((left + right) / 2, height)));
  return isUnder || top < 0 || bottom > innerHeight || left < 0 || right > innerWidth;
}).map((element) => element.textContent)"""


def is_in_view(control: Locator) -> bool:
    """Return whether all of it is inside the window, with nothing over it."""
    return bool(control.evaluate_all(OUT_OF_VIEW) == [])


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_start_asks_who_answers_and_begins_without_scrolling(
    check: Check, service: Framework, size: tuple[int, int]
) -> None:
    page = check(service)
    page.set_viewport_size({"width": size[0], "height": size[1]})

    assert is_in_view(page.get_by_role("link", name="Begin"))
    for label in ("Which organisation are you answering for?", "Your role (optional)", "Date (optional)"):
        assert page.get_by_label(label).is_visible()
    assert not page.get_by_label("One question at a time").is_visible()
    assert page.locator("input[name=profile]").count() == 0
    page.get_by_role("link", name="Begin").click()
    for _ in range(3):
        assert is_in_view(page.get_by_role("button", name="Skip"))
        before = page.locator("h1").inner_text()
        page.locator(".question .option").nth(1).click()
        expect(page.locator("h1")).not_to_have_text(before)


@pytest.mark.parametrize("size", [PHONE, (360, 640)], ids=["phone", "small phone"])
def test_on_a_phone_no_option_lies_under_the_buttons(check: Check, service: Framework, size: tuple[int, int]) -> None:
    """On a usual one all of them are in view at once; on a small one, each once it is scrolled to."""
    page = check(service)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for entry in service.questions:
        page.evaluate("(id) => { location.hash = `#/questions/${id}`; }", entry.id)
        page.locator(f"#question-{entry.id}").wait_for()
        assert page.locator(".option").count() == len(entry.options) + 1
        if size == PHONE:
            assert page.locator(".steps-on button, .option").evaluate_all(OUT_OF_VIEW) == []
            continue
        assert is_in_view(page.locator(".steps-on button, .option:nth-child(-n + 2):not(.states *)"))
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert is_in_view(page.locator(".steps-on button, .option:nth-child(n + 3), .states .option"))


def test_a_role_is_read_as_it_was_typed(check: Check, service: Framework) -> None:
    page = check(service)
    role = page.get_by_label("Your role (optional)")
    role.fill("Head of customer service and support operations")
    assert role.evaluate("(field) => field.scrollWidth <= field.clientWidth")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert role.evaluate("(field) => field.offsetWidth === document.getElementById('organisation').offsetWidth")


@pytest.mark.parametrize(
    ("policy", "told"), [("range", "counts as the lowest answer"), ("reject", "see the result once")]
)
def test_what_dont_know_does_is_told_once_it_is_chosen(check: Check, policy: str, told: str) -> None:
    """Not before, as it would sway answers; once above the next question, and below its option."""
    page = check(tiny(questions=[question("kept"), question("seen"), question("held")], open_questions=policy))
    page.get_by_role("link", name="Begin").click()
    assert told not in page.locator("body").inner_text()
    page.get_by_label("I don't know").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 2 of 3")
    expect(page.locator(".told")).to_contain_text(told)
    expect(page.locator(".told")).to_be_visible()
    page.get_by_label("I don't know").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 3 of 3")
    assert page.locator(".told").count() == 0

    page.get_by_role("link", name="Back").click()
    expect(page.locator(".unknown")).to_contain_text(told)
    clear = page.locator("button.clear")
    before = clear.bounding_box()
    clear.click()
    expect(page.locator(".question input:checked")).to_have_count(0)
    clear.evaluate("(button) => { button.style.visibility = 'visible'; }")
    assert clear.bounding_box() == before  # a second press meets nothing else


def test_dont_know_counts_as_the_lowest_answer(service: Framework) -> None:
    """As the page says of it."""
    middle = dict.fromkeys((entry.id for entry in service.questions), "halfway")
    first = service.questions[0]
    unknown, lowest = (service.assess(middle | {first.id: word}) for word in ("dont-know", first.options[0].id))

    assert (unknown.level, unknown.score) == (lowest.level, lowest.score)
    assert [entry.capability for entry in unknown.next_steps().first] == [
        entry.capability for entry in lowest.next_steps().first
    ]


def test_choosing_an_option_goes_on_unless_a_setting_keeps_it(check: Check, service: Framework) -> None:
    page = check(service)
    page.get_by_role("link", name="Begin").click()
    title = page.get_by_role("heading", level=1)
    page.locator(".question .option").nth(2).dblclick()
    expect(title).to_have_text("Question 2 of 20")
    expect(title).to_be_focused()
    assert page.locator(".question input:checked").count() == 0
    page.get_by_role("link", name="Back").click()
    expect(title).to_have_text("Question 1 of 20")
    page.locator(".question .option").nth(2).click()  # chosen already
    expect(title).to_have_text("Question 2 of 20")

    page.locator(".question input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(title).to_have_text("Question 2 of 20")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Question 3 of 20")

    go(page, "Start")
    choose(page, "Stay on a question")
    page.get_by_role("link", name="Continue").click()
    page.locator(".question .option").nth(1).click()
    expect(page.locator(".question input").nth(1)).to_be_checked()
    expect(title).to_have_text("Question 3 of 20")
    page.get_by_role("button", name="Next").click()
    expect(title).to_have_text("Question 4 of 20")


def test_going_on_without_an_answer_is_called_skipping_and_the_result_names_what_was_skipped(
    check: Check, take: Take, visit: Visit, service: Framework
) -> None:
    """Who presses *Next* out of habit, when the answer has gone on already, sees it; and finds the way back."""
    page = check(service)
    take(json.dumps({"answers": {entry.id: "halfway" for entry in list(service.questions)[2:]}}))
    visit(f"#/questions/{service.questions[0].id}")
    title = page.get_by_role("heading", level=1)
    skip = page.get_by_role("button", name="Skip", exact=True)
    expect(skip).to_be_visible()
    page.locator(".question .option").nth(1).click()
    expect(title).to_have_text("Question 2 of 20")

    skip.click()
    expect(title).to_have_text("Question 3 of 20")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(skip).to_have_count(0)

    visit("#/result")
    skipped = page.locator("[data-section=sure]").get_by_role("link", name=service.questions[1].text)
    expect(page.locator("[data-section=sure] li a")).to_have_count(1)
    skipped.click()
    expect(title).to_have_text("Question 2 of 20")


def test_the_keys_1_to_9_choose_but_not_where_somebody_types(check: Check, every_kind: Framework) -> None:
    page = check(every_kind)
    page.get_by_role("link", name="Begin").click()
    title = page.get_by_role("heading", level=1)
    page.keyboard.press("9")
    page.keyboard.press("Control+2")
    expect(title).to_have_text("Question 1 of 3")
    page.keyboard.press("2")
    expect(title).to_have_text("Question 2 of 3")
    page.get_by_text("Comment and evidence").click()
    page.get_by_label("Comment", exact=True).press_sequentially("12")
    expect(title).to_have_text("Question 2 of 3")
    assert page.get_by_label("Comment", exact=True).input_value() == "12"
    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "often", "known": "unanswered", "share": "unanswered"}

    choose(page, "All on one page")
    go(page, "Questions")
    page.keyboard.press("1")
    go(page, "Start")
    assert saved(page)["answers"] == {"kept": "often", "known": "rarely", "share": "unanswered"}


def test_no_level_and_no_key_to_the_scoring_is_shown_before_the_result(check: Check, service: Framework) -> None:
    page = check(service)
    choose(page, "All on one page")
    texts = [page.locator("body").inner_text()]
    page.get_by_role("link", name="Begin").click()
    for entry in service.questions:
        page.locator(f"#question-{entry.id} .option").first.click()
    texts.append(page.locator("body").inner_text())

    notes = [note.text for note in service.notes if note.at == "about"]
    keys = [*notes, *(level.summary for level in service.levels)]
    assert [key for key in keys if any(key in text for text in texts)] == []
    assert page.get_by_role("complementary").count() == 0

    go(page, "Start")
    choose(page, "Show my level while I answer")
    expect(page.get_by_role("heading", name="Levels")).to_be_visible()
    go(page, "Questions")
    expect(page.get_by_role("complementary")).to_contain_text(service.levels[0].name)


def test_answered_means_an_option_chosen_everywhere(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)
    answers = {"kept": "often", "known": "not-applicable", "share": "dont-know"}
    take(json.dumps({"answers": answers}))

    expect(page.get_by_text("You have answered 1 of 2 questions.")).to_be_visible()
    expect(page.locator(".go").get_by_role("link", name="See the result")).to_be_visible()
    go(page, "Questions")
    expect(page.get_by_text("1 of 2 answered")).to_be_visible()
    expect(page.get_by_text("Nothing left to ask.")).to_be_visible()
    assert every_kind.assess(answers).completeness == 0.5


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_as_the_command_writes_it_is_opened(
    check: Check, every_kind: Framework, tmp_path: Path, delimiter: str
) -> None:
    page = check(every_kind)
    header, row = csv.reader(io.StringIO(template(every_kind, ".csv", Words.of("en"))))
    told = {"organisation": 'North; "South", Ltd', "role": "head", "kept": "often", "known": "", "share": "50.5"}
    cells = [told.get(title, cell) for title, cell in zip(header, row, strict=True)]
    path = tmp_path / "answers.CSV"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, cells])

    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("You have answered 2 of 3 questions.")).to_be_visible()
    found = saved(page)
    assert found["answers"] == {"kept": "often", "known": "unanswered", "share": 50.5}
    assert (found["organisation"], found["role"]) == ('North; "South", Ltd', "head")


def test_questions_of_a_file_go_by_their_text_and_aliases_as_for_the_command(check: Check, tmp_path: Path) -> None:
    """What two names could mean, and a name that means two questions, is refused by both."""
    ask = [
        ("kept", "Kept?", ["Q 1"]),
        ("seen", "Weiß man\u2019s?", ["2.3"]),
        ("held", "Same", []),
        ("done", "Same", []),
    ]
    framework = tiny(questions=[question(name, text=text, aliases=more) for name, text, more in ask])
    page, path = check(framework), tmp_path / "a.csv"
    refused = {"KEPT": "another column is for the same question", "same": "could mean two things: held, done"}
    for titles in (["q 1 ", "WEISS MAN'S?", "Held"], ["KEPT", " kept?"], ["same"]):
        path.write_text(",".join(titles) + "\n" + ",".join(["often"] * len(titles)), "utf-8")
        try:
            (sheet,) = read_sheets(framework, str(path))
        except AnswersError:
            page.locator("input[type=file]").set_input_files(path)
            expect(page.get_by_role("dialog")).to_contain_text(refused[titles[0]])
            page.get_by_role("button", name="Close").click()
            continue
        page.locator("input[type=file]").set_input_files(path)
        expect(page.get_by_role("dialog")).to_contain_text("by their text, an alias, or their id")
        page.get_by_role("button", name="Close").click()
        open_codes = [code if code >= 0 else "unanswered" for code in sheet.codes]
        assert [*saved(page)["answers"].values()] == ["often" if code == 1 else code for code in open_codes]


REFUSED = [
    ("a.xlsx", "x", "run maturity assess tiny with its name"),
    ("a.toml", "[answers]", "run maturity assess tiny with its name"),
    ("a.csv", "kept\n", "should have a header and one row, and has 0"),
    ("a.csv", "kept\noften\noften\n", "should have a header and one row, and has 2"),
    ("a.csv", "kept,known\noften\n", "The header and the row don't match"),
    ("a.csv", 'kept,known\n"often,x\n', "The header and the row don't match"),
    ("a.csv", "kept,knowm\noften,often\n", "knowm"),
]


def test_other_files_are_told_what_reads_them(check: Check, every_kind: Framework, tmp_path: Path) -> None:
    page = check(every_kind)
    for name, content, told in REFUSED:
        path = tmp_path / name
        path.write_text(content, "utf-8")
        page.locator("input[type=file]").set_input_files(path)
        expect(page.get_by_role("dialog")).to_contain_text(told)
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("link", name="Begin")).to_be_visible()
