"""What a target asks of the questions of one sheet: the lowest option that suffices, requirement by requirement.

docs/meaning.md#5-a-gap-is-what-an-unmet-requirement-asks-for

Only unmet requirements at or below the target ask anything, and none of them chooses. `mean` and `total` ask every item
for the lowest common value at which they are met, or the item's own best where that is lower; the others ask every item
that can reach their bar to reach it. Ladders pass what is asked of them down to their questions.

The common value is a fraction. Over questions only their credits can be it, and what the sum is at each of them is
packed into one number, added up once; over ladders the sum rises in straight lines from one value to the next.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from operator import getitem
from typing import TYPE_CHECKING

from maturity_core.compiled.rises import first_reaching
from maturity_core.model.states import APPLIES, WORDS
from maturity_core.scoring.one.standing import NOTHING, UNMET, Demands, Parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.compiled.terms import Compiled, CompiledRequirement, Terms
    from maturity_core.scoring.one.evaluate import Packed, RuleStanding

Demand = dict[int, int]
"""The position that each question has to reach."""
Bar = Parts | None
"""The least that a score, a level or a sum has to be, as numerator and denominator; None for the best possible."""
Pairs = tuple[tuple[int, int], ...]
"""Questions, each with a position."""


class Raises:
    """What a mean or a total of questions comes to when all of them are raised to a common credit.

    `credits` are those that it can be, below 1. `rows`, by question, hold by code what the question then adds at each
    of them, side by side, `bits` apart; `reaching`, by credit and at last for 1, the positions that suffice.
    """

    def __init__(self, compiled: Compiled, terms: Terms) -> None:
        scales = {id(compiled.credits[item]): compiled.credits[item] for item in terms.items}
        self.credits = sorted({credit for scale in scales.values() for credit in scale if 0 < credit < 1})
        self.bits = (terms.heaviest * terms.unit).bit_length()
        self.items = terms.items
        known: dict[tuple[int, int, int | None], list[int]] = {}
        self.rows: list[list[int]] = []
        for item, weight in zip(terms.items, terms.weights, strict=True):
            scale = compiled.credits[item]
            key = id(scale), weight, compiled.standing[item]
            if key not in known:
                known[key] = self._row(scale, weight * terms.unit, compiled.standing[item])
            self.rows.append(known[key])
        bars = [*self.credits, Fraction(1)]
        self.reaching: list[Pairs] = [tuple(first_reaching(compiled.credits, terms.items, bar)) for bar in bars]

    def _row(self, scale: Sequence[Fraction], worth: int, stands_for: int | None) -> list[int]:
        """Return what a question adds, by code: an open one is raised, too; one that does not apply is not."""
        raised = [
            sum(int(max(credit, bar) * worth) << place * self.bits for place, bar in enumerate(self.credits))
            for credit in scale
        ]
        fixed = 0 if stands_for is None else int(scale[stands_for] * worth)
        left = sum(fixed << place * self.bits for place in range(len(self.credits)))
        return raised + [raised[0] if code >= APPLIES else left for code in sorted(WORDS)]

    def amounts(self, codes: Sequence[int]) -> list[int]:
        """Return what the sheet comes to at each of the credits."""
        total = sum(map(getitem, self.rows, [codes[item] for item in self.items]))
        mask = (1 << self.bits) - 1
        return [total >> place * self.bits & mask for place in range(len(self.credits))]


class DemandTables:
    """The part of what requirements ask for that depends on the framework alone, made when first needed."""

    def __init__(self, single: Packed) -> None:
        self.compiled = single.compiled
        self._raises: dict[int, Raises] = {}
        self._reaching: dict[int, Pairs] = {}
        self._needed: dict[tuple[int, int], Parts] = {}

    def needed(self, rule: CompiledRequirement, weight: int) -> Parts:
        """Return the amount that a requirement of a mean or a total needs, where so much weight applies."""
        key = rule.index, weight
        if key not in self._needed:
            amount = rule.statistic.asked(rule.bar, weight, each=rule.each)
            self._needed[key] = amount.numerator, amount.denominator
        return self._needed[key]

    def needed_score(self, ladder: int, bar: Parts, weight: int) -> Parts:
        """Return the amount at which the score of a ladder is at least `bar`, where so much weight applies."""
        score = self.compiled.ladders[ladder].score
        if score.start is None:
            return bar[0] * weight, bar[1]
        amount = score.asked(Fraction(*bar), weight)
        return amount.numerator, amount.denominator

    def raises(self, terms: Terms) -> Raises:
        """Return the common credits of a mean or a total of questions."""
        if terms.slot not in self._raises:
            self._raises[terms.slot] = Raises(self.compiled, terms)
        return self._raises[terms.slot]

    def reaching(self, terms: Terms) -> Pairs:
        """Return the questions of a share, a count or a least, each with the position that reaches its bar."""
        if terms.slot not in self._reaching:
            pairs = zip(terms.items, terms.reaching, strict=True)
            found = [first_reaching(self.compiled.credits, [item], Fraction(bar))[0] for item, bar in pairs]
            self._reaching[terms.slot] = tuple(found)
        return self._reaching[terms.slot]


class RuleDemands(Demands):
    """What is asked of one sheet, worked out once per requirement and rung."""

    def __init__(self, now: RuleStanding, tables: DemandTables) -> None:
        self.now = now
        self.tables = tables
        self.compiled = tables.compiled
        self._requirements: dict[int, Demand] = {}
        self._rungs: dict[tuple[int, int], Demand] = {}
        self._raised: dict[int, list[int]] = {}

    def ask(self, rungs: Mapping[int, int], scores: Mapping[int, Fraction] = NOTHING) -> Demand:
        """See `Demands.ask`."""
        levels = [self._ask_rung(ladder, rung) for ladder, rung in rungs.items()]
        return self._with_needed(_merged([*levels, *(self.ask_score(ladder, bar) for ladder, bar in scores.items())]))

    def _with_needed(self, demand: Demand) -> Demand:
        return self.compiled.conditions.asked(demand, self.now.codes)

    def blockers(self, rungs: Mapping[int, int]) -> list[int]:
        """See `Demands.blockers`."""
        pairs = [(rung, rule) for ladder, rung in rungs.items() for rule in self.compiled.ladders[ladder].requirements]
        best = self.now.best
        return [rule.index for rung, rule in pairs if rule.rung <= rung and best.state(rule) == UNMET]

    def ask_score(self, ladder: int, bar: Fraction) -> Demand:
        """Return what is asked for the score of a ladder to be at least `bar`."""
        demand: Demand = {}
        if self.now.score(ladder) is not None:
            self._want_score(ladder, (bar.numerator, bar.denominator), demand)
        return self._with_needed(demand)

    def ask_requirement(self, rule: CompiledRequirement) -> Demand:
        """Return what one requirement asks for alone; it is unmet."""
        if rule.index not in self._requirements:
            self._requirements[rule.index] = self._ask_requirement(rule)
        return self._requirements[rule.index]

    def _ask_requirement(self, rule: CompiledRequirement) -> Demand:
        demand: Demand = {}
        if rule.statistic.common:
            self._want_terms(rule.terms, self.tables.needed(rule, self.now.sums(rule.terms)[1]), demand)
        else:
            self._want_reaching(rule.terms, demand)
        return self._with_needed(demand)

    def _want_reaching(self, terms: Terms, demand: Demand) -> None:
        """Ask every item to reach what it has to reach, if it can."""
        if terms.kind == "questions":
            self._ask_questions(self.tables.reaching(terms), demand)
            return
        for index in range(len(terms.items)):
            self._ask_item(terms, index, demand)

    def _ask_rung(self, ladder: int, rung: int) -> Demand:
        key = ladder, rung
        if key not in self._rungs:
            rules = [rule for rule in self.compiled.ladders[ladder].requirements if rule.rung <= rung]
            self._rungs[key] = _merged(self.ask_requirement(rule) for rule in rules if self.now.state(rule) == UNMET)
        return self._rungs[key]

    def _ask_questions(self, pairs: Pairs, demand: Demand) -> None:
        """Ask questions that apply, and are answered lower, for a position."""
        codes = self.now.codes
        _merge(demand, [pair for pair in pairs if APPLIES <= codes[pair[0]] < pair[1]])

    def _ask_item(self, terms: Terms, index: int, demand: Demand) -> None:
        """Ask a ladder to reach the bar of a share, a count or a least, if it applies and can."""
        part = self.now.value(terms, index)
        if part is None or part[0] or not (self.compiled.within_reach or self.now.best.value(terms, index) == (1, 1)):
            return
        item, bar = terms.items[index], terms.reaching[index]
        if terms.value == "rung":
            _merge(demand, self._ask_rung(item, int(bar)).items())
        else:
            want = self._want_level if terms.value == "reach level" else self._want_score
            want(item, (bar.numerator, bar.denominator), demand)

    def _want_score(self, ladder: int, bar: Bar, demand: Demand) -> None:
        """Ask for a ladder's score, which exists, to be at least `bar`, or its own best."""
        above, below = self.now.score(ladder) or (0, 1)
        if bar is not None and above * bar[1] >= bar[0] * below:
            return
        score = self.compiled.ladders[ladder].score
        if score.reaches:
            self._want_reaching(score.terms, demand)
            return
        needed: Bar = None
        if bar is not None:
            needed = self.tables.needed_score(ladder, bar, self.now.sums(score.terms)[1])
        self._want_terms(score.terms, needed, demand)

    def _want_level(self, ladder: int, bar: Bar, demand: Demand) -> None:
        """Ask a level, as rank over highest remaining rank, for the lowest value from `bar` on, or its best."""
        now = self.now.place(ladder)
        best = now.highest if self.compiled.within_reach else self.now.best.rank(ladder)
        if best <= now.rank or (bar is not None and now.rank * bar[1] >= bar[0] * now.highest):
            return
        remaining = self.now.remaining(ladder)
        enough = [rung for rung in remaining if bar is not None and rung * bar[1] >= bar[0] * now.highest]
        _merge(demand, self._ask_rung(ladder, min([best, *enough])).items())

    def _want_terms(self, terms: Terms, needed: Bar, demand: Demand) -> None:
        """Ask every item of a mean or a total for the lowest common value at which they come to what is needed."""
        if terms.kind == "questions":
            self._ask_questions(self._credit_pairs(terms, needed), demand)
            return
        bar = needed and self._common(terms, needed)
        want = self._want_level if terms.value == "level" else self._want_score
        for index, item in enumerate(terms.items):
            if self.now.value(terms, index) is not None:
                want(item, bar, demand)

    def _credit_pairs(self, terms: Terms, needed: Bar) -> Pairs:
        """Return the questions with the positions that have the lowest common credit that suffices, which 1 does."""
        raises = self.tables.raises(terms)
        if needed is None:
            return raises.reaching[-1]
        if terms.slot not in self._raised:
            self._raised[terms.slot] = raises.amounts(self.now.codes)
        enough = -(-needed[0] * terms.unit // needed[1])
        amounts = self._raised[terms.slot]
        return raises.reaching[next((place for place, amount in enumerate(amounts) if amount >= enough), -1)]

    def _common(self, terms: Terms, needed: Parts) -> Bar:
        """Return the lowest common value of ladders at which they come to what is needed; None if none suffices.

        Each counts with that value, or with its own where it has more, or with its best where it can have no more.
        """
        parts = [
            (weight, part, self._best(terms, index))
            for index, weight in enumerate(terms.weights)
            if (part := self.now.value(terms, index)) is not None
        ]
        unit = lcm(*(below for _, now, best in parts for _, below in (now, best)))
        # From one of these values to the next the sum rises in a straight line, by what the weights say that rise.
        bends: list[tuple[int, int]] = []
        amount = 0
        for weight, now, best in parts:
            start = now[0] * (unit // now[1])
            amount += weight * start
            bends += [(start, weight), (best[0] * (unit // best[1]), -weight)]
        bar = _met_at(sorted(bends), amount, (needed[0] * unit, needed[1]))
        return bar and (bar[0], bar[1] * unit)

    def _best(self, terms: Terms, index: int) -> Parts:
        """Return the best that a ladder can count with."""
        return (not self.compiled.within_reach and self.now.best.value(terms, index)) or (1, 1)


def _met_at(bends: Sequence[tuple[int, int]], amount: int, needed: Parts) -> Bar:
    """Return the lowest value at which an amount is enough: it is not at the first of the bends, and rises from there.

    A bend is a value, and by how much the amount rises more, or less, for each 1 from there on.

    >>> _met_at([(2, 1), (4, 3), (6, -1), (9, -3)], 10, (18, 1)), _met_at([(2, 1), (4, -1)], 0, (5, 1))
    ((22, 4), None)
    """
    rise = place = 0
    for value, more in bends:
        risen = amount + rise * (value - place)
        if risen * needed[1] >= needed[0]:
            return (place * rise - amount) * needed[1] + needed[0], rise * needed[1]
        amount, place, rise = risen, value, rise + more
    return None


def _merged(demands: Iterable[Demand]) -> Demand:
    merged: Demand = {}
    for demand in demands:
        _merge(merged, demand.items())
    return merged


def _merge(demand: Demand, pairs: Iterable[tuple[int, int]]) -> None:
    """Add to a demand what is asked of questions, if that is more."""
    for question, position in pairs:
        if demand.get(question, 0) < position:
            demand[question] = position
