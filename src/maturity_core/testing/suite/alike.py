"""What plans say of their steps, beside what they move, as the slow reference scorer says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.testing.suite.record import Broken

if TYPE_CHECKING:
    from maturity_core.results.routes import First, Plan
    from maturity_core.testing.oracle_first import First as Slow
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
    first, slow_first = (
        [_first_told(entry) for entry in plan.first],
        [_first_wanted(subject, e) for e in expected.first],
    )
    if first != slow_first:
        what = f"to do first: {first}"
        raise Broken(what, then=f"steps: {names}", expected=f"{slow_first}, from the slow reference")


def _first_told(entry: First) -> tuple[object, ...]:
    moves = {gap.question: gap.to for gap in entry.questions}
    reasons = entry.in_plan, entry.required, frozenset(entry.carries), entry.leads_to
    return entry.capability, moves, *reasons, entry.remedies, entry.quick


def _first_wanted(subject: Subject, found: tuple[Slow, tuple[int, ...], bool]) -> tuple[object, ...]:
    entry, *beside = found
    questions = subject.framework.questions
    moves = {questions[q].id: questions[q].options[option].id for q, option in entry.options.items()}
    leads = tuple(questions[question].id for question in entry.leads_to)
    return entry.capability, moves, entry.in_plan, entry.required, entry.carries, leads, *beside
