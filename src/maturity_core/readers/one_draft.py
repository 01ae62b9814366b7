"""The plan of one sheet: the cheaper of two drafts, each without the moves it can do without.

docs/meaning.md#6-next-steps-are-a-plan-without-a-superfluous-step

What a draft needs is kept in sums (`balance`), so that taking back a capability or an option step looks only at the
requirements that read it. Orders are kept in heaps. So the time grows with the answers that requirements read, with
the prerequisites, and with the number of capabilities times its logarithm.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from maturity_core.readers.assumed import Assumed
from maturity_core.readers.balance import Balance
from maturity_core.readers.prices import dearness, in_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.readers.balance import Lines
    from maturity_core.readers.chart import Map
    from maturity_core.readers.needs import Need
    from maturity_core.readers.one_aim import OneAim
    from maturity_core.readers.prices import Dearness
    from maturity_core.scoring.one.evaluate import RuleStanding


class OneDraft:
    """A plan being made for one organisation, by requirements.

    `results` has the positions that outcomes have to reach for deeds to reach the target. In `now`, they have reached
    them, and they stay there in `best`. `today` has the answers of `now`, `floor` the same with the lowest option for
    each open one.
    """

    def __init__(self, chart: Map, lines: Lines, now: RuleStanding, aim: OneAim) -> None:
        self.chart = chart
        self.now = now
        self.best = now.best
        self.wanted, self.aim = aim.demanded, aim
        self.today = now.codes
        self.floor = [max(code, 0) for code in now.codes]
        self.balance = Balance(lines, now)
        self.conditions = lines.compiled.conditions
        self.target = self.balance.target(aim.rungs, aim.scores, aim.demanded)
        self.results: dict[int, int] = {}
        if chart.outcomes:
            self._stay()
        self._open: dict[int, list[Need]] = {}

    def _stay(self) -> None:
        """Leave the outcomes where they are, or where they have to show for deeds to reach the target."""
        self.results = Assumed(self.chart, self.balance, self.floor, self.best.codes).results(self.target)
        self.now = self.now.moved(self.results)
        self.today = self.now.codes
        self.floor = [max(code, 0) for code in self.today]
        self.best = self.best.moved({question: self.today[question] for question in self.chart.outcomes})

    def route(self) -> tuple[list[int], dict[int, int]]:
        """Return the steps, as capabilities in order, and the position that each moved question has to reach."""
        everything = {q: code for q, code in enumerate(self.best.codes) if code > self.today[q]}
        gathered = self._gathered()
        drafts = [
            self._thinned(gathered if self._suffices(gathered) else everything, by_share=False),
            self._thinned(everything, by_share=True),
        ]
        moves = min(drafts, key=self._cost)  # the first, if they cost the same
        return self._ordered(moves), moves

    def _gathered(self) -> dict[int, int]:
        """Return the best answers to every capability with a gap and, in turn, with an unmet prerequisite of those.

        The gaps of outcomes are left out.
        """
        planned = self._touched(q for q in self.wanted if q not in self.chart.outcomes)
        for capability in self.chart.dependents_first:
            if capability in planned:
                planned.update(need.other for need in self._open_needs(capability))
        own = (question for index in planned for question in self.chart.own[index])
        return {q: self.best.codes[q] for q in sorted(own) if self.best.codes[q] > self.today[q]}

    def _touched(self, moves: Iterable[int]) -> set[int]:
        return {self.chart.prices.owners[question] for question in moves}

    def _suffices(self, moves: Mapping[int, int]) -> bool:
        """Return whether moves reach the target and what they need: they may not, if there are gaps of outcomes."""
        if self.chart.outcomes:
            self._take(moves)
            self._watch(self._touched(moves))
        return not self.chart.outcomes or not self.balance.failing

    def _take(self, moves: Mapping[int, int]) -> None:
        wanted = list(self.today)
        for question, code in moves.items():
            wanted[question] = code
        for question, (before, code) in enumerate(zip(self.balance.codes, wanted, strict=True)):
            if before != code:
                self.balance.move(question, code)

    def _watch(self, kept: Iterable[int]) -> None:
        """Watch the target, and what these capabilities need."""
        needs = [self.balance.need(need) for index in kept for need in self._open_needs(index)]
        self.balance.watch([*self.target, *needs])

    def _thinned(self, moves: Mapping[int, int], *, by_share: bool) -> dict[int, int]:
        """Take back whole capabilities, the dearest first, then single option steps; return the moves that are left."""
        self._take(moves)
        self._take_back_steps(self._take_back_capabilities(self._dearness(moves, by_share=by_share)))
        codes = self.balance.codes
        return {question: code for question, code in enumerate(codes) if code != self.today[question]}

    def _take_back_capabilities(self, keys: Mapping[int, Dearness]) -> list[int]:
        """Take back the capabilities that neither the target nor one that is kept needs; return those that are kept.

        Each is tried once, after all that require it: nothing that is kept later can need it.
        """
        self.balance.watch(self.target)
        needed: set[int] = set()
        kept: list[int] = []
        pairs = [(need.other, need.capability) for touched in keys for need in self.chart.required[touched]]
        for index in in_turn(keys, pairs):
            if index in needed or not self._taken_back(index):
                kept.append(index)
                needed.update(need.other for need in self._open_needs(index))
        return kept

    def _taken_back(self, index: int) -> bool:
        """Take back a capability, unless the target needs it; return whether it was."""
        balance, today = self.balance, self.today
        own = ((question, balance.codes[question]) for question in self.chart.own[index])
        codes = {question: code for question, code in own if code != today[question]}
        for question in codes:
            balance.move(question, today[question])
        if not balance.failing:
            return True
        for question, code in codes.items():
            balance.move(question, code)
        return False

    def _open_needs(self, index: int) -> list[Need]:
        """Return the prerequisites of a capability that are not met today, and would be with the best answers."""
        if index not in self._open:
            self._open[index] = [need for need in self.chart.required[index] if self._is_open(need)]
        return self._open[index]

    def _is_open(self, need: Need) -> bool:
        return not need.is_met(self.now) and need.is_met(self.best)

    def _take_back_steps(self, kept: Iterable[int]) -> None:
        """Take back single option steps, the dearest first, while the target and what the kept ones need hold."""
        self._watch(kept)
        balance = self.balance
        for question, position in self.chart.prices.takings:
            if balance.codes[question] == position > self.floor[question]:
                lower = position - 1 if position - 1 > self.floor[question] else self.today[question]
                if self._is_needed(question, lower):
                    continue
                balance.move(question, lower)
                if balance.failing:
                    balance.move(question, position)

    def _is_needed(self, question: int, lower: int) -> bool:
        """Return whether a question that moves needs this one to be higher."""
        codes = self.balance.codes
        needing = self.conditions.needing.get(question, ())
        return any(lower < pair.position and codes[pair.question] > self.floor[pair.question] for pair in needing)

    def _dearness(self, moves: Mapping[int, int], *, by_share: bool) -> dict[int, Dearness]:
        """Return keys that sort the dearest capabilities first; by share, the dearest for what they add."""
        costs, ties = self._costs(moves), self.chart.ties
        added = self.added(moves, self.chart.prices.shares) if by_share else dict.fromkeys(costs, 1)
        most = max(added.values(), default=0)
        return {index: dearness(cost, added[index], most, ties[index]) for index, cost in costs.items()}

    def _costs(self, moves: Mapping[int, int]) -> dict[int, int]:
        """Return what the moves of each capability cost."""
        prices, costs = self.chart.prices, dict[int, int]()
        for question, position in moves.items():
            owner = prices.owners[question]
            steps = prices.steps[owner] * (position - self.floor[question])
            costs[owner] = costs.get(owner, prices.begins[owner]) + steps
        return costs

    def added(self, moves: Mapping[int, int], values: Sequence[Sequence[int]]) -> dict[int, int]:
        """Return what the moves of each capability add, by what options are worth."""
        added = dict[int, int]()
        for question, position in moves.items():
            owner = self.chart.prices.owners[question]
            gain = values[question][position] - values[question][self.floor[question]]
            added[owner] = added.get(owner, 0) + gain
        return added

    def _cost(self, moves: Mapping[int, int]) -> int:
        return sum(self._costs(moves).values())

    def _ordered(self, moves: Mapping[int, int]) -> list[int]:
        """Return the steps: each time the one that gains most for its cost, of those whose prerequisites come before.

        Gains are counted for the questions that have a gap to the target.
        """
        gains = self.added({q: to for q, to in moves.items() if q in self.wanted}, self.chart.prices.worths)
        costs, ids = self._costs(moves), self.chart.ids
        most = max(costs.values(), default=0)
        keys = {index: (in_parts(-gains.get(index, 0), cost, most), ids[index]) for index, cost in costs.items()}
        return in_turn(keys, [(index, need.other) for index in costs for need in self.chart.required[index]])


def in_turn(keys: Mapping[int, tuple[Any, ...]], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return items in order: each time the first by `keys`, of those that have nothing to wait for.

    Args:
        keys: what to order, and what to sort by.
        pairs: an item and one that has to come before it; pairs of other items are ignored.

    >>> in_turn({1: (True, 0, "a"), 2: (True, 0, "b"), 3: (True, 0, "c")}, [(1, 3), (1, 7)])
    [2, 3, 1]
    """
    waiting = dict.fromkeys(keys, 0)
    behind: dict[int, list[int]] = {item: [] for item in keys}
    for item, before in pairs:
        if item in keys and before in keys:
            waiting[item] += 1
            behind[before].append(item)
    heap = [(keys[item], item) for item, number in waiting.items() if not number]
    heapify(heap)
    order: list[int] = []
    while heap:
        item = heappop(heap)[1]
        order.append(item)
        for later in behind[item]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(heap, (keys[later], later))
    return order
