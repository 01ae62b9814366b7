"""Answers: mapping, vector or matrix in, validated codes out. Nothing is guessed.

A code is the position of the chosen option (0 is the lowest), or that of a state; see `model/states`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import getitem, itemgetter
from typing import TYPE_CHECKING, Any

from maturity_core.answers.numbers import NO_NUMBER, is_bool, numbered, wrong
from maturity_core.answers.problems import open_problem
from maturity_core.errors import AnswersError, Problem, shown
from maturity_core.model.fields import is_table
from maturity_core.model.states import NOT_APPLICABLE, OPEN, STATES, UNANSWERED, WORDS, is_code, states_of

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale


class Words:
    """The codes that answers can have, by question: for sheets in which every answer is a word, or every one a code."""

    def __init__(self, framework: Framework) -> None:
        self.names = [question.id for question in framework.questions]
        self.tables = [_word_codes(question) for question in framework.questions]
        self.codes_of = [{code: code for code in table.values()} for table in self.tables]
        self.anywhere = frozenset[int]().union(*self.codes_of).intersection(*self.codes_of)
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

    def positions(self, vector: Sequence[Any]) -> list[int] | None:
        """Return the codes of a vector of them; None if it, or one of its answers, needs a closer look."""
        return self.numbers(vector) if [*map(type, vector)].count(int) == len(vector) else None

    def numbers(self, vector: Sequence[int]) -> list[int] | None:
        """Return the codes of a vector of whole numbers; None if it, or one of its answers, needs a closer look."""
        if len(vector) != len(self.codes_of):
            return None
        try:
            codes = [*vector] if self.anywhere.issuperset(vector) else [*map(getitem, self.codes_of, vector)]
        except KeyError:
            return None
        return codes if self.open_is_fine or self._fine(codes) else None

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
    words = framework.words
    kind = answers.__class__  # quicker to ask for than whether it is a table
    found: list[int] | None = None
    if kind is list or kind is tuple:
        found = words.positions(answers)
    elif kind is not dict and kind.__name__ == "ndarray":
        found = words.numbers(answers.tolist()) if answers.ndim == 1 and answers.dtype.kind in "iu" else None
    elif kind is dict or is_table(answers):
        return words.codes(answers) or _looked_at(framework, answers)
    if found:
        return found
    from maturity_core.answers.arrays import vector_codes  # noqa: PLC0415 - few sheets need a closer look

    return vector_codes(framework, answers)


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
    if problems := problems or _refused(framework, codes):
        raise AnswersError(problems)
    return codes


def _refused(framework: Framework, codes: Sequence[int]) -> list[Problem]:
    """Return the open questions of a sheet if the framework refuses them."""
    if framework.open_questions != "reject":
        return []
    pairs = zip(framework.questions, framework.lookup.conditions.counted(codes), strict=True)
    return [open_problem(f"answers.{question.id}", code) for question, code in pairs if code in OPEN]


def answer_code(question: Question, scale: Scale, answer: Any) -> int | Problem:
    """Return the code of one answer, or what is wrong with it."""
    if answer is None or isinstance(answer, str):
        return _named(question, scale, answer)
    if is_bool(answer):
        return wrong(question, "booleans are not valid answers", answer)
    if scale.takes_numbers:
        return numbered(question, scale, answer)
    if not is_code(answer):
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
    return _said(question, scale, answer)


def _said(question: Question, scale: Scale, answer: str) -> int | Problem:
    """Return the code of an answer that is no id: a number as text, or the words of an option."""
    from maturity_core.answers.number_texts import number_said  # noqa: PLC0415 - most answers are ids
    from maturity_core.answers.wording import NO_SUCH_OPTION, spoken_answer  # noqa: PLC0415 - the same

    number = number_said(question, scale, answer) if scale.takes_numbers else None
    if number is None:
        found = spoken_answer(question, answer)
        is_nothing = scale.numeric and isinstance(found, Problem) and found.what == NO_SUCH_OPTION
        return wrong(question, NO_NUMBER, answer) if is_nothing else found
    return number if isinstance(number, Problem) else numbered(question, scale, number)


def _pairs(framework: Framework, answers: Any) -> Iterable[tuple[Any, Any]]:
    passed_over = framework.words.ids.keys() - framework.words.names
    return [(name, answer) for name, answer in answers.items() if name not in passed_over]


def answer_word(question: Question, code: int) -> str:
    """Return the option id of a code, or the word for its state."""
    return WORDS[code] if code < 0 else question.options[code].id
