"""Long texts: what a field holds, and the paragraphs and lists that everyone reads from it."""

from __future__ import annotations

import pytest
from edits import edited, problems
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.model.framework import Framework
from maturity_core.model.long_text import BRIEF, Part, beginning, one_line, parts_of
from maturity_core.model.node import Node
from maturity_core.model.nouns import Advice, Capability, Dimension, Level, Question
from maturity_core.model.scale import Option
from maturity_core.model.shows import Note, Source

LONG: dict[type[Node], tuple[str, ...]] = {
    Framework: ("summary", "help"),
    Level: ("summary",),
    Advice: ("soon", "start_now"),
    Dimension: ("summary", "help"),
    Capability: ("summary", "help", "remedy"),
    Question: ("help",),
    Option: ("help",),
    Note: ("text",),
    Source: ("remark",),
}
CASES: dict[str, tuple[str, tuple[Part, ...]]] = {
    "nothing": ("", ()),
    "one line": ("Yes, if all know it.", ("Yes, if all know it.",)),
    "a line that goes on": ("Yes, if\nall know it.", ("Yes, if all know it.",)),
    "two paragraphs": ("Yes.\n\nNo.", ("Yes.", "No.")),
    "lines of spaces": ("Yes.\n  \n\n \nNo.", ("Yes.", "No.")),
    "a list after its paragraph": ("Yes, if:\n- a\n- b", ("Yes, if:", ("a", "b"))),
    "points that go on": ("- a\n  b\nc\n- d", (("a b c", "d"),)),
    "a list with empty lines in it": ("- a\n\n- b", (("a", "b"),)),
    "a paragraph after a list": ("- a\n\nb", (("a",), "b")),
    "points further in": ("  - a\n    - b", (("a", "b"),)),
    "hyphens that begin no point": ("-\n-a\n--\na - b", ("- -a -- a - b",)),
    "a point with spaces": ("-   a  b ", (("a  b",),)),
    "other mark-up": ("# a\n* b\n\n1. c\n\n<b>d</b>", ("# a * b", "1. c", "<b>d</b>")),
}


@pytest.mark.parametrize(("text", "parts"), CASES.values(), ids=CASES.keys())
def test_a_long_text_is_paragraphs_and_lists(text: str, parts: tuple[Part, ...]) -> None:
    assert parts_of(text) == parts


WORDY = ["", " ", "a", "- b", "  - c d", "e  f ", "--", "- - g", "\u200c"]
LINES = st.lists(st.sampled_from([*WORDY, "-", "- "]), max_size=9)


@given(LINES)
def test_no_word_is_lost_and_none_is_added(lines: list[str]) -> None:
    text = "\n".join(lines)

    read = [text for part in parts_of(text) for text in ([part] if isinstance(part, str) else part)]

    words = [word for line in lines for word in line.strip().removeprefix("- ").split()]
    assert " ".join(read).split() == words
    assert all(text and text == text.strip() and "\n" not in text for text in read)
    assert one_line(text).split() == text.split()


@given(st.lists(st.sampled_from(WORDY), max_size=9))
def test_parts_written_out_are_read_as_the_same_parts(lines: list[str]) -> None:
    parts = parts_of("\n".join(lines))

    pieces = [part if isinstance(part, str) else "\n".join(f"- {point}" for point in part) for part in parts]

    assert parts_of("\n\n".join(pieces)) == parts


def test_the_fields_that_are_long() -> None:
    """Each takes several lines; no other text does."""
    lines = {
        (kind, name)
        for kind in LONG
        for name, field in kind.model_fields.items()
        if any("_lines" in str(getattr(more, "function", "")) for more in field.metadata)
    }

    assert lines == {(kind, name) for kind, names in LONG.items() for name in names}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("a\r\n\r\nb", "a\n\nb", id="line ends of another system"),
        pytest.param("\n \n  a\nb \n\n", "  a\nb ", id="empty lines around it"),
        pytest.param(" \n ", "", id="nothing but empty lines"),
        pytest.param("e\u0301\nb", "\u00e9\nb", id="a letter and its accent"),
    ],
)
def test_a_long_text_is_kept_line_by_line(given: str, kept: str) -> None:
    framework = Framework(**edited(("help", given)))

    assert framework.help == kept
    assert Framework(**edited(("help", kept))) == framework


@pytest.mark.parametrize("character", ["\t", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\u202e", "\x1b"])
def test_D5_long_texts_hold_nothing_invisible_but_line_breaks(character: str) -> None:
    wrong = "expected text without control characters or invisible formatting"

    assert problems(("help", f"a\nb{character}c")) == [("help", wrong)]


def test_a_long_text_is_text() -> None:
    assert problems(("help", 7)) == [("help", "expected text in quotes")]
    assert problems(("notes.+", {"at": "about", "basis": "source", "text": "\n\n"})) == [
        ("notes.0.text", "expected text that is not empty")
    ]


def test_a_long_text_has_a_limit() -> None:
    wrong = "expected text of at most 10,000 characters; this one has 10,001"

    assert len(Framework(**edited(("help", "ab\n" * 3333))).help) == 9_998
    assert problems(("help", "a" * 10_001)) == [("help", wrong)]


SENTENCE = "Ask the team what would have to be different a year from now"


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("", ""),
        ("Ask.", "Ask."),
        ("Ask. Answer. " + SENTENCE + ".", "Ask. Answer. " + SENTENCE + "."),
        (f"{SENTENCE}. Write it down.", f"{SENTENCE}."),
        (f"{SENTENCE}? Write it down.", f"{SENTENCE}?"),
        (f"{SENTENCE}: " + "why, and " * 9 + "how. Write.", f"{SENTENCE}."),
        (f"Ask: {SENTENCE}, " + "why, and " * 9 + "how. Write.", f"Ask: {SENTENCE}, " + "why, and " * 9 + "how."),
        (f"{SENTENCE}.” Write it down.", f"{SENTENCE}.”"),
        (f"{SENTENCE}\n\nWrite it down.", SENTENCE),
        (f"- {SENTENCE}, and why\n- Write it down.", f"{SENTENCE}, and why"),
        (f"{SENTENCE}, z. B. Kunden. Dann", f"{SENTENCE}, z. B. Kunden."),
        (f"{SENTENCE}, usw. auch no. 12. Dann", f"{SENTENCE}, usw. auch no. 12."),
    ],
)
def test_a_text_begins_with_a_sentence_and_the_next_one_after_a_brief_one(text: str, begun: str) -> None:
    assert len(SENTENCE) > BRIEF
    assert beginning(text) == begun
