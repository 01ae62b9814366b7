"""The range of a score, and the marks on it that a target goes by where no level is left to aim at.

docs/meaning.md#5-a-gap-is-what-an-unmet-requirement-asks-for
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import floor
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.requirement import Score
from maturity_core.model.statistics import CREDIT
from maturity_core.model.units import score_limits, score_of

if TYPE_CHECKING:
    from maturity_core.model.scale import Ends
    from maturity_core.scoring.engine import Engine

MOST_MARKS = 10
"""The most marks on a scale that names none."""


def score_ends(engine: Engine, ladder: str) -> Ends:
    """Return the lowest and the highest score that a ladder can have; a scorer in code gives 0 to 1."""
    return CREDIT if engine.single is None else score_limits(engine.framework.whole, ladder)


def score_marks(engine: Engine) -> tuple[Fraction, ...]:
    """Return the marks of the overall score, lowest first, as scores: those of the file, or else round numbers.

    >>> from maturity_core import load_framework
    >>> [str(mark) for mark in score_marks(load_framework("service-maturity-check").engine)][:3]
    ['1/10', '1/5', '3/10']
    """
    made_of, (low, high) = score_of(engine.framework, FRAMEWORK), score_ends(engine, FRAMEWORK)
    coded_total = engine.single is None and made_of.total_of is not None  # a scorer in code gives shares
    bottom, top = made_of.shown or (low, high)
    named = made_of.marks if isinstance(made_of, Score) and not coded_total else ()
    marks = named or round_numbers(bottom, top)
    return tuple(low + (mark - bottom) * (high - low) / (top - bottom) for mark in marks)


def round_numbers(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Return at most ten round numbers above the lowest end of a scale: whole ones if there are two or more.

    They are multiples of the smallest of 1, 2 and 5 times a power of ten that fits at most ten times.

    >>> ["/".join(map(str, round_numbers(Fraction(low), Fraction(high)))) for low, high in [(1, 5), (-203, 110)]]
    ['2/3/4/5', '-200/-150/-100/-50/0/50/100']
    >>> [str(number) for number in round_numbers(Fraction(0), Fraction("0.2"))][:2]
    ['1/50', '1/25']
    >>> [str(number) for number in round_numbers(Fraction(0), Fraction(1))][-2:]
    ['9/10', '1']
    """
    span, power = high - low, Fraction(1)
    while span < 2 and span <= MOST_MARKS * power:  # noqa: PLR2004 - two whole numbers are enough
        power /= 10
    steps = (digit * power * 10**place for place in count() for digit in (1, 2, 5))
    step = next(step for step in steps if span <= MOST_MARKS * step)
    return tuple(number * step for number in range(floor(low / step) + 1, floor(high / step) + 1))
