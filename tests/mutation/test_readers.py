"""The short path and the explanation, compared with the reference scorer on a fixed set of frameworks.

Of the drawn ones, only those with few questions: the reference recomputes every gate.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from known import drawn_cases
from known_cases import hand_cases
from known_ways import way_cases

from maturity_core.testing.oracle import Path

if TYPE_CHECKING:
    from collections.abc import Callable

    from known import Known

    from maturity_core import Assessment, Explanation
    from maturity_core.results.explanation import RequirementState

MOST, SHEETS = 8, 10
"""The most questions, and about how many sheets of each framework, spread over all of them."""
SETS: dict[str, Callable[[], tuple[Known, ...]]] = {"hand": hand_cases, "ways": way_cases, "drawn": drawn_cases}


@cache
def small(name: str) -> tuple[Known, ...]:
    """Return the frameworks with few questions, with what is known about their paths and explanations."""
    cases = tuple(fewer(case) for case in SETS[name]() if len(case.given.questions) <= MOST)
    for case in cases:
        assert len(case.standings) == len(case.paths) == len(case.held_back) == len(case.sheets)
    return cases


def fewer(case: Known) -> Known:
    """Return a case with only a few of its sheets, including the last."""
    return replace(case, sheets=case.sheets[:: -max(1, len(case.sheets) // SHEETS)])


@pytest.fixture(params=list(SETS))
def cases(request: pytest.FixtureRequest) -> tuple[Known, ...]:
    return small(request.param)


def assessments(case: Known) -> list[Assessment]:
    framework = case.framework()
    return [framework.assess(list(sheet)) for sheet in case.sheets]


def test_short_paths_are_those_of_the_reference(cases: tuple[Known, ...]) -> None:
    """Whether it is settled, what matters and in what order; what does not matter comes last, by id."""
    for case in cases:
        for assessment, expected in zip(assessments(case), case.paths, strict=True):
            for dimensions, path in zip((False, True), expected, strict=True):
                found = assessment.short_path(dimensions=dimensions)
                asks = tuple(entry.question for entry in found.questions if entry.matters)
                others = [entry.question for entry in found.questions if not entry.matters]
                assert Path(found.settled, asks) == path
                assert [entry.question for entry in found.questions] == [*asks, *sorted(others)]
                ends = assessment.level_range
                assert found.level_range == (ends and (ends[0].id, ends[1].id))


def test_explanations_are_those_of_the_reference(cases: tuple[Known, ...]) -> None:
    """Level, rungs, and for each requirement its state, what was measured, and what holds it back."""
    for case in cases:
        for row, assessment in enumerate(assessments(case)):
            explanation = assessment.explain()
            states = list(in_order(case, explanation))
            assert [(state.state, state.measured_exact) for state in states] == case.standings[row].requirements
            held = [tuple(case.given.questions[column].id for column in some) for some in case.held_back[row]]
            assert [state.holding_back for state in states] == held
            for ladder in explanation.ladders:
                check_ladder(case, row, ladder.ladder, explanation)


def in_order(case: Known, explanation: Explanation) -> list[RequirementState]:
    """Return the requirements' states in the framework's order, which every rung keeps."""
    left = {
        (ladder.ladder, rung.level): list(rung.requirements) for ladder in explanation.ladders for rung in ladder.rungs
    }
    return [left[rule.one_ladder, rule.level].pop(0) for rule in case.given.all_requirements]


def check_ladder(case: Known, row: int, name: str, explanation: Explanation) -> None:
    """Compare a ladder's level and remaining rungs with the reference."""
    expected, found = case.standings[row], explanation[name]
    names = [level.id for level in case.given.ladder_levels(name)]
    rank = expected.levels[name]
    assert found.level == (None if rank is None else names[rank])
    assert [rung.level for rung in found.rungs] == names[1:]
    remaining = [place for place, rung in enumerate(found.rungs, start=1) if rung.state != "passed over"]
    assert tuple(remaining) == expected.rungs[name]
    for rung in found.rungs:
        states = {state.state for state in rung.requirements}
        assert (rung.state == "unmet") == ("unmet" in states)
