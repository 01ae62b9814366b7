"""Many organisations at once: the same as one by one, bit for bit, in any order, with numbers of any size."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, Product, dear, drawn, scored, some_sheets, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    NO_GAP,
    NO_LEVEL,
    NO_STEP,
    NOT_APPLICABLE,
    UNANSWERED,
    Framework,
    Status,
    TargetError,
    load_framework,
)
from maturity_core.assessing.sweep import BLOCK
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Assessment, AssessmentBatch, Level


FRAMEWORKS = drawn()


MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


def rank(levels: tuple[Level, ...], level: Level | None) -> int:
    return NO_LEVEL if level is None else [entry.id for entry in levels].index(level.id)


def doubles(scores: list[float | None]) -> bytes:
    return np.array([np.nan if score is None else score for score in scores], np.float64).tobytes()


def check_standings(batch: AssessmentBatch, singles: list[Assessment]) -> None:
    """Compare levels, scores and ranges of a batch with the assessments of its rows."""
    framework = batch.framework
    for row, single in enumerate(singles):
        assert batch.levels[row] == rank(framework.levels, single.level)
        assert batch.scores[row : row + 1].tobytes() == doubles([single.score])
        span = single.level_range or (None, None)
        assert batch.level_ranges[row].tolist() == [rank(framework.levels, level) for level in span]
        assert np.ascontiguousarray(batch.score_ranges[row]).tobytes() == doubles(
            [*(single.score_range or (None, None))]
        )
        for kind, results in (("dimension", single.dimensions), ("capability", single.capabilities)):
            ranks = [rank(framework.ladder_levels(f"{kind} {entry.id}"), entry.level) for entry in results]
            assert getattr(batch, f"{kind}_levels")[row].tolist() == ranks
            assert getattr(batch, f"{kind}_scores")[row].tobytes() == doubles([entry.score for entry in results])


def check_gaps(batch: AssessmentBatch, singles: list[Assessment], target: Any) -> None:
    """Compare gaps and plans of a batch with the assessments of its rows."""
    questions = batch.framework.questions
    capabilities = [entry.id for entry in batch.framework.capabilities]
    gaps, plans = batch.gaps(target), batch.next_steps(target=target)
    assert (gaps.status == plans.status).all()
    for row, single in enumerate(singles):
        asked = {
            entry.id: entry.options[position].id
            for entry, position in zip(questions, gaps.positions[row].tolist(), strict=True)
            if position != NO_GAP
        }
        steps = [capabilities[step] for step in plans.steps[row].tolist() if step != NO_STEP]
        assert plans.length[row] == len(steps)
        if gaps.status[row] == Status.REFUSED.code:
            assert (asked, steps) == ({}, [])
            with pytest.raises(TargetError):
                single.gaps(target)
            continue
        found, plan = single.gaps(target), single.next_steps(target)
        assert found.status == plan.status == Status.of(gaps.status[row])
        assert {entry.question: entry.to for entry in found.questions} == asked
        assert [step.capability for step in plan.steps] == steps


@cache
def model(name: str) -> tuple[Framework, AssessmentBatch, tuple[Assessment, ...]]:
    """Return a shipped model with the batch of random sheets, and the same sheets one by one."""
    framework = load_framework(name)
    sheets = some_sheets(framework, seed=MODELS.index(name), count=12)
    return framework, framework.assess_many(sheets), tuple(framework.assess(sheet) for sheet in sheets)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.wide
def test_shipped_models_stand_the_same_one_by_one_and_in_batch(name: str) -> None:
    """Levels, scores to the last bit, and ranges of all ladders of the four models are the same."""
    _, batch, singles = model(name)

    assert len({single.level for single in singles}) > 1
    check_standings(batch, list(singles))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.wide
def test_shipped_models_have_the_same_gaps_and_plans_one_by_one_and_in_batch(name: str) -> None:
    """With the default target, a level, rungs of ladders, and another sheet."""
    framework, _, singles = model(name)
    few = framework.assess_many([single.codes for single in singles[::3]])
    dimension = framework.dimensions[0]
    ladder = f"dimension {dimension.id}"
    rungs = {ladder: framework.ladder_levels(ladder)[-1].id, "framework": framework.levels[1].id}

    for target in (None, framework.levels[-1], framework.levels[0].id, rungs, singles[0]):
        check_gaps(few, list(singles[::3]), target)


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
@pytest.mark.wide
def test_batch_is_single_on_random_frameworks(place: int) -> None:
    """Standings of every ladder, gaps and plans, and what a row says when taken out of the batch."""
    framework = FRAMEWORKS[place]
    sheets = some_sheets(framework, seed=place)

    batch = framework.assess_many(sheets.astype(np.int16))

    singles = [framework.assess(sheet) for sheet in sheets]
    check_standings(batch, singles)
    assert [batch[row] for row in range(len(batch))] == singles
    check_gaps(batch, singles, singles[0])


READERS: dict[str, Callable[[AssessmentBatch], Any]] = {
    "levels": lambda batch: batch.levels,
    "scores": lambda batch: np.nan_to_num(batch.scores, nan=-9),
    "ranges": lambda batch: batch.level_ranges,
    "gaps": lambda batch: batch.gaps().positions,
    "steps": lambda batch: batch.next_steps().steps,
}


@given(st.data())
def test_S4_rows_are_independent(data: st.DataObject) -> None:
    """Permuted and repeated rows give permuted and repeated results."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheets = np.array(data.draw(st.lists(answers(framework), min_size=1, max_size=4)), np.int8)
    order = data.draw(st.lists(st.integers(0, len(sheets) - 1), min_size=1, max_size=6))
    read = READERS[data.draw(st.sampled_from(list(READERS)))]

    plain, mixed = framework.assess_many(sheets), framework.assess_many(sheets[order])

    assert read(mixed).tolist() == read(plain)[order].tolist()


