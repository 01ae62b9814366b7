"""Reading answers by a plan: scores, levels and the state of every requirement, for many organisations at once.

Arrays run over organisations; `codes` is (n_questions, n_organisations), one contiguous run a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_core.answers import NOT_APPLICABLE
from maturity_core.plan import LadderPlan, Plan, Rule, ScorePlan, Terms, level_unit

NO_LEVEL = -1
"""The rank in arrays of a ladder that has no level: none of its rungs is left."""

Codes = NDArray[np.int8]
Ranks = NDArray[np.int8]
Flags = NDArray[np.bool_]
Numbers = NDArray[Any]
"""64-bit integers; Python integers or fractions in a wide plan."""


@dataclass(frozen=True)
class Place:
    """Where organisations stand on one ladder.

    `rank`: the level, or `NO_LEVEL`. `remains`, by rung above 0: whether it is part of the organisation's ladder; `highest`, `lowest`:
    the highest and the lowest remaining rung (0 and one past the top where none is left). `unmet`: the lowest rung with an unmet
    requirement (one past the top where there is none). `numerator` over `denominator`: the score, where `scored`.
    """

    rank: Ranks
    remains: tuple[Flags, ...]
    highest: Ranks
    lowest: Ranks
    unmet: Ranks
    numerator: Numbers
    denominator: int
    scored: Flags
    top: int

    @property
    def counts(self) -> Flags:
        """Whether the score counts in the ladder above: there is one, and a ladder with levels has one left."""
        return self.scored & (self.highest > 0) if self.top else self.scored

    def score(self, row: int) -> Fraction | None:
        """Return the exact score of one organisation."""
        return Fraction(self.numerator[row]) / self.denominator if self.scored[row] else None

    def reached(self, rung: Ranks | int) -> Flags:
        """Return whether no requirement up to `rung` is unmet."""
        reached: Flags = self.unmet > rung
        return reached

    def next_rung(self) -> Ranks:
        """Return the lowest remaining rung above the level; 0 where there is none."""
        following = np.zeros_like(self.rank)
        for rung in range(self.top, 0, -1):
            following[self.remains[rung - 1] & (self.rank < rung) & (self.rank != NO_LEVEL)] = rung
        return following

    def at(self, rows: NDArray[np.intp]) -> Place:
        """Return the place of some of the organisations."""
        return Place(
            self.rank[rows],
            tuple(remains[rows] for remains in self.remains),
            self.highest[rows],
            self.lowest[rows],
            self.unmet[rows],
            self.numerator[rows],
            self.denominator,
            self.scored[rows],
            self.top,
        )


@dataclass(frozen=True)
class Standing:
    """Where organisations stand: a place a ladder in the plan's order, and by requirement whether it applies and is met."""

    places: tuple[Place, ...]
    applies: dict[int, Flags]
    met: dict[int, Flags]


def evaluate(plan: Plan, codes: Codes) -> Standing:
    """Return where the organisations of `codes` (n_questions, n_organisations) stand."""
    places: list[Place] = []
    applies: dict[int, Flags] = {}
    met: dict[int, Flags] = {}
    for ladder in plan.ladders:
        for rule in ladder.rules:
            applies[rule.index], met[rule.index] = rule_state(plan, rule, codes, places)
        numerator, scored = score_numerator(plan, ladder.score, codes, places)
        places.append(_place(ladder, applies, met, numerator, scored))
    return Standing(tuple(places), applies, met)


def _place(ladder: LadderPlan, applies: dict[int, Flags], met: dict[int, Flags], numerator: Numbers, scored: Flags) -> Place:
    size = len(scored)
    remains, fails = [], []
    for rung in range(1, ladder.top + 1):
        rules = [rule.index for rule in ladder.rules if rule.rung == rung]
        remains.append(np.logical_or.reduce([applies[index] for index in rules]))
        fails.append(np.logical_or.reduce([applies[index] & ~met[index] for index in rules]))
    return placed(remains, fails, numerator, ladder.score.denominator, scored, size)


def placed(
    remains: list[Flags], fails: list[Flags], numerator: Numbers, denominator: int, scored: Flags, size: int
) -> Place:
    """Return the place that follows from which rungs remain and which of them fail, by rung above 0."""
    top = len(remains)
    rank, highest = np.zeros(size, np.int8), np.zeros(size, np.int8)
    lowest, unmet = np.full(size, top + 1, np.int8), np.full(size, top + 1, np.int8)
    for rung, (remaining, failing) in enumerate(zip(remains, fails, strict=True), start=1):
        unmet[failing & (unmet > top)] = rung
        lowest[remaining & (lowest > top)] = rung
        highest[remaining] = rung
        rank[remaining & (unmet > top)] = rung
    rank[highest == 0] = NO_LEVEL
    return Place(rank, tuple(remains), highest, lowest, unmet, numerator, denominator, scored, top)


