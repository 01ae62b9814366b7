"""Answers: mapping, vector or matrix in, validated codes out. Nothing is guessed.

A code is the position of the chosen option (0 is the lowest), or that of a state; see `model/states`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import contains, getitem, itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maturity_core.answers.number_texts import number_said
from maturity_core.answers.numbers import NO_NUMBER, is_whole, numbered, wrong
from maturity_core.answers.unfit import none_at_all, unfit
from maturity_core.answers.wording import NO_SUCH_OPTION, spoken_answer
from maturity_core.errors import AnswersError, Problem, shown
from maturity_core.model.fields import is_table
from maturity_core.model.states import NOT_APPLICABLE, OPEN, STATES, UNANSWERED, WORDS, is_open, lowest_code, states_of

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

MOST_LISTED = 50
"""The most invalid cells of a matrix that are listed; the rest are counted."""

Codes = NDArray[np.int8]
VECTORS = frozenset({list, tuple, np.ndarray})
"""The types that a vector of codes mostly has."""


class Words:
    """The codes that answers can have, by question: for sheets in which every answer is a word, or every one a code."""

    def __init__(self, framework: Framework) -> None:
        self.names = [question.id for question in framework.questions]
        self.tables = [_word_codes(question) for question in framework.questions]
        self.allowed = [frozenset(table.values()) for table in self.tables]
        self.allowed_everywhere = frozenset[int]().union(*self.allowed).intersection(*self.allowed)
        self.numeric = tuple(asked.id for asked in framework.questions if framework.scales[asked.scale].numeric)
        self.ids = dict.fromkeys(framework.whole.questions.ids)  # what a profile does not ask is passed over
        self.open_is_fine = framework.open_questions != "reject"
        self._pick = itemgetter(*self.names) if len(self.names) > 1 else None

    def codes(self, answers: Any) -> list[int] | None:
        """Return the codes of a mapping, in file order; None if one of its answers needs a closer look."""
        try:
            if self._pick and answers.__class__ is dict and len(answers) == len(self.names):  # as most sheets are
                codes = [*map(getitem, self.tables, self._pick(answers))]
            elif answers.keys() <= self.ids.keys():
                get: Callable[[str], Any] = answers.get
                codes = [*map(getitem, self.tables, map(get, self.names))]
            else:
                return None
        except (KeyError, TypeError):
            return None
        return codes if self.open_is_fine or self._fine(codes) else None

    def positions(self, vector: Any) -> list[int] | None:
        """Return the codes of a vector of them; None if it, or one of its answers, needs a closer look."""
        vector = vector.tolist() if type(vector) is np.ndarray else vector
        if type(vector) not in VECTORS or not [*map(type, vector)].count(int) == len(vector) == len(self.allowed):
            return None
        allowed = self.allowed_everywhere.issuperset(vector) or all(map(contains, self.allowed, vector))
        return list(vector) if allowed and (self.open_is_fine or self._fine(vector)) else None

    def _fine(self, codes: Iterable[int]) -> bool:
        return set(OPEN).isdisjoint(codes)


def _word_codes(question: Question) -> dict[Any, int]:
    states = states_of(not_applicable=question.not_applicable)
    return {None: UNANSWERED, **states, **{option.id: place for place, option in enumerate(question.options)}}


def sheet_codes(framework: Framework, answers: Any) -> list[int]:
    """Return the codes (n_questions,) of one sheet.

    Args:
        framework: the framework the answers belong to.
        answers: a mapping of question id to answer, or a vector of codes in file order.

    Raises:
        AnswersError: listing every invalid answer, each with the nearest valid id.
    """
    if type(answers) is dict or (type(answers) not in VECTORS and is_table(answers)):  # its type is quicker to ask for
        return framework.words.codes(answers) or _looked_at(framework, answers)
    found: list[int] | None = framework.words.positions(answers)
    return found or _codes(framework, _row(answers), "answers.{question}", None)[:, 0].tolist()


def _looked_at(framework: Framework, answers: Any) -> list[int]:
    problems: list[Problem] = []
    codes = [UNANSWERED] * len(framework.questions)
    columns = {question.id: column for column, question in enumerate(framework.questions)}
    for name, answer in _pairs(framework, answers):
        if name not in columns:
            near = (name, columns) if isinstance(name, str) else None
            place = f"answers.{name if near else shown(name)}"
            problems.append(Problem("no such question", place, shown(name), near=near))
            continue
        question = framework.questions[columns[name]]
        code = answer_code(question, framework.scales[question.scale], answer)
        if isinstance(code, Problem):
            problems.append(code)
        else:
            codes[columns[name]] = code
    problems += [] if problems else open_problems(framework, np.array([codes], np.int8).T, "answers.{question}", None)
    if problems:
        raise AnswersError(problems)
    return codes


def answer_code(question: Question, scale: Scale, answer: Any) -> int | Problem:
    """Return the code of one answer, or what is wrong with it."""
    if answer is None or isinstance(answer, str):
        return _named(question, scale, answer)
    if isinstance(answer, bool | np.bool_):
        return wrong(question, "booleans are not valid answers", answer)
    if scale.takes_numbers:
        return numbered(question, scale, answer)
    if not is_whole(answer):
        return wrong(question, "expected an option's id, or its position as a whole number", answer)
    if not 0 <= answer < len(question.options):
        return wrong(question, "no option has this position", answer)
    return int(answer)


def _named(question: Question, scale: Scale, answer: str | None) -> int | Problem:
    if answer is None:
        return UNANSWERED
    if answer in STATES:
        if STATES[answer] == NOT_APPLICABLE and not question.not_applicable:
            return wrong(question, "this question always applies", answer)
        return STATES[answer]
    ids = [option.id for option in question.options]
    if answer in ids:
        return ids.index(answer)
    number = number_said(question, scale, answer) if scale.takes_numbers else None
    if number is None:
        found = spoken_answer(question, answer)
        is_nothing = scale.numeric and isinstance(found, Problem) and found.what == NO_SUCH_OPTION
        return wrong(question, NO_NUMBER, answer) if is_nothing else found
    return number if isinstance(number, Problem) else numbered(question, scale, number)


def _pairs(framework: Framework, answers: Any) -> Iterable[tuple[Any, Any]]:
    passed_over = framework.words.ids.keys() - framework.words.names
    return [(name, answer) for name, answer in answers.items() if name not in passed_over]


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


def position_problem(question: Question, where: str, code: int, row: int) -> Problem:
    """Return the problem of a code that is neither an option's position nor a state that the question allows."""
    words = [f"{code} ({word})" for word, code in states_of(not_applicable=question.not_applicable).items()]
    allowed = f"0 to {len(question.options) - 1}, {', '.join(words)}"
    return Problem("no option has this position", where, str(code), allowed, path=(row,))


def uncounted(count: int) -> list[Problem]:
    """Return the line that counts the problems that are not listed; nothing if all are."""
    return [Problem(f"and {count} more", "answers")] if count else []


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
    cells = np.argwhere(is_open(framework.lookup.conditions.counted_many(codes)).T)
    what, problems = "the question is open, but this framework requires an answer to every question", list[Problem]()
    for cell in cells[:most]:
        row, column = int(cell[0]), int(cell[1])
        place = where.format(row=row, question=framework.questions[column].id)
        problems.append(Problem(what, place, WORDS[int(codes[column, row])], path=(row,)))
    return problems + uncounted(len(cells) - len(problems))


def answer_word(question: Question, code: int) -> str:
    """Return the option id of a code, or the word for its state."""
    return WORDS[code] if code < 0 else question.options[code].id
