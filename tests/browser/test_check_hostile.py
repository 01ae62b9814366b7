"""Frameworks and answers files in which every text tries to be mark-up, a script, or a writing direction."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.reloading import reload
from checked import choose
from playwright.sync_api import expect

from maturity_core import Framework, parse_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Check = Callable[[Framework], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

OWNED = "document.title = 'owned'"
MARKUP = [
    f"<script>{OWNED}</script>",
    f"</script><script>{OWNED}</script>",
    f'<img src=x onerror="{OWNED}">',
    f'</title></style><svg onload="{OWNED}">',
    f'"><a href="javascript:{OWNED}">',
    f"' style='x' onclick='{OWNED}",
    "<!--<script>{question} {name} ${name} $& $` \\u003c &lt;b&gt; ]]>",
]
HOSTILE = [" ".join(MARKUP[:3]), " ".join(MARKUP[3:6]), MARKUP[6]]
TEXTS = {
    *("name", "summary", "help", "label", "text", "because", "place", "remedy", "unit"),
    *("title", "publisher", "date", "licence", "remark", "circumstance", "soon", "start_now", "was", "now"),
}
# A name in a picture has as many lines as its words need.
SEEN = """() => [...document.querySelectorAll(":not(tspan)")]
  .map((each) => each.tagName + [...each.getAttributeNames()].sort()).sort()"""
VIEWS = ("#/start", "#/questions", "#/result")


def spiced(node: Any, words: str, key: str = "") -> Any:
    """Return tables of a framework with these words after every text that people read; `since` has only ids.

    So has a remedy, apart from its text; elsewhere `now` is the text of a change.
    """
    if isinstance(node, dict):
        ids = {"since", "now"} if "question" in node else {"since"}
        return {name: value if name in ids else spiced(value, words, name) for name, value in node.items()}
    if isinstance(node, list):
        return [spiced(value, words, key) for value in node]
    return f"{node} {words}" if isinstance(node, str) and key in TEXTS | {"patterns", "labels"} else node


def everything(words: str) -> Framework:
    path = Path(__file__).parents[1] / "data" / "everything.toml"
    return Framework(**spiced(tomllib.loads(path.read_text("utf-8")), words))


def views(page: Page, take: Take, visit: Visit, framework: Framework) -> list[Any]:
    """Return the elements and attributes of the views, with all texts shown."""
    answers = {entry.id: entry.options[place % 2].id for place, entry in enumerate(framework.questions)}
    take(json.dumps({"answers": answers | {framework.questions[0].id: "unanswered"}}))
    choose(page, "All on one page")
    found = []
    for address in VIEWS:
        visit(address)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found.append(page.evaluate(SEEN))
    return found


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_R1_texts_of_a_framework_stay_texts(check: Check, take: Take, visit: Visit, page: Page, words: str) -> None:
    plain = views(check(everything("plain words")), take, visit, everything("plain words"))
    page.evaluate("localStorage.clear()")
    framework = everything(words)

    check(framework)

    assert views(page, take, visit, framework) == plain
    assert "owned" not in page.title().replace(OWNED, "")
    assert words in page.locator("main").inner_text()


OBEYED = set("\u202e\u2028\u2029\x07\x1b\u200b")
CONTROLS = "\u202eevil\u2028line\u2029next\x07\x1b[31m\u200b"
NAMES = {"markup": " ".join(HOSTILE), "controls": CONTROLS, "address": "javascript:alert(1)", "long": "a" * 100_000}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_R1_a_name_in_an_answers_file_stays_a_text(
    check: Check, take: Take, visit: Visit, page: Page, name: str
) -> None:
    framework = everything("plain words")
    answers = {framework.questions[0].id: framework.questions[0].options[0].id}
    check(framework)
    take(json.dumps({"organisation": "plain words", "answers": answers}))
    visit("#/result")
    plain = page.evaluate(SEEN)

    take(json.dumps({"organisation": name, "answers": answers}))
    page.get_by_role("button", name="Replace").click()
    visit("#/result")

    expect(page.locator(".organisation")).not_to_contain_text("plain words")
    assert page.evaluate(SEEN) == plain
    shown = page.locator(".organisation").inner_text()
    assert not OBEYED & set(shown)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("words", [" ".join(HOSTILE), CONTROLS], ids=["markup", "controls"])
def test_R1_ids_answers_and_names_of_files_stay_texts(check: Check, page: Page, tmp_path: Path, words: str) -> None:
    framework = parse_framework((Path(__file__).parents[1] / "data" / "everything.toml").read_text("utf-8"))
    seen = []
    for number, given in enumerate(("plain words", words)):
        file = tmp_path / f"{number}{given.replace('/', '')[:200]}.json"
        file.write_text(json.dumps({"answers": {given: "x", framework.questions[0].id: given}, given: 1}), "utf-8")
        check(framework).locator("input[type=file]").set_input_files(file)
        page.get_by_role("dialog").wait_for()
        seen.append(page.evaluate(SEEN))

    assert seen[0] == seen[1]
    assert not OBEYED & set(page.get_by_role("dialog").inner_text())


def test_R1_what_another_program_kept_under_the_pages_name_is_passed_over(check: Check, page: Page) -> None:
    framework = everything("plain words")
    check(framework)
    for kept in (
        "{",
        "[]",
        "null",
        '"x"',
        '{"sheet": "{}"}',
        '{"sheet": 3, "mode": [], "at": {}}',
        json.dumps({"at": "<b>"}),
    ):
        key = f"maturity:{framework.id}:{framework.digest}"
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        reload(page)
        page.get_by_role("link", name="Begin").wait_for()
