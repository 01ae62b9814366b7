"""The goals of many organisations as plans watch them: only what somebody aims at, and of that only what can move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from maturity_core.scoring.many.bars import Bar
    from maturity_core.scoring.many.engine import Goals
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Flags, Ranks


class Watched(NamedTuple):
    """The rung of each ladder that organisations aim at, one number if it is the same for all; and scores to reach."""

    rungs: Mapping[int, Ranks | int]
    scores: Sequence[Bar]

    def on(self, ladders: Collection[int]) -> Watched:
        """Return those on some ladders."""
        rungs = {ladder: rung for ladder, rung in self.rungs.items() if ladder in ladders}
        return Watched(rungs, [bar for bar in self.scores if bar.ladder in ladders])

    def reached(self, standing: Standing, everyone: Flags) -> Flags:
        """Return, for each of `everyone`, whether every rung and every score is reached."""
        flags = [standing.places[ladder].reached(rung) for ladder, rung in self.rungs.items()]
        flags += [bar.reached(standing) for bar in self.scores]
        return np.logical_and.reduce(flags) if flags else everyone


def watched(goals: Goals) -> Watched:
    """Return goals as plans watch them: a rung that nobody aims at is left out."""
    rungs = {ladder: rung for ladder, rung in goals.rungs.items() if rung.any()}
    same = {ladder: int(rung[0]) if (rung == rung[0]).all() else rung for ladder, rung in rungs.items()}
    return Watched(same, goals.scores)
