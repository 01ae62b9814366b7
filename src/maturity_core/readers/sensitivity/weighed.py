"""One sheet under many weightings at once: the ranks that it has with each of them.

Weights are multiplied by whole factors, one for each weighting. All numbers are whole and of any size: sums over
questions are of a fixed width while they are added up, where that is enough, and Python's own integers from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maturity_core.model.states import NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from maturity_core.compiled.terms import CompiledRequirement, Terms
    from maturity_core.scoring.one.evaluate import RuleStanding

MOST_BITS = 62
"""Sums over questions that need no more than these have a fixed width."""


class Part(NamedTuple):
    """Fractions, one for each weighting, or one for all: numerators, and the denominators below them."""

    above: Any
    below: Any


class Factors(NamedTuple):
    """What the weights that vary are multiplied by in `number` weightings: of questions and of ladders, by place.

    All other weights have the factor `neutral`, so that a weighting multiplies by a factor over it. `most` is the
    largest.
    """

    number: int
    questions: Mapping[int, Any]
    ladders: Mapping[int, Any]
    neutral: int
    most: int


class Weighed:
    """The ranks and scores of one sheet under weightings. The scores of ladders in `counts` use no weights."""

    def __init__(self, now: RuleStanding, factors: Factors, counts: Collection[int]) -> None:
        self.now, self.factors, self.counts = now, factors, counts
        self.compiled = now.single.compiled
        self._sums: dict[tuple[int, bool], tuple[Any, Any, Any]] = {}
        self._unmet: dict[int, Any] = {}

    def rank(self, ladder: int) -> Any:
        """Return the ranks (n_weightings,) on a ladder that has a rung left."""
        unmet = self.unmet(ladder)
        ranks = np.zeros(self.factors.number, np.int64)
        for rung in self.now.remaining(ladder):
            ranks[unmet > rung] = rung
        return ranks

    def unmet(self, ladder: int) -> Any:
        """Return the lowest rungs with an unmet requirement; one above the top where there are none."""
        if ladder not in self._unmet:
            one = self.compiled.ladders[ladder]
            found = np.full(self.factors.number, one.top + 1, np.int64)
            for rule in one.requirements:
                if self.now.state(rule)[0]:
                    np.minimum(found, rule.rung, out=found, where=~self._met(rule))
            self._unmet[ladder] = found
        return self._unmet[ladder]

    def _met(self, rule: CompiledRequirement) -> Any:
        weighted = rule.statistic.weighted
        bar = rule.bar * self.factors.neutral if rule.statistic.adds and weighted else rule.bar
        met = rule.statistic.met(bar, *self.sums(rule.terms, weighted=weighted), each=rule.each)
        return np.asarray(met, np.bool_)

    def score(self, ladder: int) -> Part:
        """Return the scores of a ladder that has one."""
        score, weighted = self.compiled.ladders[ladder].score, ladder not in self.counts
        amount, weight, unit = self.sums(score.terms, weighted=weighted)
        if score.start is None:
            return Part(amount, weight * unit)
        each, scale = score.each, score.scale * (self.factors.neutral if weighted else 1)
        moved = (amount * each.denominator + weight * unit * each.numerator) * scale.denominator
        below = unit * (each.denominator * scale.numerator)
        return Part(moved * score.start.denominator + below * score.start.numerator, below * score.start.denominator)

    def sums(self, terms: Terms, *, weighted: bool) -> tuple[Any, Any, Any]:
        """Return amount, weight and unit of a statistic, as `RuleStanding.sums` does; with weights or without."""
        key = terms.slot, weighted
        if key not in self._sums:
            read = self._of_questions if terms.kind == "questions" else self._of_ladders
            factors = self.factors.questions if terms.kind == "questions" else self.factors.ladders
            self._sums[key] = read(terms, factors if weighted else None)
        return self._sums[key]

    def _weight(self, terms: Terms, place: int, factors: Mapping[int, Any] | None, kind: type) -> Any:
        """Return the weights of an item, in an array of this kind if they vary."""
        weight = terms.weights[place]
        if factors is None:
            return weight
        factor = factors.get(terms.items[place])
        return weight * self.factors.neutral if factor is None else weight * factor.astype(kind)

    def _of_questions(self, terms: Terms, factors: Mapping[int, Any] | None) -> tuple[Any, Any, Any]:
        fixed = (terms.largest * self.factors.most).bit_length() <= MOST_BITS
        amount: Any = 0
        weight: Any = 0
        for place, value in self._answered(terms):
            one = self._weight(terms, place, factors, np.int64 if fixed else object)
            amount, weight = amount + one * value, weight + one
        return _whole(amount), _whole(weight), terms.unit

    def _answered(self, terms: Terms) -> Iterator[tuple[int, int]]:
        """Yield the questions that apply, by their places in the terms, with the values of their answers."""
        for place, (question, bar) in enumerate(zip(terms.items, terms.reaching, strict=True)):
            code = self.now.codes[question]
            stands_for = self.compiled.standing[question] if code == NOT_APPLICABLE else max(code, 0)
            if stands_for is not None:
                credit = self.compiled.credits[question][stands_for]
                yield place, int(credit * terms.unit) if terms.value == "credit" else int(credit >= bar)

    def _of_ladders(self, terms: Terms, factors: Mapping[int, Any] | None) -> tuple[Any, Any, Any]:
        amount: Any = 0
        weight: Any = 0
        unit: Any = 1
        for place in range(len(terms.items)):
            if (part := self._value(terms, place)) is not None:
                one = self._weight(terms, place, factors, object)
                both = np.lcm(unit, part.below, dtype=object)
                amount = amount * (both // unit) + one * part.above * (both // part.below)
                weight, unit = weight + one, both
        return amount, weight, unit

    def _value(self, terms: Terms, place: int) -> Part | None:
        """Return the values of a ladder as an item of terms, as `RuleStanding.value` has them; None if it lacks."""
        item, bar, value = terms.items[place], terms.reaching[place], terms.value
        stand = self.now.place(item)
        if value == "rung":
            return Part(_whole(self.unmet(item) > bar), 1) if stand.lowest <= bar else None
        if value.endswith("level"):
            found = Part(_whole(self.rank(item)), stand.highest) if stand.highest else None
        else:
            found = self.score(item) if self.now.counts(item) else None
        if found is None or not value.startswith("reach"):
            return found
        return Part(_whole(found.above * bar.denominator >= found.below * bar.numerator), 1)


def _whole(numbers: Any) -> Any:
    """Return whole numbers, or truths as 1 and 0, as Python's own integers."""
    array = np.asarray(numbers)
    whole = array if array.dtype == object else array.astype(np.int64).astype(object)
    return whole if whole.ndim else int(whole[()])
