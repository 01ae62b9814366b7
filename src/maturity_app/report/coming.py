"""What comes next: gaps and steps."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Facts, Heading, Prose, Section, Table, paragraphs, points, prose
from maturity_core.model.ladder import Ladder
from maturity_core.results.routes import Step
from maturity_core.telling.coming import (
    beside_text,
    gap_text,
    gaps_text,
    horizon_text,
    is_beside,
    left_out_text,
    met_texts,
    not_needed_text,
    outcome_text,
    outcomes_text,
    outlook_text,
    prevented_texts,
    remedy_text,
    rest_text,
    steps_in_order,
)
from maturity_core.telling.first import any_reason_text
from maturity_core.telling.levers import levers_beside_text
from maturity_core.telling.origin import note_texts
from maturity_core.telling.wording import level_name, requirement_texts, score_text, word_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_app.report.subject import Subject
    from maturity_core.results.routes import First, QuestionGap


def gaps(subject: Subject) -> Section:
    """Return every answer that has to improve, from where to where."""
    words = subject.words
    title, text = words.say("gaps-title"), gaps_text(subject.framework, subject.gaps, words)
    if subject.assessment.not_yet:
        return Section("gaps", title, ())
    rows = tuple(_gap(subject, gap) for gap in subject.gaps.questions)
    header = tuple(map(subject.say, ("number", "question", "capability", "now", "to")))
    table = [Table(subject.say("gaps-table"), header, rows, frozenset({0}), frozenset({1, 2}))] if rows else []
    notes = points(map(Prose, note_texts(subject.framework, "gaps", subject.level, words))) if rows else ()
    return Section("gaps", title, (*paragraphs(text), *table, *notes))


def _gap(subject: Subject, gap: QuestionGap) -> tuple[str, ...]:
    question = subject.framework.question(gap.question)
    capability = subject.framework.capability(question.capability).name
    labels = [word_label(question, word, subject.words) for word in (gap.answer, gap.to)]
    return (str(subject.numbers[gap.question]), question.text, capability, *labels)


def steps(subject: Subject) -> Section:
    """Return each step with what to do, the effort, when it can start, the reason for it, and what it achieves."""
    title, words = subject.words.say("steps-title"), subject.words
    if subject.assessment.not_yet:
        return Section("steps", title, ())
    told = subject.steps
    blocks: list[Block] = [*paragraphs(outlook_text(subject.assessment, subject.plan, words))]
    blocks += points(requirement_texts(subject.framework, subject.plan.blockers, words))
    blocks += paragraphs(*prevented_texts(subject.framework, subject.plan, words))
    needed = sum(not is_beside(step) for step in steps_in_order(subject.plan))
    for place, (step, complete) in enumerate(_completed(subject), start=1):
        if place == needed + 1:
            blocks += paragraphs(beside_text(subject.framework, subject.plan, words))
        blocks += _step(subject, place, step, complete)
    rest = rest_text(steps_in_order(subject.plan), len(told), words)
    blocks += paragraphs(rest, outcomes_text(subject.framework, subject.plan, words))
    blocks += points(outcome_text(subject.framework, result, words) for result in subject.plan.results)
    plan = subject.plan
    blocks += paragraphs(not_needed_text(subject.framework, plan, words))
    blocks += paragraphs(left_out_text(plan, words))
    blocks += paragraphs(levers_beside_text(subject.assessment, steps_in_order(plan), words))
    blocks += points(map(Prose, note_texts(subject.framework, "steps", subject.level, words)))
    return Section("steps", title, tuple(blocks))


def _completed(subject: Subject) -> Iterator[tuple[Step | First, list[Step]]]:
    """Yield each step, with those whose effect shows then: that of a step counts on all before it in the plan."""
    waiting, done = list(subject.plan.steps), set[str]()
    for step in subject.steps:
        done.add(step.capability)
        complete = list(takewhile(lambda entry: entry.capability in done, waiting))
        waiting = waiting[len(complete) :]
        yield step, complete


def _step(subject: Subject, place: int, step: Step | First, complete: Sequence[Step]) -> Iterator[Block]:
    yield Heading(subject.say("numbered", number=place, text=step.name))
    yield from prose(remedy_text(subject.framework, step, subject.words))
    yield Facts(tuple(_facts(subject, step)), brief=True)
    reason = any_reason_text(subject.assessment, subject.plan, step, subject.words)
    yield from paragraphs(f"{horizon_text(step, subject.words)} {reason}")
    yield from points(gap_text(subject.framework, gap, subject.words) for gap in step.questions)
    ready = [name for entry in complete for name in entry.readies]
    opens = subject.words.listed([subject.framework.capability(name).name for name in ready])
    met = " ".join(text for entry in complete for text in met_texts(subject.framework, entry, subject.words))
    pairs = ((subject.say("then-met"), met), (subject.say("then-ready"), opens))
    told = tuple(pair for pair in pairs if pair[1])
    if told:
        yield Facts(told)


def _facts(subject: Subject, step: Step | First) -> Iterator[tuple[str, str]]:
    framework, words, ladder = subject.framework, subject.words, Ladder("capability", step.capability)
    yield subject.say("effort"), words.number(step.effort_exact)
    if not isinstance(step, Step):
        return
    waits = words.listed([framework.capability(name).name for name in step.waits_for])
    yield subject.say("ready"), subject.say("ready-now") if step.ready else subject.say("ready-after", names=waits)
    if step.score_from_exact is not None and step.score_to_exact is not None:
        scores = [score_text(framework, ladder, score, words) for score in (step.score_from_exact, step.score_to_exact)]
        yield subject.say("score"), subject.say("from-to", now=scores[0], then=scores[1])
    if step.level_from and step.level_to and step.level_from != step.level_to:
        levels = [level_name(framework, ladder, level) for level in (step.level_from, step.level_to)]
        yield subject.say("level"), subject.say("from-to", now=levels[0], then=levels[1])
