"""Results that have to show, for many organisations at once: `assumed` finds them for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.readers.chart import Map
    from maturity_core.readers.many_aims import Aim
    from maturity_core.scoring.many.place import Flags


class ManyAssumed:
    """Finds the results of some rows of an aim, as `Assumed` does of one sheet; arrays are (n_questions, n)."""

    def __init__(self, aim: Aim, rows: NDArray[np.intp], chart: Map) -> None:
        self.aim, self.rows, self.chart = aim, rows, chart
        self.outcomes = sorted(chart.outcomes)
        self.codes = np.take(aim.codes, rows, axis=1)
        self.floor = np.maximum(self.codes, np.int8(0))
        self.best = aim.engine.many.best(self.codes)

    def shown(self) -> Codes:
        """Return the answers, with every outcome as far as it has to show so that deeds can reach the target."""
        done, whole = self.best.copy(), np.arange(len(self.rows))
        done[self.outcomes] = self.codes[self.outcomes]
        missing = np.flatnonzero(~self._reached(done, whole))
        codes = self.codes.copy()
        if missing.size:
            raised = self._fewer(self._taken_back(missing), missing)
            for question in self.outcomes:
                codes[question, missing] = raised[question]
        return codes

    def _reached(self, done: Codes, at: NDArray[np.intp]) -> Flags:
        given = np.where(done > np.take(self.floor, at, axis=1), done, np.take(self.codes, at, axis=1))
        return self.aim.reached(given, self.aim.engine.many.stand(given), self.rows[at])

    def _taken_back(self, at: NDArray[np.intp]) -> Codes:
        done, floor = np.take(self.best, at, axis=1), np.take(self.floor, at, axis=1)
        for question, position in self.chart.prices.takings:
            trying = (done[question] == position) & (floor[question] < position)
            if question in self.chart.outcomes and trying.any():
                done[question] -= trying.view(np.int8)
                failed = trying & ~self._reached(done, at)
                done[question] += failed.view(np.int8)
        return np.where(done > floor, done, np.take(self.codes, at, axis=1))

    def _fewer(self, done: Codes, at: NDArray[np.intp]) -> Codes:
        """Return the answers with fewer option steps of outcomes, where one of the first ways to raise them is enough.

        What is returned is right for outcomes; all else is at its best.
        """
        floor, best = np.take(self.floor, at, axis=1), np.take(self.best, at, axis=1)
        few = np.maximum(done - floor, np.int8(0))[self.outcomes].sum(axis=0, dtype=np.int64)
        for way in self.chart.ways:
            steps = sum(way.values())
            if not (trying := steps < few).any():
                break
            for question, number in way.items():
                trying &= floor[question] <= best[question] - number
            tried = np.flatnonzero(trying)
            other = np.take(best, tried, axis=1)
            other[self.outcomes] = np.take(self.codes, at[tried], axis=1)[self.outcomes]
            for question, number in way.items():
                other[question] = floor[question, tried] + np.int8(number)
            enough = self._reached(other, at[tried])
            done[:, tried[enough]] = other[:, enough]
            few[tried[enough]] = steps
        return done
