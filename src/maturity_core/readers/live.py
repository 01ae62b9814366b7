"""The standing of many organisations while one question after the other is moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.scoring.many.counting import Sums
from maturity_core.scoring.many.evaluate import RuleStanding, State
from maturity_core.scoring.many.sums import item_applies
from maturity_core.scoring.one.packed import linear_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement, Terms
    from maturity_core.scoring.many.place import Flags, Numbers
    from maturity_core.scoring.one.packed import Linear

Reading = list[list[tuple[int, Sequence[int]]]]
"""For each question, the sums that count it, each with what every answer adds."""


class Part(NamedTuple):
    """A ladder as an item of a sum over ladders: the sum's slot, its place there, and the rung it counts with, or 0."""

    slot: int
    ladder: int
    place: int
    rung: int


class Readers:
    """The readers of the questions of a compiled framework, found once.

    `terms`, by slot, and `folds`, by requirement, are sums over questions; `direct` has the requirements over each. By
    capability, `ladders` has the ladders that its questions move, `rules` their requirements over ladders, and `above`
    these ladders as parts of sums, from below.
    """

    def __init__(self, compiled: Compiled, moving: Sequence[Sequence[int]]) -> None:
        self.compiled = compiled
        sizes = [len(credits_) for credits_ in compiled.credits]
        none: Reading = [[] for _ in sizes]
        self.terms = _gathered(none, ((one.slot, linear_of(one.counts, sizes)) for one in compiled.terms))
        self.folds = _gathered(none, ((rule.index, linear_of(rule.folded, sizes)) for rule in compiled.requirements))
        self.ladders = moving
        owned = [[compiled.ladders[ladder] for ladder in ladders] for ladders in moving]
        self.rules = [
            [rule.index for ladder in ladders for rule in ladder.requirements if rule.terms.kind == "ladders"]
            for ladders in owned
        ]
        self.direct: list[list[int]] = [[] for _ in sizes]
        for rule in compiled.requirements:
            for question in rule.terms.items if rule.terms.kind == "questions" else ():
                self.direct[question].append(rule.index)
        self.above = [_parts(ladders, moved) for ladders, moved in zip(owned, moving, strict=True)]


def _parts(ladders: Iterable[CompiledLadder], moved: Sequence[int]) -> list[Part]:
    """Return where ladders that move are parts of sums of these ladders; several may read one sum.

    A sum that counts rungs has every such part, any other one the last: it is forgotten as a whole.
    """
    found: dict[tuple[int, int], Part] = {}
    for ladder in ladders:
        for terms in (ladder.score.terms, *(rule.terms for rule in ladder.requirements)):
            if terms.kind == "ladders":
                for index, item in enumerate(terms.items):
                    if item in moved:
                        rung = int(terms.reaching[index]) if terms.value == "rung" else 0
                        found[terms.slot, index if rung else -1] = Part(terms.slot, item, index, rung)
    return list(found.values())


def _gathered(none: Reading, lines: Iterable[tuple[int, Linear]]) -> Reading:
    found: Reading = [list(row) for row in none]
    for name, line in lines:
        for question, values in line.items():
            found[question].append((name, values))
    return found


class LiveStanding(RuleStanding):
    """A standing whose answers are moved: known sums are kept up to date, everything else is forgotten."""

    def __init__(self, compiled: Compiled, codes: Codes, readers: Readers) -> None:
        super().__init__(compiled, codes)
        self.readers = readers
        self._folded: dict[int, Numbers] = {}

    def sums(self, terms: Terms) -> Sums:
        """See `RuleStanding.sums`. Amounts are not shared with other sums."""
        if terms.slot not in self._sums:
            amount, weight, unit = super().sums(terms)
            self._sums[terms.slot] = Sums(amount.copy(), weight, unit)
        return self._sums[terms.slot]

    def _state(self, rule: CompiledRequirement) -> State:
        if not rule.folded:
            return super()._state(rule)
        if rule.index not in self._folded:
            self._folded[rule.index] = self.counter.counted(rule.folded, rule.folded_number).copy()
        applies = self.everyone if rule.terms.always else self.weighing(self.sums(rule.terms).weight)
        return State(applies, np.asarray(self._folded[rule.index] >= rule.bound, np.bool_))

    def notices(self, question: int, before: int, after: int) -> bool:
        """Return whether another option of a question changes any sum that is known."""
        moved = any(
            slot in self._sums and values[before] != values[after] for slot, values in self.readers.terms[question]
        )
        folds = self.readers.folds[question]
        return moved or any(rule in self._folded and values[before] != values[after] for rule, values in folds)

    def move(self, capability: int, question: int, rows: Flags, ends: tuple[int, int]) -> None:
        """Take the answers of some organisations to a question of a capability from one option to another.

        The caller changes the answers themselves. An open one is worth as much as the lowest option.
        """
        before, after = ends
        for slot, values in self.readers.terms[question]:
            if slot in self._sums:
                _shift(self._sums[slot].amount, rows, values[after] - values[before])
        for rule, values in self.readers.folds[question]:
            if rule in self._folded:
                _shift(self._folded[rule], rows, values[after] - values[before])
        for rule in (*self.readers.direct[question], *self.readers.rules[capability]):
            self._states.pop(rule, None)
        ladders = self.readers.ladders[capability]
        reaching = [part for part in self.readers.above[capability] if part.slot in self._sums]
        held = [self._reached(part) for part in reaching if part.rung]
        for ladder in ladders:
            self.places[ladder].forget()
        for part in reaching:
            if part.rung:
                self._count(part, held.pop(0))
            else:
                self._sums.pop(part.slot)

    def _reached(self, part: Part) -> Flags:
        """Return whether a ladder that moves applies as a part of a sum, and reaches its rung."""
        terms, place = self.compiled.terms[part.slot], self.places[part.ladder]
        reached = place.reached(part.rung)
        return reached & item_applies(terms, part.place, place) if terms.may_lack[part.place] else reached

    def _count(self, part: Part, before: Flags) -> None:
        """Count in a sum whether a ladder now reaches its rung. Additions come first, so that no amount is negative."""
        amount, weight = self._sums[part.slot].amount, self.compiled.terms[part.slot].weights[part.place]
        now = self._reached(part)
        _shift(amount, now & ~before, weight)
        _shift(amount, before & ~now, -weight)


def _shift(amount: Numbers, rows: Flags, change: int) -> None:
    """Add a change to the amounts of some organisations, in place; they have room for every sum there is."""
    if change:
        step = rows.astype(amount.dtype)
        step *= abs(change)
        (np.add if change > 0 else np.subtract)(amount, step, out=amount)
