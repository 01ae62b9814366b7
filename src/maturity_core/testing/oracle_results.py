"""Results that have to show where deeds alone miss the target: option steps of outcomes, as few as can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations_with_replacement, count, islice
from typing import TYPE_CHECKING

from maturity_core.testing.oracle_gaps import reached
from maturity_core.testing.oracle_range import best

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Model, Sheet
    from maturity_core.testing.oracle_prices import Prices
    from maturity_core.testing.oracle_targets import Goals

Options = dict[int, int]
"""For each question, the position of the option to reach."""
WAYS = 100
"""How many ways to raise outcomes are tried."""


def outcomes(model: Model) -> list[int]:
    """Return the questions that are outcomes, in order of their ids."""
    questions = model.framework.questions
    return sorted((place for place, entry in enumerate(questions) if entry.outcome), key=lambda q: questions[q].id)


def raised(sheet: Sheet, options: Mapping[int, int]) -> Sheet:
    """Return the sheet with these options reached."""
    return tuple(options.get(question, code) for question, code in enumerate(sheet))


def deeds_done(model: Model, sheet: Sheet) -> Sheet:
    """Return the sheet with the best answers to all that applies, but outcomes where they are."""
    stay = {question: sheet[question] for question in outcomes(model)}
    return raised(best(model, sheet), stay)


class Shown:
    """Finds the results that have to show on a sheet for deeds to reach a target."""

    def __init__(self, model: Model, sheet: Sheet, target: Goals | Sheet, prices: Prices) -> None:
        self.model = model
        self.sheet = sheet
        self.target = target
        self.prices = prices
        self.most = best(model, sheet)

    def results(self) -> Options:
        """Return the options that outcomes have to reach."""
        if self._enough({}):
            return {}
        options = self._taken_back()
        few = sum(option - self._lowest(question) for question, option in options.items())
        return next((way for way in self._ways(few) if self._enough(way)), options)

    def _enough(self, options: Options) -> bool:
        return reached(self.model, deeds_done(self.model, raised(self.sheet, options)), self.target)

    def _lowest(self, question: int) -> int:
        return max(self.sheet[question], 0)

    def _taken_back(self) -> Options:
        """Take option steps back from the best, each time the highest left of the question that adds least by it."""
        options = {q: self.most[q] for q in outcomes(self.model) if self.most[q] > self._lowest(q)}
        left = set(options)

        def added(question: int) -> tuple[Fraction, str]:
            credits_, option = self.model.credits[question], options[question]
            gained = self.prices.shares[question] * (credits_[option] - credits_[option - 1])
            return gained, self.model.framework.questions[question].id

        while left:
            question = min(left, key=added)
            lower = {**options, question: options[question] - 1}
            if lower[question] == self._lowest(question):
                del lower[question]
            if self._enough(lower):
                options = lower
                left &= set(options)
            else:
                left.remove(question)
        return options

    def _ways(self, few: int) -> Iterator[Options]:
        """Yield the ways to raise outcomes by fewer option steps, fewest first, of the first hundred for any sheet."""
        for way in islice(self._all_ways(), WAYS):
            steps = {question: way.count(question) for question in way}
            options = {question: self._lowest(question) + number for question, number in steps.items()}
            if len(way) < few and all(option <= self.most[question] for question, option in options.items()):
                yield options

    def _all_ways(self) -> Iterator[tuple[int, ...]]:
        asked = outcomes(self.model)
        rooms = {question: len(self.model.credits[question]) - 1 for question in asked}
        for steps in islice(count(1), sum(rooms.values())):
            for way in combinations_with_replacement(asked, steps):
                if all(way.count(question) <= rooms[question] for question in way):
                    yield way
