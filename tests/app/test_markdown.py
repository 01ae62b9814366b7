"""Texts that look like Markdown, written as Markdown: they read as written, whatever comes before them.

Every text is first shown to be mark-up: without escaping, a Markdown renderer turns it into something else.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hostile import LINKS, MARKS, STARTS
from markdown_it import MarkdownIt

from maturity_app.report import blocks
from maturity_app.report.markdown import as_markdown, begun, escaped
from maturity_core.errors import printable

Read = tuple[list[str], str]
"""The structure of a Markdown text, and the text that people read."""


def read(text: str) -> Read:
    tokens: list[Any] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        tokens += [token, *(token.children or ())]
    kinds = [token.type for token in tokens if token.type not in {"text", "inline", "softbreak"}]
    texts = [token.content if token.type == "text" else "\n" for token in tokens if token.type in {"text", "softbreak"}]
    return kinds, "".join(texts)


def words(text: str) -> str:
    return " ".join(printable(text).split())


def expected(before: str, text: str) -> Read:
    """Return the expected reading: render a plain word in place of the text, then put the text in place of the word."""
    kinds, said = read(f"{before}word")
    return kinds, said.replace("word", words(text))


@pytest.mark.parametrize(("before", "text"), STARTS.values(), ids=STARTS.keys())
def test_R3_what_begins_a_block_is_a_text_at_the_beginning_of_a_line(before: str, text: str) -> None:
    assert read(before + text) != expected(before, text)
    assert read(before + begun(text)) == expected(before, text)


@pytest.mark.parametrize("text", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize(
    "before", ["", "b ", "* ", "## ", "| a |\n| --- |\n| "], ids=["line", "word", "entry", "title", "cell"]
)
def test_R3_what_marks_a_piece_of_a_line_is_a_text(before: str, text: str) -> None:
    assert read(before + text) != expected(before, text)
    assert read(before + escaped(text)) == expected(before, text)
    assert read(before + begun(text)) == expected(before, text)


def test_R3_a_bar_ends_no_cell() -> None:
    row = "| a |\n| --- |\n| "

    for text in ("a | b", "a \\| b", "|", "\\|"):
        assert read(row + text + " |") != expected(row, text)
        assert read(f"{row}{escaped(text)} |") == expected(row, text)


@pytest.mark.parametrize("text", LINKS)
def test_addresses_are_texts(text: str) -> None:
    """If a renderer turns bare addresses into links, the backslash inside prevents that."""
    links = re.compile(r"(?i)(https?|ftp)://|www\.")

    assert links.search(text)
    assert not links.search(escaped(text))
    assert read(escaped(text)) == expected("", text)


def test_sums_of_money_are_no_formulas() -> None:
    assert escaped("$2 or $3") == r"\$2 or \$3"
    assert read(escaped("$2 or $3")) == expected("", "$2 or $3")


@pytest.mark.parametrize("text", ["a #", "a ##", "#", "##", "C#", "# a #", "a # #"])
def test_R3_signs_at_the_end_of_a_title_stay_in_it(text: str) -> None:
    """Of a section, and of a heading within one; without escaping, closing signs would be cut off a heading."""
    report = blocks.Report(
        text, "word", (blocks.Section("name", text, (blocks.Heading(text), blocks.Heading(text, 4))),)
    )
    plain = blocks.Report(
        "word", "word", (blocks.Section("name", "word", (blocks.Heading("word"), blocks.Heading("word", 4))),)
    )

    kinds, _ = read(as_markdown(plain))

    assert read(as_markdown(report)) == (kinds, f"{text}word{text * 3}")


def test_a_sign_within_the_last_word_of_a_title_needs_nothing() -> None:
    report = blocks.Report("C#", "word", (blocks.Section("name", "F##", ()),))

    assert as_markdown(report) == "# C#\n\nword\n\n## F##\n"


def starting(text: str) -> blocks.Report:
    """Return a report whose lines and entries all start with the text."""
    parts = (
        blocks.Paragraph(text),
        blocks.Points((blocks.Point(text), blocks.Point(text))),
        blocks.Points((blocks.Point(text),), numbered=True),
        blocks.Facts(((text, "b"), (text, "b"))),
    )
    return blocks.Report("title", text, (blocks.Section("name", "part", parts),))


@pytest.mark.parametrize("text", [text for before, text in STARTS.values() if not before])
def test_R3_what_begins_a_block_is_a_text_in_every_block_that_begins_with_one(text: str) -> None:
    kinds, said = read(as_markdown(starting("word")))

    assert read(as_markdown(starting(text))) == (kinds, said.replace("word", words(text)))
