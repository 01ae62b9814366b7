"""Many organisations at once: the same as one by one, bit for bit, in any order, with numbers of any size."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, Product, drawn, question, rule, scored, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    DONT_KNOW,
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
from maturity_core.batch import BLOCK
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from maturity_core import Assessment, AssessmentBatch, Level

FRAMEWORKS = drawn()
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


def rank(levels: tuple[Level, ...], level: Level | None) -> int:
    return NO_LEVEL if level is None else [entry.id for entry in levels].index(level.id)


def doubles(scores: list[float | None]) -> bytes:
    return np.array([np.nan if score is None else score for score in scores], np.float64).tobytes()


def check_standings(batch: AssessmentBatch, singles: list[Assessment]) -> None:
    """Hold levels, scores and ranges of a batch to the assessments of its rows."""
    framework = batch.framework
    for row, single in enumerate(singles):
        assert batch.levels[row] == rank(framework.levels, single.level)
        assert batch.scores[row : row + 1].tobytes() == doubles([single.score])
        span = single.level_range or (None, None)
        assert batch.level_ranges[row].tolist() == [rank(framework.levels, level) for level in span]
        for kind, results in (("dimension", single.dimensions), ("capability", single.capabilities)):
            ranks = [rank(framework.ladder_levels(f"{kind} {entry.id}"), entry.level) for entry in results]
            assert getattr(batch, f"{kind}_levels")[row].tolist() == ranks
            assert getattr(batch, f"{kind}_scores")[row].tobytes() == doubles([entry.score for entry in results])


def check_gaps(batch: AssessmentBatch, singles: list[Assessment], target: Any) -> None:
    """Hold gaps and plans of a batch to the assessments of its rows."""
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
        if gaps.status[row] == Status.REFUSED:
            assert (asked, steps) == ({}, [])
            with pytest.raises(TargetError):
                single.gaps(target)
            continue
        found, plan = single.gaps(target), single.next_steps(target)
        assert found.status == plan.status == Status(int(gaps.status[row])).words
        assert {entry.question: entry.to for entry in found.questions} == asked
        assert [step.capability for step in plan.steps] == steps


def random_sheets(framework: Framework, seed: int, count: int = 12) -> np.ndarray[Any, Any]:
    """Return sheets with all states: each leans towards low or high options, some with many open questions."""
    chance = np.random.default_rng(seed)
    sheets = np.empty((count, len(framework.questions)), np.int8)
    for row in range(count):
        lean, unknown = chance.random(), chance.choice([0.0, 0.1, 0.5])
        for column, asked in enumerate(framework.questions):
            states = [UNANSWERED, DONT_KNOW, NOT_APPLICABLE][: 2 + asked.not_applicable]
            option = chance.binomial(len(asked.options) - 1, lean)
            sheets[row, column] = chance.choice(states) if chance.random() < unknown else option
    return sheets


@cache
def model(name: str) -> tuple[Framework, AssessmentBatch, tuple[Assessment, ...]]:
    """Return a shipped model with the batch of random sheets, and the same sheets one by one."""
    framework = load_framework(name)
    sheets = random_sheets(framework, seed=MODELS.index(name))
    return framework, framework.assess_many(sheets), tuple(framework.assess(sheet) for sheet in sheets)


@pytest.mark.parametrize("name", MODELS)
def test_shipped_models_stand_the_same_one_by_one_and_in_batch(name: str) -> None:
    """Levels, scores to the last bit, and ranges of all ladders of the four models are the same."""
    _, batch, singles = model(name)

    assert len({single.level for single in singles}) > 1
    check_standings(batch, list(singles))


@pytest.mark.parametrize("name", MODELS)
def test_shipped_models_have_the_same_gaps_and_plans_one_by_one_and_in_batch(name: str) -> None:
    """Towards the default, a level, rungs of ladders, and another sheet."""
    framework, _, singles = model(name)
    few = framework.assess_many([single.codes for single in singles[::3]])
    dimension = framework.dimensions[0]
    ladder = f"dimension {dimension.id}"
    rungs = {ladder: framework.ladder_levels(ladder)[-1].id, "framework": framework.levels[1].id}

    for target in (None, framework.levels[-1], framework.levels[0].id, rungs, singles[0]):
        check_gaps(few, list(singles[::3]), target)


@given(st.data())
def test_batch_is_single_on_random_frameworks(data: st.DataObject) -> None:
    """Standings of every ladder, and what a row of the batch says when it is taken out."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheets = data.draw(st.lists(answers(framework), min_size=1, max_size=2))

    batch = framework.assess_many(np.array(sheets, np.int16))

    singles = [framework.assess(list(sheet)) for sheet in sheets]
    check_standings(batch, singles)
    assert [batch[row] for row in range(len(batch))] == singles


