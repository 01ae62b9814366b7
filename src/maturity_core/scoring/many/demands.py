"""What a target requires of each question: the lowest option that suffices, requirement by requirement.

docs/meaning.md#5-a-gap-is-what-an-unmet-requirement-asks-for

Only unmet requirements at or below the target ask for anything, and none of them chooses. `mean` and `total` ask every
item for the lowest common value at which they are met, or for the item's own best if that is lower; the others ask
every item that can reach their bar to reach it. Ladders pass on what is asked of them to their questions.

A value asked of a ladder is passed down as a `Test`: a function that says whether a given value suffices. So a common
value is never computed, only compared, and everything stays in integers. Throughout, `asked` says for each organisation
whether anything is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.compiled.counts import counts_of, runs_of
from maturity_core.compiled.rises import all_rises, first_reaching
from maturity_core.compiled.terms import Compiled, CompiledRequirement, Terms, level_unit
from maturity_core.model.states import APPLIES, NO_DEMAND
from maturity_core.scoring.many.counting import Sums
from maturity_core.scoring.many.evaluate import RuleStanding, passes, score_parts
from maturity_core.scoring.many.lifting import Lifted
from maturity_core.scoring.many.sums import at_least, item_applies, item_value, level_value

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.scoring.many.place import Flags, Numbers, Ranks

Test = Callable[["Numbers"], "Flags"]
"""Tells whether values, given as numerators over a ladder's own denominators, suffice."""
Enough = Callable[[Sums], "Flags"]
"""Tells whether sums over items suffice."""


