"""The single answers that change the framework's level, each by itself."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.results.one_answer import AnswerChange, OneAnswer

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.scoring.one.standing import Standing

NEITHER = OneAnswer()


def one_answer(framework: Framework, given: Sequence[int], now: Standing) -> OneAnswer:
    """Return which single answers lift the level, and which drop it; none for a scorer in code, or without a level.

    `given` are the answers, `now` is what they count as. Each goes to the nearest option that does it. Those with the
    fewest option steps come first; ties by id.
    """
    reader = _Reader(framework, given, now)
    if reader.rank == NO_LEVEL or framework.engine.compiled is None:
        return NEITHER
    rising = {
        question: range(max(code, 0) + 1, top + 1)
        for question, (code, counted, top) in enumerate(zip(given, now.codes, now.tops, strict=True))
        if code < top and min(code, counted) != NOT_APPLICABLE
    }
    falling = {question: range(code - 1, -1, -1) for question, code in enumerate(given) if code > 0}
    return known(OneAnswer, {"lifts": reader.entries(rising), "drops": reader.entries(falling)})


class _Reader:
    """Changes answers of one organisation, and asks for its level."""

    def __init__(self, framework: Framework, given: Sequence[int], now: Standing) -> None:
        self.outline, self.conditions = framework.outline, framework.lookup.conditions
        self.given, self.now = given, now
        self.rank = now.rank(self.outline.overall)
        self._ranks: dict[Hashable, int] = {}

    def entries(self, ways: Mapping[int, range]) -> Entries[AnswerChange]:
        """Return which of some questions change the level by themselves, each within the options that it may go to."""
        levels = self.outline.levels[self.outline.overall]
        found: list[tuple[int, AnswerChange]] = []
        for question in self._alone(ways):
            to = self._nearest(question, ways[question])
            words = self.outline.answers[question]
            values = {
                "question": self.outline.ids[question],
                "answer": words[self.given[question]],
                "to": words[to],
                "level": levels[self._rank_of_one(question, to)].id,
            }
            found.append((abs(to - max(self.given[question], 0)), known(AnswerChange, values)))
        return Entries([entry for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].question))])

    def _alone(self, ways: Mapping[int, range]) -> Iterator[int]:
        """Yield which of some questions change the level by themselves.

        What all questions of a dimension or a capability don't change together, none of them does.
        """
        owners = self.outline.owners
        groups: list[Sequence[int]] = [list(ways)]
        for ladder in (1, 0):  # the dimension of a question, and its capability
            found: dict[int, list[int]] = {}
            for question in chain(*groups):
                found.setdefault(owners[question][ladder], []).append(question)
            groups = [
                group
                for group in found.values()
                if self._rank({question: ways[question][-1] for question in group}) != self.rank
            ]
        return (question for question in chain(*groups) if self._rank_of_one(question, ways[question][-1]) != self.rank)

    def _nearest(self, question: int, options: range) -> int:
        """Return the first of some options that changes the level, where the last one does."""
        low, high = 0, len(options) - 1
        while low < high:
            middle = (low + high) // 2
            if self._rank_of_one(question, options[middle]) == self.rank:
                low = middle + 1
            else:
                high = middle
        return options[high]

    def _rank_of_one(self, question: int, option: int) -> int:
        """Return the rank of the level with another answer to one question; those of one kind lead to the same."""
        if question in self.conditions.bound:
            return self._rank({question: option})
        key = self.now.kind(question), self.given[question], option
        if key not in self._ranks:
            self._ranks[key] = self._rank({question: option})
        return self._ranks[key]

    def _rank(self, changes: Mapping[int, int]) -> int:
        """Return the rank of the level with other answers."""
        return self.now.rank_with(self.conditions.recounted(changes, self.given, self.now.codes), self.outline.overall)
