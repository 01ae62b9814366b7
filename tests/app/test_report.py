"""The report: says what the page says, and no text of a framework or a name becomes part of its page."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, dimension, drawn, question, some_sheets, tiny, two
from hostile import EVIL, hostile
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markup import PICTURE, Markup, read

from maturity_app.report import blocks
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown, begun, escaped
from maturity_app.report.sections import SECTIONS, report
from maturity_app.report.subject import Subject
from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, TargetError, load_framework
from maturity_core.errors import printable
from maturity_core.pictures.results import heat_maps
from maturity_core.readers.targets import take_aim
from maturity_core.telling.page import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

FRAMEWORKS = drawn()
HALF = {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 40}
PAGE = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "h1", "h2", "h3", "h4"),
    *("p", "ul", "ol", "li", "a", "strong", "dl", "dt", "dd", "div", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("@lang", "@charset", "@http-equiv", "@content", "@name", "@id", "@class", "@href", "@scope", "@role"),
    *("@aria-label", "@aria-labelledby", "@data-title"),
}
EVILS = [
    EVIL,
    "\"><svg onload=alert(1)> '",
    "*a* _b_ `c` [d](javascript:alert(1)) ![e](http://e.example/x.png) <http://e.example> | f | www.e.example",
    "# a",
    "1. a",
    "- a",
    "\x1b[31mred\x07 \u202eevil\nnext\r\u2028line\t\x00",
]
SHEETS = [[0] * 6, [1, UNANSWERED, 0, 2, DONT_KNOW, NOT_APPLICABLE], [2] * 6]
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


def html(subject: Subject) -> Markup:
    """Return the report as an HTML parser sees it."""
    return read(as_html(report(subject)))


def parsed(text: str) -> list[Any]:
    """Return the tokens of a Markdown text, those within lines too."""
    found: list[Any] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or ())]
    return found


def shown(text: str) -> str:
    """Return what a reader of Markdown reads, pieces joined by spaces."""
    return " ".join(token.content for token in parsed(text) if token.type == "text")


LAID_OUT = r"^[-=]*$|  [#.]{20}  |^and \d+ more question|^of what it asks|\(effort [^)]*\)$|^Source: "
"""Lines of the page that the report lays out in another way: rules, bars, titles of steps, and the source."""


@pytest.mark.parametrize("name", MODELS)
def test_the_report_says_all_that_the_page_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence of the text page stands in the report, word for word."""
    monkeypatch.setattr(lines, "WIDTH", 10**6)
    framework = load_framework(name)
    tops = [len(asked.options) - 1 for asked in framework.questions]
    assessment = framework.assess(
        [DONT_KNOW if place % 9 == 3 else min(place % 4, top) for place, top in enumerate(tops)]
    )
    said = [line for line in assessment.page(limit=5).split("\n") if not re.search(LAID_OUT, line.strip())]
    sentences = [re.sub(r"^\s*(\[.\] |[-+*!>] |\d+\. |Soon: |Start now: )?\s*", "", line) for line in said]

    told = " ".join(html(Subject(assessment, limit=5)).texts)

    assert len(sentences) > 20
    assert [text for text in sentences if text not in told] == []


def test_the_summary_names_what_is_strong_and_weak_and_the_first_steps() -> None:
    texts = html(Subject(two().assess([2, 1, 1, 0]), "North")).texts
    start = texts.index("Summary", texts.index("Summary") + 1)
    told = texts[start : texts.index("Level and reasons", start)]

    assert texts[1] == "North: Tiny, edition 1"
    assert "Level: Low (1 of 3)" in told
    assert "Highest score: Work, 66.7 %." in told
    assert "Lowest score: People, 0 %." in told
    assert "To Middle: 1 step." in told
    assert "Team (effort 1)" in told
    assert "4 of 4 questions answered." in told
    assert "Stated in the source: 0 of 6 requirements; the others are interpretation." in told


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([1, 1, 1, 1], ["All dimensions score 50 %."]), ([1, 1, 1, NOT_APPLICABLE], [])],
    ids=["all the same", "one alone"],
)
def test_where_nothing_stands_out_nothing_is_called_high_or_low(codes: list[int], expected: list[str]) -> None:
    texts = html(Subject(two().assess(codes))).texts

    assert [text for text in texts if re.match("(High|Low)est score|All dimensions score", text)] == expected


def test_steps_say_when_they_are_ready_and_what_comes_of_them() -> None:
    texts = html(Subject(two().assess([0, 0, 0, 2]), target="mid")).texts
    told = " | ".join(texts[texts.index("1. Goals") : texts.index("Every requirement", texts.index("1. Goals"))])

    assert "1. Goals | Write the goals down. | Effort | 2 | Ready | now | Score | 0 %, then 50 %" in told
    assert "Then ready | Plan" in told
    assert "2. Plan | Effort | 1 | Ready | after Goals" in told
    assert "Then met | Work reaches Middle. The whole reaches Middle." in told


