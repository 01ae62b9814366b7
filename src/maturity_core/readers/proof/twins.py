"""Two sheets that differ in one answer: what a single answer can change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.model.node import known
from maturity_core.readers.proof.joint import NOTHING, Joint, Side, fixed
from maturity_core.readers.proof.proving import answers_of, wrong_solution
from maturity_core.results.inspection import Lift
from maturity_core.scoring.many.evaluate import RuleStanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.proof.model import Model

ORDERS = 6
"""In how many orders answers are raised, one by one, to see which of them change a level."""


class Twins:
    """Two sheets that differ in one answer: the lowest option on one, the highest on the other."""

    def __init__(self, model: Model) -> None:
        self.model = model
        joint = Joint()
        asking = [model.asking(), model.asking()]
        self.gates = [{level: one.level(*level) for level in model.levels()} for one in asking]
        self.low, self.high = (Side(joint, model.framework, one.written()) for one in asking)
        self.chosen = joint.differing_once(self.low, self.high)
        moving = _moving(model.framework)
        for level, low in self.gates[0].items():
            for pair in self.low.and_other(self.high, [[low], [self.gates[1][level]]]):
                joint.differing_by(*pair, [self.chosen[question] for question in moving[level[0]]])
        self.ends = {step: (self.low.given[step], self.high.given[step]) for step in self.low.given}
        self.program = joint.cases()

    def apart(self, question: int, ladder: int, below: int, reached: int) -> tuple[Sequence[int] | None, bool]:
        """Return values at which a question lifts a ladder from below a rank to a rank, and if it is certain."""
        low = self.low.literal(self.gates[0][ladder, below], met=False)
        given = fixed([low, self.high.literal(self.gates[1][ladder, reached])])
        once = {variable: int(place == question) for place, variable in enumerate(self.chosen)}
        for (moved, _), ends in self.ends.items():
            once |= dict(zip(ends, (0, 1), strict=True)) if moved == question else {}
        found = NOTHING if given is None else self.program.find({**given, **once}, self.model.cases)
        if found.values is None:
            return None, found.certain
        if not (self.low.rank(found.values, ladder) < below and self.high.rank(found.values, ladder) >= reached):
            raise wrong_solution("inspect")
        return found.values, True

    def lift(self) -> tuple[Lift | None, bool]:
        """Return the answer that lifts the framework furthest, and whether it certainly does."""
        overall, certain = self.model.overall, True
        ranks = self.model.ranks(overall)[1:]
        for far in range(len(ranks), 0, -1):
            for question in range(len(self.chosen)):
                for place in range(len(ranks) - far + 1):
                    values, sure = self.apart(question, overall, ranks[place], ranks[place + far - 1])
                    certain = certain and sure
                    if values is not None:
                        return self._lifted(question, values, far, certain=certain), certain
        return None, certain

    def _lifted(self, question: int, values: Sequence[int], far: int, *, certain: bool) -> Lift:
        model = self.model
        before, after = (side.rank(values, model.overall) for side in (self.low, self.high))
        found = {
            "question": model.framework.outline.ids[question],
            "level_from": model.level(model.overall, before),
            "level_to": model.level(model.overall, after),
            "ranks": far,
            "answers": answers_of(model.framework, self.low.codes(values)),
            "certain": certain,
        }
        return known(Lift, found)

    def alive(self, question: int) -> bool | None:
        """Return whether a question changes the level of some ladder on some sheet; None if that is not known."""
        sure = True
        for ladder in self.model.framework.outline.owners[question]:
            for rank in self.model.ranks(ladder)[1:]:
                values, certain = self.apart(question, ladder, rank, rank)
                if values is not None:
                    return True
                sure = sure and certain
        return False if sure else None


def alive_on_the_way(model: Model) -> set[int]:
    """Return questions that change a level somewhere on the way from the lowest to the highest answers."""
    tops, conditions = model.single.tops, model.framework.lookup.conditions
    steps = [question for question, top in enumerate(tops) for _ in range(top)]
    found: set[int] = set()
    for order in _orders(steps):
        raised = np.zeros((len(tops), len(order) + 1), np.int8)
        raised[order, np.arange(1, len(order) + 1)] = 1
        standing = RuleStanding(
            model.single.compiled, counted_many(conditions, np.cumsum(raised, axis=1, dtype=np.int8))
        )
        ranks = np.array([place.rank for place in standing.places])
        found |= {order[step] for step in np.flatnonzero((ranks[:, 1:] != ranks[:, :-1]).any(axis=0)).tolist()}
    return found


def _orders(steps: list[int]) -> Iterator[list[int]]:
    for seed in range(ORDERS):
        order: list[int] = np.random.default_rng(seed).permutation(steps).tolist()
        yield order


def _moving(framework: Framework) -> list[list[int]]:
    """Return, for each ladder, the questions whose answers may move it: its own, and those that its own need."""
    owners, needed = framework.outline.owners, framework.lookup.conditions.needing
    found: list[set[int]] = [set() for _ in framework.outline.ladders]
    for question in range(len(owners)):
        waiting = [question]
        for one in waiting:
            waiting += [pair.question for pair in needed.get(one, ())]
            for ladder in owners[one]:
                found[ladder].add(question)
    return [sorted(questions) for questions in found]
