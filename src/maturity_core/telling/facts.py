"""What a sheet says beside its answers, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.wording import answer_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.answers.facts import SheetFacts
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question


def fact_texts(facts: SheetFacts, words: Words = ENGLISH) -> list[tuple[str, str]]:
    """Return segment, date, respondent, role and edition, each with its name; those that are unknown are left out.

    The edition is the one that answers were carried over from.

    >>> from maturity_core import SheetFacts
    >>> fact_texts(SheetFacts(date="2026-11-03", respondent="The service team"))
    [('Date', '2026-11-03'), ('Answered by', 'The service team')]
    """
    date = facts.date.isoformat() if facts.date else ""
    known = {"segment": facts.segment, "date": date, "respondent": facts.respondent, "role": facts.role}
    known |= {"carried_from": facts.carried_from}
    return [(words.say(f"fact-{name}"), text) for name, text in known.items() if text]


def given_text(
    framework: Framework, question: Question, code: int, number: Fraction | None, words: Words = ENGLISH
) -> str:
    """Return an answer as it was given: the label of the option, or the number with the label of its range.

    Args:
        framework: the framework of the question.
        question: the question.
        code: the position of the option, or the code of a state.
        number: the number that was given, exactly; None if it was none.
        words: the words of a language.
    """
    label = answer_label(question, code, words)
    if number is None:
        return label
    return words.say("answer-number", number=words.amount(number, framework.scales[question.scale].unit), label=label)
