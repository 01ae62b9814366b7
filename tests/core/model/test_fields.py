"""Ids, texts and numbers: read exactly, or refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from edits import (
    edited,
    many,
    problems,
)
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.errors import printable
from maturity_core.model.fields import LARGEST, LARGEST_DENOMINATOR, Written, exact, number_text
from maturity_core.model.framework import Framework

IDS = {
    "cyrillic_a": "pl\u0430n",
    "ligature": "\ufb01gures",
    "zero_width": "pl\u200ban",
    "combining": "cafe\u0301",
    "override": "plan\u202e",
    "fullwidth": "\uff50lan",
    "turkish": "\u0131ntake",
    "upper": "Plan",
    "underscore": "the_plan",
    "double_hyphen": "the--plan",
    "hyphen_first": "-plan",
    "newline": "plan\n",
    "empty": "",
    "digits": "\u0661",
}


@pytest.mark.parametrize("name", [pytest.param(value, id=key) for key, value in IDS.items()])
def test_D5_ids_are_ascii(name: str) -> None:
    assert problems(("id", name)) == [
        ("id", "expected an id of lower-case ASCII letters and digits, joined by single hyphens")
    ]


def test_A4_problems_of_a_rule_name_its_levels() -> None:
    rule = {"kind": "coverage", "ladder": "framework", "share": "1.5", "basis": "source"}
    levels = ["mid", "high", *(entry["id"] for entry in many(7))]

    found = problems(("rules.+", rule), ("levels", [{"id": name, "name": name} for name in ("low", *levels)]))

    named = ", ".join(map(repr, levels))
    assert ("rules.0.share", f"the threshold is out of bounds (for levels {named})") in found


def test_A4_an_id_that_is_too_long_is_told_so() -> None:
    assert Framework(**edited(("id", "a" * 80))).id == "a" * 80
    assert problems(("id", "a" * 1081)) == [("id", "expected an id of at most 80 characters; this one has 1,081")]


@given(st.text(st.characters(min_codepoint=128), min_size=1, max_size=5), st.sampled_from(["", "a", "a-"]))
def test_D5_no_id_holds_anything_but_ascii(text: str, prefix: str) -> None:
    assert problems(("id", prefix + text))[0][0] == "id"


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\x1b", "\n", "\t", "\x7f", "\u2028", "\ud800"]
)
def test_D5_texts_hold_nothing_invisible(character: str) -> None:
    wrong = "expected text without control characters or invisible formatting"

    assert problems(("name", f"A{character}B")) == [("name", wrong)]


@pytest.mark.parametrize("text", ["نمی\u200cشود", "क्\u200dष", "A team \U0001f469\u200d\U0001f4bb"], ids=ascii)
def test_D5_texts_may_hold_the_joiners_that_words_are_written_with(text: str) -> None:
    assert Framework(**edited(("name", text))).name == text
    assert printable(text) == text


@pytest.mark.parametrize("text", ["", " ", "\u200c", "\u00a0\u200d "], ids=ascii)
def test_D5_a_text_of_nothing_to_see_is_empty(text: str) -> None:
    assert problems(("name", text)) == [("name", "expected text that is not empty")]


def test_D5_texts_are_composed() -> None:
    assert Framework(**edited(("name", "Cafe\u0301"))).name == "Caf\u00e9"


def test_D5_labels_that_look_alike_once_composed_are_the_same() -> None:
    labels = ("questions.0.labels", ["Cafe\u0301", "Caf\u00e9", "Tea"])

    assert problems(labels) == [("questions.goals-set.labels.1", "duplicate label")]


NUMBERS = [
    (2, Fraction(2)),
    (-3, Fraction(-3)),
    (0.1, Fraction(1, 10)),
    ("0.25", Fraction(1, 4)),
    ("+1.5", Fraction(3, 2)),
    ("2/3", Fraction(2, 3)),
    ("-4/6", Fraction(-2, 3)),
    ("0/7", Fraction(0)),
    ("-0.0", Fraction(0)),
    (Decimal("0.000001"), Fraction(1, 10**6)),
    (Fraction(1, 3), Fraction(1, 3)),
    (Written("1_000.5"), Fraction(2001, 2)),
    (LARGEST, Fraction(LARGEST)),
    (f"-{LARGEST}", Fraction(-LARGEST)),
]


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_S1_numbers_are_read_exactly(value: Any, number: Fraction) -> None:
    assert exact(value) == number


NO_NUMBERS: list[Any] = [
    *(
        "no",
        "yes",
        "on",
        "012",
        "1e3",
        "1:30",
        "~",
        "2026-01-01",
        ".nan",
        "nan",
        "inf",
        "",
        " 1",
        "1 ",
        "1\n",
        ".5",
        "5.",
        "1_000",
    ),
    *(
        "1/0",
        "1/03",
        "1/2/3",
        "0.0000001",
        "\u0661",
        "\uff11",
        "1/\u0662",
        "0x10",
        "1e400",
        "9" * 14,
        "1/99999999",
        "--1",
        "\u00bd",
    ),
    *(True, None, [], {}, b"1", 1j, float("nan"), float("inf"), -float("inf"), 1e400, 1e-7, 1e22, 0.1 + 0.2),
    *(Decimal("NaN"), Decimal("Infinity"), Decimal("1E+3"), Written("1e3"), Written("nan"), Written("0.1234567")),
    *(LARGEST + 1, -LARGEST - 1, 10**5000, Fraction(1, LARGEST_DENOMINATOR + 1), Fraction(LARGEST * 2 + 1, 2)),
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=range(len(NO_NUMBERS)))
def test_D3_D4_what_is_no_exact_number_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        exact(value)


@given(st.fractions(-LARGEST, LARGEST, max_denominator=LARGEST_DENOMINATOR))
def test_S1_the_text_of_a_number_states_the_same_number(number: Fraction) -> None:
    assert exact(number_text(exact(number))) == number


@given(st.decimals(-LARGEST, LARGEST, places=6))
def test_S1_six_places_are_kept(number: Decimal) -> None:
    assert exact(f"{number:f}") == Fraction(number)
    assert "/" not in number_text(Fraction(number))


@pytest.mark.parametrize(
    ("number", "text"), [("0", "0"), ("-1/4", "-0.25"), ("100", "100"), ("-2/3", "-2/3"), ("0.000001", "0.000001")]
)
def test_numbers_are_written_as_short_as_they_can_be(number: str, text: str) -> None:
    assert number_text(Fraction(number)) == text
