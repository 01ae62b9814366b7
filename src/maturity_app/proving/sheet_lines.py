"""A sheet in words: the levels that it gives, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.lines import table, wrapped
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.telling.wording import counted, score_text, word_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maturity_core import Framework


def level_lines(framework: Framework, answers: Mapping[str, str]) -> Iterator[str]:
    """Yield the level and the score of the framework and of each dimension in a table."""
    found = framework.assess(answers)
    rows = [("framework", FRAMEWORK, found.level, found.score_exact)]
    rows += [(entry.name, Ladder("dimension", entry.id), entry.level, entry.score_exact) for entry in found.dimensions]
    yield from table(
        [
            (name, "" if level is None else level.name, "" if score is None else score_text(framework, ladder, score))
            for name, ladder, level, score in rows
        ]
    )


def answer_lines(framework: Framework, answers: Mapping[str, str]) -> Iterator[str]:
    """Yield the answers above the lowest, each with its question; the others are counted."""
    lowest = 0
    for question in framework.questions:
        if answers[question.id] == question.options[0].id:
            lowest += 1
            continue
        yield from wrapped(f"{question.text} ({question.id})", "- ", "  ")
        yield from wrapped(word_label(question, answers[question.id]), "    ")
    rest = len(framework.questions) > lowest
    verb = "has its" if lowest == 1 else "have their"
    noun = counted(lowest, "other question" if rest else "question")
    yield from wrapped(f"{noun} {verb} lowest answer.") if lowest else ()
