"""Read what somebody types in an interview, an answer or a command; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_app.interview.screen import STATES, choices
from maturity_app.raw_sheet import Unreadable, number, whole
from maturity_app.template import number_text_of
from maturity_core.answers.sheets import answer_code
from maturity_core.errors import Problem

if TYPE_CHECKING:
    from maturity_app.interview.edits import Answer
    from maturity_core import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.telling.words import Words

MOST_DIGITS = 4
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


@dataclass(frozen=True)
class Given:
    """An answer as it goes into the file, and its code."""

    answer: Answer
    code: int


def read(framework: Framework, question: Question, typed: str, words: Words) -> Given | str:
    """Return the answer that was typed, or a sentence that says why it is not one."""
    scale, ask = framework.scales[question.scale], words.part("ask")
    if scale.numeric and _COMMA.fullmatch(typed):
        return ask.say("comma", number=typed.replace(",", "."))
    answer = _answer(question, typed, numeric=scale.numeric)
    if not isinstance(answer, Unreadable):
        code = answer_code(question, scale, answer)
        if not isinstance(code, Problem):
            return Given(answer, code)
        if answer == STATES["n"]:
            return ask.say("always-applies")
        if not isinstance(answer, str):
            broken = scale.whole_numbers and not isinstance(answer, int)
            why = "number-not-whole" if broken else "number-out-of-bounds"
            return words.part("page").say(why, bounds=number_text_of(scale, words))
    return ask.say("no-such-answer", answer=typed, choices=choices(framework, question, words))


def _answer(question: Question, typed: str, *, numeric: bool) -> Answer | Unreadable:
    """Return the number, the option's id or the word for a state that was typed; otherwise the text itself."""
    if _NUMBER.fullmatch(typed) and numeric:
        return number(typed) if "." in typed else whole(typed)
    if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS and 0 < int(typed) <= len(question.options):
        return question.options[int(typed) - 1].id
    return STATES.get(typed, typed)
