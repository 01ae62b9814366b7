"""Reading answers by a plan: scores, levels and the state of every requirement, for many organisations at once.

Arrays run over organisations; `codes` is (n_questions, n_organisations), one contiguous run a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

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


class Scores(NamedTuple):
    """The scores of one ladder: `numerator` over `denominator`, where `scored`."""

    numerator: Numbers
    denominator: Numbers | int
    scored: Flags


@dataclass(frozen=True)
class Place:
    """Where organisations stand on one ladder.

    `rank`: the level, or `NO_LEVEL`. `remains`, by rung above 0: whether it is part of the organisation's ladder;
    `highest`, `lowest`: the highest and the lowest remaining rung (0 and one past the top where none is left).
    `unmet`: the lowest rung with an unmet requirement (one past the top where there is none). `numerator` over
    `denominator`: the score, where `scored`.
    """

    rank: Ranks
    remains: tuple[Flags, ...]
    highest: Ranks
    lowest: Ranks
    unmet: Ranks
    numerator: Numbers
    denominator: Numbers | int
    scored: Flags
    top: int

    @property
    def counts(self) -> Flags:
        """Whether the score counts in the ladder above: there is one, and a ladder with levels has one left."""
        return self.scored & (self.highest > 0) if self.top else self.scored

    def score(self, row: int) -> Fraction | None:
        """Return the exact score of one organisation."""
        return Fraction(self.numerator[row]) / int(take(self.denominator, row)) if self.scored[row] else None

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
            take(self.denominator, rows),
            self.scored[rows],
            self.top,
        )


@dataclass(frozen=True)
class Standing:
    """Where organisations stand: a place a ladder, in the plan's order; by requirement whether it applies, is met."""

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
        amount, weight, unit = sums(plan, ladder.score.terms, codes, places)
        scored = weighing(weight, codes.shape[1])
        places.append(_place(ladder, applies, met, Scores(*score_parts(ladder.score, amount, weight, unit), scored)))
    return Standing(tuple(places), applies, met)


def _place(ladder: LadderPlan, applies: dict[int, Flags], met: dict[int, Flags], scores: Scores) -> Place:
    remains: list[Flags] = []
    fails: list[Flags] = []
    for rung in range(1, ladder.top + 1):
        rules = [rule.index for rule in ladder.rules if rule.rung == rung]
        remains.append(np.logical_or.reduce([applies[index] for index in rules]))
        fails.append(np.logical_or.reduce([applies[index] & ~met[index] for index in rules]))
    return placed(remains, fails, scores)


def placed(remains: list[Flags], fails: list[Flags], scores: Scores) -> Place:
    """Return the place that follows from which rungs remain and which of them fail, by rung above 0."""
    top, size = len(remains), len(scores.scored)
    rank, highest = np.zeros(size, np.int8), np.zeros(size, np.int8)
    lowest, unmet = np.full(size, top + 1, np.int8), np.full(size, top + 1, np.int8)
    for rung, (remaining, failing) in enumerate(zip(remains, fails, strict=True), start=1):
        unmet[failing & (unmet > top)] = rung
        lowest[remaining & (lowest > top)] = rung
        highest[remaining] = rung
        rank[remaining & (unmet > top)] = rung
    rank[highest == 0] = NO_LEVEL
    return Place(rank, tuple(remains), highest, lowest, unmet, *scores, top)


def take(numbers: Numbers | int, rows: Any) -> Any:
    """Return the numbers of some of the organisations, where they differ between them."""
    return numbers if isinstance(numbers, int) else numbers[rows]


def rule_state(plan: Plan, rule: Rule, codes: Codes, places: list[Place]) -> tuple[Flags, Flags]:
    """Return whether the requirement applies, and whether it is met, by organisation."""
    amount, weight, unit = sums(plan, rule.terms, codes, places)
    return weighing(weight, codes.shape[1]), passes(rule, amount, weight, unit)


def passes(rule: Rule, amount: Numbers, weight: Numbers | int, unit: Numbers | int) -> Flags:
    """Return whether a requirement is met by the sums over its items: the comparisons that `plan` lists."""
    p, q = rule.bar.numerator, rule.bar.denominator
    if rule.statistic == "count":
        return np.asarray((amount >= p) | (amount >= weight), np.bool_)
    if rule.statistic == "least":
        return np.asarray(amount >= weight, np.bool_)
    if rule.statistic == "total":
        moved = amount - weight * unit if rule.down else amount
        return np.asarray(moved * q >= unit * p, np.bool_)
    return np.asarray(amount * q >= weight * unit * p, np.bool_)


