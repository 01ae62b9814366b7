"""Where a rule, a note or a question comes from, in words."""

from __future__ import annotations

import pytest
from builders import question, tiny

from maturity_app.rules import basis_text
from maturity_core.telling.words import Words


@pytest.mark.parametrize(
    ("basis", "place", "because", "told"),
    [
        ("interpretation", "", "", "ours, not the source's"),
        ("interpretation", "", "it names no number", "ours, not the source's: it names no number"),
        ("interpretation", "Planning, paragraph 2", "", "our reading of “Planning, paragraph 2”"),
        ("interpretation", "Planning", "it names no number", "our reading of “Planning”: it names no number"),
        ("stated", "Planning, paragraph 2", "", "stated in the source, Planning, paragraph 2"),
        ("stated", "", "", "stated in the source"),
    ],
)
def test_where_something_comes_from(basis: str, place: str, because: str, told: str) -> None:
    entry = tiny(questions=[question("plan-1", basis=basis, place=place, because=because)]).questions[0]

    assert basis_text(entry, Words.of("en")) == told


def test_a_reading_is_told_in_german_too() -> None:
    read = question("plan-1", basis="interpretation", place="Planung", because="ohne Zahl")

    assert basis_text(tiny(questions=[read]).questions[0], Words.of("de")) == "unsere Lesart von „Planung“: ohne Zahl"