READERS = {
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
    """Return the framework with the entries of its file in another order, and the old place of each question."""
    order = data.draw(st.permutations(range(len(framework.questions))))
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    for name in ("dimensions", "capabilities", "requirements", "rules", "scores"):
        tables[name] = tuple(data.draw(st.permutations(tables[name])))
    tables["questions"] = tuple(framework.questions[place] for place in order)
    return Framework(**tables), list(order)


@given(st.data())
def test_S4_the_order_of_the_file_changes_nothing(data: st.DataObject) -> None:
    """Questions, capabilities, dimensions and requirements may stand in any order."""
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


@given(st.data())
def test_S4_multiplying_all_weights_changes_nothing(data: st.DataObject) -> None:
    """The weights of a mean and a share count only against each other."""
    factor = data.draw(st.sampled_from([Fraction(3), Fraction(1, 7), Fraction(10**6)]))
    weights = [Fraction(number) for number in data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=4))]
    statistic = data.draw(st.sampled_from([{"mean": "0.5"}, {"share": "1/3", "reaching": "0.5"}]))
    sheets = list(product([NOT_APPLICABLE, 0, 1], repeat=len(weights)))

    plain, scaled = (
        scored([str(weight * times) for weight in weights], **cut(statistic)).assess_many(sheets)
        for times in (Fraction(1), factor)
    )

    assert plain.levels.tolist() == scaled.levels.tolist()
    assert plain.scores.tobytes() == scaled.scores.tobytes()
    assert plain.gaps().positions.tolist() == scaled.gaps().positions.tolist()


def cut(statistic: dict[str, str]) -> dict[str, str]:
    (name, number), *rest = statistic.items()
    return {"statistic": name, "cut": number, **dict(rest)}


CUTS = ["0.1", "0.25", "0.3", "1/3", "0.4", "0.5", "0.6", "2/3", "0.7", "0.75", "1"]


@pytest.mark.parametrize("bar", CUTS)
@pytest.mark.parametrize(
    "weights", [["0.1", "0.3", "0.6"], ["1", "1", "1"], ["1/3", "2/3", "0.000001"], ["0", "0.7", "0.1"]], ids="-".join
)
def test_S1_every_answer_on_a_small_grid_is_exact(weights: list[str], bar: str) -> None:
    """Cut-points that are hit exactly are met: all answers against plain fractions, weights as decimal texts."""
    framework = scored(weights, bar)
    sheets = list(product([NOT_APPLICABLE, UNANSWERED, 0, 1], repeat=len(weights)))

    batch = framework.assess_many(sheets)

    for row, sheet in enumerate(sheets):
        applying = [
            (Fraction(weight), code) for weight, code in zip(weights, sheet, strict=True) if code != NOT_APPLICABLE
        ]
        whole = sum(weight for weight, _ in applying)
        if not whole:
            assert (batch.levels[row], np.isnan(batch.scores[row])) == (NO_LEVEL, True)
            continue
        mean = sum(weight for weight, code in applying if code == 1) / Fraction(whole)
        assert batch.levels[row] == int(mean >= Fraction(bar))
        assert batch.scores[row] == mean.numerator / mean.denominator


def test_S1_tenths_and_three_tenths_meet_four_tenths() -> None:
    """0.1 + 0.3 is 0.4 here, which it is not in doubles when summed thrice."""
    framework = scored(["0.1", "0.1", "0.1", "0.7"], "0.3")

    assert framework.assess([1, 1, 1, 0]).level is framework.levels[1]
    assert framework.assess([1, 1, 0, 0]).level is framework.levels[0]


LARGE = [["999999.999999", "0.000001", "333333.333331"], ["1000000000000", "1/9999991", "3/9999973"]]


