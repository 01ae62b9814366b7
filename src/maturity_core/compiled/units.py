"""Numbers in a unit of the author's own, as the credits and scores that they come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import as_credit

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Terms
    from maturity_core.model.measure import Measure
    from maturity_core.model.requirement import Requirement, Score
    from maturity_core.model.scale import Ends

DOWN = Fraction(-1)
"""What each unit of weight that applies adds to a total that counts down, whatever its answer."""


def counted_by(entry: Requirement | Score | Measure) -> str:
    """Return what items count with: a value is a score on another scale."""
    return "score" if entry.by == "value" else entry.by


def reached(entry: Requirement | Measure, ends: Ends) -> Fraction | str | None:
    """Return what the items have to reach, as a credit or a score, or as the rung that is named."""
    return as_credit(entry.reaching, ends) if isinstance(entry.reaching, Fraction) else entry.reaching


def in_credit(requirement: Requirement, ends: Ends) -> tuple[Fraction, Fraction | str | None, str]:
    """Return threshold, what items have to reach, and what they count with, as credits and scores; totals unchanged."""
    statistic, threshold = STATISTICS[requirement.statistic], requirement.threshold
    by = counted_by(requirement)
    if statistic.reaching:
        return threshold, reached(requirement, ends), by
    own = threshold if statistic.adds else as_credit(threshold, ends)
    return own, own if statistic.lowest else requirement.reaching, by


def written(entry: Requirement | Score | Measure, ends: Ends, terms: Terms) -> tuple[Fraction, Fraction, Fraction]:
    """Return where the numbers of a file start, what each unit of weight adds to a total, and how they are scaled."""
    low, span = ends[0], ends[1] - ends[0]
    if entry.top is not None:
        return entry.top, DOWN, terms.scale / span
    if entry.base is not None:
        return entry.base, low / span, terms.scale / span
    counted = STATISTICS[entry.statistic].reaching
    return (Fraction(0), Fraction(0), Fraction(1)) if counted else (low, Fraction(0), 1 / span)
