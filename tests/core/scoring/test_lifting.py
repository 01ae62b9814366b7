"""Gaps of means of ladders: the lowest common value of the items, searched for or tried, is the reference's."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from builders import capability, dimension, question, rule, two

from maturity_core import DONT_KNOW, NO_GAP, NOT_APPLICABLE, Framework, Status
from maturity_core.model.states import NO_DEMAND
from maturity_core.scoring.many import lifting
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.engine import Goals
from maturity_core.testing.oracle import Oracle

DIMENSIONS, CAPABILITIES = {"dimensions": "all"}, {"capabilities": "all"}
OPTIONAL = [
    question(name, of, not_applicable=True)
    for name, of in (("goals-set", "goals"), ("plan-kept", "plan"), ("plan-seen", "plan"), ("team-there", "team"))
]
HEAVY = [
    question(name, of, weight=weight)
    for name, of, weight in (
        ("goals-set", "goals", "101"),
        ("plan-kept", "plan", "103"),
        ("plan-seen", "plan", "107"),
        ("team-there", "team", "109"),
    )
]
MIXED = [
    question("goals-set", "goals", scale="yes-no", not_applicable=True),
    question("plan-kept", "plan", weight=3, not_applicable=True),
    question("plan-seen", "plan", scale="yes-no"),
    question("team-there", "team", weight=2),
]
OWN = [rule("each dimension", "mid", mean="0.5"), rule("each dimension", "high", mean=1)]


def means(low: str, high: str, **fields: Any) -> list[dict[str, Any]]:
    """Return requirements of the framework: two means."""
    return [rule("framework", level, mean=bar, **fields) for level, bar in (("mid", low), ("high", high))]


CASES: dict[str, dict[str, Any]] = {
    "one unit": {"requirements": means("1/3", "0.9", of=DIMENSIONS)},
    "weights": {
        "dimensions": [dimension("work", weight=2), dimension("people", weight=3)],
        "requirements": means("0.4", "0.7", of=DIMENSIONS),
    },
    "all may lack": {"questions": OPTIONAL, "requirements": means("0.4", "0.7", of=DIMENSIONS)},
    "capabilities": {"questions": OPTIONAL, "requirements": means("0.4", "0.7", of=CAPABILITIES)},
    "scales": {"questions": MIXED, "requirements": means("0.3", "0.8", of=CAPABILITIES)},
    "many units": {"questions": HEAVY, "requirements": means("2/7", "9/11", of=CAPABILITIES)},
    "levels": {"questions": OPTIONAL, "requirements": [*OWN, *means("0.3", "0.6", of=DIMENSIONS, by="level")]},
    "means of means": {
        "questions": OPTIONAL,
        "scores": [{"ladder": "each dimension", "mean_of": CAPABILITIES}],
        "requirements": means("0.3", "0.6", of=DIMENSIONS),
    },
    "out of reach": {
        "questions": OPTIONAL,
        "requirements": [
            rule("framework", "mid", total="0.9", base=0, of=DIMENSIONS),
            rule("framework", "high", total="1.8", base=0, of=DIMENSIONS),
        ],
    },
    "levels out of reach": {
        "questions": OPTIONAL,
        "requirements": [
            rule("each dimension", "mid", total="0.5", base=0, of={"questions": "all"}),
            rule("each dimension", "high", total="1", base=0, of={"questions": "all"}),
            *means("0.3", "0.6", of=DIMENSIONS, by="level"),
        ],
    },
    "beyond 64 bits": {
        "questions": [{**entry, "weight": f"{place}/999983"} for place, entry in enumerate(OPTIONAL, start=999_959)],
        "scores": [{"ladder": "each dimension", "mean_of": CAPABILITIES}],
        "capabilities": [
            capability("goals", weight="1000003"),
            capability("plan", weight="3/9999991"),
            capability("team", "people"),
        ],
        "requirements": means("0.3", "0.999999", of=DIMENSIONS),
    },
}


def sheets_of(framework: Framework) -> list[tuple[int, ...]]:
    """Return an eleventh of all sheets: options, *don't know* and, where it may be, *not applicable*."""
    columns = [
        [*([NOT_APPLICABLE] if asked.not_applicable else []), DONT_KNOW, *range(len(asked.options))]
        for asked in framework.questions
    ]
    return list(product(*columns))[::11]


def check(framework: Framework) -> None:
    """Compare the gaps of every sheet, towards every level, with those of the reference scorer."""
    sheets, oracle = sheets_of(framework), Oracle(framework)
    batch = framework.assess_many(sheets)
    for rank, level in enumerate(framework.levels[1:], start=1):
        gaps = batch.gaps(level)
        for row, sheet in enumerate(sheets):
            expected = oracle.gap(sheet, {"framework": rank})
            asked = {place: to for place, to in enumerate(gaps.positions[row].tolist()) if to != NO_GAP}
            assert (Status.of(gaps.status[row]), asked) == (expected.status, expected.options)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.wide
def test_gaps_of_means_of_ladders_are_those_of_the_reference(case: str) -> None:
    framework = two(**CASES[case])

    assert {framework.engine.within_reach} == {"out of reach" not in case}
    check(framework)


@pytest.mark.parametrize("changed", [("TRIALS", 0), ("TRIALS", 1000), ("MOST_HELD", 0), ("TOGETHER", 1)], ids=str)
@pytest.mark.parametrize("case", ["weights", "all may lack", "levels", "out of reach"])
def test_however_values_are_laid_out_and_searched_for_the_gaps_are_the_same(
    case: str, changed: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried value by value or found bit by bit; laid out once or for every step, all together or one by one."""
    framework = two(**CASES[case])
    sheets = np.array(sheets_of(framework), np.int8)
    plain = [framework.assess_many(sheets).gaps(level) for level in framework.levels[1:]]

    monkeypatch.setattr(lifting, *changed)

    for level, known in zip(framework.levels[1:], plain, strict=True):
        gaps = framework.assess_many(sheets).gaps(level)
        assert gaps.positions.tobytes() == known.positions.tobytes()


def test_a_score_can_be_asked_for_wherever_something_applies() -> None:
    """Of `plan-kept` and `plan-seen`, a mean of one half, which some have already."""
    framework = two(questions=OPTIONAL)
    engine = framework.engine
    sheets = [[2, kept, seen, 2] for kept, seen in ((0, 0), (1, 0), (2, 0), (NOT_APPLICABLE, 0), (NOT_APPLICABLE,) * 2)]
    bar = Bar(engine.index["capability plan"], Fraction(1, 2), np.ones(len(sheets), np.bool_))
    goals = Goals(scores=[bar])

    positions = engine.many.demand(np.array(sheets, np.int8).T, goals)

    none = NO_DEMAND
    assert positions[[0, 3]].tolist() == [[none] * 5] * 2
    assert positions[1:3].T.tolist() == [[1, 1], [none, 1], [none, none], [none, 1], [none, none]]


def test_what_raises_a_mean_is_worked_out_once() -> None:
    framework = two(**CASES["one unit"])
    compiled = framework.engine.compiled
    assert compiled is not None
    assert compiled.raised == {}

    framework.assess_many([[0, 0, 0, 0]]).gaps("high")
    once = dict(compiled.raised)
    framework.assess_many([[1, 0, 0, 2]]).gaps("high")

    assert once
    assert all(compiled.raised[slot] is raises for slot, raises in once.items())
