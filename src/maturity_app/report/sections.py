"""The sections of a report, in order. A new reader adds its function here; the others stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from maturity_app.report.appendix import answers, origin, trace
from maturity_app.report.blocks import Report, Section
from maturity_app.report.coming import gaps, steps
from maturity_app.report.measures import measures
from maturity_app.report.portrait import portrait
from maturity_app.report.route import route
from maturity_app.report.standing import capabilities, contrasts, dimensions, reasons
from maturity_app.report.subject import Subject
from maturity_app.report.summary import plan, summary
from maturity_core.telling.facts import fact_texts
from maturity_core.telling.origin import edition_text

SECTIONS: tuple[Callable[[Subject], Section], ...] = (
    summary,
    plan,
    steps,
    route,
    reasons,
    dimensions,
    capabilities,
    measures,
    contrasts,
    gaps,
    portrait,
    trace,
    answers,
    origin,
)


FIRST = 2
"""How many sections are the report; the others are its appendix."""


def report(subject: Subject, *, full: bool = False) -> Report:
    """Return the report of a result: summary and plan, and with `full` every other section that has something to say.

    The plan is told once: the first steps in the summary, the others in the plan; with `full`, all of them in detail.

    Raises:
        TargetError: the target is not valid here.
    """
    subject = replace(subject, full=full)
    sections = [section(subject) for section in (SECTIONS if full else SECTIONS[:FIRST])]
    return Report(
        title=subject.assessment.facts.organisation or subject.say("untitled"),
        subtitle=edition_text(subject.framework, subject.words),
        sections=tuple(section for section in sections if section.blocks),
        language=subject.framework.language,
        facts=tuple(fact_texts(subject.assessment.facts, subject.words)),
    )
