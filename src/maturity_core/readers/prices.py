"""What moves cost and what they add: the same for every organisation, so worked out once for each framework.

docs/meaning.md#6-next-steps-are-a-plan-without-a-superfluous-step
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import floor, lcm
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.units import score_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maturity_core.model.framework import Framework

Tie = tuple[int, str]
"""What decides between equals: how many other capabilities in the file lean on one or require it, then its id."""
Dearness = tuple[bool, int, Tie]
"""A key that sorts the dearest first: what adds nothing, then by cost for what is added, then by ties."""
MOST_WAYS = 100
"""The most ways that are tried to assume fewer option steps."""


def in_parts(above: int, below: int, most: int) -> int:
    """Return a fraction as a whole number that sorts as it does among those whose lower number is at most `most`.

    Two that differ are at least 1 / most ** 2 apart, so in parts of that size they differ, too; equal ones are equal.

    >>> in_parts(2, 3, 100) == in_parts(4, 6, 100), in_parts(65, 99, 100) < in_parts(66, 100, 100)
    (True, True)
    """
    return above * most * most // below


def dearness(cost: int, added: int, most: int, tie: Tie) -> Dearness:
    """Return a key that sorts the dearest first: before all else what adds nothing, by its cost.

    Keys are compared with others of the same `most`: that is the most that anything adds.

    >>> dearness(6, 2, 2, (0, "a")) < dearness(2, 1, 2, (0, "b")) < dearness(2, 1, 2, (1, "a"))
    True
    >>> dearness(1, 0, 2, (0, "c")) < dearness(6, 1, 2, (0, "a"))
    True
    """
    return (True, in_parts(-cost, added, most), tie) if added else (False, -cost, tie)


class Prices:
    """What the moves of a plan cost, and what options are worth, as whole numbers on one scale each.

    By capability, `begins` is half of its effort, which every plan pays that moves it at all, and `steps` what each
    option step costs: the other half, spread evenly over all option steps of its questions that are no outcomes. `most`
    is what everything costs. Divided by `scale`, they are in the unit of efforts. `spread` has the number of a
    capability's option steps. `quick` is the most that quick relief costs: going halfway with one of middle effort.
    """

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        spread = Counter[str]()
        for question in framework.whole.questions:
            spread[question.capability] += 0 if question.outcome else len(question.options) - 1
        halves = [capability.effort / 2 for capability in framework.capabilities]
        numbers = [spread[capability.id] for capability in framework.capabilities]
        steps = [half / max(number, 1) for half, number in zip(halves, numbers, strict=True)]
        scale = lcm(*(part.denominator for part in (*halves, *steps)))
        self.scale, self.spread = scale, spread
        self.begins = tuple(int(half * scale) for half in halves)
        self.steps = tuple(int(step * scale) for step in steps)
        self.most = 2 * sum(self.begins)
        efforts = sorted(capability.effort for capability in framework.whole.capabilities)
        self.quick = floor(efforts[(len(efforts) - 1) // 2] * 3 / 4 * scale)

    def is_quick(self, index: int, number: int) -> bool:
        """Return whether option steps of a capability cost no more than going halfway with one of middle effort."""
        return self.begins[index] + self.steps[index] * number <= self.quick

    @cached_property
    def shares(self) -> tuple[tuple[int, ...], ...]:
        """What each option of each question adds to the overall score, if everything applies.

        It is the option's credit times the question's part of the score: weights are followed down from the framework's
        score to the questions. What counts with its level is followed as if it counted with its score.
        """
        whole = self.framework.whole
        parts = dict(zip(whole.questions.ids, _parts(whole), strict=True))
        return self._valued([parts[question] for question in self.framework.questions.ids])

    @cached_property
    def worths(self) -> tuple[tuple[int, ...], ...]:
        """The weight of each question, times the worth of its capability, times the credit of each of its options."""
        homes = self.framework.lookup.homes
        questions = self.framework.questions
        return self._valued([question.weight * homes[question.capability].worth for question in questions])

    def _valued(self, weights: Iterable[Fraction]) -> tuple[tuple[int, ...], ...]:
        pairs = zip(weights, self.framework.questions, strict=True)
        exact = [[weight * option.credit for option in question.options] for weight, question in pairs]
        scale = lcm(*(value.denominator for values in exact for value in values))
        return tuple(tuple(int(value * scale) for value in values) for values in exact)

    @cached_property
    def takings(self) -> tuple[tuple[int, int], ...]:
        """All option steps, as (question, position), in the order in which they are taken back.

        Each time it is the dearest for what it adds, of the highest ones left of each question; ties by id. Those of
        outcomes all cost the same. Questions that need others come before these.
        """
        depths = self.framework.lookup.conditions.depths
        most = max((values[-1] for values in self.shares), default=0)
        found: list[tuple[int, Dearness, int, int]] = []
        for question, values in enumerate(self.shares):
            # No two questions sort alike. So a step waits for the last to go of those above it, and goes with that one.
            latest = self._dearness(question, len(values) - 1, most)
            for position in range(len(values) - 1, 0, -1):
                latest = max(latest, self._dearness(question, position, most))
                found.append((-depths.get(question, 0), latest, -position, question))
        return tuple((question, -position) for _, _, position, question in sorted(found))

    def _dearness(self, question: int, position: int, most: int) -> Dearness:
        values, entry = self.shares[question], self.framework.questions[question]
        cost = 1 if entry.outcome else self.steps[self.owners[question]]
        return dearness(cost, values[position] - values[position - 1], most, (0, entry.id))

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The place of the capability of each question."""
        places = {capability.id: place for place, capability in enumerate(self.framework.capabilities)}
        return tuple(places[question.capability] for question in self.framework.questions)


