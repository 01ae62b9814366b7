"""The library agrees with the slow reference scorer: on random frameworks, answers in all four states, and targets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from aims import as_goals, as_target
from builders import dear
from hypothesis import event, given
from hypothesis import strategies as st

from maturity_core import NO_GAP, NO_LEVEL, NO_STEP, Status, TargetError
from maturity_core.model.states import OPEN
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.strategies import answers, frameworks, improvements, sheet_to_mapping, targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Assessment, Framework, Level
    from maturity_core.results.parts import LadderResult
    from maturity_core.testing.oracle import Gap, Lever, Plan, Sheet, Standing, Target

COMPLETIONS = 256
"""The most completions of a sheet that the reference tries one by one."""


def oracle_of(framework: Framework) -> Oracle:
    return Oracle(framework, completions=COMPLETIONS)


def assessed(framework: Framework, sheet: Sheet) -> Assessment:
    return framework.assess(sheet_to_mapping(framework, sheet))


def by_ladder(result: Assessment) -> dict[str, Assessment | LadderResult]:
    """Return what the result says about each ladder, by the ladder's name."""
    named: dict[str, Assessment | LadderResult] = {"framework": result}
    named |= {f"dimension {entry.id}": entry for entry in result.dimensions}
    named |= {f"measure {entry.id}": entry for entry in result.measures}
    return named | {f"capability {entry.id}": entry for entry in result.capabilities}


def level_id(framework: Framework, ladder: str, rank: int | None) -> str | None:
    return None if rank is None else framework.ladder_levels(ladder)[rank].id


def id_of(level: Level | None) -> str | None:
    return level.id if level else None


def nearest_doubles(exact: Mapping[str, Fraction | None]) -> dict[str, float | None]:
    """Return for each ladder the double nearest to an exact number: dividing two integers gives it."""
    return {
        ladder: None if number is None else number.numerator / number.denominator for ladder, number in exact.items()
    }


def ahead_of_their_time(result: Assessment) -> tuple[str, ...]:
    return tuple(entry.id for entry in result.capabilities if entry.ahead_of_its_time)


@dear
@given(st.data())
def test_where_an_organisation_stands_and_why_is_the_reference(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))

    oracle = oracle_of(framework)
    expected, result = oracle.stand(sheet), assessed(framework, sheet)
    found = by_ladder(result)

    levels = {ladder: level_id(framework, ladder, rank) for ladder, rank in expected.levels.items()}
    assert {ladder: id_of(entry.level) for ladder, entry in found.items()} == levels
    assert {ladder: entry.score_exact for ladder, entry in found.items()} == expected.scores
    assert {ladder: entry.score for ladder, entry in found.items()} == nearest_doubles(expected.scores)
    assert {ladder: entry.completeness for ladder, entry in found.items()} == nearest_doubles(
        oracle.completeness(sheet)
    )
    assert {ladder: entry.not_yet for ladder, entry in found.items()} == oracle.not_yet(sheet)
    assert ahead_of_their_time(result) == expected.ahead()
    assert judged_found(result) == judged_expected(framework, expected)
    assert held_back(result) == {place: oracle.holding_back(sheet, place) for place in held_back(result)}
    tensions = {(tension.kind, *sorted(tension.dimensions)) for tension in result.tensions}
    assert tensions == oracle.tensions(sheet)
    assert [(strength.dimension, strength.least) for strength in result.strengths] == oracle.strengths(sheet)
    assert levers_found(result) == levers_expected(framework, oracle.levers(sheet))


def levers_found(result: Assessment) -> list[tuple[Any, ...]]:
    """Return the levers with their gains, costs, what they unlock, and those that are equal."""
    return [
        (lever.capability, lever.gain_exact, lever.effort_exact, lever.readies, lever.eases, set(lever.equal_to))
        for lever in result.levers
    ]


def levers_expected(framework: Framework, found: list[Lever]) -> list[tuple[Any, ...]]:
    """Return the same from the slow reference, as many as the framework shows."""
    shown = found[: framework.levers.show] if framework.levers else []
    equal = [{other.capability for other in found if other.each == lever.each} - {lever.capability} for lever in shown]
    return [
        (lever.capability, lever.gain, lever.effort, lever.readies, lever.eases, others)
        for lever, others in zip(shown, equal, strict=True)
    ]


def judged_found(result: Assessment) -> dict[tuple[str, str], Any]:
    """Return the requirements of every rung that has some, with their states, and the state of the rung."""
    return {
        (ladder.ladder, rung.level): ([(rule.state, rule.measured_exact) for rule in rung.requirements], rung.state)
        for ladder in result.explain().ladders
        for rung in ladder.rungs
        if rung.requirements
    }


