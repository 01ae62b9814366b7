"""Reading one sheet by compiled requirements in plain integers: for few organisations faster than arrays, and the same.

They are packed once (`packed.py`); after that one sum of large integers tells which requirements over questions are
met, and holds the parts of every score. Only requirements over ladders are looked at one by one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.states import NO_LEVEL
from maturity_core.scoring.one.packed import Linear, Packing, added, linear_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.compiled.terms import Compiled, CompiledLadder, Rule, Terms

Parts = tuple[int, int]
"""A score as numerator and denominator, not reduced."""


class Signs(NamedTuple):
    """A requirement over questions as bits: met where one of `met` is set, set aside where `applies` is not.

    It is never set aside where `applies` has no bit.
    """

    met: int
    applies: int = 0


class Stand(NamedTuple):
    """Where one organisation stands on one ladder, as `Rungs` say it of many."""

    rank: int
    unmet: int
    highest: int
    lowest: int


class Packed:
    """A compiled framework, packed for single sheets.

    `signs` are by requirement, None for one over ladders. `masks`, by ladder, hold for each rung the bits that are set
    where it and all below it are met; None where more has to be looked at. `numbers` are by slot of terms: where
    amount and applying weight stand.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.sizes = [len(credits_) for credits_ in compiled.credits]
        self.levels = Packing(self.sizes)
        self.scores = Packing(self.sizes)
        self.signs = [self._signs(rule) for rule in compiled.rules]
        self.masks = [self._masks(ladder) for ladder in compiled.ladders]
        self.numbers = {ladder.score.terms.slot: self._numbers(ladder.score.terms) for ladder in compiled.ladders}

    def read(self, codes: Sequence[int]) -> Sheet:
        """Return one sheet, by its codes in file order."""
        return Sheet(self, codes)

    def unit(self, terms: Terms) -> int:
        """Return the unit of terms that are sums over questions."""
        if terms.kind == "questions":
            return terms.unit
        return lcm(*(self.compiled.ladders[item].largest for item in terms.items))

    def _signs(self, rule: Rule) -> Signs | None:
        terms, amount = rule.terms, self._amount(rule.terms)
        if amount is None:
            return None
        if rule.bound is not None and not rule.folded:
            return Signs(self.levels.sign(amount, -rule.bound))
        applying = linear_of(terms.applying, self.sizes)
        applies = 0 if terms.always else self.levels.sign(applying, -1)
        if rule.statistic.capped:
            # So many, or all that apply: docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
            enough = self.levels.sign(amount, -rule.bar.numerator)
            return Signs(enough | self.levels.sign(added([(1, amount), (-1, applying)]), -terms.steady_weight), applies)
        # The slack is linear in amount and weight, so three of its values give the sum whose sign decides.
        constant = rule.slack(0, terms.steady_weight, terms.unit)
        fall = rule.slack(0, terms.steady_weight + 1, terms.unit) - constant
        rise = rule.slack(1, terms.steady_weight, terms.unit) - constant
        return Signs(self.levels.sign(added([(rise, amount), (fall, applying)]), constant), applies)

    def _amount(self, terms: Terms) -> Linear | None:
        """Return an amount as a sum over questions, which one over ladders is where nothing can fail to apply."""
        if terms.kind == "questions":
            return linear_of(terms.counts, self.sizes)
        ladders = [self.compiled.ladders[item] for item in terms.items]
        if terms.value != "score" or any(terms.may_lack) or any(ladder.varies for ladder in ladders):
            return None
        unit = self.unit(terms)
        parts: list[tuple[int, Linear]] = []
        for index, ladder in enumerate(ladders):
            amount = self._amount(ladder.score.terms)
            if amount is None:
                return None
            parts.append((terms.weights[index] * (unit // ladder.largest), amount))
        return added(parts)

    def _masks(self, ladder: CompiledLadder) -> tuple[int, ...] | None:
        masks: list[int] = []
        mask = 0
        for rules in ladder.rungs:
            for rule in rules:
                signs = self.signs[rule.index]
                if signs is None or signs.applies or signs.met.bit_count() > 1:
                    return None
                mask |= signs.met
            masks.append(mask)
        return tuple(masks)

    def _numbers(self, terms: Terms) -> tuple[Parts, Parts] | None:
        amount = self._amount(terms)
        if amount is None:
            return None
        return self.scores.number(amount), self.scores.number(linear_of(terms.applying, self.sizes))


class Sheet:
    """One sheet being read; what was worked out once is remembered."""

    def __init__(self, single: Packed, codes: Sequence[int]) -> None:
        self.single = single
        self.codes = codes
        self._stands: dict[int, Stand] = {}

    @cached_property
    def bits(self) -> int:
        """Which requirements over questions are met."""
        packing = self.single.levels
        return packing.start + sum([table[code] for table, code in zip(packing.tables, self.codes, strict=True)])

    @cached_property
    def numbers(self) -> int:
        """The parts of the scores."""
        return sum([table[code] for table, code in zip(self.single.scores.tables, self.codes, strict=True)])

    def rank(self, ladder: int) -> int:
        """Return the level of a ladder, or `NO_LEVEL`."""
        masks = self.single.masks[ladder]
        if not masks:
            return self._stand(ladder).rank
        bits = self.bits
        for rank, mask in enumerate(masks):
            if bits & mask != mask:
                return rank
        return len(masks)

    def score(self, ladder: int) -> Parts | None:
        """Return the score of a ladder; None where nothing applies."""
        score = self.single.compiled.ladders[ladder].score
        amount, weight, unit = self._sums(score.terms)
        if not weight:
            return None
        if score.start is None:
            return amount, weight * unit
        moved = amount - weight * unit if score.down else amount
        total = score.start + Fraction(moved, unit) / score.terms.scale
        return total.numerator, total.denominator

    def _stand(self, ladder: int) -> Stand:
        if ladder not in self._stands:
            self._stands[ladder] = self._walk(self.single.compiled.ladders[ladder])
        return self._stands[ladder]

    def _walk(self, ladder: CompiledLadder) -> Stand:
        """Climb the rungs of a ladder."""
        rank, highest, lowest = 0, 0, ladder.top + 1
        unmet = ladder.top + 1
        for rung, rules in enumerate(ladder.rungs, start=1):
            states = [self.state(rule) for rule in rules]
            if (False, True) in states:
                unmet = min(unmet, rung)
            if any(applies for _, applies in states):
                highest, lowest = rung, min(lowest, rung)
                rank = rung if unmet > rung else rank
        return Stand(rank if highest else NO_LEVEL, unmet, highest, lowest)

    def state(self, rule: Rule) -> tuple[bool, bool]:
        """Return whether a requirement is met, and whether it applies."""
        signs = self.single.signs[rule.index]
        if signs is not None:
            return bool(self.bits & signs.met), not signs.applies or bool(self.bits & signs.applies)
        amount, weight, unit = self._sums(rule.terms)
        return bool(rule.compared(amount, weight, unit)), bool(weight)

    def _sums(self, terms: Terms) -> tuple[int, int, int]:
        """Return amount, weight and unit of a statistic."""
        numbers = self.single.numbers.get(terms.slot)
        if numbers is not None:
            (shift, mask), (shift_weight, mask_weight) = numbers
            weight = terms.steady_weight + (self.numbers >> shift_weight & mask_weight)
            return self.numbers >> shift & mask, weight, self.single.unit(terms)
        found = {index: self.value(terms, index) for index in range(len(terms.items))}
        applying = {index: value for index, value in found.items() if value is not None}
        amount: Fraction | int = sum(value * terms.weights[index] for index, value in applying.items())
        return amount.numerator, sum(terms.weights[index] for index in applying), amount.denominator

    def value(self, terms: Terms, index: int) -> Fraction | int | None:
        """Return what a ladder counts with; None where it does not apply."""
        item, bar = terms.items[index], terms.reaching[index]
        if terms.value == "rung":
            stand = self._stand(item)
            return int(stand.unmet > bar) if stand.lowest <= bar else None
        value: Fraction | int | None
        if terms.value.endswith("level"):
            stand = self._stand(item)
            value = Fraction(stand.rank, stand.highest) if stand.highest else None
        else:
            parts = self.score(item)
            lost = self.single.compiled.ladders[item].top > 0 and not self._stand(item).highest
            value = None if parts is None or lost else Fraction(*parts)
        return int(value >= bar) if value is not None and terms.value.startswith("reach") else value
