"""The plan: the steps to the target on one page, each with what to do, how soon, why, and what it achieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Point, Points, Prose, paragraphs, points
from maturity_app.report.fitting import MARGIN, PAGE, fitting, fullest, lines_of
from maturity_core.results.routes import Status, Step
from maturity_core.telling.coming import (
    gap_text,
    horizon_text,
    is_beside,
    left_out_text,
    not_needed_text,
    outcome_text,
    outcomes_text,
    remedy_text,
    step_title,
)
from maturity_core.telling.first import action_text, any_reason_text
from maturity_core.telling.origin import note_texts
from maturity_core.telling.wording import ladder_name, level_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from maturity_app.report.subject import Subject
    from maturity_core.results.routes import First, Raise, Rung

NAMES = 6
"""The most names in a sentence of the first two pages."""
HEAD = 3.0
"""The lines of the section's title."""


def plan_blocks(subject: Subject, room: float = PAGE) -> tuple[Block, ...]:
    """Return the steps of the plan that the summary doesn't tell, in so many lines.

    Nothing while too little is answered, once nothing is left to do, or where the appendix tells it.
    """
    if subject.full or subject.assessment.not_yet or subject.plan.status in {Status.REACHED, Status.NOTHING_LEFT}:
        return ()
    first = {entry.capability for entry in subject.first}
    others = [step for step in subject.steps if isinstance(step, Step) and step.capability not in first]
    after = _after(subject)
    left = room - HEAD - lines_of([*paragraphs("1", "1"), *after]) - MARGIN
    forms = [step_points(subject, step) for step in others]
    shortest = [form[0] for form in forms]
    if fitting(shortest, left) < len(forms):
        left -= lines_of(paragraphs(_rest(subject, [], first)))
    told = fullest(forms[: fitting(shortest, left)], left)
    needed = len(first) - sum(map(is_beside, subject.first))
    steps = (Points(told, numbered=True, start=needed + 1),) if told else ()
    rest = paragraphs(_rest(subject, others[: len(told)], first))
    begun = paragraphs(subject.say("plan-goes-on") if told else "")
    return (*begun, *steps, *left_out(subject, told), *rest, *after)


def first_points(subject: Subject, entry: First) -> tuple[Point, ...]:
    """Return what to do first with a capability, how soon, and why: from the shortest form to the fullest."""
    steps = {step.capability: step for step in subject.plan.steps}
    return _forms(subject, entry, _why(subject, steps.get(entry.capability, entry)))


def step_points(subject: Subject, step: Step) -> tuple[Point, ...]:
    """Return what to do in a step, how soon, why, and what it achieves: from the shortest form to the fullest."""
    reached = " ".join(_reached(subject, rung) for rung in step.reaches[:2])
    then = subject.words.say("fact", name=subject.say("then-met"), text=reached) if reached else ""
    return _forms(subject, step, _why(subject, step), then)


def _why(subject: Subject, step: Step | First) -> str:
    words = subject.words
    return f"{horizon_text(step, words)} {any_reason_text(subject.assessment, subject.plan, step, words)}"


def _forms(subject: Subject, step: Raise, why: str, then: str = "") -> tuple[Point, ...]:
    """Return the action; what to begin with for each question; all remedies; and the moves, which else say the action.

    The moves are in every form where no remedy is for them. It is noted how many remedies are left out.
    """
    framework, words = subject.framework, subject.words
    title, action = step_title(framework, step, words), action_text(framework, step)
    begun, whole = (Prose(remedy_text(framework, step, words, first=first)) for first in (True, False))
    moves = tuple(gap_text(framework, gap, words) for gap in step.questions[:2])
    own = () if action else moves
    more = tuple(filter(None, [then]))
    remedies = framework.capability(step.capability).remedies
    begins = len({remedies[place].question for place in step.remedies})
    after_one, after_all = (max(len(step.remedies) - told, 0) for told in (1, begins))
    return (
        Point(Prose(action), title, (*own, why), after_one),
        Point(begun, title, (why, *own, *more), after_all),
        Point(whole, title, (why, *own, *more)),
        Point(whole, title, (why, *moves, *more)),
    )


def left_out(subject: Subject, told: Iterable[Point]) -> tuple[Block, ...]:
    """Return how many actions these entries leave out; nothing if they leave out none."""
    number = sum(point.left_out for point in told)
    return paragraphs(subject.words.count("left-out", number)) if number else ()


def _reached(subject: Subject, rung: Rung) -> str:
    level = level_name(subject.framework, rung.ladder, rung.level)
    name = "" if rung.ladder == "framework" else ladder_name(subject.framework, rung.ladder)
    return subject.words.say("reaches" if name else "reaches-whole", name=name, level=level)


def _rest(subject: Subject, told: Sequence[Step], first: Collection[str]) -> str:
    """Return the names of the steps that are told nowhere, and how many more there are; empty if all are."""
    known = {*first, *(step.capability for step in told)}
    names = few(subject, [step.name for step in subject.plan.steps if step.capability not in known])
    return subject.words.say("steps-after" if known else "steps-names", names=names) if names else ""


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
        *paragraphs(left_out_text(plan, words) if len(plan.left_out) <= NAMES else ""),
        *points(map(Prose, note_texts(framework, "steps", subject.level, words))),
    )
