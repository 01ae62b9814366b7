"""What each score is compared with: the cuts on whose side a shown number has to stay."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.rounding import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.compiled.terms import Compiled
    from maturity_core.readers.needs import Need
    from maturity_core.scoring.engine import Engine


def score_cuts(engine: Engine, needs: Sequence[Need]) -> dict[str, tuple[Fraction, ...]]:
    """Return by ladder what its score is compared with, wherever it counts, and as a prerequisite; a mean with all."""
    found = [(need.other, need.credit) for need in needs if need.credit is not None]
    totals: set[int] = set()
    if engine.compiled is not None:
        found += _compared(engine.compiled)
        totals = {place for place, ladder in enumerate(engine.compiled.ladders) if ladder.score.start is not None}
    cuts: dict[int, dict[Fraction, None]] = {
        place: {} if place in totals else {FULL: None} for place in range(len(engine.ladders))
    }
    for place, cut in found:
        cuts[place][cut] = None
    return {name: tuple(cuts[place]) for place, name in enumerate(engine.ladders)}


def _compared(compiled: Compiled) -> Iterator[tuple[int, Fraction]]:
    """Yield the cuts of scores by ladder: its means, or totals, that are asked for, and bars scores have to reach.

    A mean that a requirement asks for may be one of other items than the score's: it is read beside the score.
    """
    for rule in compiled.rules:
        total = compiled.ladders[rule.ladder].score.start is not None
        if rule.statistic.common and rule.statistic.adds == total and rule.terms.value != "level":
            yield rule.ladder, rule.threshold
    for terms in compiled.terms:
        if terms.value == "reach score":
            yield from ((item, Fraction(bar)) for item, bar in zip(terms.items, terms.reaching, strict=True))