@pytest.mark.parametrize("weights", LARGE, ids=["decimals", "fractions"])
@pytest.mark.parametrize(
    "fields",
    [{"statistic": "mean"}, {"statistic": "share", "reaching": "1"}, {"statistic": "total", "base": 0}, {"statistic": "total", "top": 0}],
    ids=["mean", "share", "up", "down"],
)  # fmt: skip
def test_A3_sums_beyond_64_bits_are_exact(weights: list[str], fields: dict[str, Any]) -> None:
    """Where integers could overflow the plan is wide, and gives what the slow reference gives."""
    bar = {"up": "0.5", "down": "-0.5"}.get(
        "up" if "base" in fields else "down" if "top" in fields else "", "999999/1000000"
    )
    framework = scored(weights, bar, **fields)
    sheets = list(product([NOT_APPLICABLE, DONT_KNOW, 0, 1], repeat=len(weights)))
    oracle = Oracle(framework)

    batch = framework.assess_many(sheets)
    gaps = batch.gaps("mid")
    for row, sheet in enumerate(sheets):
        standing, gap = oracle.stand(sheet), oracle.gap(sheet, {"framework": 1})
        assert batch.levels[row] == (NO_LEVEL if standing.level("framework") is None else standing.level("framework"))
        exact = standing.score("framework")
        assert batch.scores[row : row + 1].tobytes() == doubles([exact and exact.numerator / exact.denominator])
        assert Status(int(gaps.status[row])).words == gap.status
        asked = {place: position for place, position in enumerate(gaps.positions[row].tolist()) if position != NO_GAP}
        assert asked == gap.options


def test_A3_wide_plans_through_every_ladder() -> None:
    """Means of means of means with coprime weights: more than 53 bits, and still the reference's answer."""
    weights = ["1000003", "999983", "999979", "3/9999991"]
    questions = [
        question("goals-set", "goals", weight=weights[0], not_applicable=True),
        question("goals-met", "goals", weight=weights[3], not_applicable=True),
        question("plan-kept", "plan", weight=weights[1], not_applicable=True),
        question("team-there", "team", weight=weights[2], not_applicable=True),
    ]
    scores = [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}}]
    rules = [
        rule("framework", level, mean=bar, of={"dimensions": "all"})
        for level, bar in (("mid", "1/999983"), ("high", "0.999999"))
    ]
    framework = two(questions=questions, scores=scores, requirements=rules)
    sheets = list(product([NOT_APPLICABLE, 0, 1, 2], repeat=4))
    oracle = Oracle(framework)

    batch, plans = framework.assess_many(sheets), framework.assess_many(sheets).next_steps()
    assert framework.engine.plan.wide  # type: ignore[attr-defined]
    for row, sheet in enumerate(sheets):
        standing, plan = oracle.stand(sheet), oracle.plan(sheet)
        assert batch.levels[row] == (NO_LEVEL if standing.level("framework") is None else standing.level("framework"))
        steps = [framework.capabilities[step].id for step in plans.steps[row].tolist() if step != NO_STEP]
        assert steps == [step.capability for step in plan.steps]


def test_more_rows_than_one_block() -> None:
    """Rows beyond the first block are read as those of the first."""
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
    """A batch without rows answers everything, with nothing."""
    batch = two().assess_many(np.zeros((0, 4), np.int8))

    assert (batch.levels.shape, batch.scores.shape, batch.level_ranges.shape) == ((0,), (0,), (0, 2))
    assert (batch.dimension_levels.shape, batch.capability_levels.shape) == ((0, 2), (0, 3))
    assert batch.gaps().positions.shape == (0, 4)
    assert batch.next_steps(2).steps.shape == (0, 2)
    assert list(batch) == []  # type: ignore[call-overload]


def test_results_cannot_be_written_to() -> None:
    """What a batch returned stays what it is."""
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
    """`k` is between none and all of the capabilities; the length is that of the whole plan."""
    batch = two().assess_many(np.zeros((1, 4), np.int8))

    assert batch.next_steps(0).steps.tolist() == [[]]
    assert batch.next_steps(-1).steps.tolist() == [[]]
    assert batch.next_steps(1).steps.tolist() == [[2]]
    assert batch.next_steps(1).length.tolist() == [3]
    assert batch.next_steps(9).steps.tolist() == [[2, 0, 1]]
    assert batch.next_steps(target="low").steps.tolist() == [[NO_STEP] * 3]
    with pytest.raises(TargetError, match="no such level"):
        batch.next_steps(target="mids")


def test_ladders_without_a_level_have_one_named_rank() -> None:
    """Of an organisation to which nothing applies, and of ladders that have no levels."""
    framework = scored(["1", "1"], "0.5")
    batch = framework.assess_many([[NOT_APPLICABLE, NOT_APPLICABLE], [1, 1]])

    assert batch.levels.tolist() == [NO_LEVEL, 1]
    assert batch.dimension_levels.tolist() == [[NO_LEVEL], [NO_LEVEL]]
    assert batch.level_ranges.tolist() == [[NO_LEVEL, NO_LEVEL], [1, 1]]
    assert batch.gaps("mid").status.tolist() == [Status.REFUSED, Status.REACHED]


def test_scorers_in_code_are_the_same_one_by_one_and_in_batch() -> None:
    """A scorer in code is called row by row, and the batch is laid out as any other."""
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
