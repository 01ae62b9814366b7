"""Organisations by level of the framework, with what they answered: levels and answers of few are pooled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import STATE_WORDS
from maturity_core.people.pooling import pooled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.people.peers import PeerGroup
    from maturity_core.results.peers import LevelIds


@dataclass(frozen=True)
class AnswerCell:
    """How many organisations gave one of these answers: ids of options, or words for states."""

    answers: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Band:
    """The organisations at one of these levels of the framework, and what they answered, by question."""

    levels: LevelIds
    count: int
    answers: Mapping[str, tuple[AnswerCell, ...]]


def bands(framework: Framework, group: PeerGroup, least: int) -> tuple[Band, ...]:
    """Return the organisations by level of the framework, with their answers, pooled; none if there are too few."""
    counts: Counter[str | None] = Counter()
    for cell in group.ladders[FRAMEWORK]:
        counts[cell.levels[0]] += cell.count
    ids = [None, *(level.id for level in framework.levels)]
    found: list[Band] = []
    for first, last in pooled([counts[name] for name in ids], least):
        levels, rows = tuple(ids[first : last + 1]), range(first, last + 1)
        answers = {
            question.id: _answers(question.options.ids, [group.answers[question.id][row] for row in rows], least)
            for question in framework.questions
        }
        found.append(Band(levels=levels, count=sum(counts[level] for level in levels), answers=answers))
    return tuple(found)


def _answers(options: Sequence[str], rows: Sequence[Sequence[int]], least: int) -> tuple[AnswerCell, ...]:
    """Return answers in order, those that do not apply and open ones first, pooled."""
    counts = [sum(column) for column in zip(*rows, strict=True)]
    states = len(STATE_WORDS)
    words = (*reversed(STATE_WORDS), *options)
    order = [*reversed(counts[:states]), *counts[states:]]
    return tuple(
        AnswerCell(answers=words[first : last + 1], count=sum(order[first : last + 1]))
        for first, last in pooled(order, least)
    )
