"""Laws of scoring about the whole result: batch and single, reasons, JSON, and the slow reference scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NO_LEVEL
from maturity_core.model.statistics import STATISTICS
from maturity_core.readers.outline import stamp_of
from maturity_core.telling.wording import requirement_sentence
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.against import off_reference
from maturity_core.testing.suite.cases import COMPARED, RESULTS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.nearby import apart
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.standings import matrix, standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.when import reads_requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.model.nouns import Level
    from maturity_core.model.requirement import Requirement
    from maturity_core.results.explanation import RequirementState, RungState


def _rank(subject: Subject, ladder: str, level: Level | None) -> int:
    ids = [entry.id for entry in subject.framework.ladder_levels(ladder)]
    return ids.index(level.id) if level else NO_LEVEL


@law("scoring", RESULTS, near=apart)
def batch_equals_single(subject: Subject, sheet: Sheet) -> bool:
    """A batch has the same levels, scores and overall range as each organisation assessed alone."""
    rows = [subject.tops, sheet]
    found = standings(subject.framework, rows)
    for place, (ladder, alone) in enumerate(subject.results(sheet).items()):
        rank, score = int(found.ranks[1, place]), float(found.scores[1, place])
        if rank != _rank(subject, ladder, alone.level):
            level = alone.level.id if alone.level else "no level"
            raise Broken(f"in a batch, {ladder} is at {subject.level(ladder, rank)}", expected=f"{level}, as alone")
        if (None if np.isnan(score) else score) != alone.score:
            raise Broken(f"in a batch, the score of {ladder} is {score}", expected=f"{alone.score}, as alone")
    batch = subject.framework.assess_many(matrix(rows))
    ends = batch.level_ranges[1].tolist()
    span = subject.result(sheet).level_range or (None, None)
    if ends != [_rank(subject, "framework", level) for level in span]:
        told = " to ".join(subject.level("framework", end) for end in ends)
        raise Broken(
            f"in a batch, the overall range is {told}",
            expected=f"{' to '.join(level.id if level else 'no level' for level in span)}, as alone",
        )
    low, high = batch.score_ranges[1].tolist()
    scores = subject.result(sheet).score_range
    if (None if np.isnan(low) else (low, high)) != scores:
        told = f"{scores[0]} to {scores[1]}" if scores else "none"
        raise Broken(f"in a batch, the range of overall scores is {low} to {high}", expected=f"{told}, as alone")
    return True


@law("scoring", RESULTS, unless=reads_requirements)
def levels_cumulative(subject: Subject, sheet: Sheet) -> bool:
    """For any resulting level, every remaining level up to it is met, and the next remaining one is not."""
    for ladder, alone in subject.results(sheet).items():
        states = subject.states(sheet, ladder)
        levels = [level.id for level in subject.framework.ladder_levels(ladder)]
        remaining = [rank for rank, level in enumerate(levels) if states.get(level, "passed over") != "passed over"]
        unmet = next((rank for rank in remaining if states[levels[rank]] == "unmet"), len(levels))
        expected = max((rank for rank in remaining if rank < unmet), default=0) if remaining else NO_LEVEL
        if _rank(subject, ladder, alone.level) != expected:
            raise Broken(
                f"{ladder} is at {alone.level.id if alone.level else 'no level'}, while its levels are "
                f"{', '.join(f'{level} {state}' for level, state in states.items()) or 'none'}",
                expected=subject.level(ladder, expected),
            )
    return True


@law("scoring", RESULTS, unless=reads_requirements)
def explanation_adds_up(subject: Subject, sheet: Sheet) -> bool:
    """A requirement is met if its measured value reaches its threshold, and a level if all its requirements are met."""
    for state in subject.result(sheet).explain().ladders:
        for rung in state.rungs:
            for requirement in rung.requirements:
                if requirement.state not in _states(requirement):
                    raise Broken(
                        f"reported as {requirement.state}: {_sentence(subject, requirement)} "
                        f"Measured: {requirement.measured_exact}",
                        expected=" or ".join(_states(requirement)),
                    )
                if requirement.holding_back and requirement.state != "unmet":
                    told = _sentence(subject, requirement)
                    raise Broken(f"questions hold back a requirement that is {requirement.state}: {told}")
            if rung.state != _state(rung):
                raise Broken(f"{rung.level} of {state.ladder} is reported as {rung.state}", expected=_state(rung))
    return True


def _sentence(subject: Subject, state: RequirementState) -> str:
    return requirement_sentence(subject.framework, subject.framework.all_requirements[state.requirement])


def _states(requirement: RequirementState) -> tuple[str, ...]:
    """Return the possible states of a requirement; a count that falls short is met if all that applies counts."""
    if requirement.measured_exact is None:
        return ("set aside",)
    if requirement.measured_exact >= requirement.threshold_exact:
        return ("met",)
    return ("unmet", "met") if STATISTICS[requirement.statistic].capped else ("unmet",)


def _state(rung: RungState) -> str:
    states = {requirement.state for requirement in rung.requirements}
    return "unmet" if "unmet" in states else "met" if "met" in states else "passed over"


@law("scoring", RESULTS, unless=reads_requirements)
def explanation_quotes_its_requirement(subject: Subject, sheet: Sheet) -> bool:
    """Each requirement is explained under its own level, with its own statistic and threshold."""
    told = _explained(subject, sheet)
    for place, requirement in enumerate(subject.framework.all_requirements):
        found = told[str(requirement.ladder), requirement.level].pop(0)
        if found.requirement != place:
            expected = requirement_sentence(subject.framework, requirement)
            raise Broken(_told(requirement, f"explained as: {_sentence(subject, found)}"), expected=expected)
        for name in ("statistic", "threshold"):
            said = getattr(found, f"{name}_exact", getattr(found, name))
            if said != getattr(requirement, name):
                raise Broken(
                    _told(requirement, f"explained with the {name} {said}"),
                    expected=f"{getattr(requirement, name)}, as it says itself",
                )
    return True


def _told(requirement: Requirement, what: str) -> str:
    return f"a requirement for {requirement.level} of {requirement.ladder} is {what}"


def _explained(subject: Subject, sheet: Sheet) -> dict[tuple[str, str], list[RequirementState]]:
    """Return how the requirements of each ladder and level are explained, in the order of the file."""
    return {
        (state.ladder, rung.level): list(rung.requirements)
        for state in subject.result(sheet).explain().ladders
        for rung in state.rungs
    }


@law("scoring", COMPARED)
def result_round_trip(subject: Subject, sheet: Sheet) -> bool:
    """A result names its framework, edition and digests, and is the same once stored as JSON and read back."""
    result = subject.result(sheet)
    stamp, framework = result.record.framework, subject.framework
    if stamp != stamp_of(framework):
        raise Broken(
            f"the result names {stamp.id}, edition {stamp.edition}, content {stamp.digest[:12]}",
            expected=f"{framework.id}, edition {framework.edition}, content {framework.digest[:12]}",
        )
    read = type(result).model_validate_json(result.model_dump_json(), framework=subject.framework)
    if read != result or read.model_dump_json() != result.model_dump_json():
        raise Broken("stored as JSON and read back, the result is different")
    for name in ("level", "level_range", "score", "score_exact", "completeness", "narrows"):
        if getattr(read, name) != getattr(result, name):
            raise Broken(f"read back, {name} is {getattr(read, name)!r}", expected=repr(getattr(result, name)))
    return True


@law("scoring", COMPARED, unless=reads_requirements, near=off_reference)
def equals_oracle(subject: Subject, sheet: Sheet) -> bool:
    """Levels, scores, requirement states and what holds them back are the same as from the slow reference scorer."""
    expected, found = subject.oracle.stand(sheet), subject.results(sheet)
    for ladder, alone in found.items():
        rank = _rank(subject, ladder, alone.level)
        level = expected.level(ladder)
        if rank != (NO_LEVEL if level is None else level):
            told = "no level" if level is None else subject.level(ladder, level)
            raise Broken(f"{ladder} is at {subject.level(ladder, rank)}", expected=f"{told}, from the slow reference")
        if alone.score_exact != expected.score(ladder):
            told = f"{expected.score(ladder)}, from the slow reference"
            raise Broken(f"the score of {ladder} is {alone.score_exact}", expected=told)
    states = _explained(subject, sheet)
    for index, judged in enumerate(expected.requirements):
        rule = subject.framework.all_requirements[index]
        state = states[str(rule.ladder), rule.level].pop(0)
        if (state.state, state.measured_exact) != (judged.state, judged.measured):
            raise Broken(
                _told(rule, f"{state.state}, measured {state.measured_exact}"),
                expected=f"{judged.state}, measured {judged.measured}, from the slow reference",
            )
        held = [subject.framework.questions[column].id for column in subject.oracle.holding_back(sheet, index)]
        if list(state.holding_back) != held:
            raise Broken(
                _told(rule, f"held back by: {', '.join(state.holding_back) or 'nothing'}"),
                expected=f"{', '.join(held) or 'nothing'}, from the slow reference",
            )
    return True


@law("scoring", COMPARED, unless=reads_requirements)
def findings_equal_oracle(subject: Subject, sheet: Sheet) -> bool:
    """What is ahead of its time, tensions, strengths, levers, portraits, advice and topic are as from the reference."""
    result, oracle = subject.result(sheet), subject.oracle
    found = {
        "ahead of their time": [entry.id for entry in result.capabilities if entry.ahead_of_its_time],
        "tensions": sorted(" ".join((entry.kind, *sorted(entry.dimensions))) for entry in result.tensions),
        "well set up": [f"{entry.dimension} {entry.least}" for entry in result.strengths],
        "levers": [f"{entry.capability} {entry.gain_exact}/{entry.effort_exact}" for entry in result.levers],
        "patterns": _patterns(result.portrait.model_dump()),
        "answers that pull apart": sorted(
            _pair(entry.kind, entry.dimensions, entry.questions) for entry in result.tensions
        ),
        "advice": [str(place) for place in result.advice],
        "topic to explore": list(result.topic),
        "next levels of dimensions": [
            f"{entry.dimension} {entry.level} {entry.just_below}" for entry in result.next_rungs
        ],
    }
    expected = (
        list(oracle.ahead(sheet)),
        sorted(map(" ".join, oracle.tensions(sheet))),
        [f"{name} {least}" for name, least in oracle.strengths(sheet)],
        [f"{entry.capability} {entry.gain}/{entry.effort}" for entry in oracle.levers(sheet)[: len(result.levers)]],
        _patterns(oracle.portrait(sheet)),
        sorted(_pair(kind, names, pair) for (kind, *names), pair in oracle.pairs(sheet).items()),
        [str(place) for place in oracle.advice(sheet)],
        oracle.topic(sheet),
        _next_rungs(subject, sheet),
    )
    for (name, told), wanted in zip(found.items(), expected, strict=True):
        if told != wanted:
            words = [", ".join(names) or "none" for names in (told, wanted)]
            raise Broken(f"{name}: {words[0]}", expected=f"{words[1]}, from the slow reference")
    return True


def _next_rungs(subject: Subject, sheet: Sheet) -> list[str]:
    rungs = subject.oracle.next_rungs(sheet).items()
    return [f"{name} {subject.level(Ladder('dimension', name), rung)} {near}" for name, (rung, near) in rungs]


def _pair(kind: str, dimensions: Iterable[str], questions: Iterable[str]) -> str:
    return f"{' '.join((kind, *sorted(dimensions)))}: {' and '.join(questions)}"


def _patterns(portrait: Mapping[str, Iterable[int]]) -> list[str]:
    return [f"{place} {state}" for state, places in portrait.items() for place in places]


LAWS = (
    batch_equals_single,
    levels_cumulative,
    explanation_adds_up,
    explanation_quotes_its_requirement,
    result_round_trip,
    equals_oracle,
    findings_equal_oracle,
)
