"""Answers as they were given: codes, and the numbers behind them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.answers.numbers import exact_number
from maturity_core.answers.sheets import sheet_codes
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.states import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.answers.likes import AnswersLike
    from maturity_core.model.framework import Framework


def answered(framework: Framework, answers: AnswersLike) -> tuple[list[int], dict[str, Fraction]]:
    """Return the codes (n_questions,) of one sheet, and the numbers that were given, by question id.

    Raises:
        AnswersError: listing every invalid answer.
        ArgumentError: if `framework` is not a framework.
    """
    codes = sheet_codes(framework_given(framework), answers)
    numeric = framework.words.numeric
    if not numeric or not is_table(answers):
        return codes, {}
    table: Mapping[str, Any] = answers
    given = {question: table[question] for question in numeric if question in table}
    numbers = {
        question: number
        for question, answer in given.items()
        if (number := _number(framework, question, answer)) is not None
    }
    return codes, numbers


def _number(framework: Framework, name: str, answer: Any) -> Fraction | None:
    """Return the number that was given, also as text; None if the answer was given in another way."""
    if not isinstance(answer, str):
        return exact_number(answer)
    question = framework.question(name)
    if answer in STATES or answer in question.options.ids:
        return None
    from maturity_core.answers.number_texts import number_said  # noqa: PLC0415 - few answers are numbers

    found = number_said(question, framework.scales[question.scale], answer)
    return found if isinstance(found, Fraction) else None
