"""The sections of a report, in order. A new reader adds its function here; the others stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from maturity_app.report.appendix import answers, origin, trace
from maturity_app.report.blocks import Report, Section
from maturity_app.report.coming import gaps, steps
from maturity_app.report.fitting import PAGE, SHORT, lines_of
from maturity_app.report.measures import measures
from maturity_app.report.people import panel, peers, teams, time
from maturity_app.report.plan import HEAD
from maturity_app.report.portrait import portrait
from maturity_app.report.route import route
from maturity_app.report.standing import capabilities, contrasts, dimensions, reasons
from maturity_app.report.subject import Group, Subject, Told
from maturity_app.report.summary import plan, summary
from maturity_core.telling.facts import fact_texts
from maturity_core.telling.origin import edition_text

SECTIONS: tuple[Callable[[Subject], Section], ...] = (
    summary,
    plan,
    peers,
    panel,
    time,
    teams,
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

BESIDE = {"peers", "panel", "time", "teams"}
"""The names of the sections about several results."""
SURELY = 0.85
"""The share of a page up to which tables and pictures surely fit."""
FIRST = 6
"""How many sections are the report; the others are its appendix."""


def report(subject: Subject, *, full: bool = False) -> Report:
    """Return the report of a result: summary, plan and what is beside them; with `full` every other section as well.

    The plan is told once: the first steps in the summary, the others in the plan; with `full`, all of them in detail.

    Raises:
        TargetError: the target is not valid here.
    """
    subject = replace(subject, full=full)
    sections = [section(subject) for section in (SECTIONS if full else SECTIONS[:FIRST])]
    return Report(
        title=subject.assessment.facts.organisation or subject.say("untitled"),
        subtitle=edition_text(subject.framework, subject.words),
        sections=tuple(_on_paper(section for section in sections if section.blocks)),
        language=subject.framework.language,
        facts=tuple(fact_texts(subject.assessment.facts, subject.words)),
    )


def report_of_group(group: Group) -> Report:
    """Return the report of raters or teams alone."""
    sections: list[Callable[[Told], Section]] = [panel, teams]
    return Report(
        title=group.name or group.say("untitled"),
        subtitle=edition_text(group.framework, group.words),
        sections=tuple(_on_paper(found for section in sections if (found := section(group)).blocks)),
        language=group.framework.language,
    )


def _on_paper(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield sections; those about several results begin a page, unless it or the one before might look empty.

    How full a page is can be told only of what surely fits on one: after anything longer, the next section goes on.
    """
    filled = PAGE * SHORT
    for place, section in enumerate(sections):
        if section.name not in BESIDE:
            yield section
            continue
        lines = HEAD + lines_of(section.blocks)
        begins = place > 0 and lines >= PAGE * SHORT <= filled <= PAGE * SURELY
        filled = lines if begins else filled + lines
        yield replace(section, page=begins)