def test_a_limit_cuts_the_steps_and_names_the_others() -> None:
    texts = html(Subject(two().assess([0, 0, 0, 2]), target="mid", limit=1)).texts

    assert "To Middle: 2 steps, the first 1 of them." in texts
    assert "After these: Plan." in texts
    assert not [text for text in texts if text.startswith("2. ")]


def test_every_requirement_stands_in_the_trace_with_what_is_in_the_way() -> None:
    framework = two()
    assessment = framework.assess([2, 1, 1, NOT_APPLICABLE])
    texts = html(Subject(assessment)).texts

    for state in (
        state for ladder in assessment.explain().ladders for rung in ladder.rungs for state in rung.requirements
    ):
        assert state.sentence in texts
    row = texts[texts.index("High in Work: the least of the questions there is at least 100 %.") :][:6]
    assert row[1:] == ["50 %", "100 %", "unmet", "interpretation", "Held back by 2 questions of Plan. No. 2-3."]
    aside = texts[texts.index("High in People: the least of the questions there is at least 100 %.") :][:6]
    assert aside[1:] == ["–", "100 %", "set aside", "interpretation", "–"]  # noqa: RUF001 - a dash stands for nothing


def test_every_answer_stands_in_the_appendix() -> None:
    texts = html(Subject(two().assess([2, 1, UNANSWERED, NOT_APPLICABLE]))).texts
    told = " | ".join(texts)

    for row in (
        "1 | How is it with goals-set? | As a rule, for all | 100 % | stated in the source",
        "2 | How is it with plan-kept? | Often, with gaps | 50 % | stated in the source",
        "3 | How is it with plan-seen? | not answered | – | stated",  # noqa: RUF001 - a dash stands for nothing
        "4 | How is it with team-there? | does not apply | – | stated",  # noqa: RUF001 - a dash stands for nothing
    ):
        assert row in told


def test_the_report_says_whose_model_and_which_edition_it_is() -> None:
    assessment = tiny().assess([1, 1])
    told = " | ".join(html(Subject(assessment)).texts)

    assert f"Digest of its content | {assessment.record.framework.digest}" in told
    assert f"Version of maturity-core | {assessment.record.core_version}" in told
    assert "Edition | 1" in told


def test_sections_with_nothing_to_say_are_left_out() -> None:
    told = report(Subject(tiny().with_scorer(Product()).assess([2, 2])))
    names = [section.name for section in told.sections]

    assert names == ["summary", "level", "dimensions", "capabilities", "steps", "answers", "origin"]
    assert "Why: this model is scored in code, which gives no reasons." in read(as_html(told)).texts


@pytest.mark.parametrize("place", range(0, len(FRAMEWORKS), 2))
def test_any_report_is_well_formed_and_all_its_places_can_be_gone_to(place: int) -> None:
    framework = FRAMEWORKS[place]
    (sheet,) = some_sheets(framework, seed=place, count=1)
    told = report(Subject(framework.assess(sheet), "North"))
    found = read(as_html(told))
    ids = [value for name, value in found.values if name == "id"]

    assert found.names <= PAGE | PICTURE
    assert len(ids) == len(set(ids))
    assert [value.removeprefix("#") for name, value in found.values if name == "href"] == ids[::2]
    assert "html_block" not in {token.type for token in parsed(as_markdown(told))}
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-4]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_policy_lets_in_the_one_style_there_is_and_nothing_else() -> None:
    found = html(Subject(tiny().assess([1, 1])))
    style = next(text for text in found.texts if text.startswith(":root"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

    assert [tag for tag, _ in found.elements].count("style") == 1
    assert ("content", policy) in found.values


@pytest.mark.parametrize("codes", SHEETS, ids=["low", "open", "high"])
@pytest.mark.parametrize("evil", EVILS)
def test_R1_hostile_texts_stay_texts_in_the_report(evil: str, codes: list[int]) -> None:
    framework = hostile(printable(evil))
    found = html(Subject(framework.assess(codes), evil))

    assert found.names <= PAGE | PICTURE
    assert not [value for name, value in found.values if "alert" in value and name != "data-title"]
    assert printable(evil) in found.texts


@pytest.mark.parametrize("codes", SHEETS, ids=["low", "open", "high"])
@pytest.mark.parametrize("evil", EVILS)
def test_R3_hostile_texts_stay_texts_in_markdown(evil: str, codes: list[int]) -> None:
    framework = hostile(printable(evil))
    plain = report(Subject(hostile("plain").assess(codes), "plain"))
    written = as_markdown(report(Subject(framework.assess(codes), evil)))

    assert kinds(written) == kinds(as_markdown(plain))
    assert " ".join(printable(evil).split()) in shown(written)
    assert all(line.isprintable() for line in written.split("\n"))


def kinds(text: str) -> list[str]:
    """Return what a Markdown text is made of."""
    return [token.type for token in parsed(text) if token.type not in {"text", "text_special", "inline"}]


def everywhere(text: str) -> blocks.Report:
    """Return a report with the text in every place of every block."""
    table = blocks.Table(text, (text, text), ((text, text), (text, text)), frozenset({1}))
    parts = (
        blocks.Heading(text),
        blocks.Heading(text, 4),
        blocks.Paragraph(text),
        blocks.Paragraph(text, leads=True),
        blocks.Points((blocks.Point(text), blocks.Point(text, text))),
        blocks.Facts(((text, text),)),
        blocks.Points((blocks.Point(text),), numbered=True),
        blocks.Checks((blocks.Check("met", text, text), blocks.Check("set aside", text))),
        table,
        blocks.Picture(((text, "<svg></svg>"),) * 2, text, (table,)),
    )
    return blocks.Report(text, text, (blocks.Section("name", text, parts),))


MARKS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~:&;=1a/ \n\"'"), min_size=1).filter(str.strip)


