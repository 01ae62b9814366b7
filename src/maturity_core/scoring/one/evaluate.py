"""Reading one sheet by compiled requirements in plain integers: for few organisations faster than arrays, and the same.

They are packed once (`tables`); after that one sum of large integers tells which requirements over questions are met,
and another holds the parts of every score. Only requirements over ladders are looked at one by one. Nothing is worked
out before it is asked for; a sheet that differs in a few answers starts from the one it was made of.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import gcd
from operator import getitem
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_LEVEL
from maturity_core.scoring.one.climbs import risen
from maturity_core.scoring.one.standing import MET, UNMET, Parts, Place, Standing, added_up
from maturity_core.scoring.one.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.compiled.terms import CompiledRequirement, Terms
    from maturity_core.scoring.one.packed import Packing


class Packed(Tables):
    """A compiled framework, packed for single sheets."""

    def stand(self, codes: Sequence[int]) -> RuleStanding:
        """Return one sheet, by its codes in file order."""
        return RuleStanding(self, codes)


class RuleStanding(Standing):
    """One sheet being read; what was worked out once is remembered.

    `base` is a sheet that differs in the questions `changed` alone.
    """

    # It grants as little, and applies: docs/meaning.md#2-an-open-question-grants-nothing-and-hides-nothing
    open_is_lowest = True

    # Most sheets are asked for a level and nothing else, so making one sets as little as can be.
    _base: RuleStanding | None = None
    _changed: Sequence[int] = ()
    _touched: frozenset[int] = frozenset()
    _ranks: dict[int, int] | None = None
    _scores: dict[int, Parts | None] | None = None
    _bits = _numbers = -1  # plain attributes: in some versions of Python `cached_property` takes a lock

    def __init__(self, single: Packed, codes: Sequence[int]) -> None:
        self.single = single
        self.codes = codes
        self._places: dict[int, Place] = {}
        self._sums: dict[int, tuple[int, int, int]] = {}

    @property
    def tops(self) -> Sequence[int]:
        """See `Standing`."""
        return self.single.tops

    @property
    def heights(self) -> Sequence[int]:
        """See `Standing`."""
        return self.single.heights

    @property
    def bits(self) -> int:
        """The requirements over questions that are met, as bits."""
        if self._bits < 0:
            packing = self.single.levels
            if self._base is None:
                self._bits = packing.start + sum(map(getitem, packing.tables, self.codes))
            else:
                self._bits = self._base.bits + self._difference(packing, self._base)
        return self._bits

    @property
    def numbers(self) -> int:
        """The parts of the scores."""
        if self._numbers < 0:
            packing = self.single.scores.packing
            if self._base is None:
                self._numbers = sum(map(getitem, packing.tables, self.codes))
            else:
                self._numbers = self._base.numbers + self._difference(packing, self._base)
        return self._numbers

    @cached_property
    def measures(self) -> int:
        """The sums that only requirements use."""
        return sum(map(getitem, self.single.measures.packing.tables, self.codes))

    def _difference(self, packing: Packing, base: RuleStanding) -> int:
        tables, before, now = packing.tables, base.codes, self.codes
        return sum([tables[question][now[question]] - tables[question][before[question]] for question in self._changed])

    def moved(self, answers: Mapping[int, int]) -> RuleStanding:
        """See `Standing.moved`."""
        codes = list(self.codes)
        for question, code in answers.items():
            codes[question] = code
        other = RuleStanding(self.single, codes)
        other._base, other._changed = self, tuple(answers)
        other._touched = self.single.touched_by(other._changed)
        return other

    def settled(self, ladder: int) -> bool:
        """See `Standing.settled`."""
        return ladder not in self._unsettled

    @cached_property
    def _unsettled(self) -> frozenset[int]:
        return self.single.touched_by(self.open)

    def kind(self, question: int) -> int:
        """See `Standing.kind`."""
        return self.single.kinds[question]

    def rank(self, ladder: int) -> int:
        """See `Standing.rank`."""
        single = self.single
        masks, whole = single.masks[ladder], single.whole
        if not masks:
            return self.place(ladder).rank
        if whole and ladder == whole.ladder and self._bits < 0 and self._base is None:
            return risen(whole.masks, whole.start + sum(map(getitem, whole.tables, self.codes)))
        known = self._ranks = self._ranks or {}
        found = known.get(ladder)
        if found is None:
            found = known[ladder] = risen(masks, self.bits)
        return found

    def rank_with(self, answers: Mapping[int, int], ladder: int) -> int:
        """See `Standing.rank_with`."""
        by_bits = self.single.by_bits
        rungs = by_bits.rungs[ladder]
        if rungs is None:
            return super().rank_with(answers, ladder)
        bits, codes, tables = self.bits, self.codes, self.single.levels.tables
        for question, code in answers.items():
            row = tables[question]
            bits += row[code] - row[codes[question]]
        return by_bits.rank(rungs, bits)

    def place(self, ladder: int) -> Place:
        """See `Standing.place`."""
        found = self._places.get(ladder)
        if found is None:
            same = self._unmoved(ladder)
            found = self._places[ladder] = self._walk(ladder) if same is self else same.place(ladder)
        return found

    def _unmoved(self, ladder: int) -> RuleStanding:
        """Return the sheet on which a ladder is read: the first in which it stands where it stands here."""
        sheet = self
        while sheet._base is not None and ladder not in sheet._touched:
            sheet = sheet._base
        return sheet

    def _walk(self, ladder: int) -> Place:
        """Climb the rungs of a ladder."""
        if steady := self.single.steady[ladder]:
            return steady[self._climbed(ladder)]
        rungs = self.single.rungs[ladder]
        rank, highest, lowest, unmet = 0, 0, len(rungs) + 1, len(rungs) + 1
        for rung, rules in enumerate(rungs, start=1):
            states = [self.state(rule) for rule in rules]
            if UNMET in states:
                unmet = min(unmet, rung)
            if any(applies for applies, _ in states):
                highest, lowest = rung, min(lowest, rung)
                rank = rung if unmet > rung else rank
        # A rung that is set aside is passed over; with none left there is no level:
        # docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
        return Place(rank if highest else NO_LEVEL, unmet, highest, lowest)

    def remaining(self, ladder: int) -> Sequence[int]:
        """See `Standing.remaining`."""
        if self.single.steady[ladder]:
            return range(1, self.heights[ladder] + 1)
        rungs = enumerate(self.single.rungs[ladder], start=1)
        return [rung for rung, rules in rungs if any(self.state(rule)[0] for rule in rules)]

    def _climbed(self, ladder: int) -> int:
        """Return the rank on a ladder that always has all its rungs; nothing above the first unmet one is read."""
        by_bits, bits, state = self.single.by_bits, self.bits, self.state
        if known := by_bits.rungs[ladder]:
            return by_bits.rank(known, bits)
        for rank, (mask, rules) in enumerate(by_bits.parts[ladder]):
            if bits & mask != mask:
                return rank
            for rule in rules:
                if state(rule) == UNMET:
                    return rank
        return self.heights[ladder]

    def state(self, rule: CompiledRequirement) -> tuple[bool, bool]:
        """Return whether a requirement applies, and whether it is met."""
        signs = self.single.signs[rule.index]
        if signs is not None:
            bits = self._bits if self._bits >= 0 else self.bits
            return not signs.applies or bool(bits & signs.applies), bool(bits & signs.met)
        amount, weight, unit = self.sums(rule.terms)
        line = self.single.lines[rule.index]
        if line is None:
            return bool(weight), bool(rule.compared(amount, weight, unit))
        return bool(weight), line.rise * amount + (line.fall * weight + line.rest) * unit >= 0

    def met(self, ladder: int) -> Sequence[int]:
        """See `Standing.met`."""
        rules = self.single.compiled.ladders[ladder].requirements
        return [rule.index for rule in rules if self.state(rule) == MET]

    def score(self, ladder: int) -> Parts | None:
        """See `Standing.score`."""
        known = self._scores = self._scores or {}
        if ladder not in known:
            known[ladder] = self._scored(ladder)
        return known[ladder]

    def _scored(self, ladder: int) -> Parts | None:
        bits = self.single.score_bits[ladder]
        if bits is not None:
            shift, mask, shift_applying, mask_applying, weight, unit = bits
            packed = self.numbers
            if mask_applying:
                weight += packed >> shift_applying & mask_applying
            return (packed >> shift & mask, weight * unit) if weight else None
        score = self.single.compiled.ladders[ladder].score
        amount, weight, unit = self.sums(score.terms)
        if not weight:
            return None
        if score.start is None:
            return amount, weight * unit
        total = score.start + (Fraction(amount, unit) + weight * score.each) / score.scale
        return total.numerator, total.denominator

    def sums(self, terms: Terms) -> tuple[int, int, int]:
        """Return amount, weight and unit of a statistic."""
        single = self.single
        bits, packed = single.scores.bits.get(terms.slot), 0
        if bits is not None:
            packed = self.numbers
        elif terms.kind == "questions":
            bits, packed = single.measures.bits[terms.slot], self.measures
        if bits is not None:
            weight = bits.weight + (packed >> bits.shift_applying & bits.mask_applying)
            return packed >> bits.shift & bits.mask, weight, bits.unit
        found = self._sums.get(terms.slot)
        if found is None:
            found = self._sums[terms.slot] = self._gathered(terms) if self._base is None else self._adjusted(terms)
        return found

    def _gathered(self, terms: Terms) -> tuple[int, int, int]:
        """Return the sums over ladders."""
        values = [(own, self.value(terms, index)) for index, own in enumerate(terms.weights)]
        return added_up([(own, part) for own, part in values if part is not None])

    def _adjusted(self, terms: Terms) -> tuple[int, int, int]:
        """Return the sums over ladders, from those of the sheet that this one was made from."""
        assert self._base is not None  # noqa: S101 - asked for sheets that were made of another one
        amount, weight, unit = self._base.sums(terms)
        where = self.single.where(terms)
        for index in [where[ladder] for ladder in self._touched if ladder in where]:
            before, now = self._base.value(terms, index), self.value(terms, index)
            if before is None or now is None or before == now:
                continue  # whether it applies is the same: no answer begins or ceases to apply
            scale = now[1] // gcd(unit, now[1])
            unit *= scale
            moved = now[0] * (unit // now[1]) - before[0] * (unit // before[1])
            amount = amount * scale + terms.weights[index] * moved
        return amount, weight, unit

    def value(self, terms: Terms, index: int) -> Parts | None:
        """Return the value of a ladder as an item of terms; None if it does not apply."""
        item, value = terms.items[index], terms.value
        if value == "score":
            return self._counting(item)
        bar = terms.reaching[index]
        found: Parts | None
        if value == "rung":
            stand = self.place(item)
            return (int(stand.unmet > bar), 1) if stand.lowest <= bar else None
        if value.endswith("level"):
            stand = self.place(item)
            found = (stand.rank, stand.highest) if stand.highest else None
        else:
            found = self._counting(item)
        if found is None or not value.startswith("reach"):
            return found
        return int(found[0] * bar.denominator >= found[1] * bar.numerator), 1

    def _counting(self, ladder: int) -> Parts | None:
        """Return the score of a ladder if it counts, see `counts`: one that always has all its rungs is not climbed."""
        found = self.score(ladder)
        return found if found is None or self.single.steady[ladder] or self.place(ladder).highest else None
