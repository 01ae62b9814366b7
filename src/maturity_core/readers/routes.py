"""Routes: the capabilities to raise to reach a target, without a superfluous one, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.compiled.number_sizes import EXACT_LIMIT
from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladder_levels, rank_of
from maturity_core.model.states import NO_DEMAND, NO_STEP
from maturity_core.readers.cuts import score_cuts
from maturity_core.readers.needs import Need
from maturity_core.readers.targets import Aim
from maturity_core.scoring.engine import Engine, Goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from maturity_core.answers.sheets import Codes
    from maturity_core.scoring.many.place import Flags, Numbers


class Map:
    """The part of routes that depends on the framework alone: needs, orders by id and effort, worth of options."""

    def __init__(self, engine: Engine) -> None:
        framework = engine.framework
        self.engine = engine
        self.framework = framework
        ids = [capability.id for capability in framework.capabilities]
        self.needs = tuple(self._needs(ids))
        self.by_id = sorted(range(len(ids)), key=ids.__getitem__)
        self.by_effort = sorted(self.by_id, key=lambda index: -framework.capabilities[index].effort)
        self.owner = np.array([ids.index(question.capability) for question in framework.questions])

    def _needs(self, ids: list[str]) -> Iterator[Need]:
        for index, capability in enumerate(self.framework.capabilities):
            for needed in capability.requires:
                levels = ladder_levels(self.framework, Ladder("capability", needed.capability))
                rung = rank_of(levels, str(needed.level)) or 0  # unused if a credit is required
                yield Need(index, ids.index(needed.capability), rung, needed.credit)

    @cached_property
    def cuts(self) -> dict[str, tuple[Fraction, ...]]:
        """The numbers that the score of each ladder is compared with."""
        return score_cuts(self.engine, self.needs)

    @cached_property
    def dependents_first(self) -> list[int]:
        """Capabilities, each before those it requires.

        Raises:
            FrameworkError: for a cycle, in a framework that got past the checks of definition files.
        """
        order: list[int] = []
        waiting = set(range(len(self.framework.capabilities)))
        while waiting:
            free = [
                index
                for index in sorted(waiting)
                if not any(n.other == index and n.capability in waiting for n in self.needs)
            ]
            if not free:
                stuck = ", ".join(self.framework.capabilities[index].id for index in sorted(waiting))
                raise FrameworkError([Problem("the prerequisites form a cycle", "capabilities", stuck)])
            order += free
            waiting -= set(free)
        return order

    @cached_property
    def worth(self) -> tuple[Numbers, ...]:
        """Weight x credit / effort by question and code, as integers on one scale; open answers are worth 0."""
        exact = [
            [
                question.weight * option.credit / self.framework.capability(question.capability).effort
                for option in question.options
            ]
            for question in self.framework.questions
        ]
        scale = lcm(*(value.denominator for values in exact for value in values))
        negative = [0] * -NO_DEMAND  # an entry for each state, and for `NO_DEMAND`
        whole = [[int(value * scale) for value in values] + negative for values in exact]
        kind: Any = object if sum(max(values) for values in whole) > EXACT_LIMIT else np.int64
        return tuple(np.array(values, kind) for values in whole)


@dataclass(frozen=True)
class Route:
    """Plans of many organisations.

    `order` (n_capabilities, n) holds capabilities by their position in the file, `NO_STEP` past the end; `positions`
    (n_questions, n) the position that the plan demands of each question of its steps.
    """

    order: np.ndarray[Any, np.dtype[np.int16]]
    positions: Codes


def route(aim: Aim, chart: Map) -> Route:
    """Return the plans to the aim's target."""
    draft = _Draft(aim, chart)
    draft.gather()
    draft.drop_superfluous()
    return Route(_ordered(aim, chart, draft.planned), draft.positions())


def raised(codes: Codes, positions: Codes) -> Codes:
    """Return the codes, with each question raised to the position demanded of it."""
    return np.maximum(codes, positions)


