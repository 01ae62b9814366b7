"""The worked examples of `docs/meaning.md`, number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, question, rule, tiny

from maturity_core import Status

if TYPE_CHECKING:
    from maturity_core import Framework

NEEDS_HALF = [{"capability": "goals", "credit": "0.5"}]


def test_of_a_mean_what_stands_above_the_common_value_counts_with_what_it_has() -> None:
    """1 and 0 are to have a mean of 3/4: the other one goes to 1/2, not to 3/4, which only full credit would reach."""
    framework = tiny(
        levels=LEVELS[:2],
        questions=[question("first"), question("second")],
        requirements=[rule("framework", "mid", mean="0.75")],
    )

    (gap,) = framework.assess({"first": "always", "second": "rarely"}).gaps().questions

    assert (gap.question, gap.to) == ("second", "often")
    assert framework.assess({"first": "always", "second": "often"}).gaps("mid").status == Status.REACHED


@pytest.mark.parametrize("statistic", [{"mean": "0.75"}, {"total": "2.25", "base": 0}], ids=["mean", "total"])
def test_where_nothing_stands_above_it_every_item_takes_the_common_value(statistic: dict[str, Any]) -> None:
    """All three at 1/2 are to come to 3/4 each, whose lowest option is full credit."""
    names = ["first", "second", "third"]
    framework = tiny(
        levels=LEVELS[:2],
        questions=[question(name) for name in names],
        requirements=[rule("framework", "mid", **statistic)],
    )

    found = framework.assess(dict.fromkeys(names, "often")).gaps().questions

    assert [(gap.question, gap.to) for gap in found] == [(name, "always") for name in names]


def goals_and_plan(requires: list[dict[str, Any]], *, weight: int = 1) -> Framework:
    """Return a framework that asks for full credit of all: two questions of Goals, two of Plan."""
    return tiny(
        levels=LEVELS[:2],
        capabilities=[capability("goals"), capability("plan", requires=requires)],
        questions=[
            question("goals-known", "goals"),
            question("goals-set", "goals", weight=weight),
            question("plan-held", "plan"),
            question("plan-made", "plan"),
        ],
        requirements=[rule("framework", "mid", least=1)],
    )


def steps(framework: Framework, *codes: int) -> list[str]:
    return [step.capability for step in framework.assess(list(codes)).next_steps()]


def test_a_step_stands_behind_what_it_requires_even_if_that_is_far_enough() -> None:
    """Goals is at half, and half is required: it comes first, although Plan gains more."""
    assert steps(goals_and_plan(NEEDS_HALF), 1, 1, 0, 0) == ["goals", "plan"]
    assert steps(goals_and_plan([]), 1, 1, 0, 0) == ["plan", "goals"]


def test_a_step_without_gain_can_stand_first() -> None:
    """The question of Goals that is still to be raised has the weight 0, and nothing is gained by it."""
    framework = goals_and_plan(NEEDS_HALF, weight=0)

    assert framework.assess([2, 0, 0, 0]).capabilities[0].score == 1
    assert steps(framework, 2, 0, 0, 0) == ["goals", "plan"]
    assert steps(goals_and_plan([], weight=0), 2, 0, 0, 0) == ["plan", "goals"]


def test_what_is_no_step_is_waited_for_by_none() -> None:
    """Goals is at its best: only Plan is left."""
    assert steps(goals_and_plan(NEEDS_HALF), 2, 2, 0, 0) == ["plan"]
