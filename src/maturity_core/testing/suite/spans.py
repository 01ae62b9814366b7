"""Which levels, totals and counts there can be if everything applies, worked out for the laws alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladder_names, score_of, selected

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Items

Span = tuple[Fraction, Fraction]
SHARES: Span = (Fraction(0), Fraction(1))


def score_span(framework: Framework, ladder: str) -> Span:
    """Return the lowest and the highest score that a ladder can have."""
    score = score_of(framework, ladder)
    if score.statistic == "count":
        return Fraction(0), Fraction(len(selected(framework, ladder, score.of)))
    if score.statistic == "total":
        return total_span(framework, ladder, score.of, score.base, score.top)
    return SHARES


def total_span(framework: Framework, ladder: str, of: Items, base: Fraction | None, top: Fraction | None) -> Span:
    """Return the lowest and the highest total: it counts up from a base, or else down from a top, which may be 0."""
    weights = {entry.id: entry.weight for entry in getattr(framework, of.kind)}
    room = sum((weights[item] for item in selected(framework, ladder, of)), Fraction(0))
    if base is not None:
        return base, base + room
    highest = top or Fraction(0)
    return highest - room, highest


def values_span(framework: Framework, ladder: str, of: Items) -> Span:
    """Return the lowest and the highest value of items that one number compares: only measures leave 0 to 1."""
    if of.kind != "measures":
        return SHARES
    spans = [score_span(framework, Ladder("measure", item)) for item in selected(framework, ladder, of)]
    return max(low for low, _ in spans), min(high for _, high in spans)


def ranks_above(framework: Framework, *, coded: bool) -> dict[str, list[int]]:
    """Return the ranks above 0 that a ladder can be at: all with a scorer in code, else those with a requirement."""
    asked = {(str(entry.ladder), entry.level) for entry in framework.all_requirements}
    lists = {ladder: framework.ladder_levels(ladder) for ladder in ladder_names(framework)}
    return {
        ladder: [rank for rank, level in enumerate(levels) if rank and (coded or (ladder, level.id) in asked)]
        for ladder, levels in lists.items()
    }
