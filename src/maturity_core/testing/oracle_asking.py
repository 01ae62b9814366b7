"""How many questions are asked until a level is settled, found by trying every answer and every order of asking."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations, product
from typing import TYPE_CHECKING

from maturity_core.testing.oracle_range import open_questions
from maturity_core.testing.oracle_stand import stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.testing.oracle_model import Model, Sheet

Choose = Callable[["Sheet"], int]
"""Which open question of a sheet to ask next."""


class Asking:
    """Counts questions on average, with every option of every question equally likely.

    A sheet is settled when every completion gives the same level of the framework. Averages are exact fractions. Only
    for small frameworks: all completions are tried, and all ways of asking.
    """

    def __init__(self, model: Model) -> None:
        self.sizes = [len(earned) for earned in model.credits]
        sheets = product(*map(range, self.sizes))
        self._levels: dict[Sheet, set[int | None]] = {
            sheet: {stand(model, sheet).level("framework")} for sheet in sheets
        }

    def settled(self, sheet: Sheet) -> bool:
        """Return whether every completion of a sheet gives the same level; none says *not applicable*."""
        return len(self._found(sheet)) == 1

    def _found(self, sheet: Sheet) -> set[int | None]:
        if sheet not in self._levels:
            question = open_questions(sheet)[0]
            self._levels[sheet] = set().union(*(self._found(after) for after in self._after(sheet, question)))
        return self._levels[sheet]

    def _after(self, sheet: Sheet, question: int) -> list[Sheet]:
        return [(*sheet[:question], option, *sheet[question + 1 :]) for option in range(self.sizes[question])]

    def average(self, sheet: Sheet, choose: Choose) -> Fraction:
        """Return how many questions are asked if `choose` picks the next one."""
        if self.settled(sheet):
            return Fraction(0)
        after = self._after(sheet, choose(sheet))
        return 1 + sum((self.average(found, choose) for found in after), Fraction(0)) / len(after)

    def fewest(self, sheet: Sheet) -> Fraction:
        """Return the fewest that can be asked if the next question may depend on the answers so far."""
        known: dict[Sheet, Fraction] = {}

        def count(sheet: Sheet) -> Fraction:
            if sheet not in known:
                known[sheet] = (
                    Fraction(0) if self.settled(sheet) else 1 + min(after(sheet, q) for q in open_questions(sheet))
                )
            return known[sheet]

        def after(sheet: Sheet, question: int) -> Fraction:
            found = self._after(sheet, question)
            return sum(map(count, found), Fraction(0)) / len(found)

        return count(sheet)

    def in_order(self, sheet: Sheet, order: Sequence[int]) -> Fraction:
        """Return how many are asked in one fixed order, whatever the answers are."""
        return self.average(
            sheet, lambda found: next(question for question in order if question in open_questions(found))
        )

    def best_order(self, sheet: Sheet) -> Fraction:
        """Return how many are asked in the best fixed order."""
        return min(self.in_order(sheet, order) for order in permutations(open_questions(sheet)))
