"""The units that numbers are in: what a score is made of and shown in, and the values that items have in common."""

from __future__ import annotations

from fractions import Fraction

from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.ladders import Shape, given_score, selected
from maturity_core.model.measure import Measure
from maturity_core.model.node import altered
from maturity_core.model.requirement import Items, Requirement, Score
from maturity_core.model.scale import Ends
from maturity_core.model.statistics import CREDIT, STATISTICS


def score_of(shape: Shape, ladder: str) -> Score | Measure:
    """Return what the ladder's score is made of: what the file says, else the mean of its questions or dimensions.

    A mean is shown in the unit of its items, if they share one and the file names no other scale.
    """
    known = shape.lookup.shown
    if ladder not in known:
        known[ladder] = given_score(shape, ladder)  # measures that read each other in a circle, an error, end here
        known[ladder] = _in_unit(shape, ladder, known[ladder])
    return known[ladder]


def _in_unit(shape: Shape, ladder: str, score: Score | Measure) -> Score | Measure:
    if score.shown or score.by == "level" or not (score.mean_of and score.mean_of.kinds):
        return score
    unit = unit_of(shape, ladder, score.mean_of)
    return altered(score, shown=unit) if unit else score


def unit_of(shape: Shape, ladder: str, items: Items) -> Ends | None:
    """Return the lowest and the highest value that all items have; None if some have others, or none."""
    units = set(item_units(shape, ladder, items).values())
    return units.pop() if len(units) == 1 else None


def item_units(shape: Shape, ladder: str, items: Items) -> dict[str, Ends | None]:
    """Return the lowest and the highest value of each item by id: of a question's options, or of a score as shown."""
    ids = selected(shape, ladder, items)
    if items.kind != "questions":
        return {item: score_of(shape, Ladder(KIND_OF[items.kind], item)).shown for item in ids}
    asked = {item: shape.questions[shape.lookup.columns[item]] for item in ids}
    return {item: shape.scales[question.scale].ends for item, question in asked.items()}


def unit_used(shape: Shape, ladder: str, entry: Requirement | Score | Measure) -> Ends:
    """Return the lowest and the highest value of the items of a ladder's requirement or score, in the unit it uses."""
    unit = unit_of(shape, ladder, entry.of) if entry.by == "value" else None
    return unit or CREDIT


def score_limits(shape: Shape, ladder: str) -> Ends:
    """Return the lowest and the highest score that a ladder can have: 0 and 1, but for totals and counts."""
    score = score_of(shape, ladder)
    weights = shape.lookup.weights[score.of.kind]
    own = [weights[item] for item in selected(shape, ladder, score.of)]
    return STATISTICS[score.statistic].limits(own, score.base, score.top, unit_used(shape, ladder, score))


def as_credit(value: Fraction, unit: Ends) -> Fraction:
    """Return the credit or the score that a value in a unit comes to.

    >>> as_credit(Fraction(7, 2), (Fraction(1), Fraction(5)))
    Fraction(5, 8)
    """
    low, high = unit
    return (value - low) / (high - low)
