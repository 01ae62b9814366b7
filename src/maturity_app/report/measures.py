"""The measures of a report: scores of the author's own, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import Section, Table
from maturity_core.model.ladder import Ladder
from maturity_core.telling.standing import place_text
from maturity_core.telling.wording import score_text

if TYPE_CHECKING:
    from maturity_app.report.subject import Subject
    from maturity_core.results.parts import LadderResult


def measures(subject: Subject) -> Section:
    """Return a table with the score and the level of each measure; empty without measures."""
    rows = tuple(_row(subject, result) for result in subject.assessment.measures)
    header = tuple(map(subject.say, ("measure", "score", "level", "possible")))
    table = Table(subject.say("measures-table"), header, rows, frozenset({1, 3}))
    return Section("measures", subject.words.say("measures-title"), (table,) if rows else ())


def _row(subject: Subject, result: LadderResult) -> tuple[str, ...]:
    ladder, none = Ladder("measure", result.id), subject.say("none")
    ends = [score_text(subject.framework, ladder, end, subject.words) for end in result.score_range_exact or ()]
    exact = result.score_exact
    score = none if exact is None else score_text(subject.framework, ladder, exact, subject.words)
    return (
        result.name,
        subject.words.say("not-yet-short") if result.not_yet else score,
        place_text(subject.assessment, ladder, result, subject.words) or none,
        ends[1] if len({*ends}) > 1 else none,
    )
