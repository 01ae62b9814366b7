"""What to do first: up to three capabilities that can begin now, by what is weak and what most else rests on.

docs/meaning.md#20-what-to-do-first
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.choices import open_choices
from maturity_core.readers.one_aim import Beginning
from maturity_core.readers.one_draft import in_turn
from maturity_core.results.whole import FIRST_STEPS
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.chart import Map
    from maturity_core.readers.one_aim import Moves, OneAim
    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.standing import Standing

Key = tuple[bool, int, int, int, int, Fraction, str]
AHEAD = 2
"""So many come by their key alone, before the weakest dimension has its turn."""


class Choice:
    """The choice of what to do first, towards an open aim, beside a plan with its steps, moves and results."""

    def __init__(self, facts: Scored, aim: OneAim, order: Sequence[int], moves: Moves, results: Moves) -> None:
        self.facts, self.aim = facts, aim
        self.chart: Map = facts.by.chart
        self.now: Standing = facts.now
        self.order = order
        self.results = results
        overall = facts.by.outline.overall
        self.wanted = aim.rungs.get(overall, 0)
        deeds = self._by_capability(aim.demanded)
        planned, led, further = (self._by_capability(found) for found in (moves, self._led(), self._further()))
        self.moves = {**further, **led, **deeds, **planned}
        self.required = {
            self.chart.prices.owners[question]
            for ladder, rung, question, position in self.chart.musts
            if rung <= aim.rungs.get(ladder, 0) and self.now.codes[question] < position
            if question in aim.demanded and question not in self.chart.outcomes
        }
        self.base = self._with_foundations({*planned, *led, *deeds})
        self.topped = self.now.rank(overall) > 0 and not any(
            rung > self.now.rank(overall) for rung in self.now.remaining(overall)
        )
        if self.topped:
            self.moves = {**self._by_capability(self._beyond()), **self.moves}
        self.carries = {index: self._resting(index) for index in self.moves}
        self.choosable = {index for choice in open_choices(facts, aim) for index in choice.capabilities}

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
        own = (question for index in sorted(self._leading) for question in self.chart.own[index])
        return {question: best[question] for question in own if best[question] > codes[question]}

    def _beyond(self) -> Moves:
        """Return all answers that could be better, at their best."""
        best = enumerate(self.now.best.codes)
        return {question: code for question, code in best if code > self.now.codes[question]}

    @cached_property
    def _leading(self) -> dict[int, tuple[int, ...]]:
        """The capabilities that lead to results, each with these."""
        found: dict[int, tuple[int, ...]] = {}
        for question in sorted(self.results):
            for name in self.facts.by.questions[question].led_by:
                index = self.chart.places[name]
                found[index] = (*found.get(index, ()), question)
        return found

    def _leads_to(self, index: int) -> tuple[int, ...]:
        return self._leading.get(index, ())

    def _further(self) -> Moves:
        """Return what dimensions need for their next rungs up to the level aimed at, and capabilities at their lowest.

        Nothing, unless a level of the whole is aimed at.
        """
        rungs = dict(self._behind)
        for place in self.facts.by.outline.capabilities if self.wanted else ():
            if self.now.rank(place) == 0 and self._next(place):
                rungs[place] = self._next(place)
        return self.facts.demands.ask(rungs) if rungs else {}

    @cached_property
    def _behind(self) -> dict[int, int]:
        """The dimensions below the level aimed at, if they are on its list, each with its next rung."""
        outline, rungs = self.facts.by.outline, dict[int, int]()
        for place, ranks in zip(outline.dimensions, outline.shared, strict=True):
            rung = self._next(place)
            if rung and ranks is not None and ranks[rung] <= self.wanted:
                rungs[place] = rung
        return rungs

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
        """Return a key that sorts first what is weak, by whether it is urgent and then by what rests on it.

        What isn't weak goes by what rests on it first, and then by whether it is urgent.
        """
        score = self._score_of(self.facts.by.outline.capabilities[index])
        number, planned = -len(self.carries[index]), -len({*self.carries[index]} & {*self.order})
        calm = int(not (index in self.required or self._leads_to(index)))
        weak = index in self._weak
        order = (calm, number) if weak else (number, calm)
        return not weak, *order, self._place(index), planned, score, self.chart.ids[index]

    def _picked(self) -> list[int]:
        """Return two by their keys, then one in a weakest dimension unless one is there, then others by their keys.

        Last comes what the target doesn't need, if it is weak and something rests on it; and after the top
        level, what scores lowest in the weakest dimensions. If none of these is in the plan, its first is the second.
        """
        ready = [index for index in sorted(self.moves, key=self._key) if self._can_begin(index)]
        found = [index for index in ready if index in self.base]
        more = [index for index in ready if index not in self.base and index in self._weak and self.carries[index]]
        picked = self._filled(self._taken([], found, AHEAD), found, more, ready)
        planned = [index for index in found if index in self.order]
        if planned and not {*planned} & {*picked}:
            picked = self._filled([*picked[:1], planned[0]], found, more, ready)
        return picked

    def _filled(self, picked: list[int], found: Sequence[int], more: Sequence[int], ready: Sequence[int]) -> list[int]:
        """Return what is picked with one in a weakest dimension, unless one is there, and others, up to a number."""
        weakest = self._weakest([index for index in found if index in picked or self._adds(index, picked)], more)
        if not {*weakest} & {*picked}:
            picked = [*picked, *sorted(weakest, key=self._place)[:1]]
        rest = sorted(ready, key=self._lowness) if self.topped else []
        return self._taken(picked, [*found, *more, *rest], FIRST_STEPS)

    def _lowness(self, index: int) -> tuple[Fraction, Fraction]:
        """Return a key that sorts first what lies in weaker dimensions, and in these what scores lower."""
        return self._score_of(self._dimension(index)), self._score_of(self.facts.by.outline.capabilities[index])

    def _taken(self, picked: Sequence[int], others: Sequence[int], number: int) -> list[int]:
        """Return what is picked with as many others, in turn, as make up a number; none that adds nothing."""
        found = [*picked]
        for index in others:
            if len(found) < number and index not in found and self._adds(index, found):
                found.append(index)
        return found

    def _adds(self, index: int, picked: Sequence[int]) -> bool:
        """Return whether something is still to be done once the plan and what is picked are.

        If the target doesn't need it and nothing rests on it, then only in a dimension that is behind after these, or
        if it rests on one of these in its dimension. Where one of several is enough, and the plan has one, others add
        nothing.
        """
        urgent = index in self.order or index in self.required or self._leads_to(index)
        if index in self.choosable and not urgent:
            return False
        if not self.wanted or urgent or self.carries[index]:
            return True
        place, done = self._dimension(index), {*self.order, *picked}
        if any(index in self.carries[other] and self._dimension(other) == place for other in done):
            return True
        moves = {question: position for other in done for question, position in self.moves[other].items()}
        return place in self._behind and self.now.moved(moves).rank(place) <= self.now.rank(place)

    def _weakest(self, found: Sequence[int], more: Sequence[int]) -> list[int]:
        """Return those in the weakest dimension: of those found, and of others in dimensions that the target reads."""
        read = self.chart.read_by[self.wanted]
        asked = [*found, *(index for index in more if self._dimension(index) in read)]
        scores = {index: self._score_of(self._dimension(index)) for index in asked}
        lowest = min(scores.values(), default=None)
        return [index for index, score in scores.items() if score == lowest]

    def _dimension(self, index: int) -> int:
        """Return the ladder of a capability's dimension."""
        outline = self.facts.by.outline
        return outline.owners[self.chart.own[index][0]][1]

    def _score_of(self, ladder: int) -> Fraction:
        score = exact_score(self.now, ladder)
        return Fraction(1) if score is None else score

    def _in_order(self, picked: Sequence[int]) -> list[int]:
        """Return what others rest on before these; else what alone leads to the level, then to weaker dimensions."""
        pairs = [
            (above, index) for index in picked for above in self.carries[index] if index not in self.carries[above]
        ]
        scores = {index: self._score_of(self._dimension(index)) for index in picked}
        leads = {index: [above for above, below in pairs if below == index and above in scores] for index in picked}
        keys = {
            index: (
                not self.wanted or [*self.order] != [index],
                min(scores[other] for other in (index, *above)),
                index not in self.required,
                scores[index],
                place,
            )
            for place, (index, above) in enumerate(leads.items())
        }
        return in_turn(keys, pairs)


def is_weak(now: Standing, ladder: int) -> bool:
    """Return whether a capability is at its lowest level or, if it has none, has less than half of full credit."""
    rank = now.rank(ladder)
    if rank != NO_LEVEL:
        return rank == 0
    above, below = now.score(ladder) or (1, 1)
    return 2 * above < below


def remedies(chart: Map, now: Standing, index: int, moves: Mapping[int, int]) -> tuple[int, ...]:
    """Return the places of a capability's remedies whose move lies within one of these moves."""
    return tuple(
        place
        for place, (question, start, to) in enumerate(chart.remedies[index])
        if max(now.codes[question], 0) <= start and to <= moves.get(question, 0)
    )
