"""Answers that do not count, in words: the questions that they need are too low, open, or do not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import STATE_WORDS
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment


def uncounted_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return which answers do not count, because of the questions that they need."""
    found: list[str] = []
    framework, given = assessment.framework, assessment.answers
    counted = {**given, **assessment.counted_as}
    for name in assessment.counted_as:
        question = framework.question(name)
        needs = question.needs
        if needs is None or given[name] in STATE_WORDS:
            continue
        other = framework.question(needs.question)
        state = counted[other.id] if counted[other.id] in STATE_WORDS else "low"
        option = other.options[needs.option].label
        found.append(words.say(f"uncounted-{state}", question=question.text, other=other.text, option=option))
    return found
