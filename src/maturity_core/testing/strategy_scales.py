"""Random scales, and the values that the numbers of a framework are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from maturity_core.model.entries import Entries
from maturity_core.model.fields import LARGEST_DENOMINATOR
from maturity_core.model.node import altered
from maturity_core.model.scale import Ends, Scale
from maturity_core.testing.draws import among, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

MOSTLY_NONE = (False, False, True)
SELDOM = (*(False,) * 7, True)
MOST_WHOLE = 3
"""How far apart the ends of a scale of whole numbers are at most."""


@dataclass(frozen=True)
class Numbers:
    """The values that the numbers of one framework are drawn from; none of the weights is 0."""

    credits: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]
    shares: tuple[Fraction, ...]


def _numbers(credits_: str, weights: str, shares: str) -> Numbers:
    return Numbers(*(tuple(map(Fraction, texts.split())) for texts in (credits_, weights, shares)))


PLAIN = _numbers("0.5 0.25 1/3 0.6 2/3 0 1", "1 2 0.5 1/3 0.1", "1/2 1/4 2/3 0.1 1 3/4 0.6")
BYTES = _numbers("0.5 1/255 0 1", "1 255 256 65535 16777215", "1/2 254/255 1/256 1")
"""Sums that only just fit into one, two or three bytes, and sums that just miss."""
FINE = _numbers("0.5 0.333333 0.999999 1", "1 0.000001 999999.999999 333333.333331", "1/2 0.999999 1/999983 0.000001 1")
"""As many digits as a file may have: sums that fit neither a double nor 64 bits."""
ENDS: tuple[Ends, ...] = tuple(
    (Fraction(low), Fraction(high)) for low, high in (("1", "5"), ("0", "10"), ("-2", "1"), ("-3", "0"))
)
"""The lowest and the highest value of the units that options may have."""
PALETTES = (*(PLAIN,) * 6, BYTES, FINE)


def scales(draw: DrawFn, numbers: Numbers, ends: Ends) -> Scale:
    """Draw a scale: of options with credits or values, often with cuts, or sometimes of whole numbers."""
    if draw(among(*SELDOM)):
        return _whole(draw, ends)
    between = sorted(draw(any_of(*numbers.credits, most=2)))
    steps = enumerate([Fraction(0), *between, Fraction(1)])
    table: dict[str, Any] = {
        "options": [{"id": f"o{place}", "label": f"Option {place}", "credit": credit} for place, credit in steps]
    }
    if draw(st.booleans()):
        table["cuts"] = [15 * place + 0.5 for place in range(1, len(table["options"]))]
        table["cut_falls"] = draw(among("below", "above"))
        table["better"] = draw(among("more", "less"))
        table["lowest"] = draw(among(None, Fraction(0)))
        table["highest"] = draw(among(None, Fraction(100)))
        table["unit"] = draw(among("", "%", "hours"))
    table["counts_as"] = draw(among(None, None, None, "o0", "o1"))
    return Scale(**_valued(draw, table, ends))


def typical(draw: DrawFn, scale: Scale, levels: Sequence[str]) -> Scale:
    """Return a scale whose options name levels that they are typical of: one scale in three; never of whole numbers."""
    if scale.whole_numbers or not levels or not draw(among(*MOSTLY_NONE)):
        return scale
    ranks = sorted(draw(among(*range(len(levels)))) for _ in scale.options)
    return altered(
        scale,
        options=Entries(
            altered(option, level=levels[rank] if draw(st.booleans()) else None)
            for option, rank in zip(scale.options, ranks, strict=True)
        ),
    )


def _whole(draw: DrawFn, ends: Ends) -> Scale:
    """Draw a scale of a few whole numbers."""
    low = max(0, int(ends[0]))
    high = low + draw(among(*range(1, 1 + MOST_WHOLE)))
    counts_as = draw(among(None, None, None, f"at-{low}", f"at-{high}"))
    return Scale(whole_numbers=(low, high), counts_as=counts_as, unit=draw(among("", "%", "hours")))


def _valued(draw: DrawFn, table: dict[str, Any], ends: Ends) -> dict[str, Any]:
    """Return the table of a scale, sometimes with values instead of credits."""
    if not draw(among(*MOSTLY_NONE)):
        return table
    options = [{**option, "value": in_unit(option["credit"], ends)} for option in table["options"]]
    for option in options:
        del option["credit"]
    return {**table, "options": options}


def in_unit(number: Fraction, unit: Ends) -> Fraction:
    """Return a credit or a score as a value of a unit."""
    return unit[0] + number * (unit[1] - unit[0])


def fine(*numbers: Fraction) -> bool:
    """Return whether a file can hold these numbers."""
    return all(number.denominator <= LARGEST_DENOMINATOR for number in numbers)
