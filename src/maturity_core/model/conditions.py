"""Questions that need an option of another question: what their answers count as, and what has to move with them.

docs/meaning.md#14-a-question-may-need-anothers-option
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.states import NOT_APPLICABLE, OPEN, UNANSWERED

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale


class Condition(NamedTuple):
    """That a question needs `other` to be at `position` or higher; both by their columns."""

    question: int
    other: int
    position: int


class Conditions:
    """The conditions of a framework, each after that of the question it names.

    Codes are those of one sheet, in file order; `answers.counted` reads many by the same conditions. `layers` are the
    conditions in groups, each after those that it builds on.
    """

    def __init__(self, questions: Sequence[Question], scales: Mapping[str, Scale]) -> None:
        columns = {question.id: column for column, question in enumerate(questions)}
        depths: dict[int, int] = {}
        found: list[Condition] = []
        for column, question in enumerate(questions):
            if question.needs is None:
                continue
            other = columns[question.needs.question]
            ids = [option.id for option in scales[questions[other].scale].options]
            found.append(Condition(column, other, ids.index(question.needs.option)))
            depths[column] = _depth(column, questions, columns)
        self.depths = depths
        self.pairs = tuple(sorted(found, key=lambda pair: depths[pair.question]))
        self.needing: dict[int, list[Condition]] = {}
        for pair in self.pairs:
            self.needing.setdefault(pair.other, []).append(pair)
        self.bound = frozenset(column for pair in self.pairs for column in (pair.question, pair.other))
        self.needs = {pair.question: pair for pair in self.pairs}
        layers = groupby(self.pairs, lambda pair: depths[pair.question])
        self.layers = [tuple(layer) for _, layer in layers]

    def counted(self, codes: Sequence[int]) -> Sequence[int]:
        """Return what the answers of one sheet count as; the same sheet if that is what they are.

        A question does not apply where the one it needs does not, is open where that is open, and is at its lowest
        option where that is too low.
        """
        if not self.pairs:
            return codes
        found = list(codes)
        for question, other, position in self.pairs:
            if found[other] < position:
                found[question] = _without(found[question], found[other])
        return found

    def recounted(self, answers: Mapping[int, int], given: Sequence[int], codes: Sequence[int]) -> Mapping[int, int]:
        """Return what a sheet counts as with other answers to some questions, where that is something else than now.

        `given` has its answers, `codes` what they count as.
        """
        if self.bound.isdisjoint(answers):
            return answers
        found = dict(answers)
        for question, other, position in self.pairs:
            if question in found or other in found:
                code, needed = answers.get(question, given[question]), found.get(other, codes[other])
                found[question] = code if needed >= position else _without(code, needed)
        return {question: code for question, code in found.items() if code != codes[question]}

    def waiting(self, codes: Sequence[int]) -> frozenset[int]:
        """Return the questions that are not asked: the one that they need is open, too low, or does not apply."""
        counted = self.counted(codes)
        return frozenset(pair.question for pair in self.pairs if counted[pair.other] < pair.position)

    def asked(self, demand: dict[int, int], codes: Sequence[int]) -> dict[int, int]:
        """Return positions that questions of one sheet have to reach, with those that they need for it.

        `codes` are what its answers count as.
        """
        for column in self.needs.keys() & demand.keys():
            question = column
            while question in self.needs:
                _, other, position = self.needs[question]
                if max(codes[other], 0) >= position:
                    break
                demand[other] = max(position, demand.get(other, 0))
                question = other
        return demand

    def held(self, answers: Mapping[int, int], codes: Sequence[int]) -> dict[int, int]:
        """Return options for some questions of a sheet, the lowest for those that need more than there is then."""
        found = dict(answers)
        for question, other, position in () if self.bound.isdisjoint(found) else self.pairs:
            moving = question in found or other in found
            if moving and codes[question] != NOT_APPLICABLE and max(found.get(other, codes[other]), 0) < position:
                found[question] = 0
        return found

    def first(self, columns: Iterable[int], codes: Sequence[int]) -> list[int]:
        """Return questions in order, each after the open ones that it needs."""
        needed = {pair.question: pair.other for pair in self.pairs}
        order: dict[int, None] = {}
        for column in columns:
            chain = [column]
            while chain[-1] in needed and codes[needed[chain[-1]]] in OPEN:
                chain.append(needed[chain[-1]])
            order.update(dict.fromkeys(reversed(chain)))
        return list(order)


def _without(code: int, needed: int) -> int:
    """Return what an answer counts as where the one that it needs is too low, open, or does not apply."""
    if NOT_APPLICABLE in {code, needed}:
        return NOT_APPLICABLE
    if needed in OPEN:
        return code if code in OPEN else UNANSWERED
    return 0


def _depth(column: int, questions: Sequence[Question], columns: Mapping[str, int]) -> int:
    """Return how many questions stand before a question: the one it needs, the one that this needs, and so on."""
    depth = 0
    while (needs := questions[column].needs) is not None:
        depth, column = depth + 1, columns[needs.question]
    return depth
