"""Everything computed from answers, compared with the reference scorer on a fixed set of frameworks.

Quick enough to be run again for every change that mutation testing makes to the code: nothing is drawn here, the
reference is asked once, and each framework is compiled anew for each test.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from aims import as_goals
from known import drawn_cases
from known_cases import THINNED, hand_cases
from known_sums import sum_cases
from known_ways import way_cases

from maturity_core import NO_GAP, NO_LEVEL, NO_STEP, Status, TargetError
from maturity_core.readers.chart import Map
from maturity_core.readers.many_aims import take_aim
from maturity_core.readers.routes import route
from maturity_core.readers.targets import parse_target
from maturity_core.scoring.engine import RuleEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    from known import Known, KnownStanding, KnownWay

    from maturity_core import Assessment, Framework
    from maturity_core.scoring.many.evaluate import RuleStanding
    from maturity_core.scoring.many.place import Place
    from maturity_core.testing.oracle import Target

SETS: dict[str, Callable[[], tuple[Known, ...]]] = {
    "hand": hand_cases,
    "sums": sum_cases,
    "ways": way_cases,
    "drawn": drawn_cases,
}


@pytest.fixture(params=list(SETS))
def cases(request: pytest.FixtureRequest) -> tuple[Known, ...]:
    """Return frameworks whose results are all known by now."""
    return asked_first(SETS[request.param]()[::THINNED])


@pytest.fixture
def few() -> tuple[Known, ...]:
    """Return those made by hand, for slow comparisons."""
    return asked_first(hand_cases()[:16:2])


def asked_first(cases: tuple[Known, ...]) -> tuple[Known, ...]:
    for case in cases:
        assert len(case.standings) == len(case.sheets)
        assert len(case.ways) == len(case.targets)
    return cases


def double(score: Fraction | None) -> float:
    """Return the double nearest to a score."""
    return float("nan") if score is None else score.numerator / score.denominator


def rank(level: int | None) -> int:
    return NO_LEVEL if level is None else level


def test_many_stand_where_the_reference_says(cases: tuple[Known, ...]) -> None:
    """Levels, remaining rungs, scores exactly and as doubles, and the states of all requirements."""
    for case in cases:
        engine = RuleEngine(case.framework())
        standing = engine.many.stand(case.codes)
        for place, ladder in zip(standing.places, engine.ladders, strict=True):
            check_place(case, ladder, place)
        for row, expected in enumerate(case.standings):
            assert states(standing, row) == [state for state, _ in expected.requirements]


def states(standing: RuleStanding, row: int) -> list[str]:
    found = [standing.state(index) for index in range(len(standing.compiled.requirements))]
    return [("met" if state.met[row] else "unmet") if state.applies[row] else "set aside" for state in found]


def check_place(case: Known, ladder: str, place: Place) -> None:
    """Compare everything that a place says with what is known about the ladder."""
    assert place.rank.tolist() == [rank(known.levels[ladder]) for known in case.standings]
    assert place.rank.dtype == np.int8
    scores = [known.scores[ladder] for known in case.standings]
    assert [place.score(row) for row in range(len(scores))] == scores
    written = np.full(len(scores), 7.0)
    place.scores.write(written)
    assert written.tobytes() == np.array([double(score) for score in scores]).tobytes()
    for row, known in enumerate(case.standings):
        rungs = known.rungs[ladder]
        assert [rung for rung, remains in enumerate(place.remains, start=1) if remains[row]] == list(rungs)
        following = [rung for rung in rungs if rung > (known.levels[ladder] or 0)]
        assert place.next_rung()[row] == (min(following) if following else 0)
        assert place.highest[row] == max(rungs, default=0)
        assert place.lowest[row] == min(rungs, default=place.top + 1)
        unmet = lowest_unmet(case, ladder, known)
        assert place.unmet[row] == (place.top + 1 if unmet is None else unmet)
        assert [bool(place.reached(rung)[row]) for rung in range(place.top + 1)] == [
            unmet is None or rung < unmet for rung in range(place.top + 1)
        ]


def lowest_unmet(case: Known, ladder: str, standing: KnownStanding) -> int | None:
    levels = [level.id for level in case.given.ladder_levels(ladder)]
    return min(
        (
            levels.index(requirement.level)
            for requirement, (state, _) in zip(case.given.all_requirements, standing.requirements, strict=True)
            if requirement.ladder == ladder and state == "unmet"
        ),
        default=None,
    )


def test_one_stands_where_the_reference_says(cases: tuple[Known, ...]) -> None:
    """Levels and scores of single sheets, in plain integers."""
    for case in cases:
        engine = RuleEngine(case.framework())
        for codes, known in zip(case.codes.T.tolist(), case.standings, strict=True):
            sheet = engine.single.stand(codes)
            for index, ladder in enumerate(engine.ladders):
                assert sheet.rank(index) == rank(known.levels[ladder])
                parts, score = sheet.score(index), known.scores[ladder]
                assert (parts is None) == (score is None)
                assert parts is None or score is None or parts[0] * score.denominator == score.numerator * parts[1]


def test_requirements_are_measured_as_the_reference_says(few: tuple[Known, ...]) -> None:
    """What an explanation measures, by requirement."""
    for case in few:
        framework = case.framework()
        for row in (3, len(case.sheets) // 2 + 3):
            known = case.standings[row]
            told = framework.assess(list(case.sheets[row])).explain()
            for ladder in told.ladders:
                levels = [level.id for level in framework.ladder_levels(ladder.ladder)]
                expected = sorted(
                    (levels.index(requirement.level), index)
                    for index, requirement in enumerate(framework.all_requirements)
                    if requirement.ladder == ladder.ladder
                )
                found = [state for rung in ladder.rungs for state in rung.requirements]
                assert [(state.state, state.measured_exact) for state in found] == [
                    known.requirements[index] for _, index in expected
                ]


def test_gaps_and_plans_of_many_are_those_of_the_reference(cases: tuple[Known, ...]) -> None:
    """Status, options to reach, steps and their order, for every kind of target."""
    for case in cases:
        engine = RuleEngine(case.framework())
        chart = Map(engine)
        codes = case.codes
        for target, ways in zip(case.targets, case.ways, strict=True):
            named = parse_target(case.framework(), as_given(case.framework(), target))
            aim = take_aim(engine, codes, named)
            path = route(aim, chart)
            for row, way in enumerate(ways):
                assert Status.of(aim.status[row]) == way.status
                assert asked(aim.demanded[:, row]) == way.options
                order = [int(index) for index in path.order[:, row] if index != NO_STEP]
                assert [engine.framework.capabilities[index].id for index in order] == [step[0] for step in way.steps]
                moves = {question: option for step in way.steps for question, option in step[1].items()}
                assert asked(path.positions[:, row]) == moves
            assert path.order.dtype == np.int16
        for row, known in enumerate(case.standings):
            capabilities = engine.framework.assess(codes[:, row].tolist()).capabilities
            assert tuple(entry.id for entry in capabilities if entry.ahead_of_its_time) == known.ahead


def asked(positions: Any) -> dict[int, int]:
    return {question: position for question, position in enumerate(positions.tolist()) if position != NO_GAP}


def test_gaps_and_plans_of_one_are_those_of_the_reference(few: tuple[Known, ...]) -> None:
    """The same as people get it: by ids, and refused if the target is not part of the ladder."""
    for case in few:
        framework = case.framework()
        for target, ways in zip(case.targets, case.ways, strict=True):
            goal = as_given(framework, target)
            row = len(ways) // 3
            check_way(framework, framework.assess(list(case.sheets[row])), goal, ways[row])


def as_given(framework: Framework, target: Target) -> Any:
    """Return a target as callers write it."""
    if isinstance(target, Mapping):
        return as_goals(framework, target)
    return target if target is None else framework.assess(list(target))


def check_way(framework: Framework, result: Assessment, goal: Any, way: KnownWay) -> None:
    """Compare the gaps and the plan of one sheet with what is known."""
    if way.status == "refused":
        with pytest.raises(TargetError):
            result.gaps(goal)
        return
    gaps, plan = result.gaps(goal), result.next_steps(goal)
    questions = framework.questions
    assert gaps.status == plan.status == way.status
    assert len(gaps.blockers) == len(way.blockers)
    assert gaps.left_out == tuple(questions[index].id for index in way.left_out)
    to = {questions[index].id: questions[index].options[option].id for index, option in way.options.items()}
    assert {gap.question: gap.to for gap in gaps.questions} == to
    found = [(step.capability, {gap.question: gap.to for gap in step.questions}, step.ready) for step in plan]
    assert found == [
        (capability, {questions[q].id: questions[q].options[option].id for q, option in moves.items()}, not waits)
        for capability, moves, waits in way.steps
    ]
    assert [tuple(sorted(step.waits_for)) for step in plan] == [waits for _, _, waits in way.steps]
