"""The proven route: the cheapest way to the target, what is proven of it, and what can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Heading, Paragraph, Picture, Point, Points, Section, paragraphs, points
from maturity_core.errors import MissingExtraError
from maturity_core.extras import EXTRAS
from maturity_core.pictures.roadmaps import roadmap_phases
from maturity_core.results.routes import Status
from maturity_core.telling.coming import gap_text, outcome_text, outcomes_text
from maturity_core.telling.phases import part_text, phase_title, phases_texts, then_text
from maturity_core.telling.roadmap import priced_title, roadmap_texts, waiting_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_app.report.subject import Subject
    from maturity_core.results.roadmap import Roadmap

SOLVER = "highspy"
MOST_DRAWN = 24
"""The most steps that are drawn over phases: a printed page has no room for more."""


def route(subject: Subject) -> Section:
    """Return the cheapest way to the target, or how to get the solver."""
    title = subject.say("route")
    coded = subject.framework.engine.compiled is None
    if coded or subject.assessment.not_yet or subject.plan.status != Status.OPEN:
        return Section("route", title, ())
    try:
        found = subject.roadmap
    except MissingExtraError:
        return Section("route", title, (Paragraph(subject.say("route-missing", extra=EXTRAS[SOLVER])),))
    return Section("route", title, tuple(_blocks(subject, found)))


def _blocks(subject: Subject, found: Roadmap) -> Iterator[Block]:
    framework, words = subject.framework, subject.words
    yield from paragraphs(*roadmap_texts(framework, found, words))
    told = [
        Point(" ".join(gap_text(framework, gap, words) for gap in step.questions), priced_title(framework, step, words))
        for step in found
    ]
    yield from [Points(tuple(told), numbered=True)] if told else []
    yield from paragraphs(outcomes_text(framework, found, words))
    yield from points(outcome_text(framework, result, words) for result in found.results)
    yield from paragraphs(waiting_text(framework, found, subject.gaps, words))
    yield from _phases(subject, found) if found.phases else []


def _phases(subject: Subject, found: Roadmap) -> Iterator[Block]:
    """Yield the phases of the route, drawn if there is room, and in words."""
    framework, words = subject.framework, subject.words
    name = words.part("show").say("phases-title")
    yield Heading(name)
    yield from paragraphs(*phases_texts(found, words))
    if sum(part.done for phase in found.phases for part in phase.steps) <= MOST_DRAWN:
        yield Picture(((name, roadmap_phases(framework, found, words)),))
    for phase in found.phases:
        yield Heading(phase_title(phase, words), 4)
        yield from points(part_text(part, words) for part in phase.steps)
        yield from paragraphs(then_text(framework, phase, words))
