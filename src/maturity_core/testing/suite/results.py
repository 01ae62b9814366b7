"""Laws of scoring about the whole result: batch and single, reasons, JSON, and the slow reference scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.place import NO_LEVEL
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import RESULTS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.standings import matrix, standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.when import reads_requirements

if TYPE_CHECKING:
    from maturity_core.nouns import Level
    from maturity_core.results import RequirementState, RungState


def _rank(subject: Subject, ladder: str, level: Level | None) -> int:
    ids = [entry.id for entry in subject.framework.ladder_levels(ladder)]
    return ids.index(level.id) if level else NO_LEVEL


@law("scoring", RESULTS)
def batch_equals_single(subject: Subject, sheet: Sheet) -> bool:
    """Levels, scores and the overall range of a batch are those of each organisation assessed alone."""
    rows = [subject.tops, sheet]
    found = standings(subject.framework, rows)
    for place, (ladder, alone) in enumerate(subject.results(sheet).items()):
        rank, score = int(found.ranks[1, place]), float(found.scores[1, place])
        if rank != _rank(subject, ladder, alone.level):
            level = alone.level.id if alone.level else "no level"
            raise Broken(f"in a batch, {ladder} stands at {subject.level(ladder, rank)}", expected=f"{level}, as alone")
        if (None if np.isnan(score) else score) != alone.score:
            raise Broken(f"in a batch, the score of {ladder} is {score}", expected=f"{alone.score}, as alone")
    ends = subject.framework.assess_many(matrix(rows)).level_ranges[1].tolist()
    span = subject.result(sheet).level_range or (None, None)
    if ends != [_rank(subject, "framework", level) for level in span]:
        told = " to ".join(subject.level("framework", end) for end in ends)
        raise Broken(
            f"in a batch, the overall range is {told}",
            expected=f"{' to '.join(level.id if level else 'no level' for level in span)}, as alone",
        )
    return True


@law("scoring", RESULTS, unless=reads_requirements)
def levels_cumulative(subject: Subject, sheet: Sheet) -> bool:
    """At a level, every remaining level up to it is met, and the next remaining one is not."""
    for ladder, alone in subject.results(sheet).items():
        states = subject.states(sheet, ladder)
        levels = [level.id for level in subject.framework.ladder_levels(ladder)]
        remaining = [rank for rank, level in enumerate(levels) if states.get(level, "passed over") != "passed over"]
        unmet = next((rank for rank in remaining if states[levels[rank]] == "unmet"), len(levels))
        expected = max((rank for rank in remaining if rank < unmet), default=0) if remaining else NO_LEVEL
        if _rank(subject, ladder, alone.level) != expected:
            raise Broken(
                f"{ladder} stands at {alone.level.id if alone.level else 'no level'}, while its levels are "
                f"{', '.join(f'{level} {state}' for level, state in states.items()) or 'none'}",
                expected=subject.level(ladder, expected),
            )
    return True


@law("scoring", RESULTS, unless=reads_requirements)
def explanation_adds_up(subject: Subject, sheet: Sheet) -> bool:
    """Each requirement is met where its measured value reaches its threshold, and each level where all of its are."""
    for state in subject.result(sheet).explain().ladders:
        for rung in state.rungs:
            for requirement in rung.requirements:
                if requirement.state not in _states(requirement):
                    raise Broken(
                        f"it is told as {requirement.state}: {requirement.sentence} Measured: {requirement.measured}",
                        expected=" or ".join(_states(requirement)),
                    )
                if requirement.holding_back and requirement.state != "unmet":
                    raise Broken(f"questions hold back what is {requirement.state}: {requirement.sentence}")
            if rung.state != _state(rung):
                raise Broken(f"{rung.level} of {state.ladder} is told as {rung.state}", expected=_state(rung))
    return True


def _states(requirement: RequirementState) -> tuple[str, ...]:
    """Return what a requirement's state can be; a count that falls short is met where everything applicable counts."""
    if requirement.measured is None:
        return ("set aside",)
    if requirement.measured >= requirement.threshold:
        return ("met",)
    return ("unmet", "met") if requirement.statistic == "count" else ("unmet",)


def _state(rung: RungState) -> str:
    states = {requirement.state for requirement in rung.requirements}
    return "unmet" if "unmet" in states else "met" if "met" in states else "passed over"


@law("scoring", RESULTS)
def result_round_trip(subject: Subject, sheet: Sheet) -> bool:
    """A result that is stored as JSON and read back says the same."""
    result = subject.result(sheet)
    read = type(result).model_validate_json(result.model_dump_json(), framework=subject.framework)
    if read != result or read.model_dump_json() != result.model_dump_json():
        raise Broken("stored as JSON and read back, the result is another one")
    for name in ("level", "level_range", "score", "score_exact", "completeness", "narrows"):
        if getattr(read, name) != getattr(result, name):
            raise Broken(f"read back, {name} is {getattr(read, name)!r}", expected=repr(getattr(result, name)))
    return True


@law("scoring", RESULTS, unless=reads_requirements)
def equals_oracle(subject: Subject, sheet: Sheet) -> bool:
    """Levels, scores and the state of every requirement are those of the slow reference scorer."""
    expected, found = subject.oracle.stand(sheet), subject.results(sheet)
    for ladder, alone in found.items():
        rank = _rank(subject, ladder, alone.level)
        level = expected.level(ladder)
        if rank != (NO_LEVEL if level is None else level):
            told = "no level" if level is None else subject.level(ladder, level)
            raise Broken(f"{ladder} stands at {subject.level(ladder, rank)}", expected=f"{told}, by the slow reference")
        if alone.score_exact != expected.score(ladder):
            told = f"{expected.score(ladder)}, by the slow reference"
            raise Broken(f"the score of {ladder} is {alone.score_exact}", expected=told)
    states = _requirements(subject, sheet)
    for rule, judged in zip(subject.framework.all_requirements, expected.requirements, strict=True):
        state, measured = states[str(rule.ladder), rule.level].pop(0)
        if (state, measured) != (judged.state, judged.measured):
            raise Broken(
                f"a requirement for {rule.level} of {rule.ladder} is {state}, measured {measured}",
                expected=f"{judged.state}, measured {judged.measured}, by the slow reference",
            )
    return True


def _requirements(subject: Subject, sheet: Sheet) -> dict[tuple[str, str], list[tuple[str, Any]]]:
    return {
        (state.ladder, rung.level): [(requirement.state, requirement.measured) for requirement in rung.requirements]
        for state in subject.result(sheet).explain().ladders
        for rung in state.rungs
    }


LAWS = (
    batch_equals_single,
    levels_cumulative,
    explanation_adds_up,
    result_round_trip,
    equals_oracle,
)
