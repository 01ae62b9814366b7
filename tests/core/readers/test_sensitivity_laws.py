"""Laws of sensitivity: a framework with another threshold, or with other weights, has the level that was said."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import dear, drawn
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import FrameworkError, MaturityError, Sensitivity
from maturity_core.model.node import altered
from maturity_core.model.written import expanded
from maturity_core.readers.sensitivity.thresholds import thresholds
from maturity_core.readers.sensitivity.weightings import FACTORS, NEUTRAL, Varied, ranks, varied
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework
    from maturity_core.results.sensitivity import ThresholdRange

FRAMEWORKS = tuple(framework for framework in drawn() if framework.engine.compiled is not None)
THRESHOLDS = [one for one in FRAMEWORKS if one.engine.compiled and thresholds(one, one.engine.compiled)]
WEIGHTS = [one for one in FRAMEWORKS if "from_weight" not in one.to_toml()]
"""Those in which no weight selects anything: what is selected stays so under other weights, but not in another file."""
SLIGHTLY = Fraction(1, 10**6)
NUMBERS = st.fractions(0, 1, max_denominator=24) | st.fractions(-4, 12, max_denominator=4)


def with_number(framework: Framework, one: ThresholdRange, number: Fraction) -> Framework | None:
    """Return the framework with another number for a threshold; None if a file cannot have it."""
    entries = [*expanded(framework)]
    requirement, (table, index) = entries[one.requirements[0]]
    assert isinstance(index, int)
    rows = list(getattr(framework, str(table)))
    row = rows[index]
    if getattr(row, "cuts", None):
        rows[index] = altered(row, cuts={**row.cuts, requirement.level: number})
    else:
        rows[index] = altered(row, **{requirement.statistic: number})
    try:
        return framework.model_copy(update={str(table): tuple(rows), "examples": ()})
    except MaturityError:  # such numbers are not for a file
        return None


def level(framework: Framework, sheet: Sequence[int]) -> str | None:
    found = framework.assess(list(sheet)).level
    return found.id if found else None


def drawn_threshold(data: st.DataObject) -> tuple[Framework, list[int], str | None, ThresholdRange]:
    """Draw a framework, a sheet, and one of the thresholds, with the level that it has."""
    framework = data.draw(st.sampled_from(THRESHOLDS))
    sheet = list(data.draw(answers(framework)))
    found = framework.assess(sheet).sensitivity()
    assume(found.thresholds)
    return framework, sheet, found.level, data.draw(st.sampled_from(found.thresholds))


def counts(framework: Framework, one: ThresholdRange) -> bool:
    return framework.all_requirements[one.requirements[0]].count is not None


@dear
@given(st.data())
def test_at_its_ends_a_threshold_leaves_the_level_or_changes_it(data: st.DataObject) -> None:
    framework, sheet, now, one = drawn_threshold(data)
    little = Fraction(1) if counts(framework, one) else SLIGHTLY
    low, high = one.low_exact, one.high_exact
    ends: list[tuple[Fraction, bool]] = [(one.threshold_exact, True)]
    ends += [] if low is None else [(low, False), (min(low + little, one.threshold_exact), True)]
    ends += [] if high is None else [(high, True), (high + little, False)]
    ranks_of = {entry.id: place for place, entry in enumerate(framework.levels)}

    for number, stays in ends:
        other = with_number(framework, one, number)
        then = now if other is None else level(other, sheet)
        assert other is None or (then == now) is stays, number
        if other is not None and number == low:
            assert then == one.level_low
        if other is not None and high is not None and number == high + little:
            assert ranks_of[str(then)] <= ranks_of[str(one.level_high)] < ranks_of[str(now)]


@dear
@given(st.data())
def test_a_threshold_changes_the_level_only_beyond_its_ends(data: st.DataObject) -> None:
    framework, sheet, now, one = drawn_threshold(data)
    numbers = st.integers(1, 12).map(Fraction) if counts(framework, one) else NUMBERS
    number = data.draw(numbers)
    other = with_number(framework, one, number)
    if other is None:
        return

    inside = (one.low_exact is None or number > one.low_exact) and (one.high_exact is None or number <= one.high_exact)
    assert (level(other, sheet) == now) is inside


def reweighed(framework: Framework, vary: Varied, row: Sequence[int]) -> Framework | None:
    """Return the framework with the weights of a weighting; None if a file cannot have them."""
    compiled = framework.engine.compiled
    assert compiled is not None
    factors = dict(
        zip(
            [("question", framework.questions[place].id) for place in vary.questions]
            + [(compiled.ladders[place].name.kind, compiled.ladders[place].name.id) for place in vary.ladders],
            row,
            strict=True,
        )
    )
    update: dict[str, Any] = {"examples": ()}
    for kind, table in {
        "question": "questions",
        "capability": "capabilities",
        "dimension": "dimensions",
        "measure": "measures",
    }.items():
        update[table] = tuple(
            altered(entry, weight=entry.weight * factors.get((kind, entry.id), NEUTRAL) / NEUTRAL)
            for entry in getattr(framework, table)
        )
    try:
        return framework.model_copy(update=update)
    except MaturityError:  # such numbers are not for a file
        return None


@dear
@given(st.data())
def test_the_ranks_of_weightings_are_those_of_frameworks_with_these_weights(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(WEIGHTS))
    assert framework.engine.compiled is not None
    vary = varied(framework, framework.engine.compiled)
    number = len(vary.questions) + len(vary.ladders)
    assume(number)
    result = framework.assess(list(data.draw(answers(framework))))
    assume(result.level is not None)
    row = data.draw(st.lists(st.sampled_from(FACTORS), min_size=number, max_size=number))
    other = reweighed(framework, vary, row)
    assume(other is not None)
    assert other is not None
    demands = result._facts.rule_demands
    assert demands is not None

    found = ranks(framework, demands.now, vary, [np.array([factor, NEUTRAL], np.int8) for factor in row])

    names = [entry.id for entry in framework.levels]
    assert result.level is not None
    assert [names[rank] for rank in found] == [level(other, result.codes.tolist()), result.level.id]


@dear
@given(st.data())
def test_what_does_not_decide_the_level_is_not_varied(data: st.DataObject) -> None:
    """Other weights of everything else leave the level as it is."""
    framework = data.draw(st.sampled_from(WEIGHTS))
    compiled = framework.engine.compiled
    assert compiled is not None
    vary = varied(framework, compiled)
    free = [
        entry.id
        for place, entry in enumerate(framework.questions)
        if place not in vary.questions and entry.basis in {"interpretation", "own", "filled", "complement"}
    ]
    assume(free)
    sheet = list(data.draw(answers(framework)))
    chosen = data.draw(st.sampled_from(free))
    questions = tuple(
        altered(entry, weight=entry.weight * 2) if entry.id == chosen else entry for entry in framework.questions
    )
    try:
        other = framework.model_copy(update={"questions": questions, "examples": ()})
    except FrameworkError:
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise

    assert level(other, sheet) == level(framework, sheet)


@given(st.data())
def test_margins_say_what_is_met(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))

    found = result.sensitivity()

    explained = {
        state.requirement: state
        for ladder in result.explain().ladders
        for rung in ladder.rungs
        for state in rung.requirements
    }
    assert all(margin.margin_exact >= 0 for margin in found.slack)
    for margin in (*found.slack, *found.lacking):
        state = explained[margin.requirement]
        assert state.state == ("met" if margin.margin_exact >= 0 else "unmet")
        assert (margin.measured_exact, margin.level) == (
            state.measured_exact,
            framework.all_requirements[margin.requirement].level,
        )
    if found.lacking:
        assert any(margin.margin_exact < 0 for margin in found.lacking)
    if found.weightings is not None:
        shares = {one.level: one.share_exact for one in found.weightings.levels}
        assert sum(shares.values()) == 1
        assert found.weightings.kept_exact == shares.get(str(found.level), 0)
    assert Sensitivity.model_validate_json(found.model_dump_json()) == found
