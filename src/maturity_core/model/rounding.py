"""Numbers as people read them: rounded half up, and never so that they contradict a level.

A number is shown with a digit more, and another one, where the rounded one would stand on the other side of a cut:
of a threshold it is compared with. One that is itself a cut without end, such as 1/3, is shown as that cut is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Fraction(1)
"""All there is: what falls short of it is never shown as 100 %."""


def hundredths(value: Fraction, cuts: Sequence[Fraction] = ()) -> str | None:
    """Return a share in hundredths, rounded half up to a tenth, with more digits where one of `cuts` asks for them.

    None where no number of digits will do; see `rounded`.

    >>> hundredths(Fraction(2, 3)), hundredths(Fraction(1, 2)), hundredths(Fraction(6996, 10000), [Fraction(7, 10)])
    ('66.7', '50', '69.96')
    """
    near = rounded(value * 100, 1, [cut * 100 for cut in cuts])
    return None if near is None else _digits(*near, fewest=0)


def decimal(value: Fraction, places: int = 2, cuts: Sequence[Fraction] = ()) -> str:
    """Return a number rounded half up to so many decimal places, with more where one of `cuts` asks for them.

    >>> decimal(Fraction(299, 100), 1), decimal(Fraction(2999, 1000), 2, [Fraction(3)])
    ('3.0', '2.999')
    """
    near = rounded(value, places, cuts)
    return number_text(value) if near is None else _digits(*near, fewest=places)


def rounded(value: Fraction, places: int, cuts: Sequence[Fraction] = ()) -> tuple[int, int] | None:
    """Return a number in whole units of its last decimal place, and how many places these are.

    None where no number of places will do: the value is one of `cuts`, lies above all that is rounded from it, and
    has no end within six places.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2), rounded(Fraction(1, 3), 1, [Fraction(1, 3)])
    ((13, 2), (-12, 2), None)
    """
    endless = value in cuts and "/" in number_text(value)
    while True:
        units = (2 * value * 10**places + 1) // 2
        if all((units >= cut * 10**places) == (value >= cut) for cut in cuts):
            return units, places
        if endless:
            return None
        places += 1


def _digits(units: int, places: int, fewest: int) -> str:
    """Return whole units of a decimal place as a number, without zeros at its end beyond the fewest places."""
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    rest = rest[:fewest] + rest[fewest:].rstrip("0")
    return f"{'-' if units < 0 else ''}{whole}{'.' if rest else ''}{rest}"
