"""The plan: the steps to the target on one page, each with what to do, how soon, why, and what it achieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Point, Points, Prose, paragraphs, points
from maturity_app.report.fitting import PAGE, fitting, lines_of
from maturity_core.results.routes import Status
from maturity_core.telling.coming import (
    gap_text,
    horizon_text,
    left_out_text,
    left_weak_remedy,
    not_needed_text,
    outcome_text,
    outcomes_text,
    reason_text,
    remedy_text,
    step_title,
)
from maturity_core.telling.origin import note_texts
from maturity_core.telling.wording import ladder_name, level_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_app.report.subject import Subject
    from maturity_core.results.routes import Rung, Step

FIRST = 3
"""So many steps are told in the summary; the plan goes on from there."""
NAMES = 6
"""The most names in a sentence of the first two pages."""
HEAD = 3.0
"""The lines of the section's title."""


def plan_blocks(subject: Subject, room: float = PAGE) -> tuple[Block, ...]:
    """Return the plan after its first steps, as far as so many lines go.

    Nothing while too little is answered, once nothing is left to do, or where the appendix tells it.
    """
    if subject.full or subject.assessment.not_yet or subject.plan.status in {Status.REACHED, Status.NOTHING_LEFT}:
        return ()
    told = [step_point(subject, step) for step in subject.steps[FIRST:]]
    after = _after(subject)
    around = [*paragraphs("1", _rest(subject, 0)), *after]
    shown = fitting(told, room - HEAD - 1 - lines_of(around))
    steps = (Points(tuple(told[:shown]), numbered=True, start=FIRST + 1),) if shown else ()
    rest = paragraphs(_rest(subject, len(subject.steps[:FIRST]) + shown))
    return (*paragraphs(subject.say("plan-goes-on") if shown else ""), *steps, *rest, *after)


def step_point(subject: Subject, step: Step) -> Point:
    """Return what to do in a step, how soon, why, and what it achieves."""
    framework, words = subject.framework, subject.words
    why = f"{horizon_text(step, words)} {reason_text(framework, subject.plan, step, words)}"
    moves = [gap_text(framework, gap, words) for gap in step.questions[:2]]
    reached = " ".join(_reached(subject, rung) for rung in step.reaches[:2])
    then = subject.words.say("fact", name=subject.say("then-met"), text=reached) if reached else ""
    remedy = Prose(remedy_text(framework, step, words, first=True))
    return Point(remedy, step_title(framework, step, words), tuple(filter(None, [why, *moves, then])))


def _reached(subject: Subject, rung: Rung) -> str:
    level = level_name(subject.framework, rung.ladder, rung.level)
    name = "" if rung.ladder == "framework" else ladder_name(subject.framework, rung.ladder)
    return subject.words.say("reaches" if name else "reaches-whole", name=name, level=level)


def _rest(subject: Subject, shown: int) -> str:
    """Return the names of the next steps, and how many more there are; empty if all are shown."""
    names = few(subject, [step.name for step in subject.plan.steps[shown:]])
    return subject.words.say("steps-after" if shown else "steps-names", names=names) if names else ""


def few(subject: Subject, names: Sequence[str], most: int = NAMES) -> str:
    """Return the first names as a list, and how many more there are."""
    rest = len(names) - most
    if rest <= 1:
        return subject.words.listed(names)
    return subject.words.listed([*names[:most], subject.say("more-names", number=rest)])


def _after(subject: Subject) -> tuple[Block, ...]:
    """Return what else belongs to the plan: outcomes that have to show, what is not needed, and remarks on steps."""
    framework, plan, words = subject.framework, subject.plan, subject.words
    outcomes = [outcome_text(framework, result, words) for result in plan.results[:NAMES]]
    stays = not_needed_text(framework, plan, words) if len(plan.stays) <= NAMES else ""
    return (
        *paragraphs(outcomes_text(framework, plan, words)),
        *points(outcomes),
        *paragraphs(stays),
        *_weak(subject),
        *paragraphs(left_out_text(plan, words) if len(plan.left_out) <= NAMES else ""),
        *points(map(Prose, note_texts(framework, "steps", subject.level, words))),
    )


def _weak(subject: Subject) -> tuple[Block, ...]:
    """Return how to begin with what is weak and not needed for the target, as the summary says."""
    weak, (first, *_) = subject.plan.left_weak, left_weak_remedy(subject.framework, subject.plan).split("\n\n")
    if weak is None or not first:
        return ()
    name = subject.framework.capability(weak.capability).name
    return (Points((Point(Prose(first), subject.say("weak-begins", name=subject.words.apart(name))),)),)
