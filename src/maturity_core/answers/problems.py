"""What can be wrong with an answer that is a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.states import WORDS, states_of

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question


def position_problem(question: Question, where: str, code: int, row: int) -> Problem:
    """Return the problem of a code that is neither an option's position nor a state that the question allows."""
    words = [f"{code} ({word})" for word, code in states_of(not_applicable=question.not_applicable).items()]
    allowed = f"0 to {len(question.options) - 1}, {', '.join(words)}"
    return Problem("no option has this position", where, str(code), allowed, path=(row,))


def open_problem(where: str, code: int, row: int = 0) -> Problem:
    """Return the problem of an open question in a framework that refuses them."""
    what = "the question is open, but this framework requires an answer to every question"
    return Problem(what, where, WORDS[code], path=(row,))


def uncounted(count: int) -> list[Problem]:
    """Return the line that counts the problems that are not listed; nothing if all are."""
    return [Problem(f"and {count} more", "answers")] if count else []
