"""Answers that are numbers: on scales that read them, and on scales whose options have values."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import TYPE_CHECKING, Any

from maturity_core.errors import Problem, shown
from maturity_core.model.fields import number_text
from maturity_core.model.states import states_of

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

NO_NUMBER = "expected a number, or an option's id"
MOST_DIGITS = 400
"""A decimal number further from 1 than this power of ten is refused: its exact value would fill the memory."""
MOST_BITS = 3321
"""A number with more bits than this in its numerator or denominator is refused: results could not store it."""


def numbered(question: Question, scale: Scale, answer: Any) -> int | Problem:
    """Return the position of the option whose band holds a number, or which has this value; or what is wrong."""
    number = exact_number(answer)
    if number is None:
        finite = isinstance(answer, Decimal) and answer.is_finite()
        what = "the number is too long to store" if finite else NO_NUMBER
        return wrong(question, what, answer)
    low, high = scale.lowest, scale.highest
    beyond = (low is not None and number < low) or (high is not None and number > high)
    if beyond or (scale.whole_numbers and number.denominator != 1):
        allowed = f"{'' if low is None else low} to {'' if high is None else high} {scale.unit}".strip()
        what = "the number is out of bounds" if beyond else "expected a whole number"
        return Problem(what, f"answers.{question.id}", _digits(answer), allowed)
    if max(abs(number.numerator), number.denominator).bit_length() > MOST_BITS:
        allowed = "at most 1,000 digits in the numerator and in the denominator"
        return Problem("the number is too long to store", f"answers.{question.id}", shown(answer), allowed)
    place = scale.position(number) if scale.numeric else scale.with_value(number)
    return _valueless(question, scale, answer, number) if place is None else place


def _valueless(question: Question, scale: Scale, answer: Any, number: Fraction) -> Problem:
    """Return the problem of a number that is not the value of exactly one option."""
    values = [option.value for option in scale.options if option.value is not None]
    what = "several options have this value" if number in values else "no option has this value"
    problem = wrong(question, what, answer)
    return replace(problem, allowed=", ".join([*map(number_text, dict.fromkeys(values)), problem.allowed]))


def names_option(scale: Scale, answer: Any) -> bool:
    """Return whether an answer is a number that stands for an option: by its position, or by its value."""
    number = exact_number(answer)
    return number is not None and not scale.numeric and (scale.takes_numbers or number.denominator == 1)


def exact_number(answer: Any) -> Fraction | None:
    """Return the exact number, a float read as its shortest decimal text; None if it is not a finite number."""
    if isinstance(answer, Fraction):
        return answer
    if is_whole(answer):
        return Fraction(int(answer))
    if isinstance(answer, Decimal):
        return Fraction(answer) if answer.is_finite() and abs(answer.adjusted()) <= MOST_DIGITS else None
    return Fraction(str(answer)) if _is_float(answer) and math.isfinite(answer) else None


def _digits(answer: Any) -> str:
    try:
        return str(answer)
    except ValueError:  # Python refuses to write out thousands of digits
        return shown(answer)


def is_whole(answer: Any) -> bool:
    """Return whether an answer is a whole number, of Python or of numpy."""
    return isinstance(answer, int | Integral)


def is_bool(answer: Any) -> bool:
    """Return whether an answer is a truth value, of Python or of numpy."""
    return isinstance(answer, bool) or getattr(answer, "dtype", None) == "bool"


def _is_float(answer: Any) -> bool:
    return isinstance(answer, float | Real) and not isinstance(answer, Rational)


def wrong(question: Question, what: str, answer: Any) -> Problem:
    """Return the problem of an answer, with the options and states that the question has."""
    ids = [option.id for option in question.options]
    words = [*states_of(not_applicable=question.not_applicable)]
    near = (answer, [*ids, *words]) if isinstance(answer, str) else None
    return Problem(what, f"answers.{question.id}", shown(answer), ", ".join([*ids, *words]), near=near)
