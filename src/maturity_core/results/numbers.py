"""Exact numbers as results show them: the doubles nearest to them, and the one way they are written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def ratio_text(number: Fraction) -> str:
    """Return an exact number as results write it: a whole number, or a fraction in lowest terms."""
    return str(number)


def decimal_text(number: Fraction) -> str:
    """Return the exact text of a number: a decimal if it is exact, else a fraction in lowest terms.

    >>> decimal_text(Fraction(145, 2)), decimal_text(Fraction(-1, 80)), decimal_text(Fraction(1, 3))
    ('72.5', '-0.0125', '1/3')
    """
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return str(number)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{'-' if number < 0 else ''}{whole}{'.' if places else ''}{part}"


def double(exact: Fraction | None) -> float | None:
    """Return the double nearest to an exact number; None for None, and for a number beyond the range of doubles."""
    try:
        return None if exact is None else exact.numerator / exact.denominator  # as float() does, but sooner
    except OverflowError:
        return None


def doubles(ends: tuple[Fraction, Fraction] | None) -> tuple[float, float] | None:
    """Return the doubles nearest to the ends of a range; None where one of them is None."""
    low, high = map(double, ends or (None, None))
    return None if low is None or high is None else (low, high)


def both(**exact: Fraction | None) -> dict[str, Any]:
    """Return exact numbers as fields of a result: NAME is the nearest double, NAME_exact the number itself.

    >>> both(effort=Fraction(3, 2))
    {'effort': 1.5, 'effort_exact': Fraction(3, 2)}
    """
    found: dict[str, Any] = {}
    for name, number in exact.items():
        found |= {name: double(number), f"{name}_exact": number}
    return found
