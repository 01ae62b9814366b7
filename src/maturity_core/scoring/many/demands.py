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

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.answers.counted import asked_many
from maturity_core.compiled.counts import TOGETHER
from maturity_core.compiled.raises import raises_of
from maturity_core.compiled.terms import Compiled, CompiledRequirement, Raise, Terms, level_unit
from maturity_core.model.states import APPLIES, NO_DEMAND
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.counting import Sums
from maturity_core.scoring.many.evaluate import RuleStanding, passes, score_parts
from maturity_core.scoring.many.lifting import Enough, Lifted, Test
from maturity_core.scoring.many.sums import at_least, item_applies, item_value, level_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.scoring.many.place import Flags, Ranks

    Steps = NDArray[np.uint8]


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
        # the higher of two demands. `settle` leaves out what is answered as high, and turns them into positions.
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

    def ask_score(self, bar: Bar) -> None:
        """Ask a ladder to reach a score."""
        self._want_score(bar.ladder, bar.asked, partial(bar.suffices, self.now.places[bar.ladder]))

    def ask_requirement(self, rule: CompiledRequirement, asked: Flags) -> None:
        """Ask for a requirement to be met."""
        if rule.statistic.common:
            self._want_terms(rule.terms, asked, lambda sums: passes(rule, sums))
        else:
            self._want_reaching(rule.terms, asked)

    def _want_reaching(self, terms: Terms, asked: Flags) -> None:
        """Ask every item to reach what it has to reach, if it can."""
        for count in terms.counts:
            for first, last, position in count.passed:
                self._ask_questions([(first, last)], asked.view(np.uint8) * np.uint8(position - NO_DEMAND))
        if terms.kind == "ladders":
            for index in range(len(terms.items)):
                self._ask_item(terms, index, asked)

    def settle(self) -> Codes:
        """Pass all requested rungs down to the questions; return the positions asked for (n_questions, n)."""
        while self._waiting:  # the highest ladder first: each asks only those below it
            index = -heappop(self._waiting)
            for rule in self.compiled.ladders[index].requirements:
                asked = (self.rungs[index] >= rule.rung) > self.now.state(rule.index).met  # on flags, `>` is *and not*
                if asked.any():  # if it is set aside, nothing applies that could be asked
                    self.ask_requirement(rule, asked)
        self._leave_out()
        asked_many(self.compiled.conditions, self._positions, self.codes)
        return self._positions

    def _ask_questions(self, runs: Iterable[tuple[int, int]], steps: Steps) -> None:
        """Ask runs of questions for positions, counted from `NO_DEMAND`, whatever the answers are."""
        for first, last in runs:
            asked, run = self._asked[first:last], self._steps[first:last]
            if asked.any():
                run[~asked] = 0
                np.maximum(run, steps, out=run)
            else:
                run[:] = steps
            asked[:] = True

    def _leave_out(self) -> None:
        """Drop what is asked of questions that do not apply, or are answered as high; what is left are positions."""
        scratch = np.empty((TOGETHER, self.now.size), np.uint8)
        for first in range(0, len(self._steps), TOGETHER):
            questions = slice(first, first + TOGETHER)
            steps, codes = self._steps[questions], self.codes[questions].view(np.uint8)
            steps[~self._asked[questions]] = 0
            # One comparison finds the questions that apply and are lower: in unsigned bytes, counted from the lowest
            # code that applies, what does not apply is 255 and so never lower. Where nothing is asked, 0 times any
            # flag is 0.
            start = APPLIES if any(self.compiled.may_lack[questions]) else NO_DEMAND
            counted = np.add(codes, np.uint8(-start), out=scratch[: len(steps)])
            bar = steps - np.uint8(start - NO_DEMAND) if start > NO_DEMAND else steps
            lower = np.less(counted, bar, out=counted.view(np.bool_))
            np.multiply(steps, lower.view(np.uint8), out=steps)
            np.add(steps, np.uint8(NO_DEMAND % 256), out=steps)

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
            self.ask_score(Bar(item, Fraction(bar), asked))

    def _want_score(self, ladder: int, asked: Flags, test: Test) -> None:
        """Ask a ladder's score for the lowest value that passes `test`, or for its own best."""
        score = self.compiled.ladders[ladder].score
        asked = asked > test(self.now.places[ladder].scores.numerator)
        if not score.reaches:
            self._want_terms(score.terms, asked, lambda sums: test(score_parts(score, sums)[0]))
        elif asked.any():
            self._want_reaching(score.terms, asked)

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
        raises = raises_of(self.compiled, terms)
        steps: list[Steps] = [np.zeros(self.now.size, np.uint8) for _ in raises.scales]
        sums = self.now.sums(terms)
        for rise in raises.steps:
            if not asked.any():
                break
            passed = asked
            if rise.credit != 1:
                sums = self._raised(terms, sums, rise)
                passed = asked & enough(sums)
            for own, position in zip(steps, rise.positions, strict=True):
                np.add(own, passed.view(np.uint8) * np.uint8(position - NO_DEMAND), out=own)
            asked = asked > passed
        for own, runs in zip(steps, raises.scales, strict=True):
            self._ask_questions(runs, own)

    def _raised(self, terms: Terms, sums: Sums, rise: Raise) -> Sums:
        """Return the sums with every question that applies raised to the credit of `rise`, one step up."""
        kind = terms.number
        risen = sums.weight * rise.step if isinstance(sums.weight, int) else sums.weight.astype(kind) * rise.step
        # In this order nothing falls below 0: what has reached the credit is worth a step at least.
        amount = sums.amount - self.now.counter.counted(rise.reached, kind) + risen
        return Sums(amount, sums.weight, sums.unit)

    def _want_ladders(self, terms: Terms, asked: Flags, enough: Enough) -> None:
        """Ask every ladder of a mean for the lowest common value that suffices, each through its own test."""
        want = self._want_level if terms.value == "level" else self._want_score
        lifted = Lifted(terms, self.now, None if self.compiled.within_reach else self.best, enough)
        for index, item in enumerate(terms.items):
            applies = asked & item_applies(terms, index, self.now.places[item]) if terms.may_lack[index] else asked
            want(item, applies, lifted.test(index))
