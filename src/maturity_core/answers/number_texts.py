"""Numbers that people write as text: with a decimal comma, in groups of three digits, with a percent sign or a unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.answers.numbers import exact_number, numbered, wrong
from maturity_core.answers.wording import TWO_MEANINGS
from maturity_core.errors import Problem, shown
from maturity_core.model.fields import number_text
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

LONGEST = 60
"""Longer texts are no numbers."""
PERCENT = "%"
_SHAPE = re.compile(r"([+-]?)([0-9]+(?:[.,][0-9]+)*)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_HUNDRED = 100


def written_numbers(text: str) -> list[str]:
    """Return what a text can be as a number, written with a decimal point: nothing, one number, or two.

    A single point is a decimal point, as in all our files. A single comma may be a decimal comma or stand between
    thousands, if three digits follow it.

    >>> written_numbers("62,5"), written_numbers("1,234"), written_numbers("1.234,5"), written_numbers("1.2.3")
    (['62.5'], ['1.234', '1234'], ['1234.5'], [])
    """
    found = _SHAPE.fullmatch(text)
    if not found:
        return []
    sign, body = found.groups()
    marks = [mark for mark in body if mark in ".,"]
    if len({*marks}) == len(marks) == 1:
        whole = _grouped(body) if marks == [","] else ""
        return [f"{sign}{one}" for one in (body.replace(",", "."), whole) if one]
    if len({*marks}) <= 1:
        return [f"{sign}{_grouped(body)}"] if not marks or _grouped(body) else []
    head, mark, tail = body.rpartition(marks[-1])
    groups = _grouped(head) if mark not in head else ""
    return [f"{sign}{groups}.{tail}"] if groups else []


def _grouped(body: str) -> str:
    """Return whole digits without the marks between thousands; empty if the marks are not there."""
    return re.sub("[.,]", "", body) if body.isdecimal() or _GROUPED.fullmatch(body) else ""


def number_said(question: Question, scale: Scale, text: str) -> Fraction | Problem | None:
    """Return the number that a text says on a scale that takes numbers, or what is wrong with it; None if it has none.

    Where a comma or a percent sign could mean two numbers, the one that the scale takes is meant; if it takes both,
    the text is refused.
    """
    key = folded(text) if len(text) <= LONGEST else ""
    bare = key.removesuffix(PERCENT).removesuffix(folded(scale.unit)).rstrip()
    is_percent = key.endswith(PERCENT)
    numbers = [exact_number(Decimal(one)) for one in written_numbers(bare)]
    values = [number for number in numbers if number is not None]
    if not values:
        return None
    if is_percent and scale.unit not in {"", PERCENT}:
        return wrong(question, "this question does not ask for a percentage", text)
    if is_percent and not scale.unit:
        values += [value / _HUNDRED for value in values]
    fitting = [value for value in dict.fromkeys(values) if not isinstance(numbered(question, scale, value), Problem)]
    if len(fitting) > 1:
        told = " or ".join(map(number_text, fitting))
        return Problem(TWO_MEANINGS, f"answers.{question.id}", shown(text), told, f"write {told}")
    return fitting[0] if fitting else values[0]
