"""Numbers in a unit of the author's own, as the credits and scores that they come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladders import as_credit, unit_of
from maturity_core.model.requirement import Requirement
from maturity_core.model.statistics import CREDIT, STATISTICS

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Terms
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Score
    from maturity_core.model.scale import Ends

DOWN = Fraction(-1)
"""What each unit of weight that applies adds to a total that counts down, whatever its answer."""


def ends_of(framework: Framework, entry: Requirement | Score) -> Ends:
    """Return the lowest and the highest value of the items, in the unit of a requirement or a score of one ladder."""
    unit = unit_of(framework, str(entry.ladder), entry.of) if entry.by == "value" else None
    return unit or CREDIT


def counted_by(entry: Requirement | Score) -> str:
    """Return what items count with: a value is a score on another scale."""
    return "score" if entry.by == "value" else entry.by


def in_credit(requirement: Requirement, ends: Ends) -> tuple[Fraction, Fraction | str | None, str]:
    """Return threshold, what items have to reach, and what they count with, as credits and scores; totals unchanged."""
    statistic, threshold = STATISTICS[requirement.statistic], requirement.threshold
    reaching, by = requirement.reaching, counted_by(requirement)
    if statistic.reaching:
        return threshold, as_credit(reaching, ends) if isinstance(reaching, Fraction) else reaching, by
    own = threshold if statistic.adds else as_credit(threshold, ends)
    return own, own if statistic.lowest else reaching, by


def written(entry: Requirement | Score, ends: Ends, terms: Terms) -> tuple[Fraction, Fraction, Fraction]:
    """Return where the numbers of a file start, what each unit of weight adds to a total, and how they are scaled."""
    low, span = ends[0], ends[1] - ends[0]
    if entry.top is not None:
        return entry.top, DOWN, terms.scale / span
    if entry.base is not None:
        return entry.base, low / span, terms.scale / span
    counted = isinstance(entry, Requirement) and STATISTICS[entry.statistic].reaching
    return (Fraction(0), Fraction(0), Fraction(1)) if counted else (low, Fraction(0), 1 / span)
