"""Where the organisation stands: level and reasons, dimensions, capabilities, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import (
    Block,
    Check,
    Checks,
    Heading,
    Picture,
    Prose,
    Section,
    Table,
    paragraphs,
    points,
)
from maturity_core.model.ladder import Ladder
from maturity_core.pictures.bars import bars
from maturity_core.pictures.heat import heat_map
from maturity_core.pictures.results import answered, dimension_measures, measures
from maturity_core.results.whole import FIRST_STEPS
from maturity_core.telling.contrasts import even_text, next_rung_text, strength_texts, tension_texts
from maturity_core.telling.measured import requirement_text
from maturity_core.telling.origin import note_texts
from maturity_core.telling.standing import (
    coverage_text,
    deciding_rungs,
    early_texts,
    held_back_text,
    open_levels_text,
    told_rung,
)
from maturity_core.telling.wording import score_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from maturity_app.report.subject import Subject
    from maturity_core.pictures.parts import Measure
    from maturity_core.results.explanation import RungState
    from maturity_core.results.parts import LadderResult

BARS, TILES = 8, 16
"""The most bars or tiles of a picture, which takes less than half of a printed page: if the rest of one is too little
for it, that stays empty."""


def reasons(subject: Subject) -> Section:
    """Return the requirements behind the level, and what's missing for the next one."""
    assessment = subject.assessment
    blocks: list[Block] = []
    if not assessment.not_yet and not assessment.explain().available:
        blocks += paragraphs(subject.words.say("no-reasons"))
    reached, missed = deciding_rungs(assessment)
    if reached and assessment.level:
        blocks += [Heading(subject.words.say("why-title", level=assessment.level.name)), _checks(subject, reached)]
    if missed:
        blocks += [
            Heading(subject.words.say("missing-title", level=told_rung(assessment, missed))),
            _checks(subject, [missed], only="unmet"),
        ]
    blocks += points(map(Prose, note_texts(subject.framework, "level", subject.level, subject.words)))
    return Section("level", subject.say("reasons"), tuple(blocks))


def _checks(subject: Subject, rungs: list[RungState], only: str = "") -> Checks:
    words = subject.words
    states = [state for rung in rungs for state in rung.requirements if state.state == only or not only]
    held = [held_back_text(subject.framework, state, words) for state in states]
    told = zip(states, held, strict=True)
    return Checks(
        tuple(Check(state.state, requirement_text(subject.assessment, state, words), more) for state, more in told)
    )


def dimensions(subject: Subject) -> Section:
    """Return bars with what is still possible and where closing all gaps would lead, and the same in numbers."""
    assessment, words = subject.assessment, subject.words
    found, name = dimension_measures(assessment, subject.target, subject.words), words.say("dimensions-title")
    drawn = tuple(
        (_title(subject, name, at, len(part), len(found)), bars(name, part, subject.words))
        for at, part in _parts(found, BARS)
    )
    header = ("dimension", "score", "level", "possible", "aimed", "answered-share")
    table = Table(
        subject.say("dimensions-table"),
        tuple(map(subject.say, header)),
        tuple(_row(subject, result, measure) for result, measure in zip(assessment.dimensions, found, strict=True)),
        frozenset({1, 3, 4, 5}),
        frozenset({0}),
    )
    blocks: tuple[Block, ...] = (
        Picture(drawn, subject.say("dimensions-picture")),
        table,
        *paragraphs(open_levels_text(assessment, words)),
        *points(_shares(subject)),
        *points(map(Prose, note_texts(subject.framework, "dimensions", subject.level, words))),
    )
    return Section("dimensions", name, blocks)


def _shares(subject: Subject) -> Iterator[str]:
    """Yield for each dimension the share at each rung, if its rungs ask for shares."""
    for result in subject.assessment.dimensions:
        state = None if result.not_yet else subject.ladders.get(Ladder("dimension", result.id))
        told = (
            coverage_text(subject.framework, state, subject.words),
            even_text(subject.assessment, result.id, subject.words),
            next_rung_text(subject.assessment, result.id, subject.words),
        )
        for text in filter(None, told):
            yield f"{subject.words.apart(result.name)}: {text}"


def _row(subject: Subject, result: LadderResult, measure: Measure) -> tuple[str, ...]:
    def told(score: Fraction | None) -> str:
        if score is None:
            return subject.say("none")
        return score_text(subject.framework, Ladder("dimension", result.id), score, subject.words)

    done, applying = answered(subject.assessment, Ladder("dimension", result.id))
    return (
        result.name,
        measure.shown,
        measure.note or subject.say("none"),
        told(measure.open_to),
        told(measure.target),
        subject.say("of", part=done, whole=applying),
    )


def capabilities(subject: Subject) -> Section:
    """Return a heat map by dimension, and what was started before its prerequisites were in place."""
    found = measures(subject.assessment, "capability", subject.assessment.capabilities, language=subject.words)
    header = ("capability", "dimension", "score", "level")
    table = Table(
        subject.say("capabilities-table"),
        tuple(map(subject.say, header)),
        tuple(_tiles(subject, found)),
        frozenset({2}),
        frozenset({0, 1}),
    )
    picture = Picture(tuple(_maps(subject, found)), subject.say("capabilities-picture"), (table,))
    early = points(early_texts(subject.assessment, subject.words))
    return Section("capabilities", subject.say("capabilities"), (picture, *early))


def _maps(subject: Subject, found: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    """Yield the heat maps of each dimension, none of them too tall for a page, with their titles."""
    framework = subject.framework
    own: dict[str, list[Measure]] = {entry.id: [] for entry in framework.dimensions}
    for entry, measure in zip(framework.capabilities, found, strict=True):
        own[entry.dimension].append(measure)
    for dimension in framework.dimensions:
        of = own[dimension.id]
        for at, part in _parts(of, TILES):
            yield (
                _title(subject, dimension.name, at, len(part), len(of)),
                heat_map(subject.words.apart(dimension.name), part),
            )


def _parts(found: Sequence[Measure], most: int) -> Iterator[tuple[int, Sequence[Measure]]]:
    """Yield measures in parts that a page has room for, each with the place of its first."""
    for at in range(0, len(found), most):
        yield at, found[at : at + most]


def _title(subject: Subject, name: str, at: int, number: int, whole: int) -> str:
    """Return the title of a picture: its name, and which of its entries it shows unless it shows all."""
    return name if number == whole else subject.say("part", name=name, first=at + 1, last=at + number)


def _tiles(subject: Subject, found: Sequence[Measure]) -> Iterator[tuple[str, ...]]:
    framework = subject.framework
    for measure, entry in zip(found, framework.capabilities, strict=True):
        dimension = framework.dimension(entry.dimension).name
        yield measure.name, dimension, measure.shown, measure.note or subject.say("none")


def contrasts(subject: Subject) -> Section:
    """Return strengths and tensions."""
    first = (*subject.plan.first, *subject.plan.steps[:FIRST_STEPS])
    parts = {
        "strengths-title": strength_texts(subject.assessment, subject.words, first),
        "tensions-title": tension_texts(subject.assessment, subject.words),
    }
    blocks: list[Block] = []
    for name, texts in parts.items():
        blocks += [Heading(subject.words.say(name)), *points(texts)] if texts else []
    return Section("contrasts", subject.say("contrasts"), tuple(blocks))