def _parts(framework: Framework) -> list[Fraction]:
    """Return the part of the overall score that each question has."""
    columns = framework.lookup.columns
    parts = [Fraction(0)] * len(columns)
    waiting = [(FRAMEWORK, Fraction(1))]
    while waiting:
        ladder, whole = waiting.pop()
        items = score_of(framework, ladder).of
        weights = framework.lookup.weights[items.kind]
        names = selected(framework, ladder, items)
        total = sum((weights[name] for name in names), Fraction(0))
        for name in names:
            part = whole * weights[name] / total
            if items.kind == "questions":
                parts[columns[name]] += part
            elif part:
                waiting.append((Ladder(KIND_OF[items.kind], name), part))
    return parts


def raising(rooms: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the first ways to raise outcomes: the fewest option steps first, then in order.

    A way names an outcome, by its place in `rooms`, once for each of its option steps. `rooms` has how many there are.

    >>> raising([1, 2])
    [(0,), (1,), (0, 1), (1, 1), (0, 1, 1)]
    """
    found: list[tuple[int, ...]] = []
    ways: list[tuple[int, ...]] = [()]
    while ways and len(found) < MOST_WAYS:
        ways = list(islice(_longer(ways, rooms), MOST_WAYS - len(found)))
        found += ways
    return found


def _longer(ways: Sequence[tuple[int, ...]], rooms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for way in ways:
        for place in range(way[-1] if way else 0, len(rooms)):
            if way.count(place) < rooms[place]:
                yield (*way, place)


def ways_of(framework: Framework) -> Iterator[Mapping[int, int]]:
    """Yield the ways to raise outcomes, in order of their ids: by question, how many option steps it rises.

    They are those of the whole framework; a profile passes over those with a question that it does not ask.
    """
    outcomes = sorted((entry for entry in framework.whole.questions if entry.outcome), key=lambda entry: entry.id)
    columns = framework.lookup.columns
    for way in raising([len(entry.options) - 1 for entry in outcomes]):
        names = [outcomes[place].id for place in way]
        if all(name in columns for name in names):
            yield Counter(columns[name] for name in names)
