"""The cuts that each score is compared with: a rounded number has to stay on the same side of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.rounding import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.compiled.terms import Compiled
    from maturity_core.readers.needs import Need
    from maturity_core.scoring.engine import Engine


def score_cuts(engine: Engine, needs: Sequence[Need], marks: Sequence[Fraction]) -> dict[str, tuple[Fraction, ...]]:
    """Return, by ladder, everything its score is compared with: thresholds, prerequisites, marks, and full credit."""
    found = [(need.ladder, need.credit) for need in needs if need.credit is not None]
    found += [(engine.index[FRAMEWORK], mark) for mark in marks]
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
    """Yield ladders with the cuts of their scores: thresholds of required means or totals, and bars scores must reach.

    A required mean may be of other items than the score; its threshold counts because people read it next to the score.
    """
    for rule in compiled.requirements:
        total = compiled.ladders[rule.ladder].score.start is not None
        if rule.statistic.common and rule.statistic.adds == total and rule.terms.value != "level":
            yield rule.ladder, rule.threshold if total else rule.bar
    for terms in compiled.terms:
        if terms.value == "reach score":
            yield from ((item, Fraction(bar)) for item, bar in zip(terms.items, terms.reaching, strict=True))
