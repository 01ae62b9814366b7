"""Rules about what a level is not meant to be reached without: whether anything guards it, and always applies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.texts import levels_of
from maturity_core.model.fields import Path
from maturity_core.model.ladders import rank_of
from maturity_core.model.requirement import Filter
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.model.written import awarding_ladders
from maturity_core.scoring.many.evaluate import RuleStanding
from maturity_core.telling.wording import joined

if TYPE_CHECKING:
    from maturity_core.compiled.terms import CompiledRequirement
    from maturity_core.model.nouns import Question
    from maturity_core.model.requirement import Requirement

MOST_GUARDED = 3
"""The most questions that a requirement can read to count as a gate: of more, something will apply."""

PROMISED: dict[str, tuple[str, str]] = {
    "en": (
        "always|never|every|every(?:one|body|thing)|all|entire(?:ly)?|without exception|must",
        "no|none|nobody|no one|nothing",
    ),
    "de": (
        "immer|stets|nie|niemals|jede[mnrs]?|alle[mnrs]?|ausnahmslos|sämtliche[mnrs]?|muss|müssen",
        "kein(?:e[mnrs]?)?|niemand|nichts",
    ),
}
"""By language, words that allow no exception, and those that do so in patterns only: in questions they mean little."""
RESERVED = {"en": "(?:not|at|after|above|nearly|almost) ", "de": "(?:nicht|fast|beinahe|vor|trotz) "}
"""By language, words before them that make them an exception, or an idiom."""


class Doubt(NamedTuple):
    """A text that allows no exception: its place, the word, and the answer that should keep everyone from a level."""

    path: Path
    word: str
    question: Question
    position: int
    level: str


def gates_answered_away(subject: Subject) -> Iterator[Found]:
    """Find requirements of a few questions that are set aside, and their level awarded, if none of these applies."""
    framework = subject.framework
    gates = [] if subject.coded else [rule for rule in subject.compiled.requirements if _is_gate(subject, rule)]
    sheets = _best(subject, len(gates))
    for column, rule in enumerate(gates):
        sheets[sorted(subject.reads.questions(rule.terms)), column] = NOT_APPLICABLE
    places = RuleStanding(subject.compiled, sheets).places
    away = {rule.index for column, rule in enumerate(gates) if places[rule.ladder].rank[column] >= rule.rung}
    for (path, level), indexes in subject.groups.items():
        rules = [subject.compiled.requirements[index] for index in indexes if index in away]
        read = sorted(frozenset[int]().union(*(subject.reads.questions(rule.terms) for rule in rules)))
        if read:
            ids = joined([repr(framework.questions[place].id) for place in read])
            where = (*path, "trait") if path[0] == "questions" else path
            yield Found(where, f"with {ids} not applicable, {level!r} or a higher level is still reached")


def _is_gate(subject: Subject, rule: CompiledRequirement) -> bool:
    """Return whether a requirement singles out a few questions, all of which may be not applicable."""
    requirement, path = subject.written[rule.index]
    read = subject.reads.questions(rule.terms)
    optional = all(subject.compiled.may_lack[place] for place in read)
    return path[0] != "rules" and len(read) <= MOST_GUARDED and optional and singled_out(requirement)


def singled_out(requirement: Requirement) -> bool:
    """Return whether a requirement says itself which items it means, by more than their stage or dimension."""
    chosen = requirement.of.selection
    if isinstance(chosen, Filter):
        return bool(chosen.ids or chosen.tag or chosen.capability or chosen.from_weight)
    return chosen != "all"


def _best(subject: Subject, columns: int) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Return sheets (n_questions, columns) with the best answers to everything."""
    tops = np.array(subject.framework.lookup.tops, np.int8)
    return np.repeat(tops[:, None], columns, axis=1)


def promises_unguarded(subject: Subject) -> Iterator[Found]:
    """Find questions and patterns whose words allow no exception, with levels that are awarded all the same."""
    framework = subject.framework
    doubts = [] if subject.coded else [*_in_questions(subject), *_in_patterns(subject)]
    sheets = _best(subject, len(doubts))
    for column, doubt in enumerate(doubts):
        sheets[framework.lookup.columns[doubt.question.id], column] = doubt.position
    places = RuleStanding(subject.compiled, sheets).places
    for column, doubt in enumerate(doubts):
        ladders = awarding_ladders(framework, doubt.question, doubt.level)
        found = [(places[subject.compiled.positions[ladder]], ladder) for ladder in ladders]
        ranks = [
            (int(place.rank[column]), rank_of(framework.ladder_levels(ladder), doubt.level) or 0)
            for place, ladder in found
            if place.top
        ]
        if ranks and all(rank >= rung for rank, rung in ranks):
            option = doubt.question.options[doubt.position].id
            told = (
                f"it says “{doubt.word}”, but {doubt.level!r} can be reached with {doubt.question.id!r} at {option!r}"
            )
            yield Found(doubt.path, told)


def _in_questions(subject: Subject) -> Iterator[Doubt]:
    """Yield the questions that the source, or the author, puts without reserve, and that have a stage."""
    for index, question in enumerate(subject.framework.questions):
        word = _promise(subject, question.text, statement=False)
        if word and question.stage and question.basis in {"stated", "own"}:
            yield Doubt(("questions", index, "text"), word, question, 0, question.stage)


def _in_patterns(subject: Subject) -> Iterator[Doubt]:
    """Yield the patterns without reserve, once for each question that shows them from some option upwards."""
    framework = subject.framework
    for path, level in levels_of(framework):
        for place, pattern in enumerate(level.patterns):
            word = _promise(subject, pattern.text, statement=True)
            asked = [shown for shown in pattern.questions if shown.question in framework.questions.ids]
            for shown in asked if word else ():
                question = framework.question(shown.question)
                ids = [option.id for option in question.options]
                if shown.at_least is not None and (position := ids.index(shown.at_least)):
                    yield Doubt((*path, "patterns", place), word, question, position - 1, level.id)


def _promise(subject: Subject, text: str, *, statement: bool) -> str:
    """Return the first word of a text that allows no exception; empty if there is none, or none is known."""
    language = subject.framework.language.lower().partition("-")[0]
    if language not in PROMISED:
        return ""
    anywhere, stated = PROMISED[language]
    words = f"{anywhere}|{stated}" if statement else anywhere
    found = re.finditer(rf"\b(?:{RESERVED[language]})(?:{words})\b|\b(?P<word>{words})\b", text, re.IGNORECASE)
    return next((match["word"] for match in found if match["word"]), "")
