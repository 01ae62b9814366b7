"""One step of the plan is always among what comes first, even where others are weaker and carry more."""

from __future__ import annotations

from builders import LEVELS, capability, question, rule, tiny

from maturity_core import load_framework


def test_where_nothing_else_of_the_plan_comes_first_its_first_step_is_the_second() -> None:
    """Alone, it leads to the level, so it is told first: three that are weaker would hide it."""
    framework = load_framework("service-maturity-check")
    codes = [1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 2, 1, 2, 2]
    plan = framework.assess(codes).next_steps()

    assert [step.capability for step in plan] == ["roadmap"]
    assert [entry.capability for entry in plan.first] == ["roadmap", "self-service", "role"]


def test_a_step_of_the_plan_that_has_to_wait_does_not_come_first() -> None:
    framework = tiny(
        capabilities=[capability("below"), capability("above", requires=[{"capability": "below", "credit": 1}])],
        questions=[question("below-1", "below"), question("above-1", "above")],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    )

    assert [entry.capability for entry in framework.assess([0, 0]).next_steps("mid").first] == ["below"]


def test_on_the_only_level_above_the_lowest_the_weakest_come_first() -> None:
    names = "abcd"
    framework = tiny(
        levels=LEVELS[:2],
        capabilities=[capability(name) for name in names],
        questions=[question(f"{name}-q", name) for name in names],
        requirements=[rule("framework", "mid", mean="0.5")],
    )

    assert [entry.capability for entry in framework.assess([2, 2, 1, 0]).next_steps().first] == ["d", "c"]
