"""The report as a file: well formed, harmless, and written completely or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest
from builders import tiny
from hostile import EVIL, hostile
from hypothesis import example, given
from hypothesis import strategies as st
from markup import PICTURE, read

from maturity_app.report import blocks
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown, begun, escaped
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.errors import printable
from maturity_core.telling.isolating import isolated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]
from reported import PAGE, html, parsed, shown

HALF = {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 40}


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
    found = html(Subject(framework.assess(codes, {"organisation": evil})))

    assert found.names <= PAGE | PICTURE
    assert not [value for name, value in found.values if "alert" in value and name != "data-title"]
    assert printable(evil) in found.texts


@pytest.mark.parametrize("codes", SHEETS, ids=["low", "open", "high"])
@pytest.mark.parametrize("evil", EVILS)
def test_R3_hostile_texts_stay_texts_in_markdown(evil: str, codes: list[int]) -> None:
    framework = hostile(printable(evil))
    like = "- plain" if evil.startswith("- ") else "plain"  # in a long text, that is a list
    like = like.ljust(len(printable(evil)), "x")  # as long: pages are filled by the number of letters
    plain = report(Subject(hostile(like).assess(codes, {"organisation": like})), full=True)
    written = as_markdown(report(Subject(framework.assess(codes, {"organisation": evil})), full=True))

    assert kinds(written) == kinds(as_markdown(plain))
    assert " ".join(printable(evil).split()) in shown(written)
    assert all(line.isprintable() for line in written.split("\n"))


def kinds(text: str) -> list[str]:
    """Return the structure of a Markdown text."""
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


ANY = st.text(st.characters(exclude_characters="\u2068\u2069"), min_size=1).filter(str.strip)
"""Whatever people may write, except what marks names in another direction."""


@example("0" * 197)  # what is long may be divided between pages
@given(text=st.one_of(ANY, MARKS))
def test_R1_any_text_in_any_block_stays_a_text(text: str) -> None:
    letter = "x" if isolated(text, "ltr") == text else "\u05d0"
    like = "".join(found if found.isspace() else letter for found in text)
    found, plain = read(as_html(everywhere(text))), read(as_html(everywhere(like)))

    assert found.elements == plain.elements
    assert found.texts.count(printable(text)) == plain.texts.count(printable(like))


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
    [
        ("r.html", '<!DOCTYPE html>\n<html lang="en" dir="ltr">'),
        ("r.MD", "# North\n\nTiny, edition 1\n"),
        ("r.json", "{\n"),
    ],
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
    assert "the file holds several organisations; got 2; allowed: one; put its row" in done.err
    assert not (tmp_path / "r.md").exists()


@pytest.mark.parametrize(("name", "hint"), [("r.htm", "did you mean .html?"), ("r", ""), ("r.pdf", "")])
def test_other_formats_are_refused(written: Run, name: str, hint: str) -> None:
    done = written(name)

    assert done.code == 2
    assert "allowed: .html, .md, .csv, .json" in done.err
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
