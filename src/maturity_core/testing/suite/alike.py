"""What plans say of their steps, beside what they move, as the slow reference scorer says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.testing.suite.record import Broken

if TYPE_CHECKING:
    from maturity_core.results.routes import Plan
    from maturity_core.testing.oracle_steps import Plan as Expected
    from maturity_core.testing.suite.subject import Subject


def told_alike(subject: Subject, plan: Plan, expected: Expected) -> None:
    """Require that equal steps have the same remedies and reasons, and that the same is left alone."""
    names = ", ".join(step.capability for step in plan)
    for step, slow in zip(plan, expected.steps, strict=True):
        found = (step.remedies, step.asked, frozenset(step.needed_by), step.leans_on, step.quick)
        wanted = (slow.remedies, slow.asked, slow.needed_by, slow.leans_on, slow.quick)
        for name, told, right in zip(
            ("remedies", "asked", "needed by", "leans on", "quick"), found, wanted, strict=True
        ):
            if told != right:
                what = f"{name} of the step {step.capability}: {told}"
                raise Broken(what, then=f"steps: {names}", expected=f"{right}, from the slow reference")
    levels = {Ladder("dimension", name): rank for name, rank in expected.stays.items()}
    stays = {ladder: subject.level(ladder, rank) for ladder, rank in levels.items()}
    if (told := {rung.ladder: rung.level for rung in plan.stays}) != stays:
        raise Broken(f"these stay where they are: {told}", expected=f"{stays}, from the slow reference")
    weak = plan.left_weak and (plan.left_weak.capability, [*plan.left_weak.eases], plan.left_weak.remedies)
    if weak != expected.left_weak:
        raise Broken(f"left weak: {weak}", expected=f"{expected.left_weak}, from the slow reference")
