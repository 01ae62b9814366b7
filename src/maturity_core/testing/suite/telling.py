"""Sheets, targets and standings as text, in the framework's own ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maturity_core.answers.sheets import answer_word
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.aim import Aim
    from maturity_core.testing.suite.subject import Subject

MOST_TOLD = 12
"""How many answers a message names one by one."""


def told_sheet(framework: Framework, sheet: Sheet, name: str = "answers") -> str:
    """Return a sheet as one line: questions above their lowest option by id, the others counted.

    >>> from maturity_core import load_framework
    >>> print(told_sheet(load_framework("service-maturity-check"), (0, 0, 3) + (0,) * 17))
    answers: wanted-from-service = well-on; 19 others at their lowest option
    """
    pairs = list(zip(framework.questions, sheet, strict=True))
    higher = [f"{question.id} = {answer_word(question, code)}" for question, code in pairs if code != 0]
    more = [f"{len(higher) - MOST_TOLD} more"] if len(higher) > MOST_TOLD else []
    lowest = len(pairs) - len(higher)
    if not higher:
        return f"{name}: every question at its lowest option"
    end = [f"{counted(lowest, 'other')} at {'its' if lowest == 1 else 'their'} lowest option"] if lowest else []
    return f"{name}: {'; '.join([', '.join([*higher[:MOST_TOLD], *more]), *end])}"


def told_target(subject: Subject, aim: Aim) -> str:
    """Return a target as one line."""
    if aim.other is not None:
        return told_sheet(subject.framework, aim.other, "target: another sheet")
    if not aim.goals:
        return "target: the next one"
    levels = [f"{ladder} = {subject.level(ladder, rank)}" for ladder, rank in aim.rungs]
    return "target: " + ", ".join([*levels, *(f"{ladder} = the score {score}" for ladder, score in aim.scores)])


def told_change(framework: Framework, before: Sheet, after: Sheet) -> str:
    """Return the differences between two sheets as one line, by question."""
    changed = [
        f"{question.id} = {answer_word(question, now)} instead of {answer_word(question, was)}"
        for question, was, now in zip(framework.questions, before, after, strict=True)
        if was != now
    ]
    more = [f"{len(changed) - MOST_TOLD} more"] if len(changed) > MOST_TOLD else []
    return ", ".join([*changed[:MOST_TOLD], *more])


def told_asked(framework: Framework, positions: Sequence[int]) -> str:
    """Return gaps as one line: the option that each question has to reach."""
    asked = [
        f"{question.id} to {question.options[position].id}"
        for question, position in zip(framework.questions, positions, strict=True)
        if position >= 0
    ]
    return ", ".join(asked) or "none"
