"""Rules about dimensions, capabilities and questions: what is read, which weights count, what is too thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.ladders import ladder_names, selected
from maturity_core.model.requirement import Filter, Items
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_of

WEIGHING = ("dimensions", "capabilities", "questions", "measures")


def unread_questions(subject: Subject) -> Iterator[Found]:
    """Find questions that no requirement and no score reads."""
    reads = subject.reads
    for index in _unread(subject, *reads.levels, *reads.scores):
        yield Found(("questions", index), "no requirement and no score reads it")


def idle_questions(subject: Subject) -> Iterator[Found]:
    """Find questions that decide no level and, if the score is the headline, do not move the score either."""
    reads, scored = subject.reads, subject.framework.headline == "score"
    unread = {*_unread(subject, *reads.levels, *reads.scores)}
    for index in _unread(subject, *reads.levels, *reads.scores[-1:] if scored else ()):
        if index not in unread:
            yield Found(("questions", index), f"it decides no level{' and does not move the score' if scored else ''}")


def _unread(subject: Subject, *read: frozenset[int]) -> list[int]:
    """Return the places of the questions in none of these sets; none if a scorer in code may read any of them."""
    every = range(0 if subject.coded else len(subject.framework.questions))
    known = frozenset[int]().union(*read)
    return [place for place in every if place not in known]


def zero_weights(subject: Subject) -> Iterator[Found]:
    """Find weights of 0."""
    for table in WEIGHING:
        for index, entry in enumerate(getattr(subject.framework, table)):
            if entry.weight == 0:
                yield Found((table, index, "weight"), "its weight is 0: means, shares and totals ignore it")


def idle_weights(subject: Subject) -> Iterator[Found]:
    """Find weights of dimensions and capabilities that nothing reads."""
    framework = subject.framework
    read = {kind: set[str]() for kind in WEIGHING}
    scores = [(ladder, score_of(framework, ladder)) for ladder in ladder_names(framework)]
    weighed: list[tuple[str, Items]] = [(ladder, score.of) for ladder, score in scores if score.statistic != "count"]
    weighed += [(str(entry.ladder), entry.of) for entry, _ in subject.written if STATISTICS[entry.statistic].weighted]
    for ladder, items in weighed:
        read[items.kind].update(selected(framework, ladder, items))
    chosen = [*(score.of for score in framework.scores), *(entry.of for entry, _ in subject.written)]
    selected_by = {
        of.kind for of in chosen if isinstance(of.selection, Filter) and of.selection.from_weight is not None
    }
    for table in () if subject.coded else WEIGHING:
        for index, entry in enumerate(() if table in selected_by else getattr(framework, table)):
            if entry.weight not in {0, 1} and entry.id not in read[table]:
                yield Found((table, index, "weight"), f"no mean, share or total uses the weights of these {table}")


def thin_capabilities(subject: Subject) -> Iterator[Found]:
    """Find capabilities with one question."""
    asked = Counter(question.capability for question in subject.framework.questions)
    for index, capability in enumerate(subject.framework.capabilities):
        if asked[capability.id] == 1:
            yield Found(("capabilities", index), "it rests on one question")


def unled_outcomes(subject: Subject) -> Iterator[Found]:
    """Find outcomes that no capability is said to lead to."""
    for index, question in enumerate(subject.framework.questions):
        if question.outcome and not question.led_by:
            yield Found(("questions", index), "nothing is said to lead there")


def unused_level_lists(subject: Subject) -> Iterator[Found]:
    """Find lists of levels that no dimension, no capability and no measure names."""
    framework = subject.framework.whole
    named = {entry.levels for entry in framework.dimensions} | {entry.levels for entry in framework.capabilities}
    named |= {entry.levels for entry in framework.measures}
    for name in framework.level_lists:
        if name not in named:
            yield Found(("level_lists", name), "no dimension, no capability and no measure names this list")
