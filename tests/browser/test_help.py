"""Help, links and languages on the page, and long texts that are read as Python reads them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, capability, dimension, question, tiny
from checked import choose
from playwright.sync_api import expect

from maturity_app.page.script import one_script
from maturity_core import Framework, read_framework
from maturity_core.model.long_text import beginning, led, one_line, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Check = Callable[..., Page]
    Visit = Callable[[str], None]

EVERYTHING = read_framework(Path(__file__).parents[1] / "data" / "everything.toml")
LONG = "What counts as yes:\n- it is *written* down\n- everyone\n  has read it\n\n<b>Else</b> no."
PIECES = ("", " ", "-", "- ", "- a", "  - b c", "d", "e  f ", "--", "- - g", "\u00a0", "\u05d0 2", "\u200c")
SENTENCES = ("Ask z.", "B. all of them,", "no. 5,", "“why?”", "É.", "Ça va…", "(Yes!)", "Da; so:", "\u05d0 2.", "-")
LINK = {"text": "Read <more>", "address": "https://example.org/?a=1&b='2'"}


def texts() -> list[str]:
    chance = Random("texts")  # noqa: S311 - it only draws texts
    found = ["\n".join(chance.choices(PIECES, k=chance.randint(0, 9))) for _ in range(2_000)]
    return [*found, *(" ".join(chance.choices(SENTENCES, k=20)) for _ in range(500))]


def test_the_browser_reads_long_texts_as_python_does(page: Page) -> None:
    read = "(texts) => texts.map((text) => [partsOf(text), led(text), oneLine(text), beginning(text)])"
    page.add_script_tag(content=one_script("long_text.js"))

    found = page.evaluate(read, texts())

    expected = [[[*map(listed, parts_of(text))], led(text), one_line(text), beginning(text)] for text in texts()]
    assert found == expected
    assert len({len(text.split()) for *_, text in found}) > 9


def listed(part: str | tuple[str, ...]) -> str | list[str]:
    return part if isinstance(part, str) else list(part)


def helped(**fields: Any) -> Framework:
    options = [HABIT["options"][0], {**HABIT["options"][1], "help": LONG}, *HABIT["options"][2:]]
    more: dict[str, Any] = {"help": LONG, "links": [LINK]}
    return tiny(
        summary=LONG,
        **more,
        scales={"habit": {"options": options}},
        dimensions=[dimension("work", **more)],
        capabilities=[capability("plan", **more, remedy=LONG)],
        questions=[question("kept", **more), question("known")],
        notes=[{"at": "about", "text": LONG, "basis": "source"}],
        **fields,
    )


def paragraphs(page: Page, where: str) -> list[str]:
    """Return the paragraphs and points of a part of the page, as they stand in it."""
    return page.locator(f"{where} > :is(p, ul:not(.links) > li), {where} > ul:not(.links) > li").all_text_contents()


PARTS = ["What counts as yes:", "it is *written* down", "everyone has read it", "<b>Else</b> no."]


def test_help_opens_below_its_question_and_stands_below_its_option(check: Check, visit: Visit, axe: Any) -> None:
    page = check(helped())
    visit("#/questions")
    help_ = page.locator("#question-kept > details.help")
    expect(help_.locator("p").first).to_be_hidden()

    help_.locator("summary").press("Enter")

    assert help_.locator("summary").inner_text() == "What counts"
    assert paragraphs(page, "#question-kept > details.help") == PARTS
    assert paragraphs(page, "#question-kept .option-help") == PARTS
    link = help_.get_by_role("link", name="Read <more>")
    assert [link.get_attribute(name) for name in ("href", "rel", "target")] == [
        LINK["address"],
        "noopener noreferrer",
        "_blank",
    ]
    described = page.get_by_label("Often").first.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").count() == 1
    titles = page.locator(".ask > details.help > summary").all_text_contents()
    assert [title.split()[0] for title in titles] == ["About", "About"]
    assert axe(page) == []


def test_what_has_no_help_shows_none(check: Check, visit: Visit) -> None:
    page = check(tiny())
    visit("#/questions")

    assert page.locator(".help, .option-help, .links").count() == 0


def test_the_start_shows_the_help_and_the_links_of_the_model(check: Check) -> None:
    page = check(helped())

    assert paragraphs(page, "[aria-labelledby=model]")[:4] == PARTS
    page.get_by_text("How to answer").click()
    assert paragraphs(page, ".welcome .help") == PARTS
    expect(page.locator(".welcome").get_by_role("link", name="Read <more>")).to_be_visible()
    choose(page, "Show my level while I answer")
    assert paragraphs(page, ".notes > li") == PARTS


def test_all_questions_on_one_page_have_help_at_every_heading(check: Check, visit: Visit) -> None:
    page = check(helped())
    choose(page, "All on one page")
    visit("#/questions")

    assert page.locator("h2 + details.help").count() == 1
    assert page.locator("h3 + details.help").count() == 1


@pytest.mark.parametrize(("language", "own"), [("en", []), ("he", ["he", "rtl"]), ("en-GB", []), ("de", ["de", "ltr"])])
def test_texts_of_the_model_are_in_its_language(check: Check, visit: Visit, language: str, own: list[str]) -> None:
    page = check(helped(language=language))
    seen = "(found) => found.map((each) => [each.lang, each.dir].filter(Boolean))"

    assert page.locator("[aria-labelledby=model] .lead").evaluate_all(seen) == [own] * 3
    visit("#/questions")
    assert page.locator("legend .ask").evaluate_all(seen) == [own]
    assert page.locator(".options:not(.states) .option span").evaluate_all(seen) == [own] * 3
    assert page.locator(".states .option span").first.evaluate("(each) => each.lang") == ""
    page.locator(".overview > summary").click()
    expect(page.locator(".overview .dimension")).to_be_visible()
    for names in ("#top .name", ".dimension", ".dimension + ul > li > span:first-child", "li a > span:first-child"):
        assert page.locator(names).first.evaluate_all(seen) == [own], names
    visit("#/start")
    assert page.locator("h1").evaluate_all(seen) == [own]
    assert page.locator("html").get_attribute("lang") == ("en" if own else language)


KNOWLEDGE, TOOLS = "\u05e0\u05d9\u05d4\u05d5\u05dc", "\u0627\u0644\u062a\u062f\u0631\u064a\u0628 (A) 2"


def test_names_in_another_direction_move_nothing_beside_them(check: Check, visit: Visit) -> None:
    """Neither where they stand alone, nor within a sentence, nor within what a screen reader says."""
    own = {"name": KNOWLEDGE}
    framework = tiny(
        name=TOOLS,
        dimensions=[dimension("work") | own],
        capabilities=[capability("plan") | own],
        questions=[question("kept"), question("known")],
    )
    page = check(framework)
    inside = "(found) => found.map((each) => each.textContent)"

    assert page.locator("#top .name bdi, h1 bdi").evaluate_all(inside) == [TOOLS] * 2
    visit("#/questions")
    assert page.locator(".context bdi").evaluate_all(inside) == [KNOWLEDGE] * 2
    assert page.title().count("\u2068") == page.title().count("\u2069") == 1
    page.get_by_text("As a rule").click()
    visit("#/result")
    assert page.locator(".dimensions .name bdi").evaluate_all(inside) == [KNOWLEDGE]
    assert page.locator("svg bdi").count() == 0
    assert "\ufffd" not in page.locator("body").inner_text()


def test_marks_that_match_nothing_are_shown_as_any_other_control(page: Page) -> None:
    texts = ["a\u2069b", "a\u2068b", "\u2069\u2068", "\u2068a\u2069b", "\u2068\u05d0\u2069"]
    page.add_script_tag(content=one_script("elements.js"))

    shown = page.evaluate("(texts) => texts.map((text) => make('p', { title: text }, text).outerHTML)", texts)

    bad = "\ufffd"
    assert shown == [
        f'<p title="a{bad}b">a{bad}b</p>',
        f'<p title="a{bad}b">a{bad}b</p>',
        f'<p title="{bad}{bad}">{bad}{bad}</p>',
        '<p title="\u2068a\u2069b"><bdi>a</bdi>b</p>',
        '<p title="\u2068\u05d0\u2069"><bdi>\u05d0</bdi></p>',
    ]
