"""Answers as they were given: codes, and the numbers behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.answers.sheets import exact_number, sheet_codes
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.framework import Framework


def answered(framework: Framework, answers: Any) -> tuple[list[int], dict[str, Fraction]]:
    """Return the codes (n_questions,) of one sheet, and by question id the numbers that were given.

    Raises:
        AnswersError: with every answer that is wrong.
        ArgumentError: for what is not a framework.
    """
    codes = sheet_codes(framework_given(framework), answers)
    asked = framework.words.numeric if is_table(answers) else ()
    given = {question: answers[question] for question in asked if question in answers}
    numbers = {
        question: number
        for question, answer in given.items()
        if not isinstance(answer, str) and (number := exact_number(answer)) is not None
    }
    return codes, numbers
