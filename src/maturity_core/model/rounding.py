"""Numbers as people read them: rounded half up, and never so that they contradict a level.

A number gets more digits as long as rounding would put it on the other side of a cut, a threshold that it is compared
with. A number that equals a cut with endless decimals, such as 1/3, is shown as that cut is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import PLACES, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Fraction(1)
"""The whole: anything less is never shown as 100%."""


def hundredths(value: Fraction, cuts: Sequence[Fraction] = ()) -> str | None:
    """Return a share as a percentage, rounded half up to a tenth, with more digits if one of `cuts` needs them.

    None if no number of digits is enough; see `rounded`.

    >>> hundredths(Fraction(2, 3)), hundredths(Fraction(1, 2)), hundredths(Fraction(6996, 10000), [Fraction(7, 10)])
    ('66.7', '50', '69.96')
    """
    near = rounded(value, 3, cuts, most=PLACES + 2)
    return None if near is None else _digits(near[0], near[1] - 2, fewest=0)


def decimal(value: Fraction, places: int = 2, cuts: Sequence[Fraction] = ()) -> str:
    """Return a number rounded half up to that many decimal places, with more if one of `cuts` needs them.

    >>> decimal(Fraction(299, 100), 1), decimal(Fraction(2999, 1000), 2, [Fraction(3)])
    ('3.0', '2.999')
    """
    near = rounded(value, places, cuts)
    return number_text(value) if near is None else _digits(*near, fewest=places)


def rounded(
    value: Fraction, places: int, cuts: Sequence[Fraction] = (), *, most: int = PLACES
) -> tuple[int, int] | None:
    """Return a number in whole units of its last decimal place, and the number of places.

    None if no number of places is enough: the value is one of `cuts`, always rounds to less, and takes more than
    `most` places to write exactly.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2), rounded(Fraction(1, 3), 1, [Fraction(1, 3)])
    ((13, 2), (-12, 2), None)
    """
    above, below = value.numerator, value.denominator
    bars = [(cut.numerator, cut.denominator) for cut in cuts]
    endless = (above, below) in bars and bool(10**most % below)
    while True:
        scale = 10**places
        units = (2 * above * scale + below) // (2 * below)
        if all((units * under >= over * scale) == (above * under >= over * below) for over, under in bars):
            return units, places
        if endless:
            return None
        places += 1


def _digits(units: int, places: int, fewest: int) -> str:
    """Return whole units of a decimal place as a number, without trailing zeros beyond the fewest places."""
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    rest = rest[:fewest] + rest[fewest:].rstrip("0")
    return f"{'-' if units < 0 else ''}{whole}{'.' if rest else ''}{rest}"