def weighing(weight: Numbers | int, size: int) -> Flags:
    """Return whether anything applies, by organisation: always where the weight never varies."""
    return np.ones(size, np.bool_) if isinstance(weight, int) else np.asarray(weight != 0, np.bool_)


def zeros(plan: Plan, size: int) -> Numbers:
    """Return so many zeros of the plan's integers."""
    return np.zeros(size, object if plan.wide else np.int64)


def sums(plan: Plan, terms: Terms, codes: Codes, places: list[Place]) -> tuple[Numbers, Numbers | int, Numbers | int]:
    """Return the weighted values of the items that apply, summed; the sum of their weights; and the values' unit.

    The last two are one integer where they are the same for every organisation.
    """
    kind = object if plan.wide else np.int64
    amount = zeros(plan, codes.shape[1])
    weight: Numbers | int = zeros(plan, codes.shape[1]) + terms.heaviest if any(terms.may_lack) else terms.heaviest
    if terms.kind == "questions":
        for item, table, heft, lacks in zip(terms.items, terms.tables, terms.weights, terms.may_lack, strict=True):
            amount += table.take(codes[item])
            if lacks:
                weight -= (codes[item] == NOT_APPLICABLE).astype(kind) * heft
        return amount, weight, terms.unit
    values, unit = item_values(plan, terms, places)
    for index, (item, value) in enumerate(zip(terms.items, values, strict=True)):
        if terms.may_lack[index]:
            applies = item_applies(terms, index, places[item]).astype(kind)
            amount += value * applies * terms.weights[index]
            weight -= (1 - applies) * terms.weights[index]
        else:
            amount += value * terms.weights[index]
    return amount, weight, unit


def item_values(plan: Plan, terms: Terms, places: list[Place]) -> tuple[list[Numbers], Numbers | int]:
    """Return what each ladder counts with, before its weight, over a common unit."""
    kind: Any = object if plan.wide else np.int64
    parts = [item_value(terms, index, places[item]) for index, item in enumerate(terms.items)]
    unit = common_unit([denominator for _, denominator in parts])
    return [value.astype(kind) * (unit // denominator) for value, denominator in parts], unit


def common_unit(denominators: list[Numbers | int]) -> Numbers | int:
    """Return a common multiple: of integers the least one, times those that differ between organisations."""
    unit: Numbers | int = lcm(*(number for number in denominators if isinstance(number, int)))
    for number in denominators:
        if not isinstance(number, int):
            unit = number * unit
    return unit


def item_applies(terms: Terms, index: int, place: Place) -> Flags:
    """Return whether a ladder applies as an item of `terms`."""
    if terms.value == "rung":
        applies: Flags = place.lowest <= int(terms.reaching[index])
        return applies
    return place.highest > 0 if terms.value.endswith("level") else place.counts


def item_value(terms: Terms, index: int, place: Place) -> tuple[Numbers, Numbers | int]:
    """Return what a ladder counts with as an item of `terms`, as numerator and denominator."""
    bar = terms.reaching[index]
    if terms.value == "rung":
        return place.reached(int(bar)), 1
    value, unit = (
        (level_value(place), level_unit(place.top))
        if terms.value.endswith("level")
        else (place.numerator, place.denominator)
    )
    return (at_least(value, unit, Fraction(bar)), 1) if terms.value.startswith("reach") else (value, unit)


def level_value(place: Place) -> Numbers:
    """Return rank over highest remaining rank, times `level_unit` of the ladder's top."""
    unit = level_unit(place.top)
    shares = np.array([0, *(unit // rank for rank in range(1, place.top + 1))], np.int64)
    return np.maximum(place.rank, 0) * shares[place.highest]


def at_least(value: Numbers, unit: Numbers | int, bar: Fraction) -> Flags:
    """Return whether `value / unit` is at least `bar`, exactly."""
    return np.asarray(value * bar.denominator >= unit * bar.numerator, np.bool_)


def score_parts(
    score: ScorePlan, amount: Numbers, weight: Numbers | int, unit: Numbers | int
) -> tuple[Numbers, Numbers | int]:
    """Return the parts of a ladder's scores from the sums over its items; a denominator is never 0."""
    if score.start is None:
        denominator = weight * unit
        return amount, denominator if isinstance(denominator, int) else np.maximum(denominator, 1)
    start, scale = score.start, score.terms.scale
    moved = amount - weight * unit if score.down else amount
    numerator = moved * (start.denominator * scale.denominator) + unit * (start.numerator * scale.numerator)
    return numerator, unit * (start.denominator * scale.numerator)
