"""Help, links, languages and directions in the report, as HTML and as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from app.test_markdown import read as read_markdown
from builders import HABIT, LEVELS, capability, dimension, question, tiny
from hostile import ADDRESS, EVIL
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markup import read

from maturity_app.report.blocks import Facts, Links, Point, Points, Prose, Report, Section, Table
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import Framework, read_framework
from maturity_core.model.links import Link
from maturity_core.model.long_text import parts_of
from maturity_core.telling.isolating import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

EVERYTHING = read_framework(Path(__file__).parents[1] / "data" / "everything.toml")
LONG = "First, if:\n- *this*\n- that <b>\n\nElse no."
HTML = "<p>First, if:</p><ul><li>*this*</li><li>that &lt;b&gt;</li></ul><p>Else no.</p>"
ARABIC = "\u0625\u062f\u0627\u0631\u0629 \u0627\u0644"
HEBREW = "\u05db\u05dc\u05d9\u05dd 2"


def page(*blocks: Any, language: str = "en") -> str:
    """Return what is in the only section of a report as HTML."""
    text = as_html(Report("title", "below", (Section("name", "part", blocks),), language))
    return text.partition("</h2>")[2].partition("</section>")[0]


def markdown(*blocks: Any) -> str:
    return as_markdown(Report("title", "below", (Section("name", "part", blocks),))).partition("## part\n\n")[2]


def test_long_texts_keep_their_paragraphs_and_lists() -> None:
    assert page(Prose(LONG)) == HTML
    assert page(Points((Point(Prose(LONG), "Do"),))) == f"<ul><li><strong>Do</strong> {HTML}</li></ul>"
    assert page(Facts((("Soon", Prose("Now.")),))) == "<dl><div><dt>Soon</dt><dd>Now.</dd></div></dl>"
    assert markdown(Prose(LONG)) == "First, if:\n\n* \\*this\\*\n* that \\<b\\>\n\nElse no.\n"
    assert markdown(Facts((("Soon", Prose(LONG)),))) == (
        "* Soon: First, if:\n\n  * \\*this\\*\n  * that \\<b\\>\n\n  Else no.\n"
    )
    steps = Points((Point(Prose(LONG), "Do"), Point(Prose("- a\n- b"), "Then"), Point(Prose("- a"))), numbered=True)
    assert markdown(steps) == (
        "1. **Do** First, if:\n\n   * \\*this\\*\n   * that \\<b\\>\n\n   Else no.\n"
        "2. **Then**\n\n   * a\n   * b\n3. * a\n"
    )
    assert markdown(Points((Point(Prose("")), Point(Prose(""), "Do")))) == "*\n* **Do**\n\n"


LINES = ["", "- a", "b", "# c", "- - d", "1. e", "- *f*", "  g", "> h", "---"]
ENDS = {f"{kind}_{end}" for kind in ("bullet_list", "list_item", "paragraph") for end in ("open", "close")}


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_R3_markdown_shows_a_long_text_as_it_was_read(lines: list[str]) -> None:
    parts = parts_of("\n".join(lines))

    kinds, shown = read_markdown(markdown(Prose("\n".join(lines))))

    points = [point for part in parts for point in ([part] if isinstance(part, str) else part)]
    assert shown.replace(" ", "") == "".join(points).replace(" ", "")
    assert kinds.count("bullet_list_open") == sum(not isinstance(part, str) for part in parts)
    assert set(kinds) <= ENDS


LINK = Link(text="<More> [here](now)", address=ADDRESS)


def test_R1_links_are_links_and_nothing_else() -> None:
    found = read(page(Links((LINK,))))
    html = MarkdownIt("commonmark").render(markdown(Links((LINK,))))

    assert found.elements == [("ul", ()), ("li", ()), ("a", ("href", "rel"))]
    assert found.values == [("href", ADDRESS), ("rel", "noopener noreferrer")]
    assert found.texts == [LINK.text]
    assert read(html).elements == [("ul", ()), ("li", ()), ("a", ("href",))]
    assert LINK.text in read(html).texts
    assert unquote(dict(read(html).values)["href"]) == ADDRESS


def test_texts_of_the_model_say_their_language_where_it_is_another() -> None:
    table = Table("Table", ("No.", "Question"), (("1", "Frage"),), frozenset({0}), frozenset({1}))

    assert page(Prose("Ja."), language="de") == '<p lang="de" dir="ltr">Ja.</p>'
    assert '<td lang="de" dir="ltr" data-title="Question">Frage</td>' in page(table, language="de").replace(
        '<td role="cell" lang', "<td lang"
    )
    assert "lang" not in page(Prose("Yes."), table, language="en-GB")
    html = as_html(Report("title", "below", (), "en-GB"))
    assert '<html lang="en-GB" dir="ltr">' in html
    assert '<html lang="de" dir="ltr">' in as_html(Report("title", "below", (), "en-GB"), "de")


def helped() -> Framework:
    options = [HABIT["options"][0], {**HABIT["options"][1], "help": "Most weeks."}, *HABIT["options"][2:]]
    return tiny(
        help="Model help.",
        links=[{"text": "Model link", "address": "https://a.b/m"}],
        scales={"habit": {"options": options}},
        dimensions=[dimension("work", help="Area help.", links=[{"text": "Area link", "address": "https://a.b/a"}])],
        capabilities=[capability("plan", help="Skill help.", remedy=LONG)],
        questions=[
            question("kept", help="Question help.", labels=["No", "Mostly", "Yes"]),
            question("known", links=[{"text": "Question link", "address": "https://a.b/q"}]),
        ],
    )


def test_the_appendix_explains_what_was_asked() -> None:
    told = report(Subject(helped().assess([0, 1])), full=True)
    html = as_html(told)
    answers = html.partition('<section id="answers"')[2].partition("</section>")[0]
    origin = html.partition('<section id="origin"')[2].partition("</section>")[0]

    titles = re.findall("<h3>(.*?)</h3>", answers)
    assert titles == [
        "About Work",
        "About Plan",
        "1. How is it with kept?",
        "2. How is it with known?",
        "What the answers mean",
    ]
    help_ = ["Area help.", "Area link", "Skill help.", "Question help.", "Mostly", "Most weeks.", "Question link"]
    places = [answers.index(text) for text in [*help_, "Often, with gaps</dt>"]]
    assert places == sorted(places)
    assert origin.index("Model help.") < origin.index("Model link")
    assert all(text in as_markdown(told) for text in ("Model help", "[Area link](<https://a.b/a>)", "Most weeks"))
    assert "First, if:</p><ul><li>" in html


def test_what_has_no_help_has_no_headings_for_it() -> None:
    answers = as_html(report(Subject(tiny().assess([0, 1])), full=True)).partition('<section id="answers"')[2]

    assert "<h3>" not in answers.partition("</section>")[0]


def arabic(**fields: Any) -> Framework:
    names = [dimension("work") | {"name": ARABIC}, dimension("people") | {"name": HEBREW}]
    return tiny(
        dimensions=names,
        capabilities=[capability("plan") | {"name": f"{ARABIC} (A)"}, capability("team", "people")],
        questions=[question("kept"), question("known"), question("met", "team")],
        levels=[{**level, "name": f"{level['name']} {HEBREW}"} for level in LEVELS],
        **fields,
    )


def test_names_in_another_direction_are_isolated_beside_numbers_and_punctuation() -> None:
    told = report(Subject(arabic().assess([2, 1, 0], {"organisation": f"{HEBREW}!"})), full=True)
    html, text = as_html(told), as_markdown(told)

    assert f"Highest score: <bdi>{ARABIC}</bdi> (75%)." in html
    assert f"Your weakest area is <bdi>{HEBREW}</bdi>; take a closer look at it." in html
    assert f"<h1><bdi>{HEBREW}!</bdi></h1>" in html
    assert f"<title>{BEGIN}{HEBREW}!{END}: " in html
    assert re.search(f'<th role="rowheader" scope="row"[^>]*><bdi>{ARABIC}</bdi></th>', html)
    assert f"Highest score: {BEGIN}{ARABIC}{END} (75%)." in text
    assert "\ufffd" not in html + text
    assert text.count(BEGIN) == text.count(END)
    bare = re.sub(r"<bdi>.*?</bdi>|<svg.*?</svg>|<[^>]*>", "", html.partition("<body>")[2])
    assert not re.search("[\u0590-\u06ff]", bare)


def test_a_report_on_a_model_in_hebrew_says_so() -> None:
    html = as_html(report(Subject(arabic(language="he", help=f"{HEBREW}\n- A").assess([2, 1, 0])), full=True))

    assert '<html lang="en" dir="ltr">' in html
    assert '<th role="rowheader" scope="row" lang="he" dir="rtl"' in html
    assert f'<p lang="he" dir="rtl">{HEBREW}</p><ul lang="he" dir="rtl"><li><bdi>A</bdi></li></ul>' in html


def test_the_command_isolates_them_too(maturity: Run, file: Write, tiny_text: str, tmp_path: Path) -> None:
    model = file("model.toml", tiny_text.replace('name = "Work"', f'name = "{ARABIC}"'))
    answers = file("answers.json", '{"answers": {"plan-holds": "always", "plan-known": "often", "plan-kept": 40}}')

    done = maturity("report", model, answers, "--full", "--out", tmp_path / "r.html")

    assert done.code == 0
    assert f"<bdi>{ARABIC}</bdi>" in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize("text", [EVIL, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}"])
def test_R1_marks_in_the_name_of_an_organisation_close_nothing(text: str) -> None:
    html = as_html(report(Subject(tiny().assess([0, 1], {"organisation": text})), full=True))

    assert read(html).names & {"script", "img"} == set()
    assert html.count("<bdi>") == html.count("</bdi>") == 0