def rule_state(plan: Plan, rule: Rule, codes: Codes, places: list[Place]) -> tuple[Flags, Flags]:
    """Return whether the requirement applies, and whether it is met, by organisation."""
    amount, weight = sums(plan, rule.terms, codes, places)
    applies = np.broadcast_to(np.asarray(weight != 0, np.bool_), (codes.shape[1],))
    return applies, passes(rule, amount, weight)


def passes(rule: Rule, amount: Numbers, weight: Numbers | int) -> Flags:
    """Return whether a requirement is met by the sums over its items."""
    if rule.statistic == "count":
        return np.asarray((amount >= rule.gamma) | (amount >= weight), np.bool_)
    return np.asarray(rule.alpha * amount + rule.beta * weight >= rule.gamma, np.bool_)


def sums(plan: Plan, terms: Terms, codes: Codes, places: list[Place]) -> tuple[Numbers, Numbers | int]:
    """Return the weighted values of the items that apply, summed, and the sum of their weights (one int where it never varies)."""
    kind = object if plan.wide else np.int64
    amount: Numbers = np.zeros(codes.shape[1], kind)
    weight: Numbers | int = np.full(codes.shape[1], terms.heaviest, kind) if any(terms.may_lack) else terms.heaviest
    for index, item in enumerate(terms.items):
        if terms.kind == "questions":
            amount += terms.tables[index].take(codes[item])
            if terms.may_lack[index]:
                weight -= terms.weights[index] * (codes[item] == NOT_APPLICABLE)
            continue
        place = places[item]
        apply = item_applies(terms, index, place)
        value = item_value(terms, index, place).astype(kind) * (terms.weights[index] * terms.factors[index])
        if terms.may_lack[index]:
            amount += value * apply
            weight -= terms.weights[index] * ~apply
        else:
            amount += value
    return amount, weight


def item_applies(terms: Terms, index: int, place: Place) -> Flags:
    """Return whether a ladder applies as an item of `terms`."""
    if terms.value == "rung":
        applies: Flags = place.lowest <= terms.reaching[index]
        return applies
    return place.highest > 0 if terms.value.endswith("level") else place.counts


def item_value(terms: Terms, index: int, place: Place) -> Numbers:
    """Return what a ladder counts with as an item of `terms`, before its weight and factor."""
    bar = terms.reaching[index]
    if terms.value == "rung":
        return place.reached(int(bar)).astype(np.int64)
    value, unit = (level_value(place), level_unit(place.top)) if terms.value.endswith("level") else (place.numerator, place.denominator)
    if terms.value.startswith("reach"):
        return at_least(value, unit, Fraction(bar)).astype(np.int64)
    return value


def level_value(place: Place) -> Numbers:
    """Return rank over highest remaining rank, times `level_unit` of the ladder's top."""
    unit = level_unit(place.top)
    shares = np.array([0, *(unit // rank for rank in range(1, place.top + 1))], np.int64)
    return np.maximum(place.rank, 0) * shares[place.highest]


def at_least(value: Numbers, unit: int, bar: Fraction) -> Flags:
    """Return whether `value / unit` is at least `bar`, exactly."""
    return np.asarray(value * bar.denominator >= bar.numerator * unit, np.bool_)


def score_numerator(plan: Plan, score: ScorePlan, codes: Codes, places: list[Place]) -> tuple[Numbers, Flags]:
    """Return the numerators of a ladder's scores, and for whom there is a score."""
    amount, weight = sums(plan, score.terms, codes, places)
    scored = np.broadcast_to(np.asarray(weight != 0, np.bool_), (codes.shape[1],))
    return numerators(plan, score, amount, weight), scored


def numerators(plan: Plan, score: ScorePlan, amount: Numbers, weight: Numbers | int) -> Numbers:
    """Return the numerators of scores from the sums over their items; 0 where nothing applies and the score is a mean."""
    if score.start is not None:
        moved = amount - weight * score.terms.unit if score.down else amount
        return score.start + score.step * moved
    if plan.wide:
        return _fractions(amount, weight * np.ones(len(amount), object) * score.terms.unit)
    return amount if score.multipliers is None else amount * score.multipliers[weight]


def _fraction(amount: int, weight: int) -> Fraction:
    return Fraction(amount) / weight if weight else Fraction(0)


_fractions = np.frompyfunc(_fraction, 2, 1)