def held_back(result: Assessment) -> dict[int, tuple[int, ...]]:
    """Return by unmet requirement the places of the questions that hold it back."""
    places = {question.id: place for place, question in enumerate(result.framework.questions)}
    return {
        rule.requirement: tuple(places[question] for question in rule.holding_back)
        for ladder in result.explain().ladders
        for rung in ladder.rungs
        for rule in rung.requirements
        if rule.state == "unmet"
    }


def judged_expected(framework: Framework, standing: Standing) -> dict[tuple[str, str], Any]:
    rungs: dict[tuple[str, str], list[Any]] = {}
    for rule, result in zip(framework.all_requirements, standing.requirements, strict=True):
        rungs.setdefault((str(rule.ladder), rule.level), []).append((result.state, result.measured))
    return {place: (results, rung_state([state for state, _ in results])) for place, results in rungs.items()}


def rung_state(states: list[str]) -> str:
    return "unmet" if "unmet" in states else "met" if "met" in states else "passed over"


@dear
@given(st.data())
def test_ranges_and_the_questions_that_narrow_them_are_the_reference(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))

    outlook = oracle_of(framework).outlook(sheet)
    found = by_ladder(assessed(framework, sheet))

    ranges = {
        ladder: span and tuple(level_id(framework, ladder, rank) for rank in span)
        for ladder, span in outlook.ranges.items()
    }
    spans = {ladder: entry.level_range for ladder, entry in found.items()}
    assert {ladder: span and tuple(level.id for level in span) for ladder, span in spans.items()} == ranges
    assert {ladder: entry.score_range_exact for ladder, entry in found.items()} == outlook.score_ranges
    assert {ladder: entry.narrows for ladder, entry in found.items()} == outlook.narrowing


@dear
@given(st.data())
def test_gaps_and_plans_are_the_reference(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))
    target = data.draw(targets(framework))

    oracle = oracle_of(framework)
    for aim in (None, target):
        expected = oracle.gap(sheet, aim)
        event(f"{type(aim).__name__}: {expected.status}")
        pairs = zip(sheet, oracle.model.counted(sheet), strict=True)
        told = tuple(given if given in OPEN else counts for given, counts in pairs)
        assert gap_found(framework, sheet, aim) == gap_expected(framework, told, expected)
        assert plan_found(framework, sheet, aim) == plan_expected(framework, told, oracle.plan(sheet, aim))


def gap_found(framework: Framework, sheet: Sheet, target: Target) -> dict[str, Any]:
    try:
        gaps = assessed(framework, sheet).gaps(as_target(framework, target))
    except TargetError:
        return {"status": "refused"}
    return {
        "status": gaps.status,
        "target": {
            **{rung.ladder: rung.level for rung in gaps.target},
            **{mark.ladder: mark.score_exact for mark in gaps.target_scores},
        },
        "questions": {entry.question: (entry.answer, entry.to) for entry in gaps.questions},
        "blocked by": set(gaps.blockers),
        "left out": gaps.left_out,
    }


def gap_expected(framework: Framework, sheet: Sheet, gap: Gap) -> dict[str, Any]:
    if gap.status == "refused":
        return {"status": "refused"}
    rungs = {} if isinstance(gap.target, tuple) else gap.target
    return {
        "status": gap.status,
        "target": as_goals(framework, rungs),
        "questions": moves(framework, sheet, gap.options),
        "blocked by": set(gap.blockers),
        "left out": tuple(framework.questions[question].id for question in gap.left_out),
    }


def moves(framework: Framework, sheet: Sheet, options: Mapping[int, int]) -> dict[str, tuple[str, str]]:
    """Return the present answer and the id of the option to reach for each question to move."""
    words = sheet_to_mapping(framework, sheet)
    asked = {framework.questions[question]: option for question, option in options.items()}
    return {question.id: (words[question.id], question.options[option].id) for question, option in asked.items()}


def plan_expected(framework: Framework, sheet: Sheet, plan: Plan) -> tuple[str, list[Any]]:
    steps = []
    for step in plan.steps:
        options = {question: option for question, (_, option) in step.moves.items()}
        steps.append((step.capability, moves(framework, sheet, options), step.ready, set(step.waits_for)))
    return plan.status, steps


def plan_found(framework: Framework, sheet: Sheet, target: Target) -> tuple[str, list[Any]]:
    try:
        plan = assessed(framework, sheet).next_steps(as_target(framework, target))
    except TargetError:
        return "refused", []
    steps = [
        (
            step.capability,
            {entry.question: (entry.answer, entry.to) for entry in step.questions},
            step.ready,
            set(step.waits_for),
        )
        for step in plan.steps
    ]
    return plan.status, steps


