"""The range of scores: what open questions can still do to a score, and which of them narrows it most."""

from __future__ import annotations

from fractions import Fraction

from builders import Product, question, rule, tiny, two

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.testing import Oracle

QUESTIONS = [
    question("small", "plan"),
    question("large", "plan", weight=3),
    question("none", "plan", weight=0),
    question("spare", "plan", weight=2, not_applicable=True),
]
SCORED = tiny(questions=QUESTIONS, requirements=[])
"""A model that awards no level."""


def test_an_open_question_counts_for_all_that_it_could_earn() -> None:
    """One of three questions that apply is answered: a quarter of the weight is settled."""
    result = SCORED.assess([1, UNANSWERED, 0, NOT_APPLICABLE])

    assert result.score_range == (0.125, 0.875)
    assert result.score_range_exact == (Fraction(1, 8), Fraction(7, 8))
    assert result.dimensions[0].score_range == result.capabilities[0].score_range == (0.125, 0.875)
    assert (result.score, result.level_range) == (0.125, None)
    expected = Oracle(SCORED).score_range((1, UNANSWERED, 0, NOT_APPLICABLE))
    assert set(expected.values()) == {result.score_range_exact}


def test_the_question_that_narrows_the_score_most_is_the_heaviest_one() -> None:
    """Where no level is awarded, the range of scores is the one to narrow."""
    opened = SCORED.assess([UNANSWERED, DONT_KNOW, UNANSWERED, UNANSWERED])
    light = SCORED.assess([UNANSWERED, 2, UNANSWERED, 0])
    settled = SCORED.assess([0, 2, UNANSWERED, 0])

    assert (opened.narrows, opened.capabilities[0].narrows) == ("large", "large")
    assert light.narrows == "small"
    assert (settled.narrows, settled.score_range) == (None, (0.5, 0.5))


def test_where_there_is_a_level_its_range_is_the_one_to_narrow() -> None:
    """The second question decides no level, though it moves the score."""
    rules = [rule("framework", name, least=1, of={"questions": ["kept"]}) for name in ("mid", "high")]
    framework = tiny(requirements=rules)
    result = framework.assess([2, UNANSWERED])

    assert (result.narrows, result.score_range) == (None, (0.5, 1.0))
    assert result.dimensions[0].narrows == "seen"


def test_nothing_applies() -> None:
    """There is no score, and no range of one."""
    table = [question("spare", "plan", not_applicable=True)]
    result = tiny(questions=table, requirements=[]).assess([NOT_APPLICABLE])

    assert (result.score, result.score_range, result.score_range_exact, result.narrows) == (None, None, None, None)


def test_many_at_once() -> None:
    """An array of both ends, and two columns."""
    batch = SCORED.assess_many([[1, UNANSWERED, 0, NOT_APPLICABLE], [2, 2, 2, 2]])

    assert batch.score_ranges.tolist() == [[0.125, 0.875], [1.0, 1.0]]
    table = batch.to_arrow(["score_ranges"])
    assert table.to_pydict() == {"score_lowest": [0.125, 1.0], "score_highest": [0.875, 1.0]}


def test_a_scorer_in_code() -> None:
    """The lowest and the highest filling bound all others, as a better answer never lowers a score."""
    result = two(requirements=[]).with_scorer(Product()).assess([1, 2, UNANSWERED, 2])
    ends = result.score_range_exact

    assert ends is not None
    assert result.score_exact == ends[0] < ends[1]