@given(text=st.one_of(st.text(min_size=1).filter(str.strip), MARKS))
def test_R1_any_text_in_any_block_stays_a_text(text: str) -> None:
    found, plain = read(as_html(everywhere(text))), read(as_html(everywhere("plain")))

    assert found.elements == plain.elements
    assert found.texts.count(printable(text)) == plain.texts.count("plain")


@given(text=MARKS)
def test_R3_any_text_in_any_block_stays_a_text_in_markdown(text: str) -> None:
    written = as_markdown(everywhere(text))

    assert kinds(written) == kinds(as_markdown(everywhere("plain")))


@given(text=MARKS)
def test_R3_what_is_escaped_reads_as_it_was(text: str) -> None:
    words = " ".join(printable(text).split())

    for written in (f"x {escaped(text)}", begun(text)):
        inline = [token for token in parsed(written) if token.type == "inline"]
        assert len(inline) == 1
        assert "".join(token.content for token in inline[0].children).removeprefix("x ") == words


def test_addresses_are_no_links() -> None:
    assert escaped("http://a.b ftp://c www.d HTTPS://e") == "http\\://a.b ftp\\://c www\\.d HTTPS\\://e"


@pytest.fixture
def written(maturity: Run, tiny_file: Path, file: Write, tmp_path: Path) -> Callable[..., Done]:
    """Return a function that writes the report of one organisation to a file of that name."""

    def write(name: str, *options: str, answers: Path | None = None) -> Done:
        given = answers or file("a.json", json.dumps({"organisation": "North", "answers": HALF}))
        return maturity("report", tiny_file, given, "--out", tmp_path / name, *options)

    return write


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.html", '<!DOCTYPE html>\n<html lang="en">'), ("r.MD", "# North\n\nTiny, edition 1\n"), ("r.json", "{\n")],
)
def test_the_command_writes_each_format(written: Run, tmp_path: Path, name: str, start: str) -> None:
    done = written(name)

    assert (done.code, done.out, done.told) == (0, "", f"written: {tmp_path / name}\n")
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_as_json_the_report_is_what_assess_prints(written: Run, maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    options = ["--target", "high", "--limit", "1"]

    assert written("r.json", *options).code == 0

    printed = maturity("assess", tiny_file, tmp_path / "a.json", "--json", *options).out
    assert (tmp_path / "r.json").read_text("utf-8") == printed


def test_one_row_of_csv_and_a_stated_format_are_read_too(written: Run, file: Write, tmp_path: Path) -> None:
    answers = file("a.txt", "organisation,plan-holds\nNorth,2\n")

    assert written("r.md", "--format", "csv", answers=answers).code == 0
    assert (tmp_path / "r.md").read_text("utf-8").startswith("# North\n")


def test_several_organisations_are_refused(written: Run, file: Write, tmp_path: Path) -> None:
    done = written("r.md", answers=file("a.csv", "organisation,plan-holds\nNorth,2\nSouth,1\n"))

    assert done.code == 2
    assert "the file holds several organisations; got 2; allowed: one; keep its row" in done.err
    assert not (tmp_path / "r.md").exists()


@pytest.mark.parametrize(("name", "hint"), [("r.htm", "did you mean .html?"), ("r", ""), ("r.pdf", "")])
def test_other_formats_are_refused(written: Run, name: str, hint: str) -> None:
    done = written(name)

    assert done.code == 2
    assert "allowed: .html, .md, .json" in done.err
    assert hint in done.err
    assert done.err.count("\n") == 1


def test_a_target_that_cannot_be_aimed_at_leaves_nothing(written: Run, tmp_path: Path) -> None:
    assert written("r.md", "--target", "nowhere").code == 2
    assert not (tmp_path / "r.md").exists()


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_F4_a_report_is_written_whole_or_not_at_all(
    written: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    done = written(name)

    assert done.code == 2
    assert "No space left on device" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "tiny.toml"]


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_F4_a_report_never_replaces_a_file(written: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")

    assert written(name).code == 2
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_the_names_of_sections_are_their_own() -> None:
    told = [section(Subject(two().assess([1, 1, 1, 1]))) for section in SECTIONS]

    assert len({section.name for section in told}) == len({section.title for section in told}) == len(SECTIONS)


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ([1, 1, 1, 1], "All dimensions score 50 %."),
        ([1, 1, 1, NOT_APPLICABLE], None),
        ([1, 1, 1, 1, 1, NOT_APPLICABLE], "The 2 dimensions that have a score all score 50 %."),
    ],
)
def test_U2_all_is_said_where_it_is_all(sheet: list[int], sentence: str | None) -> None:
    """A dimension to which nothing applies does not score the same as the others."""
    more = {
        "dimensions": [dimension(name) for name in ("work", "people", "tools")],
        "capabilities": [*two().capabilities, capability("spare", "people"), capability("kit", "tools")],
        "questions": [*two().questions, question("spares", "spare"), question("kits", "kit", not_applicable=True)],
    }
    told = html(Subject((two(**more) if len(sheet) > len(two().questions) else two()).assess(sheet))).texts

    assert [text for text in told if " score " in text and text.endswith("50 %.")] == [sentence] * bool(sentence)


