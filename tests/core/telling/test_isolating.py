"""Names in another direction: marked within sentences, and shown as marked wherever marks can be shown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from builders import dimension, tiny
from hypothesis import given
from hypothesis import strategies as st
from spoken import unspoken

from maturity_core.errors import printable
from maturity_core.model.links import Link
from maturity_core.pictures.card import assessment_card, framework_card
from maturity_core.pictures.markup import link_list, prose, prose_inside, said
from maturity_core.pictures.svg import told
from maturity_core.telling.isolating import BEGIN, END, harmless, isolated, marked_parts, matched, with_marks
from maturity_core.telling.words import ENGLISH, Words

ARABIC, HEBREW = "\u0625\u062f\u0627\u0631\u0629", "\u05e0\u05d9\u05d4\u05d5\u05dc 2"
MARKED = f"{BEGIN}{ARABIC}{END}"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Planning (2)", "Planning (2)"),
        ("87.5%", "87.5%"),
        (ARABIC, MARKED),
        (HEBREW, f"{BEGIN}{HEBREW}{END}"),
        (MARKED, MARKED),
        (f"{MARKED} and {MARKED}", f"{MARKED} and {MARKED}"),
        (f"{MARKED}, {HEBREW}", f"{BEGIN}{MARKED}, {HEBREW}{END}"),
        ("\u0394\u03bf\u03ba\u03b9\u03bc\u03ae \u65e5\u672c", "\u0394\u03bf\u03ba\u03b9\u03bc\u03ae \u65e5\u672c"),
    ],
)
def test_what_has_letters_of_the_other_direction_is_marked_once(text: str, marked: str) -> None:
    assert isolated(text, "ltr") == marked


def test_among_words_from_right_to_left_it_is_the_others_that_are_marked() -> None:
    assert isolated("Planning", "rtl") == f"{BEGIN}Planning{END}"
    assert isolated(ARABIC, "rtl") == ARABIC


@pytest.mark.parametrize("text", [f"a{END}b", f"a{BEGIN}b", f"{END}{BEGIN}", f"{BEGIN}{BEGIN}a{END}"])
def test_marks_that_do_not_match_are_shown_as_any_other_control(text: str) -> None:
    assert harmless(text) == printable(text)
    assert "\ufffd" in said(text)


@given(st.text(st.sampled_from(f"a{BEGIN}{END}\u202e<\u05d0")))
def test_marks_match_whatever_is_written(text: str) -> None:
    written = with_marks(isolated(text, "ltr"), printable, "(", ")")

    depth = 0
    for character in written:
        depth += (character == "(") - (character == ")")
        assert depth >= 0
    assert depth == 0
    assert len(written.replace("(", "").replace(")", "")) >= len(text) - text.count(BEGIN) - text.count(END)


def test_what_is_marked_stays_marked_in_each_piece() -> None:
    assert matched([f"a {BEGIN}b", "c", f"d{END} e"]) == [f"a {BEGIN}b{END}", f"{BEGIN}c{END}", f"{BEGIN}d{END} e"]
    first, *points = (f"{BEGIN}{letter}{END}" for letter in "abc")
    assert marked_parts(f"Comment: {BEGIN}a\n- b\n- c{END}") == [f"Comment: {first}", tuple(points)]


@pytest.mark.parametrize("pieces", [[f"a{END}", f"{BEGIN}b"], [f"a{BEGIN}", "b"], [f"a{BEGIN}{END}{END}", "b"]])
def test_marks_that_do_not_match_stay_as_they_are_in_pieces(pieces: list[str]) -> None:
    assert matched(pieces) == pieces


@given(st.text(st.sampled_from(f"a{BEGIN}{END}\n- \u05d0")))
def test_no_part_of_a_marked_text_shows_a_mark(text: str) -> None:
    """Whatever marks it has itself: those that don't match are shown, and never close what is around them."""
    shown = "".join(prose(ENGLISH.isolated().say("comment", text=text)))

    assert shown.count("<bdi>") == shown.count("</bdi>")
    if BEGIN not in text and END not in text:
        assert "\ufffd" not in shown