@dear
@given(st.data())
def test_S2_S6_the_reference_itself_keeps_the_laws(data: st.DataObject) -> None:
    """A better answer lowers nothing and raises no gap to a fixed target; closing all gaps reaches it."""
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))
    target = data.draw(targets(framework))
    better = data.draw(improvements(framework, sheet))

    oracle = oracle_of(framework)
    gap = oracle.gap(sheet, target)
    before, after = oracle.stand(sheet), oracle.stand(better)

    for ladder, level in before.levels.items():
        assert (level is None) == (after.levels[ladder] is None)
        assert (level or 0) <= (after.levels[ladder] or 0)
        assert (before.scores[ladder] is None) == (after.scores[ladder] is None)
        assert before.scores[ladder] is None or (before.scores[ladder] or 0) <= (after.scores[ladder] or 0)
    if gap.status == "open":
        still = oracle.gap(better, gap.target).options
        assert all(option <= gap.options.get(question, NO_GAP) for question, option in still.items())
        plan = oracle.plan(sheet, target)
        done = [*(step.moves for step in plan.steps), plan.results]
        taken = {question: option for each in done for question, (_, option) in each.items()}
        counted = oracle.model.counted(sheet)
        for options in (gap.options, taken):
            closed = tuple(options.get(question, code) for question, code in enumerate(counted))
            assert oracle.gap(closed, gap.target).status == "reached"


@dear
@given(st.data())
def test_batch_is_single_row_by_row(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheets = data.draw(st.lists(answers(framework), min_size=1, max_size=2))
    target = as_target(framework, data.draw(targets(framework)))

    batch = framework.assess_many(np.array(sheets, np.int8))
    results = [framework.assess(np.array(sheet, np.int8)) for sheet in sheets]

    assert len(batch) == len(results)
    assert batch.levels.tolist() == [rank_in(framework.levels, result.level) for result in results]
    for table, kind in ((batch.dimension_levels, "dimension"), (batch.capability_levels, "capability")):
        assert table.tolist() == [ranks(framework, kind, result) for result in results]
    scores = [np.nan if result.score is None else result.score for result in results]
    assert batch.scores.tobytes() == np.array(scores, np.float64).tobytes()
    for numbers, kind in ((batch.dimension_scores, "dimensions"), (batch.capability_scores, "capabilities")):
        entries = [[entry.score for entry in getattr(result, kind)] for result in results]
        assert np.ascontiguousarray(numbers).tobytes() == np.array(entries, np.float64).tobytes()
    assert batch.not_yet.tolist() == [result.not_yet for result in results]
    spans = [result.level_range or (None, None) for result in results]
    assert batch.level_ranges.tolist() == [[rank_in(framework.levels, level) for level in span] for span in spans]
    ends = [result.score_range or (np.nan, np.nan) for result in results]
    assert np.ascontiguousarray(batch.score_ranges).tobytes() == np.array(ends, np.float64).tobytes()
    assert gap_rows(framework, batch.gaps(target)) == [gap_row(result, target) for result in results]
    assert plan_rows(framework, batch.next_steps(target=target)) == [plan_row(result, target) for result in results]
    assert plan_rows(framework, batch.next_steps(limit=1)) == [plan_row(result, None, limit=1) for result in results]


def rank_in(levels: tuple[Level, ...], level: Level | None) -> int:
    return levels.index(level) if level else NO_LEVEL


def ranks(framework: Framework, kind: str, result: Assessment) -> list[int]:
    entries: tuple[LadderResult, ...] = getattr(result, "dimensions" if kind == "dimension" else "capabilities")
    return [rank_in(framework.ladder_levels(f"{kind} {entry.id}"), entry.level) for entry in entries]


def gap_rows(framework: Framework, gaps: Any) -> list[Any]:
    """Return status and moves of every row: question id to option id."""
    rows = []
    for status, positions in zip(gaps.status.tolist(), gaps.positions.tolist(), strict=True):
        pairs = zip(framework.questions, positions, strict=True)
        asked = {question.id: question.options[position].id for question, position in pairs if position != NO_GAP}
        rows.append((str(Status.of(status)), asked))
    return rows


def gap_row(result: Assessment, target: Any) -> Any:
    try:
        gaps = result.gaps(target)
    except TargetError:
        return "refused", {}
    return gaps.status, {entry.question: entry.to for entry in gaps.questions}


def plan_rows(framework: Framework, plans: Any) -> list[Any]:
    rows = zip(plans.status.tolist(), plans.steps.tolist(), strict=True)
    return [
        (str(Status.of(status)), [framework.capabilities[step].id for step in steps if step != NO_STEP])
        for status, steps in rows
    ]


def plan_row(result: Assessment, target: Any, limit: int | None = None) -> Any:
    try:
        plan = result.next_steps(target, limit)
    except TargetError:
        return "refused", []
    return plan.status, [step.capability for step in plan.steps]