@dataclass
class Demands:
    """Collects what is asked: positions of questions, rungs of ladders. Works down from the framework's ladder.

    `best` is the standing with the best answers to everything that applies; it is consulted only if something in the
    framework can be out of reach. The result is written to `positions` (n_questions, n), or to a new array.
    """

    compiled: Compiled
    codes: Codes
    now: RuleStanding
    best: RuleStanding
    positions: Codes | None = None

    def __post_init__(self) -> None:
        self.rungs: dict[int, Ranks] = {}
        self._positions = np.empty(self.codes.shape, np.int8) if self.positions is None else self.positions
        # The same bytes, counted from `NO_DEMAND`: multiplied by a flag, they are a demand or none, and the maximum is
        # the higher of two demands. `settle` turns them back into positions.
        self._steps = self._positions.view(np.uint8)
        self._asked = np.zeros(len(self.codes), np.bool_)
        self._waiting: list[int] = []

    def ask_rung(self, ladder: int, rung: Ranks) -> None:
        """Ask the ladder to reach `rung` (0 asks nothing)."""
        if ladder in self.rungs:
            self.rungs[ladder] = np.maximum(self.rungs[ladder], rung)
        else:
            self.rungs[ladder] = rung
            heappush(self._waiting, -ladder)

    def ask_score(self, ladder: int, bar: Fraction, asked: Flags) -> None:
        """Ask the ladder's score to be at least `bar`."""
        denominator = self.now.places[ladder].denominator
        self._want_score(ladder, asked, lambda value: at_least(value, denominator, bar))

    def ask_requirement(self, rule: CompiledRequirement, asked: Flags) -> None:
        """Ask for a requirement to be met."""
        if rule.statistic.common:
            self._want_terms(rule.terms, asked, lambda sums: passes(rule, sums))
            return
        for count in rule.terms.counts:
            for first, last, position in count.passed:
                self._ask_questions(first, last, position, asked)
        if rule.terms.kind == "ladders":
            for index in range(len(rule.terms.items)):
                self._ask_item(rule.terms, index, asked)

    def settle(self) -> Codes:
        """Pass all requested rungs down to the questions; return the positions asked for (n_questions, n)."""
        while self._waiting:  # the highest ladder first: each asks only those below it
            index = -heappop(self._waiting)
            for rule in self.compiled.ladders[index].requirements:
                asked = (self.rungs[index] >= rule.rung) > self.now.state(rule.index).met  # on flags, `>` is *and not*
                if asked.any():  # if it is set aside, nothing applies that could be asked
                    self.ask_requirement(rule, asked)
        self._ask_nothing(slice(0, len(self._steps)))
        self._positions += np.int8(NO_DEMAND)
        return self._positions

    def _ask_questions(self, first: int, last: int, position: int, asked: Flags) -> None:
        """Ask neighbouring questions for a position, if they apply and are answered lower."""
        if any(self.compiled.may_lack[first:last]):
            # One comparison finds the questions that apply and are lower: in unsigned bytes, counted from the lowest
            # code that applies, what does not apply is -1, which is 255 and so never lower.
            lower = self.codes[first:last].view(np.uint8) + np.uint8(-APPLIES) < np.uint8(position - APPLIES)
        else:
            lower = self.codes[first:last] < np.int8(position)
        lower &= asked
        steps, step = self._steps[first:last], np.uint8(position - NO_DEMAND)
        questions = slice(first, last)
        if not self._asked[questions].any():
            np.multiply(lower.view(np.uint8), step, out=steps)
            self._asked[questions] = True
        else:
            self._ask_nothing(questions)
            np.maximum(steps, lower.view(np.uint8) * step, out=steps)

    def _ask_nothing(self, questions: slice) -> None:
        """Mark the questions that have not been asked for anything yet as having no demand."""
        self._steps[questions][~self._asked[questions]] = 0
        self._asked[questions] = True

    def _ask_item(self, terms: Terms, index: int, asked: Flags) -> None:
        """Ask a ladder to reach the bar of a share, a count or a least, if it applies and can reach it."""
        item, bar = terms.items[index], terms.reaching[index]
        now = self.now.places[item]
        asked = asked > item_value(terms, index, now)[0].view(np.bool_)
        if terms.may_lack[index]:
            asked &= item_applies(terms, index, now)
        if not self.compiled.within_reach:
            asked &= item_value(terms, index, self.best.places[item])[0].view(np.bool_)
        if terms.value == "rung":
            self.ask_rung(item, asked * np.int8(bar))
        elif terms.value == "reach level":
            unit = level_unit(now.top)
            self._want_level(item, asked, lambda value: at_least(value, unit, Fraction(bar)))
        else:
            self.ask_score(item, Fraction(bar), asked)

    def _want_score(self, ladder: int, asked: Flags, test: Test) -> None:
        """Ask a ladder's score for the lowest value that passes `test`, or for its own best."""
        score = self.compiled.ladders[ladder].score
        asked = asked > test(self.now.places[ladder].numerator)
        self._want_terms(score.terms, asked, lambda sums: test(roomy_numerator(score_parts(score, sums)[0])))

    def _want_terms(self, terms: Terms, asked: Flags, enough: Enough) -> None:
        if asked.any():
            want = self._want_questions if terms.kind == "questions" else self._want_ladders
            want(terms, asked, enough)

    def _want_level(self, ladder: int, asked: Flags, test: Test) -> None:
        """Ask a ladder's level, as rank over highest remaining rank, for the lowest value that passes, or its best."""
        now = self.now.places[ladder]
        best = now.highest if self.compiled.within_reach else self.best.places[ladder].rank
        asked = (asked > test(level_value(now, now.rank))) & (best > now.rank)
        for rung, remains in enumerate(now.remains, start=1):
            if not asked.any():
                return
            value = level_value(now, remains * np.int8(rung))
            enough = asked & remains & (test(value) | (best <= rung))
            self.ask_rung(ladder, enough * np.int8(rung))
            asked = asked > enough

    def _want_questions(self, terms: Terms, asked: Flags, enough: Enough) -> None:
        """Ask every question of a mean for the lowest common credit that suffices."""
        scales = {id(self.compiled.credits[item]): self.compiled.credits[item] for item in terms.items}
        for credit in sorted({credit for credits_ in scales.values() for credit in credits_ if credit}):
            passed = asked if credit == 1 else asked & enough(self._raised(terms, credit))
            if passed.any():
                steps = first_reaching(self.compiled.credits, terms.items, credit)
                for first, last, position in runs_of(steps):
                    self._ask_questions(first, last, position, passed)
                asked = asked > passed

    def _raised(self, terms: Terms, credit: Fraction) -> Sums:
        """Return the sums over questions with every credit raised to at least `credit`, wherever they apply."""
        rises = all_rises(self.compiled.credits, zip(terms.items, terms.weights, strict=True), terms.unit, credit)
        return self.now.counter.sums(replace(terms, counts=counts_of(rises)))

    def _want_ladders(self, terms: Terms, asked: Flags, enough: Enough) -> None:
        """Ask every ladder of a mean for the lowest common value that suffices, each through its own test."""
        want = self._want_level if terms.value == "level" else self._want_score
        lifted = Lifted(terms, self.now, None if self.compiled.within_reach else self.best)
        for index, item in enumerate(terms.items):
            applies = item_applies(terms, index, self.now.places[item])

            def test(value: Numbers, index: int = index) -> Flags:
                return enough(lifted.sums(index, value))

            want(item, asked & applies, test)


def roomy_numerator(numerator: Numbers) -> Numbers:
    """Return numerators in a type wide enough to be multiplied."""
    return numerator if numerator.dtype == object else numerator.astype(np.int64)
