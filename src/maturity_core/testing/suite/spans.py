"""Which levels, totals, counts and values there can be, worked out for the laws alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladder_names, selected
from maturity_core.model.units import score_of, unit_of

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.measure import Measure
    from maturity_core.model.requirement import Requirement, Score

Span = tuple[Fraction, Fraction]
SHARES: Span = (Fraction(0), Fraction(1))


def score_span(framework: Framework, ladder: str, *, all_apply: bool = True) -> Span:
    """Return the lowest and the highest score that a ladder can have, if everything applies or whatever does."""
    score = score_of(framework, ladder)
    if score.statistic == "count":
        return Fraction(0), Fraction(len(selected(framework, ladder, score.of)))
    if score.statistic == "total":
        return total_span(framework, ladder, score, all_apply=all_apply)
    return SHARES


def total_span(
    framework: Framework, ladder: str, entry: Requirement | Score | Measure, *, all_apply: bool = True
) -> Span:
    """Return the lowest and the highest total: it counts up from a base, or else down from a top, which may be 0."""
    items, weights = entry.of, {one.id: one.weight for one in getattr(framework, entry.of.kind)}
    weight = sum((weights[item] for item in selected(framework, ladder, items)), Fraction(0))
    lowest, highest = (unit_of(framework, ladder, items) if entry.by == "value" else None) or SHARES
    if entry.base is None:
        top = entry.top or Fraction(0)
        return top - weight * (highest - lowest), top
    if not all_apply:  # what does not apply adds nothing
        lowest, highest = min(lowest, Fraction(0)), max(highest, Fraction(0))
    return entry.base + weight * lowest, entry.base + weight * highest


def values_span(framework: Framework, ladder: str, requirement: Requirement) -> Span:
    """Return the lowest and the highest value that items count with: only measures and units leave 0 to 1."""
    if requirement.by == "value":
        return unit_of(framework, ladder, requirement.of) or SHARES
    if requirement.of.kind != "measures" or not {requirement.statistic} & {"least", "share", "count"}:
        return SHARES
    spans = [score_span(framework, Ladder("measure", item)) for item in selected(framework, ladder, requirement.of)]
    return max(low for low, _ in spans), min(high for _, high in spans)


def ranks_above(framework: Framework, *, coded: bool) -> dict[str, list[int]]:
    """Return the ranks above 0 that a ladder can be at: all with a scorer in code, else those with a requirement."""
    asked = {(str(entry.ladder), entry.level) for entry in framework.all_requirements}
    lists = {ladder: framework.ladder_levels(ladder) for ladder in ladder_names(framework)}
    return {
        ladder: [rank for rank, level in enumerate(levels) if rank and (coded or (ladder, level.id) in asked)]
        for ladder, levels in lists.items()
    }
