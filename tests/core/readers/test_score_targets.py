"""Scores as targets: marks where no level is left or none is awarded, and any score that somebody names."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from builders import Product, capability, question, rule, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, FrameworkError, Status
from maturity_core.definition.loading import parse_framework
from maturity_core.readers.marks import MOST_MARKS, round_numbers, score_ends
from maturity_core.results.routes import Gaps
from maturity_core.scoring.many.bars import Bar
from maturity_core.testing.oracle import Oracle

DIMENSIONS = {"dimensions": "all"}
QUESTIONS = {"questions": "all"}
HOMES = (("a", "goals"), ("b", "plan"), ("c", "plan"), ("d", "team"))
OPTIONAL = [question(name, home, not_applicable=True) for name, home in (("a", "goals"), ("b", "plan"), ("c", "team"))]
CAPABILITIES = [capability("goals"), capability("plan"), capability("team", "people")]


def scored(**score: Any) -> Framework:
    """Return a framework without levels, of four questions with three options each, and this score."""
    questions = [question(name, home, not_applicable=True) for name, home in HOMES]
    scores = [{"ladder": "framework", **score}] if score else []
    return two(requirements=[], headline="score", questions=questions, scores=scores)


def aimed(gaps: Gaps) -> list[tuple[str, Fraction]]:
    return [(mark.ladder, mark.score_exact) for mark in gaps.target_scores]


def asked(gaps: Gaps) -> dict[str, str]:
    return {gap.question: gap.to for gap in gaps.questions}


def test_the_reference_takes_the_marks_of_a_file() -> None:
    framework = scored(mean_of=QUESTIONS, shown=[0, 4], marks=[1, 2])

    for sheet in [(0, 0, 0, 0), (2, 0, 0, 0), (2, 2, 1, 0)]:
        assert dict(aimed(framework.assess(list(sheet)).gaps())) == Oracle(framework).gap(sheet).target


@pytest.mark.parametrize(
    ("low", "high", "numbers"),
    [
        (0, 1, "1/10 1/5 3/10 2/5 1/2 3/5 7/10 4/5 9/10 1"),
        (0, 2, "1 2"),
        (0, 3, "1 2 3"),
        (1, 5, "2 3 4 5"),
        (0, 10, "1 2 3 4 5 6 7 8 9 10"),
        (0, 11, "2 4 6 8 10"),
        (0, 100, "10 20 30 40 50 60 70 80 90 100"),
        (0, 350, "50 100 150 200 250 300 350"),
        (-203, 110, "-200 -150 -100 -50 0 50 100"),
        ("0", "1.5", "1/5 2/5 3/5 4/5 1 6/5 7/5"),
        (0, "1/2", "1/20 1/10 3/20 1/5 1/4 3/10 7/20 2/5 9/20 1/2"),
        (0, "1/500000", " ".join(str(Fraction(number, 5_000_000)) for number in range(1, 11))),
    ],
)
def test_marks_that_no_file_names_are_round_numbers(low: Any, high: Any, numbers: str) -> None:
    """Whole ones on a scale of up to ten, tenths from 0 to 1, and on longer scales at most ten."""
    assert " ".join(map(str, round_numbers(Fraction(low), Fraction(high)))) == numbers


ENDS = st.fractions(-1000, 1000, max_denominator=1000)


@given(low=ENDS, span=st.fractions(Fraction(1, 1000), 2000, max_denominator=1000))
def test_there_are_two_to_ten_marks_above_the_lowest_score(low: Fraction, span: Fraction) -> None:
    """They rise in equal steps, and the last is less than a step below the highest score."""
    numbers = round_numbers(low, low + span)

    steps = {after - before for before, after in pairwise(numbers)}
    assert 1 <= len(numbers) <= MOST_MARKS
    assert low < numbers[0]
    assert numbers[-1] <= low + span
    assert len(steps) <= 1
    assert all(low + span - numbers[-1] < step >= numbers[0] - low for step in steps)


def test_a_model_may_have_no_levels_at_all() -> None:
    """Nobody has a level, and nothing else is missing."""
    framework = two(levels=[], requirements=[], headline="score")
    result = framework.assess([1, 1, 1, 1])

    assert (framework.outline.awards, two().outline.awards) == (False, True)
    assert two().with_scorer(Product()).outline.awards
    assert (result.level, result.level_range, result.score) == (None, None, 0.5)
    assert aimed(result.gaps()) == [("framework", Fraction(3, 5))]
    assert result.explain().ladders == ()
    assert framework.assess_many([[1, 1, 1, 1]]).levels.tolist() == [-1]
    assert read_back(framework) == framework


def read_back(framework: Framework) -> Framework:
    return parse_framework(framework.to_toml(), "again.toml")


def test_without_levels_the_next_mark_is_aimed_at() -> None:
    """On 0 to 3 by whole numbers: from 0.75 to 1, for which `people` has to reach a sixth, so half credit."""
    framework = scored(mean_of=DIMENSIONS, shown=[0, 3])
    gaps = framework.assess([1, 1, 1, UNANSWERED]).gaps()

    assert (str(gaps.status), gaps.target, aimed(gaps)) == ("open", (), [("framework", Fraction(1, 3))])
    assert framework.assess([1, 1, 1, UNANSWERED]).score_exact == Fraction(1, 4)
    assert asked(gaps) == {"d": "often"}


def test_marks_of_the_file_come_in_turn_and_full_credit_last() -> None:
    """A quarter and 2 of 4; then everything; then nothing is left."""
    framework = scored(mean_of=QUESTIONS, shown=[0, 4], marks=[1, 2])
    sheets = [[0, 0, 0, 0], [2, 0, 0, 0], [2, 1, 0, 1], [2, 2, 2, 1], [2, 2, 2, 2]]
    found = [framework.assess(sheet).gaps() for sheet in sheets]

    assert [aimed(gaps) for gaps in found] == [
        [("framework", Fraction(1, 4))],
        [("framework", Fraction(1, 2))],
        [("framework", Fraction(1))],
        [("framework", Fraction(1))],
        [],
    ]
    assert [str(gaps.status) for gaps in found] == ["open"] * 4 + ["nothing left"]


def test_after_the_top_the_way_leads_to_full_credit() -> None:
    """All levels of the framework, its dimensions and its capabilities are reached at half credit."""
    requirements = [rule("framework", level, mean=bar) for level, bar in (("mid", "0.25"), ("high", "0.5"))]
    framework = two(requirements=requirements)

    gaps = framework.assess([2, 1, 1, 1]).gaps()

    assert framework.assess([2, 1, 1, 1]).score_exact == Fraction(7, 12)
    assert aimed(gaps) == [("framework", Fraction(3, 5))]
    assert str(framework.assess([2, 2, 2, 2]).gaps().status) == "nothing left"


def test_what_does_not_apply_is_no_part_of_full_credit() -> None:
    """A total that counts up misses what does not apply: the best that is left is the last aim."""
    score = {"ladder": "framework", "total_of": QUESTIONS, "base": 0, "marks": [1, 3]}
    framework = two(requirements=[], scores=[score], questions=OPTIONAL, capabilities=CAPABILITIES)

    assert aimed(framework.assess([1, 0, NOT_APPLICABLE]).gaps()) == [("framework", Fraction(1))]
    assert aimed(framework.assess([2, 1, NOT_APPLICABLE]).gaps()) == [("framework", Fraction(2))]
    assert str(framework.assess([2, 2, NOT_APPLICABLE]).gaps().status) == "nothing left"
    assert str(framework.assess([NOT_APPLICABLE] * 3).gaps().status) == "nothing left"
    named = framework.assess([2, 1, NOT_APPLICABLE]).gaps(3)
    assert str(named.status) == "out of reach"
    assert aimed(named) == [("framework", Fraction(3))]
    assert (len(named), len(named.blockers)) == (0, 0)
    batch = framework.assess_many([[1, 0, NOT_APPLICABLE], [2, 1, NOT_APPLICABLE], [NOT_APPLICABLE] * 3])
    assert [str(Status.of(code)) for code in batch.gaps(3).status] == ["out of reach", "out of reach", "refused"]
    assert [str(Status.of(code)) for code in batch.gaps().status] == ["open", "open", "nothing left"]


def test_a_total_that_counts_down_is_aimed_at() -> None:
    """From 10 for four questions of 2.5 each: at half credit they are 5; for 6, one of `plan` is the cheapest."""
    questions = [question(name, home, weight="2.5") for name, home in HOMES]
    scores = [{"ladder": "framework", "total_of": QUESTIONS, "top": 10}]
    framework = two(requirements=[], questions=questions, scores=scores, capabilities=CAPABILITIES)

    assert score_ends(framework.engine, "framework") == (Fraction(0), Fraction(10))
    gaps = framework.assess([1, 1, 1, 1]).gaps(6)
    assert asked(gaps) == dict.fromkeys("abcd", "always")
    plan = framework.assess([1, 1, 1, 1]).next_steps(6)
    assert [(step.capability, len(step.questions)) for step in plan] == [("plan", 1)]


def test_scores_of_dimensions_and_levels_can_be_aimed_at_together() -> None:
    """Each asks for its own; what is reached asks for nothing."""
    framework = two()
    goals: dict[str, str | Fraction] = {"dimension people": "mid", "dimension work": Fraction(1, 2)}
    start = framework.assess([2, 0, 0, 0])

    gaps = start.gaps(goals)

    assert [(rung.ladder, rung.level) for rung in gaps.target] == [("dimension people", "mid")]
    assert aimed(gaps) == [("dimension work", Fraction(1, 2))]
    after = framework.assess({**start.answers, **asked(gaps)})
    assert str(after.gaps(goals).status) == "reached"
    assert len(after.next_steps(goals)) == 0


def test_a_named_score_may_be_any_number() -> None:
    """A whole number, a decimal, a fraction: the score as results have it."""
    start = scored().assess([1, 1, 1, 1])

    assert [asked(start.gaps(score)) for score in (0.5, Fraction(1, 2), Decimal("0.5"))] == [{}] * 3
    assert str(start.gaps(0.5).status) == "reached"
    assert asked(start.gaps(1)) == dict.fromkeys("abcd", "always")
    assert [len(start.next_steps(score)) for score in (0, 0.5, 0.51, 1)] == [0, 0, 1, 3]


def test_where_nothing_applies_there_is_no_score_to_aim_at() -> None:
    framework = two(requirements=[], questions=OPTIONAL, capabilities=CAPABILITIES)

    with pytest.raises(Exception, match="nothing applies here, so there is no score to aim at"):
        framework.assess([0, 0, NOT_APPLICABLE]).gaps({"dimension people": 1})


def test_a_score_in_code_is_aimed_at_by_trying() -> None:
    """The product of two halves is a quarter; for a half one of them has to be whole."""
    framework = tiny(requirements=[]).with_scorer(Product())
    gaps = framework.assess([1, 1]).gaps(0.5)

    assert asked(gaps) == {"seen": "always"}
    plan = framework.assess([1, 1]).next_steps(0.5)
    assert [[move.question for move in step.questions] for step in plan] == [["seen"]]
    batch = framework.assess_many([[1, 1], [2, 2]])
    assert batch.next_steps(0.5).length.tolist() == [1, 0]


def test_gaps_towards_scores_are_stored_and_read_back() -> None:
    gaps = scored(mean_of=DIMENSIONS, shown=[0, 3]).assess([1, 1, 1, 0]).gaps()

    again = Gaps.model_validate_json(gaps.model_dump_json())

    assert again == gaps
    assert again.target_scores[0].score == pytest.approx(1 / 3)


def test_bars_that_64_bits_cannot_multiply_are_compared_as_whole_numbers() -> None:
    """A denominator of ten to the fifteenth, where the scores' own vary with what applies."""
    weights = ["999983", "999979", "999961"]
    questions = [
        question(name, home, weight=weight, not_applicable=True)
        for (name, home), weight in zip((("a", "goals"), ("b", "plan"), ("c", "team")), weights, strict=True)
    ]
    score = {"ladder": "framework", "mean_of": QUESTIONS}
    framework = two(requirements=[], questions=questions, capabilities=CAPABILITIES, scores=[score])
    sheets = [[2, 1, 0], [2, 1, NOT_APPLICABLE], [2, 2, 2]]
    bars = [framework.assess(sheet).score_exact for sheet in sheets[:2]]
    tight = [bar + Fraction(1, 10**15) for bar in bars if bar is not None]

    for bar in [*tight, *(bar - Fraction(2, 10**15) for bar in tight)]:
        status = [str(Status.of(code)) for code in framework.assess_many(sheets).gaps(bar).status]
        assert status == [str(framework.assess(sheet).gaps(bar).status) for sheet in sheets]
    standing = framework.engine.many.stand(np.array(sheets, np.int8).T)
    assert Bar(framework.engine.index["framework"], tight[0], np.ones(3, np.bool_)).reached(standing).tolist() == [
        False,
        True,
        True,
    ]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "falling": ({"marks": [2, 1]}, "scores.0.marks: the marks must be in rising order; got 2, 1"),
    "twice": ({"marks": [1, 1]}, "scores.0.marks: the marks must be in rising order; got 1, 1"),
    "too high": (
        {"marks": [1, 4]},
        "scores.0.marks.1: the mark is out of bounds; got 4; allowed: above 0, at most 3",
    ),
    "lowest": ({"marks": [0]}, "scores.0.marks.0: the mark is out of bounds; got 0; allowed: above 0, at most 3"),
    "many": (
        {"marks": [f"0.{place:03}" for place in range(1, 102)]},
        "scores.0.marks: a score has too many marks; got 101; allowed: at most 100",
    ),
    "of a dimension": (
        {"ladder": "dimension work", "mean_of": QUESTIONS, "marks": [1]},
        "scores.0.marks: only the framework's score has marks; got dimension work; remove them",
    ),
    "of a total": (
        {"mean_of": None, "total_of": QUESTIONS, "base": 1, "shown": None, "marks": [1, 6]},
        (
            "scores.0.marks.0: the mark is out of bounds; got 1; allowed: above 1, at most 5\n"
            "scores.0.marks.1: the mark is out of bounds; got 6; allowed: above 1, at most 5"
        ),
    ),
    "of a total without a start": (
        {"mean_of": None, "total_of": QUESTIONS, "shown": None, "marks": [9]},
        "scores.0: a total must count up from a base or down from a top; got none; allowed: exactly one of base, top",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG.keys())
def test_marks_that_cannot_be_are_refused(changes: dict[str, Any], expected: str) -> None:
    score = {"ladder": "framework", "mean_of": DIMENSIONS, "shown": [0, 3], **changes}
    given = {name: value for name, value in score.items() if value is not None}

    with pytest.raises(FrameworkError) as caught:
        two(scores=[given])

    assert str(caught.value) == expected


def test_the_reference_reads_marks_from_the_page_itself() -> None:
    """It knows nothing of the library's marks, and aims at the same."""
    framework = scored(mean_of=DIMENSIONS, shown=[1, 5])
    reference = Oracle(framework)

    for sheet in [(0, 0, 0, 0), (1, 1, 1, 1), (2, 1, 0, 2), (2, 2, 2, 1), (2, 2, 2, 2)]:
        gaps = framework.assess(list(sheet)).gaps()
        assert dict(aimed(gaps)) == reference.gap(sheet).target
