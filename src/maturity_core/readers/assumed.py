"""Results that have to show: the option steps of outcomes that a plan assumes, where deeds alone miss the target.

docs/meaning.md#6-next-steps-are-a-plan-without-a-superfluous-step
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.balance import Balance
    from maturity_core.readers.chart import Map


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
