"""Answers in arrays: vectors and matrices of codes in, validated codes out. Nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.answers.problems import open_problem, position_problem, uncounted
from maturity_core.answers.unfit import none_at_all, unfit
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.states import is_open, lowest_code

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework

MOST_LISTED = 50
"""The most invalid cells of a matrix that are listed; the rest are counted."""


def vector_codes(framework: Framework, vector: Any) -> list[int]:
    """Return the codes of one sheet that is a vector of them (n_questions,), of any integer dtype.

    Raises:
        AnswersError: listing every invalid answer.
    """
    found: list[int] = _codes(framework, _row(vector), "answers.{question}", None)[:, 0].tolist()
    return found


def matrix_codes(framework: Framework, matrix: Any) -> Codes:
    """Return the codes (n_questions, n_organisations) of many sheets, each question contiguous in memory.

    Args:
        framework: the framework the answers belong to.
        matrix: (n_organisations, n_questions), any integer dtype; it is not changed.

    Raises:
        AnswersError: listing the invalid cells by row and question.
    """
    return _codes(framework, matrix_array(framework, matrix), "answers[{row}].{question}", MOST_LISTED)


def matrix_array(framework: Framework, matrix: Any) -> NDArray[Any]:
    """Return many sheets as an array of integers (n_organisations, n_questions), unchanged.

    Raises:
        AnswersError: if it is not such an array.
    """
    array = _integers(matrix)
    if array.shape[1:] != (len(framework.questions),):
        allowed = f"(n_organisations, {len(framework.questions)})"
        raise AnswersError([Problem("the matrix has the wrong shape", "answers", str(array.shape), allowed)])
    return array


def _codes(framework: Framework, array: NDArray[Any], where: str, most: int | None) -> Codes:
    """Return the codes of sheets (n_organisations, n_questions); raise with the first `most` invalid cells, by row."""
    if array.shape[1] != len(framework.questions):
        what = "the vector has the wrong length"
        raise AnswersError([Problem(what, "answers", str(array.shape[1]), str(len(framework.questions)))])
    problems: list[Problem] = []
    count = 0
    codes = np.empty(array.shape[::-1], np.int8)
    for column, question in enumerate(framework.questions):
        answers = array[:, column]
        low = lowest_code(not_applicable=question.not_applicable)
        wrong = (answers >= len(question.options)) | (answers < low)
        rows = np.flatnonzero(wrong)
        count += rows.size
        problems += [
            position_problem(question, where.format(row=row, question=question.id), int(answers[row]), int(row))
            for row in rows[:most]
        ]
        codes[column] = np.where(wrong, 0, answers)
    if problems:
        shown = sorted(problems, key=lambda problem: problem.path)[:most]
        raise AnswersError([*shown, *uncounted(count - len(shown))])
    if problems := open_problems(framework, codes, where, most):
        raise AnswersError(problems)
    return codes


def _integers(matrix: Any) -> NDArray[Any]:
    if problem := unfit(matrix):
        raise AnswersError([problem])
    try:
        array: NDArray[Any] = np.asarray(matrix)
    except (ValueError, TypeError, OverflowError) as error:
        raise AnswersError([Problem("not a matrix of whole numbers", "answers", str(error))]) from error
    if problem := none_at_all(array, matrix):
        raise AnswersError([problem])
    if array.size == 0 and not isinstance(matrix, np.ndarray):
        array = array.astype(np.int8)
    if array.dtype.kind not in "iu":
        what = "codes must be whole numbers"
        raise AnswersError([Problem(what, "answers", f"dtype {array.dtype}", "an integer dtype")])
    return array


def _row(vector: Any) -> NDArray[Any]:
    array = _integers(vector)
    if array.ndim != 1:
        what = "one sheet must be a mapping or a vector"
        raise AnswersError([Problem(what, "answers", f"{array.ndim} dimensions", "1")])
    return array[None, :]


def open_problems(framework: Framework, codes: Codes, where: str, most: int | None) -> list[Problem]:
    """Return the first `most` open questions of codes (n_questions, n), by row, if the framework refuses them."""
    if framework.open_questions != "reject":
        return []
    cells = np.argwhere(is_open(counted_many(framework.lookup.conditions, codes)).T)
    problems: list[Problem] = []
    for cell in cells[:most]:
        row, column = int(cell[0]), int(cell[1])
        place = where.format(row=row, question=framework.questions[column].id)
        problems.append(open_problem(place, int(codes[column, row]), row))
    return problems + uncounted(len(cells) - len(problems))
