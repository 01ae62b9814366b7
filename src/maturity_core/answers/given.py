"""Answers as they were given: codes, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from maturity_core.answers.number_texts import number_said
from maturity_core.answers.numbers import exact_number
from maturity_core.answers.sheets import sheet_codes
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.states import STATES

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

AnswerLike: TypeAlias = str | int | float | Decimal | Fraction | np.integer[Any] | np.floating[Any] | None
"""One answer: the id or the position of an option, the word for a state, a number; None for unanswered."""
AnswersLike: TypeAlias = Mapping[str, AnswerLike] | Sequence[int] | NDArray[np.integer[Any]]
"""One sheet: answers by question id, or a vector (n_questions,) of option positions and state codes."""


class TableLike(Protocol):
    """Arrow data or a data frame: a row per organisation, and a column per question, by id."""

    @property
    def columns(self) -> Any:
        """The columns, or their names."""


SheetsLike: TypeAlias = NDArray[np.integer[Any]] | Sequence[Sequence[int] | NDArray[np.integer[Any]]] | TableLike
"""Many sheets: codes (n_organisations, n_questions), or a table of answers."""


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
    found = number_said(question, framework.scales[question.scale], answer)
    return found if isinstance(found, Fraction) else None