def test_a_remark_of_ours_stands_apart_from_a_text_of_the_model() -> None:
    words = ENGLISH.isolated()

    assert words.after("Read on.", "(ours)") == "Read on. (ours)"
    assert words.after(ARABIC, "(ours)") == f"{ARABIC} {BEGIN}(ours){END}"
    assert ENGLISH.after(ARABIC, "(ours)") == f"{ARABIC} (ours)"
    assert words.amount(Fraction(2), ARABIC) == f"2 {MARKED}"


def test_sentences_mark_what_is_filled_in() -> None:
    words = ENGLISH.isolated()

    assert words.say("goal", level="High", name=ARABIC) == f"High in {MARKED}"
    assert words.listed([ARABIC, "Work", ARABIC]) == f"{MARKED}, Work and {MARKED}"
    assert words.form("reason-needed", 2, names=words.listed([ARABIC, "Work"])) == f"Needed for {MARKED} and Work."
    assert words.part("report").say("from-to", now=ARABIC, then="2") == f"from {MARKED} to 2"
    assert words.apart(ARABIC) == MARKED
    assert ENGLISH.say("goal", level="High", name=ARABIC) == f"High in {ARABIC}"


def test_text_between_tags_has_elements_and_attributes_have_marks() -> None:
    assert said(f"{MARKED} & 2") == f"<bdi>{ARABIC}</bdi> &amp; 2"
    assert told(f"{MARKED} & 2") == f"{MARKED} &amp; 2"
    assert said("Planning", "rtl") == "<bdi>Planning</bdi>"


HEBREW_TEXTS = {"lang": "he", "dir": "rtl"}


def test_long_texts_are_elements_with_their_language() -> None:
    assert prose(f"{HEBREW} A:\n- b") == [f"<p><bdi>{HEBREW} A:</bdi></p>", "<ul><li>b</li></ul>"]
    assert prose(f"{HEBREW}\n- b", **HEBREW_TEXTS) == [
        f'<p lang="he" dir="rtl">{HEBREW}</p>',
        '<ul lang="he" dir="rtl"><li><bdi>b</bdi></li></ul>',
    ]
    assert prose_inside("a & b") == "a &amp; b"
    assert prose_inside("a", **HEBREW_TEXTS) == '<span lang="he" dir="rtl"><bdi>a</bdi></span>'
    assert prose_inside("- a", **HEBREW_TEXTS) == '<ul lang="he" dir="rtl"><li><bdi>a</bdi></li></ul>'
    assert prose_inside("a\n\nb") == "<p>a</p><p>b</p>"
    assert prose_inside("") == ""


def test_links_lead_away_without_saying_from_where() -> None:
    link = Link(text="<More>", address="https://a.b/?c=1&d='2'")

    assert link_list([link], **HEBREW_TEXTS) == (
        '<ul><li><a href="https://a.b/?c=1&amp;d=&#x27;2&#x27;" rel="noopener noreferrer" lang="he" dir="rtl">'
        "<bdi>&lt;More&gt;</bdi></a></li></ul>"
    )


def test_cards_isolate_names_and_say_the_language_of_the_model() -> None:
    framework = tiny(language="he", summary="a\n- b", name=HEBREW, dimensions=[dimension("work") | {"name": ARABIC}])

    card = framework_card(framework)

    assert card.startswith(f'<section lang="en" dir="ltr"><p><strong><bdi>{HEBREW}</bdi>, edition 1</strong></p>')
    assert '<p lang="he" dir="rtl"><bdi>a</bdi></p><ul lang="he" dir="rtl"><li><bdi>b</bdi></li></ul>' in card
    assert "\ufffd" not in (assessment_card(framework.assess([1, 1])) or "\ufffd")
    assert framework_card(tiny(language="en-GB")).startswith('<section lang="en-GB" dir="ltr">')


@pytest.mark.parametrize(
    ("words", "language", "tag"),
    [
        (ENGLISH, "en", "en"),
        (ENGLISH, "en-GB", "en-GB"),
        (ENGLISH, "en-Hebr", "en"),
        (ENGLISH, "eng", "en"),
        (Words.of("de"), "en", "de"),
        (unspoken(), "ug-CN", "ug-CN"),
        (unspoken(), "ug-Latn", "ug"),
    ],
)
def test_a_page_is_in_the_models_language_if_that_is_a_kind_of_its_own(words: Words, language: str, tag: str) -> None:
    assert words.tag(language) == tag
    assert (words.other(language) == {}) is (tag == language)
