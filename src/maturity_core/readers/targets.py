"""Targets: what gaps and plans aim at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.counted import asked_many
from maturity_core.answers.numbers import MOST_BITS
from maturity_core.answers.sheets import sheet_codes
from maturity_core.answers.wording import TWO_MEANINGS
from maturity_core.errors import MaturityError, Problem, TargetError, shown
from maturity_core.model.fields import exact, number_text
from maturity_core.model.ladder import AIMED, FRAMEWORK
from maturity_core.model.nouns import Level
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NOT_APPLICABLE
from maturity_core.model.units import score_of
from maturity_core.nearest import folded, nearest
from maturity_core.readers.marks import score_ends
from maturity_core.results.routes import Status
from maturity_core.scoring.engine import Engine
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.engine import Goals
from maturity_core.scoring.many.place import Flags, Ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.evaluate import Standing

_LONG_RATIO = re.compile(r"[+-]?[0-9]{1,999}/[1-9][0-9]{0,998}")
"""A ratio as results show it: an exact score may need more digits than a number in a file has."""


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


@dataclass(frozen=True)
class Target:
    """A target as rungs and scores, by the names of ladders."""

    rungs: Mapping[str, int]
    scores: Mapping[str, Fraction]


def parse_target(framework: Framework, target: Any) -> Target | Codes | None:
    """Return a target as rungs and scores by ladder, the codes of another sheet, or None for the default.

    Args:
        framework: the framework the target belongs to.
        target: None; a level of the framework, its id or its name, in any letter case; a score that the whole has to
            reach, as a number from 0 to 1, or as the text that results show, such as "2.5" or "70%"; a mapping of
            ladder (`framework`, `dimension ID`, `capability ID`, `measure ID`) to level or score; or another
            assessment.

    Raises:
        TargetError: with every ladder and level that does not exist, and every number that is not a score.
    """
    if target is None:
        return None
    record = getattr(target, "record", None)
    if record is not None:
        return _sheet(framework, target)
    problems: list[Problem] = []
    rungs: dict[str, int] = {}
    scores: dict[str, Fraction] = {}
    for ladder, value in _named(target):
        found = goal(framework, ladder, value.id if isinstance(value, Level) else value)
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, Fraction):
            scores[ladder] = found
        else:
            rungs[ladder] = found
    if problems or not (rungs or scores):
        raise TargetError(problems or "the target names no ladder")
    return Target(rungs, scores)


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
    codes = framework.lookup.conditions.counted(sheet_codes(framework, record.answers))
    return np.array(codes, np.int8)


def _named(target: Any) -> list[tuple[Any, Any]]:
    return list(target.items()) if _is_mapping(target) else [(FRAMEWORK, target)]


def _is_mapping(target: Any) -> bool:
    return isinstance(target, Mapping)


def goal(framework: Framework, ladder: Any, value: Any) -> int | Fraction | Problem:
    """Return the rung of a level, or the score that a number is."""
    ladders = framework.engine.ladders
    if not isinstance(ladder, str) or ladder not in ladders:
        given = _named_as(ladder)
        whole = next((name for name in ladders if name.id == given), given)
        return Problem("no such ladder", "target", shown(ladder), near=(whole, ladders))
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return _score(framework, ladder, value)
    if isinstance(value, str) and (score := _shown_score(framework, ladder, value)) is not None:
        return score
    return _rung(framework.ladder_levels(ladder), ladder, value)


def _rung(levels: Sequence[Level], ladder: str, value: Any) -> int | Problem:
    """Return the rung that a text names: by its id, or in any letter case by its id or its name."""
    ids = [entry.id for entry in levels]
    if isinstance(value, str) and value in ids:
        return ids.index(value)
    wanted = folded(value) if isinstance(value, str) else None
    meant = [entry.id for entry in levels if wanted in {folded(entry.id), folded(entry.name)}]
    if len(meant) == 1:
        return ids.index(meant[0])
    if meant:
        return Problem(f"{TWO_MEANINGS} on the {ladder}", "target", shown(value), ", ".join(meant))
    names = {folded(entry.name): entry.id for entry in levels}
    near = _named_as(value) if wanted is None else names.get(nearest(wanted, names), value)
    return Problem(f"the {ladder} has no such level", "target", shown(value), near=(near, ids))


def _score(framework: Framework, ladder: str, value: Any) -> Fraction | Problem:
    low, high = score_ends(framework.engine, ladder)
    allowed = f"{number_text(low)} to {number_text(high)}"
    try:
        score = Fraction(value) if isinstance(value, int | Fraction) else exact(value)
    except ValueError as error:
        return Problem(f"the score of the {ladder} cannot be aimed at: {error}", "target", shown(value), allowed)
    if score.denominator.bit_length() > MOST_BITS:
        return Problem(f"the score of the {ladder} has too many digits", "target", shown(value), "at most 1,000 digits")
    if low <= score <= high:
        return score
    hint = "" if score_of(framework, ladder).shown is None else f"as it is shown, write it as text: {f'{value}'!r}"
    return Problem(f"the score of the {ladder} cannot be that", "target", shown(value), allowed, hint)


def _shown_score(framework: Framework, ladder: str, text: str) -> Fraction | Problem | None:
    """Return the score that a text names as results show it, such as "2.5" or "70%"; None if it names no number."""
    share = text.endswith("%")
    written = text.removesuffix("%")
    try:
        number = Fraction(written) if _LONG_RATIO.fullmatch(written) else exact(written)
    except ValueError:
        return None
    made_of, (low, high) = score_of(framework, ladder), score_ends(framework.engine, ladder)
    bottom, top = made_of.shown or (low, high)
    score = number / 100 if share else low + (number - bottom) * (high - low) / (top - bottom)
    if low <= score <= high and not (share and made_of.adds):
        return score
    as_number = made_of.adds or (made_of.shown is not None and not share)
    allowed = f"{number_text(bottom)} to {number_text(top)}" if as_number else "0% to 100%"
    return Problem(f"the score of the {ladder} cannot be that", "target", shown(text), allowed)


def _named_as(name: object) -> str:
    """Return a name as it is; anything else as messages show it."""
    return name if isinstance(name, str) else shown(name)


def take_aim(engine: Engine, codes: Codes, target: Target | Codes | None, positions: Codes | None = None) -> Aim:
    """Return the aim at a parsed target of the organisations in `codes` (n_questions, n_organisations).

    The demanded positions are written to `positions` (n_questions, n_organisations) if it is given.
    """
    now, best = engine.many.stand(codes), engine.many.stand_best(codes)
    if isinstance(target, np.ndarray):
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


def _sheet_demands(engine: Engine, codes: Codes, sheet: Codes, positions: Codes | None) -> Codes:
    """Return the lowest option with the credit of the target's, for each question that applies in both sheets."""
    demanded = np.empty(codes.shape, np.int8) if positions is None else positions
    demanded[...] = NO_DEMAND
    for column, question in enumerate(engine.framework.questions):
        steps = [option.credit for option in question.options]
        position = steps.index(steps[max(int(sheet[column]), 0)])
        if position:
            demanded[column, (codes[column] != NOT_APPLICABLE) & (codes[column] < position)] = position
    asked_many(engine.framework.lookup.conditions, demanded, codes)
    return demanded
