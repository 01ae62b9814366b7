"""What many organisations aim at, and how each of them stands towards it: `one_aim` has it for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.counted import asked_many
from maturity_core.model.ladder import AIMED, FRAMEWORK
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NOT_APPLICABLE
from maturity_core.results.routes import Status
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.engine import Goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.answers.likes import Codes
    from maturity_core.readers.targets import Sheet, Target
    from maturity_core.scoring.engine import Engine
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Flags, Ranks


@dataclass(frozen=True)
class Aim:
    """A target for many organisations: rungs, scores or a sheet, and how each organisation stands towards it.

    `codes` are the answers, `now` the standing with them, `best` that with the best answers to all that applies.
    """

    engine: Engine
    codes: Codes
    now: Standing
    best: Standing
    goals: Goals
    status: Ranks
    demanded: Codes

    def reached(self, codes: Codes, standing: Standing, rows: np.ndarray[Any, Any]) -> Flags:
        """Return whether the answers of these organisations reach the target."""
        if self.goals.rungs or self.goals.scores:
            return self.goals.at(rows).reached(standing)
        reached: Flags = np.logical_and.reduce(codes >= np.take(self.demanded, rows, axis=1))
        return reached


def take_aim(engine: Engine, codes: Codes, target: Target | Sheet | None, positions: Codes | None = None) -> Aim:
    """Return the aim at a parsed target of the organisations in `codes` (n_questions, n_organisations).

    The demanded positions are written to `positions` (n_questions, n_organisations) if it is given.
    """
    now, best = engine.many.stand(codes), engine.many.stand_best(codes)
    if isinstance(target, tuple):
        demanded = _sheet_demands(engine, codes, target, positions)
        status = np.where((demanded == NO_DEMAND).all(axis=0), Status.REACHED.code, Status.OPEN.code).astype(np.int8)
        return Aim(engine, codes, now, best, Goals(), status, demanded)
    goals, status = _default(engine, now, best) if target is None else _fixed(engine, now, best, target)
    asked = goals
    if target is not None:  # by default something is asked only where it is open
        is_open = status == np.int8(Status.OPEN.code)
        bars = [replace(bar, asked=is_open) for bar in goals.scores]
        asked = Goals({ladder: rung * is_open for ladder, rung in goals.rungs.items()}, bars)
    return Aim(engine, codes, now, best, goals, status, engine.many.demand(codes, asked, now, positions))


def _fixed(engine: Engine, now: Standing, best: Standing, target: Target) -> tuple[Goals, Ranks]:
    size = len(now.places[0].rank)
    rungs = {engine.index[ladder]: np.full(size, rung, np.int8) for ladder, rung in target.rungs.items()}
    everyone = np.ones(size, np.bool_)
    goals = Goals(rungs, [Bar(engine.index[ladder], bar, everyone) for ladder, bar in target.scores.items()])
    status = np.where(goals.reached(now), Status.REACHED.code, Status.OPEN.code)
    if not engine.within_reach or goals.scores:
        status[~goals.reached(best)] = Status.OUT_OF_REACH.code
    for ladder, rung in rungs.items():
        place = now.places[ladder]
        remains = np.array([everyone, *place.remains])[np.minimum(rung, place.top), np.arange(size)]
        status[(place.rank == NO_LEVEL) | ~remains] = Status.REFUSED.code
    for bar in goals.scores:
        status[~now.places[bar.ladder].scored] = Status.REFUSED.code
    return goals, status.astype(np.int8)


def _default(engine: Engine, now: Standing, best: Standing) -> tuple[Goals, Ranks]:
    """Aim at the framework's next remaining rung within reach, else at those of all dimensions or all capabilities.

    With no level left, aim at the next mark of the score within reach, and at last at the best score.
    """
    rungs: dict[int, Ranks] = {}
    pending = np.ones(len(now.places[0].rank), np.bool_)
    nothing = np.zeros(len(pending), np.int8)
    for kind in AIMED:
        group = [index for index, ladder in enumerate(engine.ladders) if ladder.kind == kind]
        settled = np.zeros_like(pending)
        for index in group:
            rungs[index] = nothing
            if not now.places[index].top:
                continue
            following = now.places[index].next_rung()
            aimed = pending & (following > 0)
            if not engine.within_reach:
                aimed &= best.places[index].reached(following)
            rungs[index] = following * aimed
            settled |= aimed
        pending = pending > settled
        if not pending.any():
            return Goals(rungs), np.full(len(pending), Status.OPEN.code, np.int8)
    bars = list(_bars(engine, now, best, pending))
    pending &= ~np.logical_or.reduce([bar.asked for bar in bars])
    status = np.where(pending, Status.NOTHING_LEFT.code, Status.OPEN.code).astype(np.int8)
    return Goals(rungs, [bar for bar in bars if bar.asked.any()]), status


def _bars(engine: Engine, now: Standing, best: Standing, pending: Flags) -> Iterator[Bar]:
    """Yield the marks of the overall score with those for whom each is the next within reach, at last the best score.

    It is asked of those who are `pending`, and have a score below their best.
    """
    overall = engine.index[FRAMEWORK]
    place, highest = now.places[overall], best.places[overall]
    waiting = pending & place.scored & (place.numerator < highest.numerator)
    for mark in engine.framework.chart.marks:
        bar = Bar(overall, mark, waiting)
        asked = waiting & ~bar.suffices(place, place.numerator) & bar.suffices(highest, highest.numerator)
        if asked.any():
            yield replace(bar, asked=asked)
            waiting = waiting > asked
    yield Bar(overall, highest.numerator, waiting)


def _sheet_demands(engine: Engine, codes: Codes, sheet: Sheet, positions: Codes | None) -> Codes:
    """Return the lowest option with the credit of the target's, for each question that applies in both sheets."""
    demanded = np.empty(codes.shape, np.int8) if positions is None else positions
    demanded[...] = NO_DEMAND
    for column, question in enumerate(engine.framework.questions):
        steps = [option.credit for option in question.options]
        position = steps.index(steps[max(sheet[column], 0)])
        if position:
            demanded[column, (codes[column] != NOT_APPLICABLE) & (codes[column] < position)] = position
    asked_many(engine.framework.lookup.conditions, demanded, codes)
    return demanded
