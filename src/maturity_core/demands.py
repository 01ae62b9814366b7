"""What a target demands of each question: the lowest option that suffices, requirement by requirement.

Only unmet requirements at or below the target demand anything, and none of them chooses. `mean` and `total` ask every
item for the lowest common value at which they are met, or the item's own best where that is lower; the others ask
every item that can reach their bar to reach it. Ladders pass what is asked of them down to their questions.

A value asked of a ladder is passed down as a `Test`: a function that says, for a value, whether it suffices. So no
common value is ever worked out, only compared, and everything stays in integers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from maturity_core.answers import NOT_APPLICABLE
from maturity_core.evaluate import (
    Codes,
    Flags,
    Numbers,
    Standing,
    at_least,
    item_applies,
    item_value,
    item_values,
    level_value,
    passes,
    score_parts,
    sums,
    take,
    zeros,
)
from maturity_core.plan import Plan, Rule, Terms, level_unit

NO_DEMAND = -4
"""In an array of demanded positions: nothing is asked of the question. Lower than every answer code."""

Rows = NDArray[np.intp]
Test = Callable[[Numbers, Rows], Flags]
"""Whether values, as numerators over the ladder's own denominators, suffice for the organisations of those rows."""
Enough = Callable[[Numbers, "Numbers | int", "Numbers | int", Rows], Flags]
"""Whether sums over items (amount, weight, unit) suffice for the organisations of those rows."""


