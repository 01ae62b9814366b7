"""Results that have to show: the option steps of outcomes that a plan assumes, where deeds alone miss the target.

docs/meaning.md#6-next-steps-are-a-plan-without-a-superfluous-step
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.readers.balance import Balance
    from maturity_core.readers.chart import Map
    from maturity_core.readers.targets import Aim
    from maturity_core.scoring.many.place import Flags


class Assumed:
    """Finds the results of one sheet.

    `balance` has its sums, `best` the best answers, and `floor` its answers with the lowest option for each open one.
    """

    def __init__(self, chart: Map, balance: Balance, floor: Sequence[int], best: Sequence[int]) -> None:
        self.chart, self.balance = chart, balance
        self.floor, self.best = floor, best

    def results(self, target: Sequence[int]) -> dict[int, int]:
        """Return the positions that outcomes have to reach so that deeds can meet the gates of the target."""
        for question, code in enumerate(self.best):
            self.balance.move(question, code)
        self._show({})
        self.balance.watch(target)
        if not self.balance.failing:
            return {}
        taken = self._taken_back()
        few = sum(position - self.floor[question] for question, position in taken.items())
        for way in self.chart.ways:
            if sum(way.values()) >= few:
                break
            raised = {question: self.floor[question] + steps for question, steps in way.items()}
            if all(position <= self.best[question] for question, position in raised.items()):
                self._show(raised)
                if not self.balance.failing:
                    return raised
        return taken

    def _show(self, positions: Mapping[int, int]) -> None:
        for question in self.chart.outcomes:
            self.balance.move(question, positions.get(question, self.balance.today[question]))

    def _taken_back(self) -> dict[int, int]:
        """Return the positions that are left of the best ones, after each option step is taken back that may be."""
        balance, floor = self.balance, self.floor
        self._show({question: self.best[question] for question in self.chart.outcomes})
        for question, position in self.chart.prices.takings:
            if question in self.chart.outcomes and balance.codes[question] == position > floor[question]:
                balance.move(question, position - 1)
                if balance.failing:
                    balance.move(question, position)
        left = {question: balance.codes[question] for question in self.chart.outcomes}
        return {question: code for question, code in left.items() if code > floor[question]}


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
