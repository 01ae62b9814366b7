"""Answers in the words of a table, as codes; and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maturity_core.exchange.sql.numbers import Flag, Number, any_of, column, every, grammar, joined, literal
from maturity_core.exchange.sql.steps import GIVEN, Steps
from maturity_core.model.states import APPLIES, NOT_APPLICABLE, OPEN, UNANSWERED, WORDS, lowest_code, states_of

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question

WRONG = "not an answer to this question"
LEFT_OPEN = "the question is open, but this framework requires an answer to every question"
BETWEEN = " | "


class Cells:
    """The answers of a row: `codes`, what each answer counts as, and `rejected`, what is wrong, or null."""

    def __init__(self, framework: Framework, compiled: Compiled, steps: Steps) -> None:
        self.framework = framework
        self.steps = steps
        given = [self._given(place, question) for place, question in enumerate(framework.questions)]
        counted = self._counted(compiled, given)
        self.rejected = steps.named("rejected", self._problems(given, counted))
        self.codes = [self._standing(place, code, compiled.standing[place]) for place, code in enumerate(counted)]

    def _code(self, name: str, sql: Any, question: Question) -> Number:
        top = len(question.options) - 1
        return Number(self.steps.named(name, sql), lowest_code(not_applicable=question.not_applicable), top)

    def _given(self, place: int, question: Question) -> Number:
        """Return the code of an answer; null if it is none."""
        exp = grammar()
        text = exp.cast(column(question.id, GIVEN), "TEXT")
        case = exp.Case(this=exp.Coalesce(this=text, expressions=[exp.Literal.string(WORDS[UNANSWERED])]))
        words = {option.id: code for code, option in enumerate(question.options)}
        words |= states_of(not_applicable=question.not_applicable)
        for word, code in words.items():
            case = case.when(exp.Literal.string(word), literal(code))
        return self._code(f"given_{place}", case, question)

    def _counted(self, compiled: Compiled, given: list[Number]) -> list[Number]:
        """Return what answers count as where questions need others, as `Conditions.counted` has it; what is open is unanswered."""
        exp, found = grammar(), list(given)
        for place, other, position in compiled.conditions.pairs:
            own, needed = found[place], found[other]
            lacks = any_of([~applies(own), ~applies(needed)])
            case = exp.Case().when(lacks.sql, literal(NOT_APPLICABLE))
            case = case.when((~(needed >= 0)).sql, literal(UNANSWERED))
            case = case.when((~(needed >= position)).sql, literal(0))
            found[place] = self._code(f"counted_{place}", case.else_(own.sql.copy()), self.framework.questions[place])
        return found

    def _standing(self, place: int, code: Number, stands_for: int | None) -> Number:
        """Return a code, or the option that *not applicable* counts as."""
        if stands_for is None:
            return code
        case = grammar().Case().when((~applies(code)).sql, literal(stands_for)).else_(code.sql.copy())
        return self._code(f"stands_{place}", case, self.framework.questions[place])

    def _problems(self, given: list[Number], counted: list[Number]) -> Any:
        """Return what is wrong with a row: nothing, or the problem of each question."""
        exp = grammar()
        parts = [self._told(*entry) for entry in self._wrong(given, counted)]
        text = exp.Substring(this=joined("DPipe", parts), start=literal(1 + len(BETWEEN)))
        return exp.Nullif(this=text, expression=exp.Literal.string(""))

    def _wrong(self, given: list[Number], counted: list[Number]) -> Iterator[tuple[str, Any, Flag | None]]:
        """Yield each question with the code that may be null, and when it is open, if it may not be."""
        strict = self.framework.open_questions == "reject"
        for question, own, code in zip(self.framework.questions, given, counted, strict=True):
            yield question.id, own.sql, every([~(code >= 0), code >= min(OPEN)]) if strict else None

    def _told(self, question: str, code: Any, opened: Flag | None) -> Any:
        exp = grammar()
        wrong = exp.Is(this=code.copy(), expression=exp.null())
        case = exp.Case().when(wrong, exp.Literal.string(f"{BETWEEN}{question}: {WRONG}"))
        if opened is not None:
            case = case.when(opened.sql, exp.Literal.string(f"{BETWEEN}{question}: {LEFT_OPEN}"))
        return case.else_(exp.Literal.string(""))


def applies(code: Number) -> Flag:
    """Return whether the question with this code applies."""
    return code >= APPLIES
