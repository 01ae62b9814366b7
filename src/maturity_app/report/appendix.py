"""The appendix: every requirement, every answer, and whose model this is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from maturity_app.report.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Links,
    Prose,
    Section,
    Table,
    links,
    paragraphs,
    points,
    prose,
)
from maturity_app.rules import basis_text
from maturity_core.answers.facts import link_of
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import own_questions
from maturity_core.model.long_text import led
from maturity_core.model.rounding import FULL
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.telling.facts import given_text
from maturity_core.telling.measured import now_text
from maturity_core.telling.origin import change_texts, changes_text, note_texts
from maturity_core.telling.standing import held_back_text
from maturity_core.telling.uncounted import uncounted_texts
from maturity_core.telling.wording import asked_text, ladder_name, requirement_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_app.report.subject import Subject
    from maturity_core.model.nouns import Capability, Dimension, Question
    from maturity_core.model.scale import Option
    from maturity_core.results.explanation import RequirementState
    from maturity_core.telling.words import Words


NUMBER = 12
"""No number has more letters than this."""


def trace(subject: Subject) -> Section:
    """Return what was measured for every requirement of every ladder, what is required, and what's missing.

    Empty while too little is answered: what is unmet then is merely open.
    """
    header = tuple(subject.say(name) for name in ("requirement", "now", "asked", "state", "basis", "in-the-way"))
    blocks: list[Block] = []
    for state in () if subject.assessment.not_yet else subject.ladders.values():
        name = ladder_name(subject.framework, state.ladder)
        caption = subject.say(f"ladder-{state.ladder.kind}", name=name)
        rows = [_requirement(subject, requirement) for rung in state.rungs for requirement in rung.requirements]
        short = all(len(cell) <= NUMBER for row in rows for cell in row[1:3])  # what is required may also be an answer
        blocks.append(Table(caption, header, tuple(rows), frozenset({1, 2} if short else ())))
    return Section("requirements", subject.say("requirements"), tuple(blocks))


def _requirement(subject: Subject, state: RequirementState) -> tuple[str, ...]:
    words, requirement = subject.words, subject.framework.all_requirements[state.requirement]
    numbers = _numbers((subject.numbers[question] for question in state.holding_back), words)
    held = [held_back_text(subject.framework, state, words), subject.say("numbers", numbers=numbers)]
    return (
        requirement_sentence(subject.framework, requirement, words),
        now_text(subject.assessment, state, words) or subject.say("none"),
        asked_text(subject.framework, requirement, words),
        subject.say(f"state-{state.state.replace(' ', '-')}"),
        basis_text(requirement, words),
        " ".join(held) if numbers else subject.say("none"),
    )


def _numbers(given: Iterable[int], words: Words) -> str:
    """Return numbers in order, with runs of them as ranges.

    >>> from maturity_core.telling.words import ENGLISH
    >>> _numbers([7, 1, 2, 3], ENGLISH)
    '1-3 and 7'
    """
    found = sorted(given)
    breaks = [0, *(place for place, (one, other) in enumerate(pairwise(found), start=1) if other - one > 1), len(found)]
    runs = [found[start:end] for start, end in pairwise(breaks)] if found else []
    return words.listed([str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs])


def answers(subject: Subject) -> Section:
    """Return what each answer earns, its place in the source and its basis."""
    header = tuple(map(subject.say, ("number", "question", "answer", "credit", "basis")))
    blocks: list[Block] = []
    for dimension in subject.framework.dimensions:
        asked = own_questions(subject.framework, Ladder("dimension", dimension.id))
        rows = tuple(_answer(subject, question) for question in asked)
        blocks.append(Table(dimension.name, header, rows, frozenset({0, 3}), frozenset({1, 2})))
        blocks += _help(subject, dimension, asked)
    blocks += points(uncounted_texts(subject.assessment, subject.words))
    told = [block for scale in subject.framework.scales.values() for block in _options(scale.options)]
    blocks += [Heading(subject.say("options")), *told] if told else []
    return Section("answers", subject.say("answers"), tuple(blocks))


def _help(subject: Subject, dimension: Dimension, asked: Sequence[Question]) -> Iterator[Block]:
    """Yield what the model explains of a dimension, of its capabilities, and of the questions that were asked."""
    yield from _explained(dimension, subject.words.say("help-about", name=dimension.name))
    for capability in subject.framework.capabilities:
        if capability.dimension == dimension.id:
            yield from _explained(capability, subject.words.say("help-about", name=capability.name))
    for question in asked:
        title = subject.say("numbered", number=subject.numbers[question.id], text=question.text)
        yield from _explained(question, title, *_options(question.options if question.labels else ()))


def _explained(entry: Dimension | Capability | Question, title: str, *more: Block) -> Iterator[Block]:
    """Yield help and links under their title; nothing if there are none."""
    blocks = (*prose(entry.help), *more, *links(entry.links))
    yield from (Heading(title), *blocks) if blocks else ()


def _options(options: Iterable[Option]) -> Iterator[Block]:
    """Yield the help on options; nothing if there is none."""
    pairs = tuple((option.label, Prose(option.help)) for option in options if option.help)
    yield from (Facts(pairs),) if pairs else ()


def _answer(subject: Subject, question: Question) -> tuple[str | Cell, ...]:
    told, remarks = given_answer(subject, question), tuple(_remarks(subject, question))
    answer = Cell(told, remarks) if remarks else told
    credit = earned(subject, question) or subject.say("none")
    return str(subject.numbers[question.id]), question.text, answer, credit, basis_text(question, subject.words)


def _stands_for(subject: Subject, question: Question) -> int | None:
    """Return the option that an answer counts as because the question does not apply; None if it counts as itself."""
    counted = subject.assessment.counted[subject.numbers[question.id] - 1]
    return question.stands_for if counted == NOT_APPLICABLE else None


def given_answer(subject: Subject, question: Question) -> str:
    """Return an answer in words, and as what it counts if that is another."""
    code = int(subject.assessment.codes[subject.numbers[question.id] - 1])
    number = subject.assessment.numbers_exact.get(question.id)
    told, stands_for = (
        given_text(subject.framework, question, code, number, subject.words),
        _stands_for(subject, question),
    )
    if stands_for is None:
        return told
    return subject.say("answer-counts-as", answer=told, option=question.options[stands_for].label)


def earned(subject: Subject, question: Question) -> str:
    """Return the credit that an answer earns; empty if it earns none because it is open, or does not apply."""
    stands_for = _stands_for(subject, question)
    counted = int(subject.assessment.counted[subject.numbers[question.id] - 1]) if stands_for is None else stands_for
    return subject.words.percent(question.options[counted].credit, [FULL]) if counted >= 0 else ""


def _remarks(subject: Subject, question: Question) -> Iterator[Prose | Links]:
    """Yield the comment on an answer and the evidence for it; nothing if there is none."""
    facts, words = subject.assessment.facts, subject.words
    if question.id in facts.comments:
        yield Prose(words.say("comment", text=led(facts.comments[question.id])))
    if question.id in facts.evidence:
        yield Prose(words.say("evidence"))
        yield Links(tuple(link_of(piece) or piece for piece in facts.evidence[question.id]))


def origin(subject: Subject) -> Section:
    """Return notes, source, edition, content digest and version."""
    framework, level, words = subject.framework, subject.level, subject.words
    source, record = framework.source, subject.assessment.record
    blocks: list[Block] = [*prose(framework.summary, framework.help), *links(framework.links)]
    notes = [text for at in ("comparison", "about") for text in note_texts(framework, at, level, words)]
    blocks += points(map(Prose, notes))
    for base in framework.after:
        made = f"{changes_text(base, words)} {words.apart(base.because)}"
        blocks += [*paragraphs(made), *points(change_texts(base, words))]
    pairs: tuple[tuple[str, str | Prose], ...] = (
        ("source", source.title),
        ("publisher", source.publisher),
        ("date", source.date),
        ("licence", source.licence),
        ("remark", Prose(source.remark) if source.remark else ""),
        ("framework", f"{words.apart(framework.name)} ({framework.id})"),
        ("edition", framework.edition),
        ("digest", record.framework.digest),
        ("version", record.core_version),
    )
    facts = Facts(tuple((subject.say(name), text) for name, text in pairs if text))
    return Section("origin", words.say("about-title"), (*blocks, facts))
