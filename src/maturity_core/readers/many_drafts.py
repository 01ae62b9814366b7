"""The plans of many sheets: the same two drafts as of one (`one_draft`), for all organisations at once.

Capabilities are taken back in rounds: in each, every organisation tries the one whose turn it is there. The order of
option steps is the same for all (`Prices.takings`), so that one question after the other is looked at. Arrays are
(n_questions, n) and (n_capabilities, n), for the organisations whose target is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.compiled.number_sizes import EXACT_LIMIT
from maturity_core.model.states import NO_DEMAND, NO_STEP
from maturity_core.readers.halves import Halves
from maturity_core.readers.live import LiveStanding
from maturity_core.readers.many_assumed import ManyAssumed
from maturity_core.readers.turns import in_turns, sort_keys
from maturity_core.readers.watched import watched
from maturity_core.scoring.many.sums import at_least

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.readers.chart import Map
    from maturity_core.readers.many_aims import Aim
    from maturity_core.readers.needs import Need
    from maturity_core.readers.watched import Watched
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Flags, Numbers


class ManyDrafts:
    """Plans being made for some rows of an aim.

    `codes` has their answers, with every outcome as far as it has to show for the target, `floor` the same with the
    lowest option for each open one, `best` the best answers, in which outcomes stay. `open` says for each prerequisite
    who does not meet it with `codes`, and would with `best`; `pointing` has the prerequisites that moving each
    capability may change.
    """

    def __init__(self, aim: Aim, rows: NDArray[np.intp], chart: Map) -> None:
        self.aim, self.rows, self.chart = aim, rows, chart
        self.engine = aim.engine
        self.conditions = aim.engine.framework.lookup.conditions
        # `take` keeps each question contiguous, which an index does not: that makes all that follows ten times faster.
        self.given = self.codes = np.take(aim.codes, rows, axis=1)
        self.demanded = np.take(aim.demanded, rows, axis=1)
        self.best = self.engine.many.best(self.codes)
        self.deeds = np.array([question not in chart.outcomes for question in range(len(self.codes))], np.bool_)
        if chart.outcomes:
            self.codes = ManyAssumed(aim, rows, chart).shown()
            self.best = np.where(self.deeds[:, None], self.best, self.codes)
            now, best = (self.engine.many.stand(codes) for codes in (self.codes, self.best))
            met = [(met_by_many(need, now), met_by_many(need, best)) for need in chart.needs]
        else:
            met = [(met_by_many(need, aim.now)[rows], met_by_many(need, aim.best)[rows]) for need in chart.needs]
        self.floor = np.maximum(self.codes, np.int8(0))
        self.within = [best for _, best in met]
        self.open = [best & ~now for now, best in met]
        self.by_sheet = not (aim.goals.rungs or aim.goals.scores)
        self.goals = watched(aim.goals.at(rows))
        self.everyone = np.ones(len(rows), np.bool_)
        self._parts: dict[int, Watched] = {}
        places = range(len(chart.needs))
        coded = chart.readers is None
        self.pointing = [
            [at for at in places if coded or chart.needs[at].other == index] for index in range(len(chart.ids))
        ]

    def route(self) -> tuple[NDArray[np.int16], Codes]:
        """Return the steps of each organisation, as capabilities in order, and its answers with the plan done."""
        gathered = self._gathered()
        if self.chart.outcomes or self.engine.compiled is None:  # theirs are left out; code may look anywhere
            gathered = np.where(self._suffices(gathered), gathered, self.best)
        first = self._thinned(gathered, shares=False)
        second = self._thinned(self.best, shares=True)
        costs = [self._costs(done).sum(axis=0) for done in (first, second)]
        done = np.where(costs[1] < costs[0], second, first)  # the first, if they cost the same
        return self._ordered(done), done

    def _gathered(self) -> Codes:
        """Return the best answers to capabilities with a gap and, in turn, with an unmet prerequisite of those.

        Outcomes stay where they are.
        """
        wanted = np.where(self.deeds[:, None], self.demanded, np.int8(NO_DEMAND))
        planned = self._touched(np.maximum(self.codes, wanted))
        pairs = list(zip(self.chart.needs, self.open, strict=True))
        for index in self.chart.dependents_first:
            for need, unmet in pairs:
                if need.capability == index:
                    planned[need.other] |= unmet & planned[index]
        return np.where(planned[list(self.chart.prices.owners)], self.best, self.codes)

    def _suffices(self, done: Codes) -> Flags:
        """Return whether answers reach the target, and meet the prerequisites of what moves that the best ones meet."""
        standing = self.engine.many.stand(done)
        held = self.aim.reached(done, standing, self.rows)
        return held & self._bearing(standing, self._touched(done), range(len(self.open)))

    def _thinned(self, done: Codes, *, shares: bool) -> Codes:
        """Take back whole capabilities, the dearest first, then single option steps; return the answers left."""
        kept = self._take_back_capabilities(done, shares=shares)
        done = self._with(done, kept)
        self._take_back_steps(done, kept)
        return done

    def _take_back_capabilities(self, done: Codes, *, shares: bool) -> Flags:
        """Return which capabilities are kept, where those go that neither the target nor a kept one needs."""
        kept = self._touched(done)
        needed = np.zeros_like(kept)
        columns = np.arange(len(self.rows))
        halves = self._halves(done)
        pairs = [(need.other, need.capability) for need in self.chart.needs]
        for turn in in_turns(kept.copy(), pairs, self._dearness(done, kept, shares=shares)):
            trying = turn != NO_STEP
            kept[turn[trying], columns[trying]] = False
            gone = trying & ~needed[turn, columns] & self._holds(halves, done, kept)
            stays = trying & ~gone
            kept[turn[stays], columns[stays]] = True
            for need, unmet in zip(self.chart.needs, self.open, strict=True):
                if self.engine.compiled is not None:
                    needed[need.other] |= stays & unmet & (turn == need.capability)
        return kept

    def _with(self, done: Codes, kept: Flags) -> Codes:
        """Return the answers where the capabilities that are not kept are as they are today."""
        return np.where(kept[list(self.chart.prices.owners)], done, self.codes)

    def _halves(self, done: Codes) -> Halves | None:
        """Return where capabilities stand as they are today, and done; None for a scorer in code."""
        compiled, ladders = self.engine.compiled, self.engine.framework.outline.capabilities
        return None if compiled is None else Halves(compiled, self.codes, done, ladders, self.chart.prices.owners)

    def _holds(self, halves: Halves | None, done: Codes, kept: Flags) -> Flags:
        """Return whether the target is reached with what is kept; with a scorer in code, also whether its needs hold.

        By requirements that is known beforehand, since a capability is moved by its own questions only.
        """
        if halves is not None:
            if self.by_sheet:
                return self._wanted(self._with(done, kept))
            return self.goals.reached(halves.standing(kept), self.everyone)
        codes = self._with(done, kept)
        standing = self.engine.many.stand(codes)
        held = self.aim.reached(codes, standing, self.rows)
        return held & self._bearing(standing, kept, range(len(self.open)))

    def _wanted(self, codes: Codes) -> Flags:
        """Return whether answers reach what is demanded of each question: another sheet is the target."""
        reached: Flags = np.logical_and.reduce(codes >= self.demanded)
        return reached

    def _bearing(self, standing: Standing, kept: Flags, needs: Sequence[int]) -> Flags:
        """Return whether prerequisites of the kept capabilities hold, as far as the best answers meet them."""
        bearing = self.everyone
        for place in needs:
            need = self.chart.needs[place]
            bearing = bearing & (~(kept[need.capability] & self.within[place]) | met_by_many(need, standing))
        return bearing

    def _take_back_steps(self, done: Codes, kept: Flags) -> None:
        """Take back single option steps in place, the dearest first, while the target and what the kept need hold."""
        readers, owners = self.chart.readers, self.chart.prices.owners
        live = None if readers is None else LiveStanding(readers.compiled, done, readers)
        watching = live is not None and not self.by_sheet
        if live is not None and watching:
            self.goals.reached(live, self.everyone)
            self._bearing(live, kept, range(len(self.open)))
        for question, position in self.chart.prices.takings:
            row, floor = done[question], self.floor[question]
            trying = (row == position) & (floor < position)
            if question in self.conditions.needing:
                trying &= ~self._needed(done, question, position - 1)
            if not trying.any():
                continue
            row -= trying.view(np.int8)
            if live is not None and watching and not live.notices(question, position, position - 1):
                continue  # no sum that the target or a prerequisite reads is any lower
            if live is not None:
                live.move(owners[question], question, trying, (position, position - 1))
            standing = self.engine.many.stand(np.where(done > self.floor, done, self.codes)) if live is None else live
            failed = trying & ~self._still(done, standing, kept, question)
            row += failed.view(np.int8)
            if live is not None and failed.any():
                live.move(owners[question], question, failed, (position - 1, position))
        # What is back at the lowest option may be open today; for requirements that makes no difference until now.
        np.copyto(done, self.codes, where=done <= self.floor)

    def _needed(self, done: Codes, question: int, lower: int) -> Flags:
        """Return whether a question that moves needs this one to be higher."""
        needed = np.zeros(len(self.rows), np.bool_)
        for pair in self.conditions.needing[question]:
            if lower < pair.position:
                needed |= done[pair.question] > self.floor[pair.question]
        return needed

    def _still(self, done: Codes, standing: Standing, kept: Flags, question: int) -> Flags:
        """Return whether all holds after one question was moved: nothing else can have changed."""
        owner = self.chart.prices.owners[question]
        reached: Flags
        if self.by_sheet:
            reached = done[question] >= self.demanded[question]
        else:
            reached = self._goals(owner).reached(standing, self.everyone)
        return reached & self._bearing(standing, kept, self.pointing[owner])

    def _goals(self, capability: int) -> Watched:
        """Return the goals on ladders that a capability moves; all others stay reached."""
        if capability not in self._parts:
            self._parts[capability] = self.goals.on(self.chart.moving[capability])
        return self._parts[capability]

    def _touched(self, done: Codes) -> Flags:
        moved = done != self.codes
        return np.array([moved[own].any(axis=0) for own in self.chart.own], np.bool_).reshape(-1, len(self.rows))

    def _dearness(self, done: Codes, touched: Flags, *, shares: bool) -> NDArray[np.int16]:
        """Return keys that sort the dearest first; with `shares`, the dearest for what they add to the score."""
        costs = self._costs(done)
        added = self._added(done, self.chart.prices.shares) if shares else None
        return sort_keys(costs, added, touched, self.chart.by_tie)

    def _costs(self, done: Codes) -> Numbers:
        """Return what the moves of each capability to these answers cost."""
        prices = self.chart.prices
        steps = np.maximum(done - self.floor, np.int8(0))
        counts = [steps[own].sum(axis=0, dtype=np.int64) for own in self.chart.own]
        kind: Any = np.int64 if prices.most <= EXACT_LIMIT else object
        costs = np.zeros((len(counts), len(self.rows)), kind)
        for index, count in enumerate(counts):
            costs[index] = count.astype(kind) * prices.steps[index] + (count > 0).astype(kind) * prices.begins[index]
        return costs

    def _added(self, done: Codes, values: Sequence[Sequence[int]]) -> Numbers:
        """Return what the moves of each capability to these answers add, by what options are worth."""
        kind: Any = np.int64 if sum(max(row) for row in values) <= EXACT_LIMIT else object
        added = np.zeros((len(self.chart.own), len(self.rows)), kind)
        high = np.maximum(done, self.floor)
        for question, owner in enumerate(self.chart.prices.owners):
            table = np.array(values[question], kind)
            added[owner] += table[high[question]] - table[self.floor[question]]
        return added

    def _ordered(self, done: Codes) -> NDArray[np.int16]:
        """Return the steps: each time the one that gains most for its cost, of those whose prerequisites come before.

        Gains are counted for the questions that have a gap to the target.
        """
        touched = self._touched(done)
        wanted = self.demanded != NO_DEMAND
        gains = self._added(np.where(wanted, done, self.codes), self.chart.prices.worths)
        pairs = [(need.capability, need.other) for need in self.chart.needs]
        order = np.full(touched.shape, NO_STEP, np.int16)
        keys = sort_keys(gains, self._costs(done), touched, self.chart.by_id)
        for place, turn in enumerate(in_turns(touched, pairs, keys)):
            order[place] = turn
        return order


def met_by_many(need: Need, standing: Standing) -> Flags:
    """Return whether each of many sheets meets a prerequisite: `Need.is_met` says it of one."""
    place = standing.places[need.ladder]
    if need.credit is None:
        return place.reached(need.rung) | (place.lowest > need.rung)
    return at_least(place.numerator, place.denominator, need.credit) | ~place.counts
