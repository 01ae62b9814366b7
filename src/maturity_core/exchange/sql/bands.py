"""Numbers in a table of answers: the option whose band holds a number, or which has it as its value.

A number is compared with constants and nothing else is done with it. It has at most `PLACES` decimal places, so a bound
that has more, such as 1/3, is replaced by the next number that it can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from maturity_core.exchange.sql.numbers import Flag, any_of, case, grammar, literal

if TYPE_CHECKING:
    from maturity_core.model.scale import Scale

PLACES = 18
"""The most decimal places of a number, and the most digits before them."""
SHAPE = f"^[+-]?[0-9]{{1,{PLACES}}}([.][0-9]{{1,{PLACES}}})?$"
UNITS: int = 10**PLACES
TYPE = f"DECIMAL({2 * PLACES}, {PLACES})"


def as_number(text: Any) -> Any:
    """Return the number that a text is, as SQL; null if it is none."""
    exp = grammar()
    shaped = exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(SHAPE))
    return case([(shaped, exp.TryCast(this=text.copy(), to=exp.DataType.build(TYPE)))])


def position_of(number: Any, scale: Scale) -> Any:
    """Return the position of the option that a number stands for, as SQL; null if it stands for none."""
    exp = grammar()
    banded = scale.numeric and not scale.whole_numbers
    return case((_bands if banded else _values)(number, scale), exp.Null())


def _values(number: Any, scale: Scale) -> Iterator[tuple[Any, Any]]:
    """Yield the positions of the options that have a value of their own, where that is the number."""
    exp = grammar()
    for place, option in enumerate(scale.options):
        value = option.value
        if value is not None and scale.with_value(value) == place and _scaled(value).denominator == 1:
            yield exp.EQ(this=number.copy(), expression=_decimal(_scaled(value).numerator)), literal(place)


def _bands(number: Any, scale: Scale) -> Iterator[tuple[Any, Any]]:
    """Yield null out of bounds, then the position of each band, from the one of the highest numbers down."""
    exp = grammar()
    out = [~_from(number, ceil(_scaled(scale.lowest)))] if scale.lowest is not None else []
    out += [_from(number, floor(_scaled(scale.highest)) + 1)] if scale.highest is not None else []
    if out:
        yield any_of(out).sql, exp.Null()
    top = len(scale.cuts)
    for band in range(top, 0, -1):
        cut = _scaled(scale.cuts[band - 1])
        least = ceil(cut) if scale.cut_falls == "above" else floor(cut) + 1
        yield _from(number, least).sql, literal(band if scale.better == "more" else top - band)
    there = exp.Not(this=exp.Is(this=number.copy(), expression=exp.Null()))
    yield there, literal(0 if scale.better == "more" else top)


def _scaled(bound: Fraction) -> Fraction:
    """Return a bound in units of the last decimal place."""
    return bound * UNITS


def _from(number: Any, least: int) -> Flag:
    """Return whether a number is at least a bound, given in units of the last decimal place."""
    return Flag(grammar().GTE(this=number.copy(), expression=_decimal(least)))


def _decimal(units: int) -> Any:
    """Return a decimal number as SQL, given in units of the last decimal place."""
    whole, rest = divmod(abs(units), UNITS)
    digits = f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".")
    return grammar().Literal.number(f"-{digits}" if units < 0 else digits)
