"""What to do first: up to three capabilities that can begin now, by what is weak and what most else rests on.

docs/meaning.md#20-what-to-do-first
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.one_draft import in_turn
from maturity_core.results.whole import FIRST_STEPS
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.chart import Map
    from maturity_core.readers.one_aim import OneAim
    from maturity_core.readers.prices import Dearness
    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.standing import Standing

Moves = dict[int, int]
"""For each question to move, the position to reach."""
Key = tuple[bool, bool, int, int, Fraction, str]
AHEAD = 2
"""So many come by their key alone, before the weakest dimension has its turn."""


@dataclass(frozen=True)
class Beginning:
    """A capability to begin with: its moves, whether the target fails without it, what rests on it, where it leads."""

    index: int
    moves: Moves
    required: bool
    carries: tuple[int, ...]
    leads_to: tuple[int, ...]


class Choice:
    """The choice of what to do first, towards an open aim, beside a plan with its steps, moves and results."""

    def __init__(self, facts: Scored, aim: OneAim, order: Sequence[int], moves: Moves, results: Moves) -> None:
        self.facts, self.aim = facts, aim
        self.chart: Map = facts.by.chart
        self.now: Standing = facts.now
        self.order = order
        self.results = results
        deeds = self._by_capability(aim.demanded)
        planned, led, further = (self._by_capability(found) for found in (moves, self._led(), self._further()))
        self.moves = {**further, **led, **deeds, **planned}
        self.carries = {index: self._resting(index) for index in self.moves}
        self.required = {
            self.chart.prices.owners[question]
            for ladder, rung, question, position in self.chart.musts
            if rung <= aim.rungs.get(ladder, 0) and self.now.codes[question] < position
            if question in aim.demanded and question not in self.chart.outcomes
        }
        self.base = self._with_foundations({*planned, *led, *deeds})

    def chosen(self) -> list[Beginning]:
        """Return what to do first, in order."""
        leads = {index: self._leads_to(index) for index in self.moves}
        return [
            Beginning(index, self.moves[index], index in self.required, self.carries[index], leads[index])
            for index in self._in_order(self._picked())
        ]

    def _by_capability(self, moves: Mapping[int, int]) -> dict[int, Moves]:
        """Return moves by capability, without those of outcomes."""
        found: dict[int, Moves] = {}
        for question, position in moves.items():
            if question not in self.chart.outcomes:
                found.setdefault(self.chart.prices.owners[question], {})[question] = position
        return found

    def _led(self) -> Moves:
        """Return the best answers to whatever leads to the results that have to show."""
        codes, best = self.now.codes, self.now.best.codes
        leading = (index for index in self.chart.places.values() if self._leads_to(index))
        own = (question for index in leading for question in self.chart.own[index])
        return {question: best[question] for question in own if best[question] > codes[question]}

    def _leads_to(self, index: int) -> tuple[int, ...]:
        name, questions = self.chart.ids[index], self.facts.by.questions
        return tuple(question for question in sorted(self.results) if name in questions[question].led_by)

    def _further(self) -> Moves:
        """Return what dimensions need for their next rungs up to the level aimed at, and capabilities at their lowest.

        Nothing, unless a level of the whole is aimed at.
        """
        outline = self.facts.by.outline
        wanted = self.aim.rungs.get(outline.overall, 0)
        rungs = dict[int, int]()
        for place, ranks in zip(outline.dimensions, outline.shared, strict=True):
            rung = self._next(place)
            if rung and ranks is not None and ranks[rung] <= wanted:
                rungs[place] = rung
        for place in outline.capabilities if wanted else ():
            if self.now.rank(place) == 0 and self._next(place):
                rungs[place] = self._next(place)
        return self.facts.demands.ask(rungs) if rungs else {}

    def _next(self, ladder: int) -> int:
        """Return the next rung of a ladder within reach; 0 without one."""
        rung = next((rung for rung in self.now.remaining(ladder) if rung > self.now.rank(ladder)), 0)
        within = self.facts.by.engine.within_reach or self.now.best.place(ladder).unmet > rung
        return rung if within else 0

    def _resting(self, index: int) -> tuple[int, ...]:
        """Return the others with moves that lean on a capability or require it, directly or through others of them."""
        found: set[int] = set()
        waiting = [index]
        for other in waiting:  # what is found on the way is visited, too
            new = {above for above in self.chart.resting[other] if above in self.moves and above != index} - found
            found |= new
            waiting += new
        return tuple(sorted(found))

    def _with_foundations(self, found: set[int]) -> set[int]:
        """Return capabilities and, in turn, what they lean on or require, if it has moves."""
        waiting = [*found]
        for other in waiting:
            new = {below for below in self.moves if other in self.chart.resting[below]} - found
            found |= new
            waiting += new
        return found

    def _can_begin(self, index: int) -> bool:
        return all(need.is_met(self.now) for need in self.chart.required[index])

    @cached_property
    def _weak(self) -> set[int]:
        ladders = self.facts.by.outline.capabilities
        return {index for index in self.moves if is_weak(self.now, ladders[index])}

    def _place(self, index: int) -> int:
        """Return the place of a capability in the plan; one that is not there comes last."""
        return self.order.index(index) if index in self.order else len(self.chart.ids)

    def _key(self, index: int) -> Key:
        """Return a key that sorts first what is weak, then what the target fails without, then what most rests on."""
        score = exact_score(self.now, self.facts.by.outline.capabilities[index])
        number = -len(self.carries[index])
        required = index in self.required or bool(self._leads_to(index))
        score = Fraction(1) if score is None else score
        return index not in self._weak, not required, number, self._place(index), score, self.chart.ids[index]

    def _picked(self) -> list[int]:
        """Return two by their keys, then one in a weakest dimension unless one is there, then others by their keys.

        What the target doesn't need comes last, if it is weak and something rests on it.
        """
        ready = [index for index in sorted(self.moves, key=self._key) if self._can_begin(index)]
        found = [index for index in ready if index in self.base]
        picked = found[:AHEAD]
        scores = {index: self._score_of(self._dimension(index)) for index in found}
        lowest = [index for index in found if scores[index] == min(scores.values())]
        if not {*lowest} & {*picked}:
            picked += sorted(lowest, key=self._place)[:1]
        more = [index for index in ready if index not in self.base and index in self._weak and self.carries[index]]
        picked += [index for index in (*found, *more) if index not in picked]
        return picked[:FIRST_STEPS]

    def _dimension(self, index: int) -> int:
        """Return the ladder of a capability's dimension."""
        outline = self.facts.by.outline
        return outline.owners[self.chart.own[index][0]][1]

    def _score_of(self, dimension: int) -> Fraction:
        score = exact_score(self.now, dimension)
        return Fraction(1) if score is None else score

    def _in_order(self, picked: Sequence[int]) -> list[int]:
        """Return what others rest on before these; else what is required, then what lies in weaker dimensions."""
        keys: dict[int, Dearness] = {
            index: (index not in self.required, self._score_of(self._dimension(index)), f"{place}")
            for place, index in enumerate(picked)
        }
        pairs = [
            (above, index) for index in picked for above in self.carries[index] if index not in self.carries[above]
        ]
        return in_turn(keys, pairs)


def is_weak(now: Standing, ladder: int) -> bool:
    """Return whether a capability is at its lowest level or, if it has none, has less than half of full credit."""
    rank, score = now.rank(ladder), exact_score(now, ladder)
    return rank == 0 if rank != NO_LEVEL else score is not None and 2 * score < 1


def remedies(chart: Map, now: Standing, index: int, moves: Mapping[int, int]) -> tuple[int, ...]:
    """Return the places of a capability's remedies whose move lies within one of these moves."""
    return tuple(
        place
        for place, (question, start, to) in enumerate(chart.remedies[index])
        if max(now.codes[question], 0) <= start and to <= moves.get(question, 0)
    )
