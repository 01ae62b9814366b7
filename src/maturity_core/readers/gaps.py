"""Gaps: what is missing towards a target, for one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.sheets import answer_word
from maturity_core.errors import Problem, TargetError
from maturity_core.model.entries import Entries
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NOT_APPLICABLE
from maturity_core.readers.targets import Aim, parse_target, take_aim
from maturity_core.results.routes import CapabilityGap, Gaps, QuestionGap, Rung, Status

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework


def single_aim(framework: Framework, codes: Codes, target: Any) -> tuple[Aim, dict[str, Any]]:
    """Return the aim of one organisation, with codes (n_questions,), and what every targeted result says of it.

    Raises:
        TargetError: where the target names a ladder without a level here, or a rung that is no part of this
            organisation's ladder.
    """
    engine = framework.engine
    parsed = parse_target(framework, target)
    aim = take_aim(engine, codes[:, None], parsed)
    status = Status.of(int(aim.status[0]))
    named = isinstance(parsed, dict)
    rungs = {engine.ladders[ladder]: int(rung[0]) for ladder, rung in aim.goals.rungs.items() if named or rung[0]}
    if status is Status.REFUSED:
        problems = [_refusal(framework, aim, ladder) for ladder in aim.goals.rungs]
        raise TargetError([problem for problem in problems if problem])
    common = {
        "status": status,
        "target": tuple(
            Rung(ladder=ladder, level=framework.ladder_levels(ladder)[rung].id) for ladder, rung in rungs.items()
        ),
        "blockers": tuple(engine.unmet(aim.best, aim.goals)) if status is Status.OUT_OF_REACH else (),
        "left_out": _left_out(framework, codes, parsed) if isinstance(parsed, np.ndarray) else (),
    }
    return aim, common


def gaps(framework: Framework, codes: Codes, target: Any = None) -> Gaps:
    """Return the gaps of one organisation, with codes (n_questions,), towards a target."""
    aim, common = single_aim(framework, codes, target)
    return Gaps(**common, capabilities=capability_gaps(framework, codes, aim.demanded[:, 0]))


def capability_gaps(framework: Framework, codes: Codes, demanded: Codes) -> Entries[CapabilityGap]:
    """Return the gaps as data, by capability in file order."""
    found: dict[str, list[QuestionGap]] = {}
    for column in np.flatnonzero(demanded != NO_DEMAND):
        question = framework.questions[int(column)]
        option = question.options[int(demanded[column])]
        gap = QuestionGap(question=question.id, answer=answer_word(question, int(codes[column])), to=option.id)
        found.setdefault(question.capability, []).append(gap)
    return Entries(
        CapabilityGap(capability=entry.id, name=entry.name, questions=Entries(found[entry.id]))
        for entry in framework.capabilities
        if entry.id in found
    )


def _refusal(framework: Framework, aim: Aim, ladder: int) -> Problem | None:
    place, name = aim.now.places[ladder], aim.engine.ladders[ladder]
    if place.rank[0] == NO_LEVEL:
        return Problem("this ladder has no level here, so it cannot be aimed at", f"target.{name}")
    rung = int(aim.goals.rungs[ladder][0])
    if rung and not place.remains[rung - 1][0]:
        what = "none of the requirements of this level applies here, so it cannot be aimed at"
        return Problem(what, f"target.{name}", framework.ladder_levels(name)[rung].id)
    return None


def _left_out(framework: Framework, codes: Codes, sheet: Codes) -> tuple[str, ...]:
    """Name the questions that could not be compared: open in the target, or not applicable in one of the sheets."""
    skipped = (sheet < 0) | (codes == NOT_APPLICABLE)
    return tuple(framework.questions[int(column)].id for column in np.flatnonzero(skipped))