def reordered(framework: Framework, data: st.DataObject) -> tuple[Framework, list[int]]:
    """Return the framework with the entries of its file in a different order, and the old place of each question."""
    order = data.draw(st.permutations(range(len(framework.questions))))
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    for name in ("dimensions", "capabilities", "requirements", "rules", "scores"):
        tables[name] = tuple(data.draw(st.permutations(tables[name])))
    tables["questions"] = tuple(framework.questions[place] for place in order)
    return Framework(**tables), list(order)


@dear
@given(st.data())
def test_S4_the_order_of_the_file_changes_nothing(data: st.DataObject) -> None:
    """Questions, capabilities, dimensions and requirements may be in any order."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    other, order = reordered(framework, data)
    sheet = data.draw(answers(framework))

    plain, moved = framework.assess(list(sheet)), other.assess([sheet[place] for place in order])

    if data.draw(st.booleans()):
        assert (moved.level, moved.score_exact, moved.level_range) == (
            plain.level,
            plain.score_exact,
            plain.level_range,
        )
        assert moved.narrows == plain.narrows
        assert set(moved.dimensions + moved.capabilities) == set(plain.dimensions + plain.capabilities)
    else:
        moved_plan, plan = moved.next_steps(), plain.next_steps()
        assert [step.capability for step in moved_plan] == [step.capability for step in plan]
        assert [set(step.questions) for step in moved_plan] == [set(step.questions) for step in plan]


def test_more_rows_than_one_block() -> None:
    """Rows beyond the first block are read like those of the first."""
    framework = two()
    few = np.array(list(product([UNANSWERED, 0, 1, 2], repeat=4)), np.int8)
    times = BLOCK // len(few) + 2
    many, plain = framework.assess_many(np.tile(few, (times, 1))), framework.assess_many(few)

    assert len(many) > BLOCK
    assert (many.levels == np.tile(plain.levels, times)).all()
    assert (many.dimension_scores == np.tile(plain.dimension_scores, (times, 1))).all()
    assert (many.capability_levels == np.tile(plain.capability_levels, (times, 1))).all()
    assert (many.level_ranges == np.tile(plain.level_ranges, (times, 1))).all()
    assert (many.gaps("high").positions == np.tile(plain.gaps("high").positions, (times, 1))).all()
    assert (many.next_steps().steps == np.tile(plain.next_steps().steps, (times, 1))).all()


def test_A3_no_rows_have_empty_results() -> None:
    """A batch without rows answers everything with empty results."""
    batch = two().assess_many(np.zeros((0, 4), np.int8))

    assert (batch.levels.shape, batch.scores.shape, batch.level_ranges.shape) == ((0,), (0,), (0, 2))
    assert (batch.dimension_levels.shape, batch.capability_levels.shape) == ((0, 2), (0, 3))
    assert batch.gaps().positions.shape == (0, 4)
    assert batch.next_steps(limit=2).steps.shape == (0, 2)
    assert list(batch) == []  # type: ignore[call-overload]


def test_results_cannot_be_written_to() -> None:
    """What a batch has returned never changes."""
    batch = two().assess_many(np.zeros((2, 4), np.int8))

    for array in (batch.levels, batch.dimension_scores, batch[0].codes):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_A3_one_organisation_a_million_times_is_one_organisation() -> None:
    """A large matrix of a small model is read in one go."""
    framework = scored(["1", "1", "1"], "2/3")
    sheets = np.tile(np.array([[1, 1, 0], [1, 0, 0]], np.int8), (500_000, 1))

    levels = framework.assess_many(sheets).levels

    assert (levels == np.tile(np.array([1, 0]), 500_000)).all()


def test_names_of_the_shape_and_the_width_of_plans() -> None:
    """`k` is from zero to all capabilities; the length is that of the whole plan."""
    batch = two().assess_many(np.zeros((1, 4), np.int8))

    assert batch.next_steps(limit=0).steps.tolist() == [[]]
    assert batch.next_steps(limit=-1).steps.tolist() == [[]]
    assert batch.next_steps(limit=1).steps.tolist() == [[2]]
    assert batch.next_steps(limit=1).length.tolist() == [3]
    assert batch.next_steps(limit=9).steps.tolist() == [[2, 0, 1]]
    assert batch.next_steps(target="low").steps.tolist() == [[NO_STEP] * 3]
    with pytest.raises(TargetError, match="no such level"):
        batch.next_steps(target="mids")


def test_ladders_without_a_level_have_one_named_rank() -> None:
    """For an organisation to which nothing applies, and for ladders without levels."""
    framework = scored(["1", "1"], "0.5")
    batch = framework.assess_many([[NOT_APPLICABLE, NOT_APPLICABLE], [1, 1]])

    assert batch.levels.tolist() == [NO_LEVEL, 1]
    assert batch.dimension_levels.tolist() == [[NO_LEVEL], [NO_LEVEL]]
    assert batch.level_ranges.tolist() == [[NO_LEVEL, NO_LEVEL], [1, 1]]
    assert batch.gaps("mid").status.tolist() == [Status.REFUSED.code, Status.REACHED.code]


def test_scorers_in_code_are_the_same_one_by_one_and_in_batch() -> None:
    """A scorer in code is called row by row, and the batch is laid out like any other."""
    framework = two(requirements=[], level_lists={"own": LEVELS}).with_scorer(Product())
    sheets = np.array(list(product([0, 2], [1, 2], [UNANSWERED, 2], [NOT_APPLICABLE, 1, 2])), np.int8)

    batch = framework.assess_many(sheets)

    singles = [framework.assess(sheet) for sheet in sheets]
    check_standings(batch, singles)
    check_gaps(batch, singles, "high")


def test_a_batch_is_told_by_its_framework() -> None:
    """The batch keeps the framework it was assessed by."""
    framework = tiny()

    assert framework.assess_many([[0, 0]]).framework is framework
