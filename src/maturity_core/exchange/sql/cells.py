"""Answers in the words of a table, as codes; and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maturity_core.exchange.sql.bands import as_number, position_of
from maturity_core.exchange.sql.numbers import (
    Flag,
    Quantity,
    any_of,
    as_type,
    case,
    column,
    every,
    grammar,
    joined,
    literal,
)
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

    def _code(self, name: str, sql: Any, question: Question) -> Quantity:
        top = len(question.options) - 1
        return Quantity(self.steps.named(name, sql), lowest_code(not_applicable=question.not_applicable), top)

    def _given(self, place: int, question: Question) -> Quantity:
        """Return the code of an answer; null if it is none."""
        exp = grammar()
        text = as_type(column(question.id, GIVEN), "TEXT")
        words = {option.id: code for code, option in enumerate(question.options)}
        words |= states_of(not_applicable=question.not_applicable)
        pairs = ((exp.Literal.string(word), literal(code)) for word, code in words.items())
        word = exp.Coalesce(this=text, expressions=[exp.Literal.string(WORDS[UNANSWERED])])
        scale, code = self.framework.scales[question.scale], case(pairs, of=word)
        if scale.takes_numbers:
            number = self.steps.named(f"number_{place}", as_number(text))
            said = self.steps.named(f"said_{place}", code)
            code = exp.Coalesce(this=said, expressions=[position_of(number, scale)])
        return self._code(f"given_{place}", code, question)

    def _counted(self, compiled: Compiled, given: list[Quantity]) -> list[Quantity]:
        """Return what answers count as where questions need others; `Conditions.counted` does this for one sheet.

        Here, what is not known counts as unanswered: to levels and scores that is the same.
        """
        found = list(given)
        for place, other, position in compiled.conditions.pairs:
            own, needed = found[place], found[other]
            pairs = [
                (any_of([~applies(own), ~applies(needed)]), NOT_APPLICABLE),
                (~(needed >= 0), UNANSWERED),
                (~(needed >= position), 0),
            ]
            sql = case([(flag.sql, literal(code)) for flag, code in pairs], own.sql.copy())
            found[place] = self._code(f"counted_{place}", sql, self.framework.questions[place])
        return found

    def _standing(self, place: int, code: Quantity, stands_for: int | None) -> Quantity:
        """Return a code, or the option that *not applicable* counts as."""
        if stands_for is None:
            return code
        sql = case([((~applies(code)).sql, literal(stands_for))], code.sql.copy())
        return self._code(f"stands_{place}", sql, self.framework.questions[place])

    def _problems(self, given: list[Quantity], counted: list[Quantity]) -> Any:
        """Return what is wrong with a row: nothing, or the problem of each question."""
        exp = grammar()
        parts = [self._told(*entry) for entry in self._wrong(given, counted)]
        text = exp.Substring(this=joined("DPipe", parts), start=literal(1 + len(BETWEEN)))
        return exp.Nullif(this=text, expression=exp.Literal.string(""))

    def _wrong(self, given: list[Quantity], counted: list[Quantity]) -> Iterator[tuple[str, Any, Flag | None]]:
        """Yield each question with the code that may be null, and when it is open, if it may not be."""
        strict = self.framework.open_questions == "reject"
        for question, own, code in zip(self.framework.questions, given, counted, strict=True):
            yield question.id, own.sql, every([~(code >= 0), code >= min(OPEN)]) if strict else None

    def _told(self, question: str, code: Any, opened: Flag | None) -> Any:
        exp = grammar()
        pairs = [(exp.Is(this=code.copy(), expression=exp.Null()), WRONG)]
        pairs += [] if opened is None else [(opened.sql, LEFT_OPEN)]
        told = [(when, exp.Literal.string(f"{BETWEEN}{question}: {what}")) for when, what in pairs]
        return case(told, exp.Literal.string(""))


def applies(code: Quantity) -> Flag:
    """Return whether the question with this code applies."""
    return code >= APPLIES
