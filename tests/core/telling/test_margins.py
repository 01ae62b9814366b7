"""How far the level is from the next one, and from the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED
from maturity_core.telling.margins import margin_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework


def four(*rules: tuple[str, dict[str, Any]], **changes: Any) -> Framework:
    """Return a framework of four questions with rules of the whole."""
    questions = [question(f"q-{place}", not_applicable=True) for place in range(4)]
    return tiny(
        questions=questions, requirements=[rule("framework", level, **asked) for level, asked in rules], **changes
    )


MEAN = four(("mid", {"mean": "0.5"}), ("high", {"mean": "0.9"}))
COUNT = four(("mid", {"count": 2, "reaching": 1}), ("high", {"count": 4, "reaching": 1}))
BOTH = four(("mid", {"mean": "0.25"}), ("mid", {"share": "0.5", "reaching": "0.5"}), ("high", {"least": 1}))
TOTAL = four(
    ("mid", {"total": 2, "base": 0}),
    ("high", {"total": 4, "base": 0}),
    scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "base": 0}],
)
FINE = four(("mid", {"mean": "0.5001"}), ("high", {"mean": "0.9"}))


@pytest.mark.parametrize(
    ("framework", "codes", "expected"),
    [
        (MEAN, [0, 0, 1, 1], "You are 25 points short of Middle."),
        (MEAN, [1, 1, 1, 1], "You are 40 points short of High, and exactly at the threshold for Middle."),
        (MEAN, [1, 1, 1, 2], "You are 27.5 points short of High, and 12.5 points above the threshold for Middle."),
        (MEAN, [2, 2, 2, 2], "You are 10 points above the threshold for High."),
        (COUNT, [2, 2, 2, 0], "You are 1 answer short of High, and 1 answer above the threshold for Middle."),
        (COUNT, [2, 2, 0, 0], "You are 2 answers short of High; for Middle you have exactly enough."),
        (COUNT, [2, 2, 2, NOT_APPLICABLE], "Of what High counts, you have exactly enough: 3 answers."),
        (BOTH, [1, 1, 0, 0], "You are exactly at the threshold for Middle."),
        (TOTAL, [2, 1, 1, 1], "You are 1.50 points short of High, and 0.50 points above the threshold for Middle."),
        (FINE, [1, 1, 1, 1], "You are 0.01 points short of Middle."),
        (MEAN, [UNANSWERED] * 4, ""),
    ],
)
def test_margins_are_said_in_a_sentence(framework: Framework, codes: list[int], expected: str) -> None:
    assert margin_text(framework.assess(codes)) == expected


def test_what_is_counted_is_called_by_its_kind() -> None:
    own = [rule("each dimension", "mid", mean="0.5"), rule("each dimension", "high", mean=1)]
    whole = [
        rule("framework", "mid", count=2, of={"dimensions": "all"}, reaching="mid"),
        rule("framework", "high", count=3, of={"capabilities": "all"}, reaching=1),
    ]
    framework = two(requirements=[*own, *whole])

    assert margin_text(framework.assess([0, 0, 0, 2])) == "You are 1 dimension short of Middle."
    assert "You are 2 capabilities short of High" in margin_text(framework.assess([2, 1, 1, 1]))


def test_margins_are_shown_with_the_level_in_other_languages_too() -> None:
    assessment = MEAN.assess([1, 1, 1, 2])
    german = "Bis „High“ fehlt Ihnen: 27,5 Punkte. Über der Schwelle zu „Middle“: 12,5 Punkte."

    assert margin_text(assessment) in " ".join(str(assessment).split())
    assert margin_text(assessment, Words.of("de")) == german
