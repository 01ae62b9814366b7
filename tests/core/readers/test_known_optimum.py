"""Best routes under a budget where the optimum is known: 194 real activities, each of which is useful and costs."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from builders import LEVELS, YES_NO, capability, dimension, question, rule, tiny

from maturity_core import Framework

FILE = Path(__file__).parents[2] / "data" / "activities.csv"
USEFUL = {30: 34, 60: 58, 120: 106, 300: 233}
"""The most usefulness that a budget can buy."""


@cache
def activities() -> Framework:
    """Return the activities as capabilities of one question each, which counts by what it is useful for."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(line for line in file if not line.startswith("#"))]
    everything = {"questions": "all"}
    return tiny(
        levels=LEVELS[:2],
        scales={"yes-no": YES_NO},
        dimensions=[dimension("work")],
        capabilities=[
            capability(
                row["id"],
                effort=int(row["cost"]),
                requires=[{"capability": name, "credit": 1} for name in row["needs"].split()],
            )
            for row in rows
        ],
        questions=[
            question(f"{row['id']}-1", row["id"], scale="yes-no", weight=int(row["usefulness"])) for row in rows
        ],
        requirements=[rule("framework", "mid", mean=1, of=everything)],
        scores=[{"ladder": "framework", "mean_of": everything}],
    )


def test_the_data_are_what_their_head_says() -> None:
    found = activities()

    assert len(found.capabilities) == 194
    assert sum(len(one.requires) for one in found.capabilities) == 123
    assert sum(int(one.weight) for one in found.questions) == 621


@pytest.mark.parametrize(("budget", "useful"), USEFUL.items())
@pytest.mark.wide
def test_the_best_under_a_budget_is_the_known_optimum(budget: int, useful: int) -> None:
    """A route is scored again here: what its activities cost and are useful for, and that none lacks another."""
    framework = activities()

    found = framework.assess([0] * 194).roadmap(budget=budget)

    built = [step.capability for step in found]
    weights = {one.capability: one.weight for one in framework.questions}
    assert found.certificate.proof == "optimal"
    assert found.score_exact == Fraction(useful, 621)
    assert sum(weights[name] for name in built) == useful
    assert sum(framework.capabilities[name].effort for name in built) == found.cost_exact <= budget
    for place, name in enumerate(built):
        assert {need.capability for need in framework.capabilities[name].requires} <= set(built[:place])