@dataclass
class Demands:
    """Collects what is asked: of questions a position, of ladders a rung. Works from the framework's ladder down.

    `best` is where the organisations stand with the best answers to all that applies.
    """

    plan: Plan
    codes: Codes
    now: Standing
    best: Standing

    def __post_init__(self) -> None:
        self.positions: Codes = np.full(self.codes.shape, NO_DEMAND, np.int8)
        self.rungs = [np.zeros(self.codes.shape[1], np.int8) for _ in self.plan.ladders]

    def ask_rung(self, ladder: int, rung: NDArray[np.int8] | int, rows: Rows | slice = slice(None)) -> None:
        """Ask the ladder to reach `rung` (0 asks nothing)."""
        self.rungs[ladder][rows] = np.maximum(self.rungs[ladder][rows], rung)

    def ask_score(self, ladder: int, bar: Fraction, rows: Rows) -> None:
        """Ask the ladder's score to be at least `bar`."""
        denominator = self.now.places[ladder].denominator
        self._want_score(ladder, rows, lambda value, rows: at_least(value, take(denominator, rows), bar))

    def ask_rule(self, rule: Rule, rows: Rows) -> None:
        """Ask for one requirement to be met."""
        if rule.statistic in {"mean", "total"}:
            self._ask_common(rule, rows)
            return
        for index, item in enumerate(rule.terms.items):
            if rule.terms.kind == "questions":
                bar = Fraction(rule.terms.reaching[index])
                self._ask_question(item, [credit >= bar for credit in self.plan.credits[item]].index(True), rows)
            else:
                self._ask_item(rule.terms, index, rows)

    def settle(self) -> Codes:
        """Pass every rung that is asked for down to the questions; return the demanded positions (n_questions, n)."""
        for index in reversed(range(len(self.plan.ladders))):
            for rule in self.plan.ladders[index].rules:
                asked = self.now.applies[rule.index] & ~self.now.met[rule.index] & (self.rungs[index] >= rule.rung)
                rows = np.flatnonzero(asked)
                if rows.size:
                    self.ask_rule(rule, rows)
        return self.positions

    def _ask_question(self, question: int, position: int, rows: Rows) -> None:
        answers = self.codes[question, rows]
        raised = rows[(answers != NOT_APPLICABLE) & (answers < position)]
        self.positions[question, raised] = np.maximum(self.positions[question, raised], position)

    def _ask_item(self, terms: Terms, index: int, rows: Rows) -> None:
        """Ask a ladder to reach the bar of a share, a count or a least, where it applies and can."""
        item = terms.items[index]
        now, best = self.now.places[item], self.best.places[item]
        short = item_applies(terms, index, now) & ~item_value(terms, index, now)[0] & item_value(terms, index, best)[0]
        rows = rows[short[rows]]
        bar = terms.reaching[index]
        if terms.value == "rung":
            self.ask_rung(item, int(bar), rows)
        elif terms.value == "reach level":
            unit = level_unit(now.top)
            self._want_level(item, rows, lambda value, _: at_least(value, unit, Fraction(bar)))
        else:
            self.ask_score(item, Fraction(bar), rows)

    def _ask_common(self, rule: Rule, rows: Rows) -> None:
        def enough(amount: Numbers, weight: Numbers | int, unit: Numbers | int, _: Rows) -> Flags:
            return passes(rule, amount, weight, unit)

        self._want_terms(rule.terms, rows, enough)

    def _want_score(self, ladder: int, rows: Rows, test: Test) -> None:
        """Ask a ladder's score for the lowest value that passes `test`, or its own best."""
        score = self.plan.ladders[ladder].score

        def enough(amount: Numbers, weight: Numbers | int, unit: Numbers | int, rows: Rows) -> Flags:
            return test(score_parts(score, amount, weight, unit)[0], rows)

        rows = rows[~test(self.now.places[ladder].numerator[rows], rows)]
        self._want_terms(score.terms, rows, enough)

    def _want_terms(self, terms: Terms, rows: Rows, enough: Enough) -> None:
        want = self._want_questions if terms.kind == "questions" else self._want_items
        want(terms, rows, enough)

    def _want_level(self, ladder: int, rows: Rows, test: Test) -> None:
        """Ask a ladder's level, as rank over highest remaining rank, for the lowest value that passes, or its best."""
        now, best = self.now.places[ladder], self.best.places[ladder]
        rows = rows[~test(level_value(now.at(rows)), rows) & (best.rank[rows] > now.rank[rows])]
        for rung in range(1, now.top + 1):
            here = now.at(rows)
            value = level_value(replace(here, rank=np.full(len(rows), rung, np.int8)))
            enough = here.remains[rung - 1] & (test(value, rows) | (best.rank[rows] <= rung))
            self.ask_rung(ladder, rung, rows[enough])
            rows = rows[~enough]

    def _want_questions(self, terms: Terms, rows: Rows, enough: Enough) -> None:
        """Ask every question of a mean for the lowest common credit that suffices."""
        for credit in sorted({credit for item in terms.items for credit in self.plan.credits[item] if credit}):
            if not rows.size:
                return
            passed = enough(*self._raised(terms, rows, int(credit * terms.unit)), rows) | (credit == 1)
            for item in terms.items:
                self._ask_question(
                    item, [option >= credit for option in self.plan.credits[item]].index(True), rows[passed]
                )
            rows = rows[~passed]

    def _raised(self, terms: Terms, rows: Rows, credit: int) -> tuple[Numbers, Numbers | int, Numbers | int]:
        """Return the sums over questions whose values are at least `credit` (of `unit`), wherever they apply."""
        tables: list[Numbers] = []
        for table, weight in zip(terms.tables, terms.weights, strict=True):
            raised = np.maximum(table, weight * credit)
            raised[NOT_APPLICABLE] = 0
            tables.append(raised)
        return sums(self.plan, replace(terms, tables=tuple(tables)), self.codes[:, rows], [])

    def _want_items(self, terms: Terms, rows: Rows, enough: Enough) -> None:
        """Ask every ladder of a mean for the lowest common value that suffices, each through its own test."""
        for index, item in enumerate(terms.items):
            applies = item_applies(terms, index, self.now.places[item])

            def test(value: Numbers, rows: Rows, index: int = index) -> Flags:
                return enough(*self._lifted(terms, rows, index, value), rows)

            want = self._want_level if terms.value == "level" else self._want_score
            want(item, rows[applies[rows]], test)

    def _lifted(
        self, terms: Terms, rows: Rows, index: int, common: Numbers
    ) -> tuple[Numbers, Numbers | int, Numbers | int]:
        """Return the sums over ladders lifted to `common`, a numerator of item `index`, or to their own best."""
        now = [place.at(rows) for place in self.now.places]
        best = [place.at(rows) for place in self.best.places]
        values, unit = item_values(self.plan, terms, now)
        bests, _ = item_values(self.plan, terms, best)
        lowest = common * (unit // item_value(terms, index, now[terms.items[index]])[1])
        amount, weight = zeros(self.plan, len(rows)), zeros(self.plan, len(rows))
        for place, item in enumerate(terms.items):
            heft = item_applies(terms, place, now[item]).astype(amount.dtype) * terms.weights[place]
            amount += np.maximum(values[place], np.minimum(bests[place], lowest)) * heft
            weight += heft
        return amount, weight, unit
