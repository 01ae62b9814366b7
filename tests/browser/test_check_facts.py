"""The check in the browser: who answers and when, comments, evidence; kept, saved, shown, and never in the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import reload
from builders import question, tiny
from checked import choose, saved
from hostile import EVIL
from playwright.sync_api import expect

from maturity_app.answer_files import read_sheet
from maturity_core import AnswersError, Framework, SheetFacts, carry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Axe = Callable[[Page], list[Any]]
    Check = Callable[..., Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
HEAD = {"segment": "Retail", "date": "2026-11-03", "respondent": "Kim", "role": "Head of service"}
FACTS: dict[str, Any] = {
    **HEAD,
    "comments": {"kept": "Every Monday.\n\n- and read", "share": "Counted."},
    "evidence": {"kept": ["The plan https://example.org/plan", "Handbook, page 12"]},
}
ANSWERS = {"kept": "often", "known": "unanswered", "share": 60}


def sheet(**more: Any) -> str:
    return json.dumps({"organisation": "North", "answers": ANSWERS, **FACTS, **more})


def unfold(page: Page, name: str) -> None:
    page.get_by_text("Comment and evidence").click()
    expect(page.locator(f"#comment-{name}")).to_be_visible()


def test_what_is_typed_is_kept_saved_and_read_by_python(
    check: Check, visit: Visit, every_kind: Framework, tmp_path: Path
) -> None:
    page = check(every_kind)
    page.get_by_label("Which organisation").fill("North")
    choose(page)
    labels = {"Kind of organisation": "segment", "Date": "date", "Your name": "respondent", "Your role": "role"}
    for label, name in labels.items():
        page.get_by_label(f"{label} (optional)", exact=True).fill(HEAD[name])
    visit("#/questions")
    page.locator("#question-kept .option").nth(1).click()
    page.get_by_role("link", name="Back").click()
    unfold(page, "kept")
    page.get_by_label("Comment", exact=True).fill(FACTS["comments"]["kept"])
    page.get_by_label("Evidence", exact=True).fill("The plan https://example.org/plan\n\n Handbook, page 12 ")
    reload(page)

    expect(page.get_by_label("Comment", exact=True)).to_have_value(FACTS["comments"]["kept"])
    visit("#/start")
    expect(page.get_by_label("Date (optional)", exact=True)).to_have_value("2026-11-03")
    path, found = tmp_path / "saved.json", saved(page)
    path.write_text(json.dumps(found), "utf-8")
    comments = {"kept": FACTS["comments"]["kept"]}
    expected = {**FACTS, "organisation": "North", "seconds": found["seconds"], "comments": comments}
    assert read_sheet(every_kind, str(path)).assessed(every_kind) == every_kind.assess({"kept": "often"}, expected)


def test_a_file_is_opened_and_saved_with_all_it_says(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)
    take(sheet())

    found = saved(page)
    assert {name: found[name] for name in FACTS} == FACTS
    take(json.dumps({"answers": {}, "segment": "Other"}))
    page.get_by_role("button", name="Cancel").click()
    assert saved(page) == found


def test_nothing_that_was_typed_is_replaced_without_a_question(check: Check, take: Take, every_kind: Framework) -> None:
    """Also where there is a comment and no answer yet."""
    page = check(every_kind)
    take(json.dumps({"answers": {}, "comments": {"kept": "Typed."}}))
    expect(page.get_by_role("button", name="Save answers")).to_be_visible()

    take(json.dumps({"answers": {"kept": "often"}}))

    expect(page.get_by_role("dialog")).to_contain_text("Replace your answers?")


def test_clearing_everything_clears_them(check: Check, take: Take, every_kind: Framework) -> None:
    page = check(every_kind)
    take(sheet())
    page.get_by_role("button", name="Delete these answers").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    reload(page)

    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    assert page.locator("#fact-date").input_value() == ""


def test_they_are_folded_away_and_change_no_result(
    check: Check, take: Take, visit: Visit, every_kind: Framework
) -> None:
    page = check(every_kind)
    expect(page.get_by_label("Kind of organisation")).to_be_hidden()
    take(json.dumps({"answers": ANSWERS}))
    visit("#/questions")
    expect(page.get_by_label("Comment", exact=True)).to_be_hidden()
    visit("#/result")
    before = page.locator("h1").inner_text()
    expect(page.locator("[data-section=remarks]")).to_have_count(0)

    take(sheet())
    page.get_by_role("button", name="Replace").click()
    visit("#/result")

    assert page.locator("h1").inner_text() == before
    expect(page.locator(".head dl")).to_contain_text("Retail")


def test_the_result_shows_them_with_the_answers_and_the_number_given(
    check: Check, take: Take, visit: Visit, every_kind: Framework
) -> None:
    page = check(every_kind)
    take(sheet())
    visit("#/result/remarks")

    shown = page.locator("[data-section=remarks]")
    assert [text for text in shown.inner_text().split("\n") if text] == [
        *(
            "Comments and evidence",
            every_kind.questions[0].text,
            "Often, with gaps",
            "Comment: Every Monday.",
            "and read",
        ),
        *(
            "Evidence:",
            "The plan",
            "Handbook, page 12",
            every_kind.questions[2].text,
            "60% (Most)",
            "Comment: Counted.",
        ),
    ]
    link = shown.get_by_role("link", name="The plan")
    assert [link.get_attribute(name) for name in ("href", "rel")] == ["https://example.org/plan", "noopener noreferrer"]
    assert page.locator(".head dl").inner_text().split() == [
        *("Segment", "Retail", "Date", "2026-11-03", "Answered", "by", "Kim", "Role", "Head", "of", "service")
    ]


def test_what_is_typed_is_freed_of_what_no_file_may_hold(
    check: Check, visit: Visit, every_kind: Framework, tmp_path: Path
) -> None:
    """Copied texts have soft hyphens, tabs and marks of direction; none of them may make the sheet unreadable."""
    page = check(every_kind)
    visit("#/questions")
    unfold(page, "kept")
    page.get_by_label("Comment", exact=True).fill("a\u00adb\tc\u202ed\u200b\ue000e\n\n")
    page.get_by_label("Evidence", exact=True).fill("\u200b\nx\u2028y")
    reload(page)
    visit("#/start")
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved(page)), "utf-8")

    assert read_sheet(every_kind, str(path)).facts == SheetFacts(
        comments={"kept": "ab cde"}, evidence={"kept": ("xy",)}
    )


def test_too_much_evidence_is_said_and_what_was_kept_stays(check: Check, visit: Visit, every_kind: Framework) -> None:
    page = check(every_kind)
    visit("#/questions")
    unfold(page, "kept")
    field = page.get_by_label("Evidence", exact=True)
    field.fill("one")
    field.fill("\n".join(map(str, range(21))))
    page.keyboard.press("Tab")

    expect(page.get_by_role("alert").filter(has_text="Only 20 lines can be kept.")).to_be_visible()
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value().count("\n") == 20
    visit("#/start")
    assert saved(page)["evidence"] == {"kept": ["one"]}


WRONG: dict[str, dict[str, Any]] = {
    "no date": {"date": "3.11.2026"},
    "no such day": {"date": "2026-02-30"},
    "the year 0": {"date": "0000-01-01"},
    "a number": {"role": 3},
    "nothing": {"segment": None},
    "too long": {"respondent": "x" * 201},
    "control characters": {"role": "a\x1bb"},
    "a list of comments": {"comments": ["a"]},
    "a comment that is a number": {"comments": {"kept": 3}},
    "a long comment": {"comments": {"kept": "\U0001f600" * 10_001}},
    "a question that there is not": {"comments": {"kpet": "a"}, "evidence": {"konwn": "b"}},
    "too much evidence": {"evidence": {"kept": ["x"] * 21}},
    "evidence that is empty": {"evidence": {"kept": [" "]}},
    "evidence in a table": {"evidence": {"kept": {"a": "b"}}},
    "a long piece": {"evidence": {"kept": "x" * 2001}},
    "several": {"date": "x", "role": [], "comments": {"kept": "\u202e"}},
}
FINE: dict[str, dict[str, Any]] = {
    "nothing": {"date": None, "comments": {}, "evidence": {}},
    "empty": {"date": "", "segment": "", "comments": {"kept": ""}, "evidence": {"kept": [], "share": ""}},
    "spaces": {"comments": {"kept": " \n "}},
    "lines": {"comments": {"kept": "\n\n a\r\nb \n"}, "evidence": {"kept": " a \n\nb"}},
    "composed": {"role": "Cafe\u0301", "comments": {"kept": "e\u0301"}, "evidence": {"kept": ["e\u0301"]}},
    "as long as may be": {"role": "\U0001f600" * 200, "comments": {"kept": "\U0001f600" * 10_000}},
    "joiners": {"role": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"},
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG)
def test_A4_what_python_refuses_is_refused_at_the_same_places(
    check: Check, take: Take, every_kind: Framework, facts: dict[str, Any]
) -> None:
    page = check(every_kind)
    take(json.dumps({"answers": {}, **facts}))
    with pytest.raises(AnswersError) as caught:
        every_kind.assess({}, facts)

    told = page.get_by_role("dialog").get_by_role("listitem").all_inner_texts()
    places = {problem.where.removeprefix("facts.").removesuffix(".0") for problem in caught.value.problems}
    assert {line.partition(":")[0] for line in told} == places
    assert all("Did you mean" in line for line in told if "no such question" in line)


@pytest.mark.parametrize("facts", FINE.values(), ids=FINE)
def test_A4_what_python_takes_is_taken_as_the_same(
    check: Check, take: Take, every_kind: Framework, tmp_path: Path, facts: dict[str, Any]
) -> None:
    page = check(every_kind)
    take(json.dumps({"answers": {"kept": "often"}, **facts}))
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved(page)), "utf-8")

    expected = every_kind.assess({}, facts).facts
    assert read_sheet(every_kind, str(path)).facts == expected
    found = saved(page)
    assert found["comments"] == expected.comments
    assert {name: tuple(pieces) for name, pieces in found["evidence"].items()} == expected.evidence


def test_R1_hostile_facts_stay_texts(check: Check, take: Take, visit: Visit, every_kind: Framework) -> None:
    page = check(every_kind)
    evil = EVIL.replace("\u202e", "")
    addresses = ["javascript:alert(1)", "data:text/html,x", "x https://example.org/\"onclick='alert(1)'"]
    facts = {"segment": evil, "comments": {"kept": evil}, "evidence": {"kept": [evil, *addresses]}}
    take(sheet(**facts))
    visit("#/result")

    shown = page.locator("[data-section=remarks]")
    expect(shown).to_contain_text(evil.split("\n")[0][:20])
    assert shown.get_by_role("link").count() == 0
    assert shown.locator("script, img, svg").count() == 0


QUESTIONS = [question("kept"), question("night"), question("share", scale="percent")]
OLD = tiny(questions=QUESTIONS, edition="1.0")
SPLIT = [{"id": "held", "was": "kept"}, {"id": "found", "was": "kept"}]
SINCE = {"edition": "1.0", "questions": SPLIT, "left_out": ["night"]}
NEW = tiny(questions=[question("held"), question("found"), QUESTIONS[2]], edition="1.1", since=[SINCE])
CARRIED: dict[str, Any] = {
    "role": "agent",
    "comments": {"kept": "Mostly.", "night": "Never."},
    "evidence": {"kept": ["A", "B"], "share": ["C"]},
}


def test_they_move_along_when_the_check_is_published_anew(check: Check, take: Take) -> None:
    page = check(OLD)
    take(json.dumps({"answers": {"kept": "often"}, **CARRIED}))
    check(NEW)
    told = page.get_by_role("dialog")
    expect(told).to_contain_text("no longer asked have been left out: 1 question.")
    told.get_by_role("button", name="Close").click()

    found, expected = saved(page), carry({"kept": "often"}, NEW, edition="1.0", facts=CARRIED)
    assert expected.left_out == ("night",)
    assert (
        SheetFacts.model_validate({name: found[name] for name in (*HEAD, "carried_from", "comments", "evidence")})
        == expected.facts
    )


def test_a_file_of_another_edition_may_not_remark_on_questions_that_it_did_not_have(check: Check, take: Take) -> None:
    page = check(NEW)
    take(json.dumps({"answers": {}, "comments": {"held": "x"}, "framework": {"id": "tiny", "edition": "1.0"}}))

    assert "comments.held: no such question." in page.get_by_role("dialog").inner_text()


def test_another_tab_sees_them_and_what_is_typed_there_stays(
    check: Check, tab: Tab, visit: Visit, every_kind: Framework
) -> None:
    page = check(every_kind)
    visit("#/questions")
    unfold(page, "kept")
    other = tab("#/questions/kept")
    page.get_by_label("Comment", exact=True).fill("From the first.")
    expect(other.locator("#comment-kept")).to_have_value("From the first.")

    other.locator("summary", has_text="Comment and evidence").click()
    other.get_by_label("Evidence", exact=True).fill("From the second.")

    expect(page.locator("#evidence-kept")).to_have_value("From the second.")
    expect(page.locator("#comment-kept")).to_have_value("From the first.")


@pytest.mark.parametrize("width", [320, 1280], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    check: Check, take: Take, axe: Axe, every_kind: Framework, width: int
) -> None:
    page = check(every_kind)
    page.emulate_media(color_scheme="dark" if width < 1000 else "light")
    page.set_viewport_size({"width": width, "height": 900})
    take(sheet(segment="x" * 200, evidence={"kept": [f"https://example.org/{'y' * 300}"]}))
    for view in ("#/start", "#/questions/kept", "#/result"):
        page.evaluate("(address) => { location.hash = address; }", view)
        page.locator(f"#top a[href='{view.removesuffix('/kept')}'][aria-current]").wait_for()
        assert axe(page) == []
        assert page.evaluate(SIDEWAYS) <= 0


def test_the_keyboard_is_enough(check: Check, visit: Visit, every_kind: Framework) -> None:
    page = check(every_kind)
    visit("#/questions")
    page.locator("#question-kept .remarks summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Every Monday.")
    page.keyboard.press("Tab")
    page.keyboard.type("Handbook")
    visit("#/start")

    found = saved(page)
    assert (found["comments"], found["evidence"]) == ({"kept": "Every Monday."}, {"kept": ["Handbook"]})


def test_on_paper_remarks_are_there_and_empty_fields_are_not(
    check: Check, take: Take, visit: Visit, every_kind: Framework
) -> None:
    page = check(every_kind)
    take(sheet())
    visit("#/result")
    page.emulate_media(media="print")
    expect(page.locator("[data-section=remarks]")).to_be_visible()
    expect(page.locator(".head dl")).to_be_visible()
    page.emulate_media(media="screen")
    visit("#/start")
    choose(page, "All on one page")
    visit("#/questions")
    page.emulate_media(media="print")

    shown = [page.locator(f"#question-{name} .remarks").is_visible() for name in ("kept", "known", "share")]
    assert shown == [True, False, True]


def test_names_in_the_other_direction_stay_apart(check: Check, take: Take, visit: Visit, every_kind: Framework) -> None:
    page = check(every_kind)
    take(sheet(role="\u05e9\u05dc\u05d5\u05dd (1)", comments={"kept": "\u05e9\u05dc\u05d5\u05dd (2)"}))
    visit("#/result/remarks")

    assert page.locator(".head dl bdi").nth(3).inner_text() == "\u05e9\u05dc\u05d5\u05dd (1)"
    assert page.locator("[data-section=remarks] bdi").first.inner_text() == "\u05e9\u05dc\u05d5\u05dd (2)"
