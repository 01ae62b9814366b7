"""Targets: what gaps and plans aim at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.sheets import sheet_codes
from maturity_core.errors import MaturityError, Problem, TargetError, shown
from maturity_core.model.ladder import FRAMEWORK, KINDS
from maturity_core.model.nouns import Level
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NOT_APPLICABLE
from maturity_core.results.routes import Status
from maturity_core.scoring.engine import Engine, Goals
from maturity_core.scoring.many.place import Flags, Ranks

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.evaluate import Standing


@dataclass(frozen=True)
class Aim:
    """A target for many organisations: a rung for each ladder, or a sheet, and how each organisation stands towards it.

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
        if self.goals.rungs:
            return self.goals.at(rows).reached(standing)
        reached: Flags = np.logical_and.reduce(codes >= self.demanded[:, rows])
        return reached


def parse_target(framework: Framework, target: Any) -> dict[str, int] | Codes | None:
    """Return a target as rungs by ladder, the codes of another sheet, or None for the default.

    Args:
        framework: the framework the target belongs to.
        target: None; a level of the framework or its id; a mapping of ladder (`framework`, `dimension ID`,
            `capability ID`) to level; or another assessment.

    Raises:
        TargetError: with every ladder and level that does not exist.
    """
    if target is None:
        return None
    record = getattr(target, "record", None)
    if record is not None:
        return _sheet(framework, target)
    problems: list[Problem] = []
    rungs: dict[str, int] = {}
    for ladder, level in _named(target):
        found = _rung(framework, ladder, level.id if isinstance(level, Level) else level)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rungs[ladder] = found
    if problems or not rungs:
        raise TargetError(problems or "the target names no ladder")
    return rungs


def same_target(one: Any, other: Any) -> bool:
    """Return whether two targets, as `parse_target` returns them, are the same."""
    arrays = isinstance(one, np.ndarray), isinstance(other, np.ndarray)
    return bool(np.array_equal(one, other)) if all(arrays) else not any(arrays) and bool(one == other)


def _sheet(framework: Framework, target: Any) -> Codes:
    """Return the codes of another assessment; a stored one is verified first."""
    record = target.record
    if not record.framework.fits(framework):
        raise TargetError([Problem("the target is an assessment by another framework", "target", record.framework.id)])
    try:
        target.verify(framework)
    except MaturityError as error:
        raise TargetError([replace(problem, where=f"target, {problem.where}") for problem in error.problems]) from error
    return np.array(sheet_codes(framework, record.answers), np.int8)


def _named(target: Any) -> list[tuple[Any, Any]]:
    return list(target.items()) if _is_mapping(target) else [(FRAMEWORK, target)]


def _is_mapping(target: Any) -> bool:
    return isinstance(target, Mapping)


def _rung(framework: Framework, ladder: Any, level: Any) -> int | Problem:
    ladders = framework.engine.ladders
    if not isinstance(ladder, str) or ladder not in ladders:
        given = _named_as(ladder)
        whole = next((name for name in ladders if name.id == given), given)
        return Problem("no such ladder", "target", shown(ladder), near=(whole, ladders))
    ids = [entry.id for entry in framework.ladder_levels(ladder)]
    if not isinstance(level, str) or level not in ids:
        allowed = ", ".join(ids) or "none"
        return Problem(f"the {ladder} has no such level", "target", shown(level), allowed, near=(_named_as(level), ids))
    return ids.index(level)


def _named_as(name: object) -> str:
    """Return a name as it is; anything else as messages show it."""
    return name if isinstance(name, str) else shown(name)


def take_aim(
    engine: Engine, codes: Codes, target: dict[str, int] | Codes | None, positions: Codes | None = None
) -> Aim:
    """Return the aim at a parsed target of the organisations in `codes` (n_questions, n_organisations).

    The demanded positions are written to `positions` (n_questions, n_organisations) if it is given.
    """
    now, best = engine.stand(codes), engine.stand_best(codes)
    if isinstance(target, np.ndarray):
        demanded = _sheet_demands(engine, codes, target, positions)
        status = np.where((demanded == NO_DEMAND).all(axis=0), Status.REACHED.code, Status.OPEN.code).astype(np.int8)
        return Aim(engine, codes, now, best, Goals(), status, demanded)
    if target is None:
        rungs, status = _default(engine, now, best)
    else:
        rungs, status = _fixed(engine, now, best, target)
    goals = Goals(rungs)
    if target is not None:  # by default there is a rung only where one is open
        is_open = status == np.int8(Status.OPEN.code)
        goals = Goals({ladder: rung * is_open for ladder, rung in rungs.items()})
    return Aim(engine, codes, now, best, Goals(rungs), status, engine.demand(codes, goals, now, positions))


def _fixed(engine: Engine, now: Standing, best: Standing, target: dict[str, int]) -> tuple[dict[int, Ranks], Ranks]:
    size = len(now.places[0].rank)
    rungs = {engine.index[ladder]: np.full(size, rung, np.int8) for ladder, rung in target.items()}
    goals = Goals(rungs)
    status = np.where(goals.reached(now), Status.REACHED.code, Status.OPEN.code)
    if not engine.within_reach:
        status[~goals.reached(best)] = Status.OUT_OF_REACH.code
    for ladder, rung in rungs.items():
        place = now.places[ladder]
        remains = np.array([np.ones(size, np.bool_), *place.remains])[np.minimum(rung, place.top), np.arange(size)]
        status[(place.rank == NO_LEVEL) | ~remains] = Status.REFUSED.code
    return rungs, status.astype(np.int8)


def _default(engine: Engine, now: Standing, best: Standing) -> tuple[dict[int, Ranks], Ranks]:
    """Aim at the framework's next remaining rung within reach, else at those of all dimensions or all capabilities."""
    rungs: dict[int, Ranks] = {}
    pending = np.ones(len(now.places[0].rank), np.bool_)
    nothing = np.zeros(len(pending), np.int8)
    for kind in KINDS:
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
            break
    return rungs, np.where(pending, Status.NOTHING_LEFT.code, Status.OPEN.code).astype(np.int8)


def _sheet_demands(engine: Engine, codes: Codes, sheet: Codes, positions: Codes | None) -> Codes:
    """Return the lowest option with the credit of the target's, for each question that applies in both sheets."""
    demanded = np.empty(codes.shape, np.int8) if positions is None else positions
    demanded[...] = NO_DEMAND
    for column, question in enumerate(engine.framework.questions):
        steps = [option.credit for option in question.options]
        position = steps.index(steps[max(int(sheet[column]), 0)])
        if position:
            demanded[column, (codes[column] != NOT_APPLICABLE) & (codes[column] < position)] = position
    return demanded