@pytest.mark.parametrize(
    "told", [lambda found: as_html(report(Subject(found))), str, heat_maps], ids=["report", "page", "maps"]
)
def test_L2_what_a_result_is_asked_does_not_grow_with_its_dimensions(
    monkeypatch: pytest.MonkeyPatch, told: Callable[[Any], Any]
) -> None:
    asked = dict.fromkeys((3, 12), 0)
    for number in asked:
        names = [f"area-{place}" for place in range(number)]
        framework = tiny(
            dimensions=[dimension(name) for name in names],
            capabilities=[capability(f"in-{name}", name) for name in names],
            questions=[question(f"at-{name}", f"in-{name}") for name in names],
        )
        with monkeypatch.context() as patch:
            patch.setattr("maturity_core.readers.gaps.take_aim", counting(asked, number))
            told(framework.assess([0] * number))
    assert 0 < asked[3] == asked[12]


def counting(asked: dict[int, int], number: int) -> Callable[..., Any]:
    """Return `take_aim`, which counts how often it is asked."""

    def take(*given: Any) -> Any:
        asked[number] += 1
        return take_aim(*given)

    return take


@pytest.mark.parametrize("name", MODELS)
def test_U6_the_report_of_no_answers_shows_the_range_and_no_plan(name: str) -> None:
    """In both formats; what is said of it is what the page says."""
    framework = load_framework(name)
    subject = Subject(framework.assess({}))
    found = report(subject)
    worst, best = framework.levels[0].name, framework.levels[-1].name

    assert [section.name for section in found.sections if section.name != "level"] == [
        *("summary", "dimensions", "capabilities", "answers", "origin")
    ]
    for text in (" ".join(read(as_html(found)).texts), shown(as_markdown(found))):
        assert f"Possible so far: {worst} to {best}." in text
        assert "Reasons, gaps and next steps are shown once there is a level." in text
        for claim in ("Level: ", "Highest score", "Lowest score", "All dimensions score", "Typical of", "(here)"):
            assert claim not in text


def test_U6_a_report_refuses_a_target_that_cannot_be_aimed_at_also_without_answers() -> None:
    with pytest.raises(TargetError):
        report(Subject(two().assess({}), target="hihg"))


def test_U6_a_dimension_without_enough_answers_is_neither_highest_nor_lowest() -> None:
    """It has no score to show."""
    texts = html(Subject(two().assess([2, 1, 1, UNANSWERED]))).texts

    assert not [text for text in texts if text.startswith(("Highest score", "Lowest score", "All dimensions"))]
    place = texts.index("People", texts.index("The dimensions in numbers"))
    assert texts[place : place + 6] == ["People", "not yet", "Low to High", "\u2013", "50 %", "0 of 1"]
