"""The standing of many organisations whose capabilities are each as they are today, or done: each way is read once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.scoring.many.evaluate import RuleStanding
from maturity_core.scoring.many.place import Place, Rungs, Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.terms import Compiled
    from maturity_core.scoring.many.place import Flags, Ranks


class Halves:
    """Answers today, and answers `done`, all at least as good, by the `ladders` and the `owners` of capabilities.

    A capability's ladder is moved by its own questions only.
    """

    def __init__(
        self, compiled: Compiled, today: Codes, done: Codes, ladders: Sequence[int], owners: Sequence[int]
    ) -> None:
        self.compiled, self.today, self.done = compiled, today, done
        self.ladders, self.owners = ladders, list(owners)
        self.now, self.then = RuleStanding(compiled, today), RuleStanding(compiled, done)

    def standing(self, kept: Flags) -> RuleStanding:
        """Return the standing where the capabilities (n_capabilities, n) that are `kept` are done."""
        return HalfStanding(self, kept)


class HalfStanding(RuleStanding):
    """A standing in which the places of capabilities are taken from two known ones."""

    def __init__(self, halves: Halves, kept: Flags) -> None:
        super().__init__(halves.compiled, halves.today)
        self._halves, self._kept = halves, kept
        places = list(self.places)
        for own, ladder in zip(kept, halves.ladders, strict=True):
            places[ladder] = HalfPlace(halves.now.places[ladder], halves.then.places[ladder], own)
        self.places = tuple(places)

    @cached_property
    def codes(self) -> Codes:
        """See `RuleStanding.codes`. Only requirements of other ladders than capabilities' read them."""
        return np.where(self._kept[self._halves.owners], self._halves.done, self._halves.today)


class HalfPlace(Place):
    """The place on a capability's ladder: where it is kept that of `then`, elsewhere that of `now`."""

    def __init__(self, now: Place, then: Place, kept: Flags) -> None:
        super().__init__(now.top, self._rungs, self._scores)
        self._now, self._then, self._kept = now, then, kept

    def reached(self, rung: Ranks | int) -> Flags:
        """See `Place.reached`. What is reached today is reached by better answers."""
        return self._now.reached(rung) | (self._kept & self._then.reached(rung))

    def _rungs(self) -> Rungs:
        now, then = self._now.rungs, self._then.rungs
        clear = tuple(low | (self._kept & high) for low, high in zip(now.clear, then.clear, strict=True))
        return Rungs(np.where(self._kept, then.rank, now.rank), clear, now.kept)

    def _scores(self) -> Scores:
        now, then = self._now.scores, self._then.scores
        return Scores(
            np.where(self._kept, then.numerator, now.numerator), now.denominator, now.scored, always=now.always
        )
