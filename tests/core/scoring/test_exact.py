"""Exact arithmetic: cut-points hit exactly, weights that no double can hold, and sums beyond 64 bits."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from builders import dear, question, rule, scored, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    DONT_KNOW,
    NO_GAP,
    NO_LEVEL,
    NO_STEP,
    NOT_APPLICABLE,
    UNANSWERED,
    Status,
)
from maturity_core.testing.oracle import Oracle


def doubles(scores: list[float | None]) -> bytes:
    return np.array([np.nan if score is None else score for score in scores], np.float64).tobytes()


@dear
@given(st.data())
def test_S4_multiplying_all_weights_changes_nothing(data: st.DataObject) -> None:
    """Only the ratios of the weights of a mean or share matter."""
    factor = data.draw(st.sampled_from([Fraction(3), Fraction(1, 7), Fraction(10**6)]))
    weights = [Fraction(number) for number in data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=3))]
    statistic = data.draw(st.sampled_from([{"mean": "0.5"}, {"share": "1/3", "reaching": "0.5"}]))
    sheets = list(product([NOT_APPLICABLE, 0, 1], repeat=len(weights)))

    plain, scaled = (
        scored([str(weight * times) for weight in weights], **cut(statistic)).assess_many(sheets)
        for times in (Fraction(1), factor)
    )

    assert plain.levels.tolist() == scaled.levels.tolist()
    assert plain.scores.tobytes() == scaled.scores.tobytes()
    assert plain.gaps().positions.tolist() == scaled.gaps().positions.tolist()


def cut(statistic: dict[str, str]) -> dict[str, str]:
    (name, number), *rest = statistic.items()
    return {"statistic": name, "cut": number, **dict(rest)}


CUTS = ["0.1", "0.25", "0.3", "1/3", "0.4", "0.5", "0.6", "2/3", "0.7", "0.75", "1"]


@pytest.mark.parametrize("bar", CUTS)
@pytest.mark.parametrize(
    "weights", [["0.1", "0.3", "0.6"], ["1", "1", "1"], ["1/3", "2/3", "0.000001"], ["0", "0.7", "0.1"]], ids="-".join
)
@pytest.mark.wide
def test_S1_every_answer_on_a_small_grid_is_exact(weights: list[str], bar: str) -> None:
    """Cut-points that are hit exactly are met: all answers against plain fractions, weights as decimal texts."""
    framework = scored(weights, bar)
    sheets = list(product([NOT_APPLICABLE, UNANSWERED, 0, 1], repeat=len(weights)))

    batch = framework.assess_many(sheets)

    for row, sheet in enumerate(sheets):
        applying = [
            (Fraction(weight), code) for weight, code in zip(weights, sheet, strict=True) if code != NOT_APPLICABLE
        ]
        whole = sum(weight for weight, _ in applying)
        if not whole:
            assert (batch.levels[row], np.isnan(batch.scores[row])) == (NO_LEVEL, True)
            continue
        mean = sum(weight for weight, code in applying if code == 1) / Fraction(whole)
        assert batch.levels[row] == int(mean >= Fraction(bar))
        assert batch.scores[row] == mean.numerator / mean.denominator


def test_S1_tenths_and_three_tenths_meet_four_tenths() -> None:
    """0.1 + 0.3 is 0.4 here, which is not true of doubles when summed three times."""
    framework = scored(["0.1", "0.1", "0.1", "0.7"], "0.3")

    assert framework.assess([1, 1, 1, 0]).level is framework.levels[1]
    assert framework.assess([1, 1, 0, 0]).level is framework.levels[0]


LARGE = [["999999.999999", "0.000001", "333333.333331"], ["1000000000000", "1/9999991", "3/9999973"]]


@pytest.mark.parametrize("weights", LARGE, ids=["decimals", "fractions"])
@pytest.mark.parametrize("kind", ["mean", "share", "up", "down"])
def test_A3_sums_beyond_64_bits_are_exact(weights: list[str], kind: str) -> None:
    """If integers could overflow, the wide plan is used, and gives what the slow reference gives."""
    table: dict[str, dict[str, Any]] = {
        "mean": {"cut": "999999/1000000"},
        "share": {"cut": "999999/1000000", "statistic": "share", "reaching": "1"},
        "up": {"cut": "0.5", "statistic": "total", "base": 0},
        "down": {"cut": "-0.5", "statistic": "total", "top": 0},
    }
    framework = scored(weights, **table[kind])
    sheets = list(product([NOT_APPLICABLE, DONT_KNOW, 0, 1], repeat=len(weights)))
    oracle = Oracle(framework)

    batch = framework.assess_many(sheets)
    gaps = batch.gaps("mid")
    for row, sheet in enumerate(sheets):
        standing, gap = oracle.stand(sheet), oracle.gap(sheet, {"framework": 1})
        assert batch.levels[row] == (NO_LEVEL if standing.level("framework") is None else standing.level("framework"))
        exact = standing.score("framework")
        assert batch.scores[row : row + 1].tobytes() == doubles(
            [None if exact is None else exact.numerator / exact.denominator]
        )
        assert Status.of(gaps.status[row]) == gap.status
        asked = {place: position for place, position in enumerate(gaps.positions[row].tolist()) if position != NO_GAP}
        assert asked == gap.options


@pytest.mark.wide
def test_A3_wide_plans_through_every_ladder() -> None:
    """Means of means of means with coprime weights: more than 53 bits, and still the reference's answer."""
    weights = ["1000003", "999983", "999979", "3/9999991"]
    questions = [
        question("goals-set", "goals", weight=weights[0], not_applicable=True),
        question("goals-met", "goals", weight=weights[3], not_applicable=True),
        question("plan-kept", "plan", weight=weights[1], not_applicable=True),
        question("team-there", "team", weight=weights[2], not_applicable=True),
    ]
    scores = [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}}]
    rules = [
        rule("framework", level, mean=bar, of={"dimensions": "all"})
        for level, bar in (("mid", "1/999983"), ("high", "0.999999"))
    ]
    framework = two(questions=questions, scores=scores, requirements=rules)
    sheets = list(product([NOT_APPLICABLE, 0, 1, 2], repeat=4))
    oracle = Oracle(framework)

    batch, plans = framework.assess_many(sheets), framework.assess_many(sheets).next_steps()
    assert framework.engine.compiled is not None
    assert framework.engine.compiled.wide
    for row, sheet in enumerate(sheets):
        standing, plan = oracle.stand(sheet), oracle.plan(sheet)
        assert batch.levels[row] == (NO_LEVEL if standing.level("framework") is None else standing.level("framework"))
        steps = [framework.capabilities[step].id for step in plans.steps[row].tolist() if step != NO_STEP]
        assert steps == [step.capability for step in plan.steps]


def test_A3_exact_scores_are_fractions_of_pythons_integers() -> None:
    """Arithmetic with fractions of 64-bit integers overflows as soon as two of them are compared."""
    heavy = [question("plan-kept", "plan", weight="999999.999999"), question("team-there", "team")]
    assessment = two(questions=[question("goals-set", "goals"), *heavy]).assess([1, 1, 1])

    exact = [ladder.score_exact for ladder in (*assessment.dimensions, *assessment.capabilities)]

    parts = [part for score in exact if score is not None for part in score.as_integer_ratio()]
    assert {type(part) for part in parts} == {int}
    assert len(parts) >= 4
