"""Random requirements: a statistic of some items, and numbers that can be reached."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.requirement import Items
from maturity_core.model.statistics import STATISTICS, StatisticName
from maturity_core.testing.draws import among
from maturity_core.testing.strategy_items import item_kinds, items, levelled, rungs_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.measure import Measure
    from maturity_core.testing.strategy_parts import Parts

BOUNDS = tuple(Fraction(text) for text in ("0", "10", "-1", "2.5"))
MILLIONTHS = 1_000_000


def requirement(draw: DrawFn, drawn: Parts, ladders: list[Ladder]) -> dict[str, Any]:
    """Draw the statistic, items and numbers of a requirement for each of these ladders."""
    statistic: StatisticName = draw(among("total", *STATISTICS))  # only a total can be out of reach
    adding = [measure for measure in drawn.measures if measure.adds]
    if adding and "dimensions" in item_kinds(ladders) and draw(st.booleans()):
        return _added_up(draw, drawn, adding[draw(among(*range(len(adding))))])
    of = items(draw, drawn, ladders, weighted=STATISTICS[statistic].weighted)
    table: dict[str, Any] = {"of": of, statistic: draw(among(*drawn.numbers.shares))}
    if statistic == "count":
        table["count"] = draw(among(*range(1, 1 + min(len(selected(drawn, ladder, of)) for ladder in ladders))))
    if STATISTICS[statistic].reaching:
        shared = rungs_of(drawn, ladders, of)
        table["reaching"] = draw(among(*shared, *drawn.numbers.shares))
    elif levelled(drawn, ladders, of):
        table["by"] = draw(among("level", "score"))
    if statistic == "total":
        weights = [[drawn.weight(of.kind, item) for item in selected(drawn, ladder, of)] for ladder in ladders]
        table |= _total(draw, drawn, min(sum(own, Fraction(0)) for own in weights))
    return table


def _added_up(draw: DrawFn, drawn: Parts, measure: Measure) -> dict[str, Any]:
    """Draw what a measure that is a total or a count has to come to."""
    chosen = selected(drawn, Ladder("measure", measure.id), measure.of)
    low, high = Fraction(0), Fraction(len(chosen))
    if measure.statistic == "total":
        weights = sum((drawn.weight(measure.of.kind, item) for item in chosen), Fraction(0))
        low, high = STATISTICS["total"].limits([weights], measure.base, measure.top)
    bar = stated(low + draw(among(Fraction(1), *drawn.numbers.shares)) * (high - low), up=False)
    least = bar if low < bar <= high else high
    return {"of": Items.model_validate({"measures": [measure.id]}), "least": least}


def _total(draw: DrawFn, drawn: Parts, weights: Fraction) -> dict[str, Fraction]:
    """Draw a base or a top, and a number within reach of the smallest sum of weights, as a file can write it."""
    bound, share = draw(among(*BOUNDS)), draw(among(Fraction(1), *drawn.numbers.shares))
    if draw(among("base", "top")) == "base":
        return {"base": bound, "total": bound + stated(share * weights, up=True)}
    return {"top": bound, "total": bound - stated((1 - share) * weights, up=False)}


def stated(number: Fraction, *, up: bool) -> Fraction:
    """Return a number that a file can write: rounded to six places if the fraction is too fine."""
    if number.denominator <= MILLIONTHS:
        return number
    return Fraction((ceil if up else floor)(number * MILLIONTHS), MILLIONTHS)
