"""What a sheet says beside its answers, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import question, tiny

from maturity_core import SheetFacts
from maturity_core.telling.facts import fact_texts, given_text
from maturity_core.telling.words import Words

TINY = tiny(questions=[question("kept"), question("share", scale="percent")])
FACTS: dict[str, Any] = {"organisation": "North", "segment": "Retail", "date": "2026-11-03", "role": "agent"}


def test_the_page_begins_with_whose_result_it_is() -> None:
    page = TINY.assess({"kept": "often", "share": 60}, FACTS).page().splitlines()

    told = page.index("Segment: Retail")
    assert page[0] == "North"
    assert page[told : told + 4] == ["Segment: Retail", "Date: 2026-11-03", "Role: agent", "Tiny, edition 1"]
    assert TINY.assess({"kept": "often", "share": 60}).page().splitlines() == [*page[1:told], *page[told + 3 :]]


def test_they_are_told_in_every_language() -> None:
    told = fact_texts(SheetFacts(respondent="Kim", carried_from="1.0", **FACTS), Words.of("de"))

    assert told == [
        ("Segment", "Retail"),
        ("Datum", "2026-11-03"),
        ("Beantwortet von", "Kim"),
        ("Rolle", "agent"),
        ("Antworten übernommen aus Ausgabe", "1.0"),
    ]


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", None, "Most"),
        ("en", Fraction(60), "60% (Most)"),
        ("de", Fraction(121, 2), "60,5\u00a0% (Most)"),
        ("en", Fraction(200, 3), "200/3% (Most)"),
    ],
)
def test_a_number_is_told_as_it_was_given_with_its_range(language: str, number: Fraction | None, told: str) -> None:
    assert given_text(TINY, TINY.question("share"), 2, number, Words.of(language)) == told


def test_L4_a_number_of_very_many_digits_is_cut() -> None:
    told = given_text(TINY, TINY.question("share"), 2, Fraction(10**400 + 1, 10**400))

    assert len(told) < 80
    assert "\u2026" in told


def test_a_state_is_told_as_ever() -> None:
    assert given_text(TINY, TINY.question("share"), -2, None) == "don't know"
