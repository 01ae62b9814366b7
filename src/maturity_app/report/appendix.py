"""The appendix: every requirement, every answer, and whose model this is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Facts, Section, Table, paragraphs, points
from maturity_app.rules import basis_text
from maturity_core.model.ladders import own_questions
from maturity_core.model.numbers import FULL, percent
from maturity_core.telling.origin import DIFFERENT, change_texts, note_texts
from maturity_core.telling.standing import asked_text, held_back_text, measured_text
from maturity_core.telling.wording import answer_label, joined, ladder_name, made_from, requirement_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_app.report.subject import Subject
    from maturity_core.model.nouns import Question
    from maturity_core.results.explanation import RequirementState


def trace(subject: Subject) -> Section:
    """Return every requirement of every rung of every ladder, with what was measured and what holds it back.

    Nothing while too little is answered: what is unmet then is merely open.
    """
    header = tuple(subject.say(name) for name in ("requirement", "now", "asked", "state", "basis", "in-the-way"))
    blocks: list[Block] = []
    for state in () if subject.assessment.not_yet else subject.ladders.values():
        caption = subject.say(
            f"ladder-{state.ladder.partition(' ')[0]}", name=ladder_name(subject.framework, state.ladder)
        )
        rows = [_requirement(subject, requirement) for rung in state.rungs for requirement in rung.requirements]
        blocks.append(Table(caption, header, tuple(rows), frozenset({1, 2})))
    return Section("requirements", subject.say("requirements"), tuple(blocks))


def _requirement(subject: Subject, state: RequirementState) -> tuple[str, ...]:
    now = (
        subject.say("none")
        if state.measured_exact is None
        else measured_text(state.statistic, state.measured_exact, state.threshold_exact)
    )
    requirement = subject.framework.all_requirements[state.requirement]
    numbers = _numbers(subject.numbers[question] for question in state.holding_back)
    held = f"{held_back_text(subject.framework, state)} {subject.say('numbers', numbers=numbers)}" if numbers else ""
    return (
        requirement_sentence(subject.framework, requirement),
        now,
        asked_text(state.statistic, state.threshold_exact),
        subject.say(f"state-{state.state.replace(' ', '-')}"),
        basis_text(requirement),
        held or subject.say("none"),
    )


def _numbers(given: Iterable[int]) -> str:
    """Return numbers in order, runs of them as from and to.

    >>> _numbers([7, 1, 2, 3])
    '1-3 and 7'
    """
    found = sorted(given)
    breaks = [0, *(place for place, (one, other) in enumerate(pairwise(found), start=1) if other - one > 1), len(found)]
    runs = [found[start:end] for start, end in pairwise(breaks)] if found else []
    return joined([str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs])


def answers(subject: Subject) -> Section:
    """Return every question with its answer, what it earns, its place in the source and its basis."""
    header = tuple(map(subject.say, ("number", "question", "answer", "credit", "basis")))
    blocks: list[Block] = []
    for dimension in subject.framework.dimensions:
        asked = own_questions(subject.framework, f"dimension {dimension.id}")
        rows = tuple(_answer(subject, question) for question in asked)
        blocks.append(Table(dimension.name, header, rows, frozenset({0, 3})))
    return Section("answers", subject.say("answers"), tuple(blocks))


def _answer(subject: Subject, question: Question) -> tuple[str, ...]:
    code = int(subject.assessment.codes[subject.numbers[question.id] - 1])
    credit = percent(question.options[code].credit, [FULL]) if code >= 0 else subject.say("none")
    number = str(subject.numbers[question.id])
    return number, question.text, answer_label(question, code), credit, basis_text(question)


def origin(subject: Subject) -> Section:
    """Return whose model this is, how it is read, and which edition, content and version gave this result."""
    framework, level = subject.framework, subject.level
    source, record = framework.source, subject.assessment.record
    blocks: list[Block] = [*paragraphs(framework.summary)]
    blocks += points([*note_texts(framework, "comparison", level), *note_texts(framework, "about", level)])
    for base in framework.after:
        blocks += [*paragraphs(f"{made_from(base)} {DIFFERENT} {base.because}"), *points(change_texts(base))]
    pairs = (
        ("source", source.title),
        ("publisher", source.publisher),
        ("date", source.date),
        ("licence", source.licence),
        ("remark", source.remark),
        ("framework", f"{framework.name} ({framework.id})"),
        ("edition", framework.edition),
        ("digest", record.framework.digest),
        ("version", record.core_version),
    )
    facts = Facts(tuple((subject.say(name), text) for name, text in pairs if text))
    return Section("origin", subject.say("origin"), (*blocks, facts))