class _Draft:
    """Plans in the making.

    `planned` (n_capabilities, n) says which capabilities are steps, `demanded` (n_questions, n) which position each
    question has to reach.
    """

    def __init__(self, aim: Aim, chart: Map) -> None:
        self.aim = aim
        self.chart = chart
        self.demanded = aim.demanded.copy()
        self.planned = np.zeros((len(chart.framework.capabilities), aim.codes.shape[1]), np.bool_)

    def positions(self) -> Codes:
        """Return the positions that the planned steps demand of the questions."""
        return np.where(self.planned[self.chart.owner], self.demanded, np.int8(NO_DEMAND))

    def gather(self) -> None:
        """Plan every capability with a gap and, transitively, its unmet prerequisites, whose demands are added."""
        np.logical_or.at(self.planned, self.chart.owner, self.demanded != NO_DEMAND)
        for index in self.chart.dependents_first:
            for need in self.chart.needs:
                unmet = self.planned[index] & ~need.met(self.aim.now) & need.met(self.aim.best)
                rows = np.flatnonzero(unmet)
                if need.capability == index and rows.size:
                    more = _need_demands(self.aim.engine, self.aim.codes[:, rows], need)
                    self.demanded[:, rows] = np.maximum(self.demanded[:, rows], more)
                    self.planned[need.other, rows] = True

    def drop_superfluous(self) -> None:
        """Drop each step that the plan can do without, most effort first; start again after each, until none can go.

        A step that the target needs is needed by every smaller plan too, so it is tried once; one that only another
        step needs is tried again when that step is gone.
        """
        whole = self.aim.engine.stand(raised(self.aim.codes, self.positions()))
        kept = [(need, need.met(whole)) for need in self.chart.needs]
        pending = self.planned.copy()
        rows = np.flatnonzero(self.planned.any(axis=0))
        while rows.size:
            dropped = np.zeros(self.planned.shape[1], np.bool_)
            for index in self.chart.by_effort:
                trying = rows[pending[index, rows] & ~dropped[rows]]
                if trying.size:
                    reached, bearing = self._without(index, trying, kept)
                    pending[index, trying[~reached]] = False
                    gone = trying[reached & bearing]
                    self.planned[index, gone] = pending[index, gone] = False
                    dropped[gone] = True
            rows = np.flatnonzero(dropped)

    def _without(self, index: int, rows: NDArray[np.intp], kept: list[tuple[Need, Flags]]) -> tuple[Flags, Flags]:
        """Return whether the target is reached without one step, and whether the others' prerequisites are met."""
        left = self.planned[:, rows]
        left[index] = False
        asked = np.where(left[self.chart.owner], self.demanded[:, rows], np.int8(NO_DEMAND))
        codes = raised(self.aim.codes[:, rows], asked)
        standing = self.aim.engine.stand(codes)
        bearing = np.ones(rows.size, np.bool_)
        for need, was_met in kept:
            bearing &= ~(left[need.capability] & was_met[rows]) | need.met(standing)
        return self.aim.reached(codes, standing, rows), bearing


def _need_demands(engine: Engine, codes: Codes, need: Need) -> Codes:
    if need.credit is None:
        return engine.demand(codes, Goals({need.other: np.full(codes.shape[1], need.rung, np.int8)}))
    return engine.demand(codes, Goals(scores=[(need.other, need.credit)]))


def _ordered(aim: Aim, chart: Map, planned: Flags) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Order the steps: each time the one worth most whose prerequisites in the plan come before it; ties by id."""
    worth = _worths(aim, chart)
    order = np.full(planned.shape, NO_STEP, np.int16)
    left = planned.copy()
    for chosen in order:
        if not left.any():
            break
        blocked = np.zeros_like(left)
        for need in chart.needs:
            blocked[need.capability] |= left[need.other]
        most = np.full_like(worth[0], -1)
        for index in chart.by_id:
            better = left[index] & ~blocked[index] & (worth[index] > most)
            chosen[better] = index
            most[better] = worth[index][better]
        taken = np.flatnonzero(chosen != NO_STEP)
        left[chosen[taken], taken] = False
    return order


def _worths(aim: Aim, chart: Map) -> Numbers:
    """Return for each capability the weight x credit gained by closing its gaps to the target, divided by effort."""
    worth: Numbers = np.zeros((len(chart.framework.capabilities), aim.codes.shape[1]), chart.worth[0].dtype)
    for column, table in enumerate(chart.worth):
        asked = aim.demanded[column]
        gain = table.take(asked) - table.take(aim.codes[column])  # every table has an entry for `NO_DEMAND`, too
        worth[chart.owner[column]] += gain * (asked != NO_DEMAND)
    return worth
