"""One pass over many organisations: the outputs, where they go, how they are read; and single sheets in integers."""

from __future__ import annotations

import gc
import re
import tracemalloc
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import Product, drawn, question, rule, some_sheets, tiny, two

from maturity_core import (
    NOT_APPLICABLE,
    UNANSWERED,
    AnswersError,
    BatchGaps,
    BatchPlans,
    Framework,
    TargetError,
    load_framework,
    parse_framework,
)
from maturity_core.answers.matrix import WIDE, Matrix
from maturity_core.assessing.sweep import BLOCK, BLOCK_OF_THREADS, FEW
from maturity_core.model.outputs import OUTPUTS, STANDINGS
from maturity_core.testing.oracle import Oracle

if TYPE_CHECKING:
    from maturity_core import AssessmentBatch

MANY = BLOCK + 3


@cache
def model() -> Framework:
    return load_framework("tsia-customer-success")


def matrix(size: int, framework: Framework | None = None) -> np.ndarray[Any, np.dtype[np.int8]]:
    """Return this many sheets, some of them repeated, with each question's answers contiguous."""
    sheets = np.array(some_sheets(framework or model(), seed=3, count=20), np.int8)
    return np.asfortranarray(np.resize(sheets, (size, sheets.shape[1])))


def outputs_of(batch: AssessmentBatch) -> dict[str, bytes]:
    """Return everything a batch says, as bytes."""
    gaps, plans = batch.gaps(), batch.next_steps()
    parts = {"gaps": (gaps.status, gaps.positions), "next_steps": (plans.status, plans.steps, plans.length)}
    arrays = {name: parts[name] if name in parts else (getattr(batch, name),) for name in OUTPUTS}
    return {name: b"".join(np.ascontiguousarray(array).tobytes() for array in found) for name, found in arrays.items()}


@pytest.mark.parametrize("chosen", [(), ("levels",), ("gaps", "scores"), ("next_steps",), OUTPUTS], ids=repr)
def test_whatever_is_asked_for_beforehand_the_batch_says_the_same(chosen: tuple[str, ...]) -> None:
    answers = matrix(FEW + 20)

    assert outputs_of(model().assess_many(answers, outputs=chosen)) == outputs_of(model().assess_many(answers))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[slice]:
    """Return a list that gets every block of answers that is read from now on; small matrices are one block."""
    blocks: list[slice] = []
    block = Matrix.block

    def noted(self: Matrix, rows: slice) -> Any:
        blocks.append(rows)
        return block(self, rows)

    monkeypatch.setattr(Matrix, "block", noted)
    monkeypatch.setattr(Matrix, "check", lambda *_: None)
    return blocks


def test_nothing_is_computed_before_it_is_asked_for_and_nothing_twice(read: list[slice]) -> None:
    batch = model().assess_many(matrix(FEW + 20))
    assert len(read) == 0

    assert batch.levels is batch.levels
    assert len(read) == 1

    found = batch.results(["levels", "scores", "dimension_levels"])
    assert len(read) == 2
    assert found["levels"] is batch.levels
    assert found["scores"] is batch.scores
    assert len(read) == 2


def test_results_asked_for_together_take_one_pass(read: list[slice]) -> None:
    """Also in tables, with gaps and plans; these belong to their target, and are not kept for others."""
    answers, target = matrix(FEW + 20), model().levels[-1]
    batch = model().assess_many(answers)

    table = batch.to_arrow(["levels", "gaps", "next_steps"], target=target, limit=2)

    assert len(read) == 1
    assert table.column_names[-2:] == ["step_1", "step_2"]
    levels = batch.levels
    assert len(read) == 1
    assert levels.tobytes() == model().assess_many(answers, outputs=["levels"]).levels.tobytes()
    known = model().assess_many(answers, outputs=["gaps"], target=target).gaps(target)
    assert batch.gaps(target).positions.tobytes() == known.positions.tobytes()
    assert batch.gaps().positions.tobytes() != known.positions.tobytes()
    assert len(read) == 5


def test_a_scorer_in_code_is_not_called_before_a_result_is_asked_for() -> None:
    calls: list[Any] = []

    class Counted(Product):
        def score(self, framework: Framework, answers: Any) -> Any:
            calls.append(answers)
            return super().score(framework, answers)

    framework = two().with_scorer(Counted())
    batch = framework.assess_many(np.zeros((FEW + 4, 4), np.int8))

    assert calls == []
    assert batch.levels.tolist() == [0] * (FEW + 4)
    assert len(calls) == FEW + 4


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("kind", [np.int8, np.int64], ids=["int8", "int64"])
def test_wrong_answers_are_reported_at_once_however_many_questions_there_are(kind: Any, order: Any) -> None:
    """Rows that are long and contiguous are checked without turning them into columns."""
    names = [f"q-{place}" for place in range(WIDE + 2)]
    asked = [question(name, not_applicable=name == "q-1") for name in names]
    framework = tiny(questions=asked)
    strict = tiny(questions=asked, open_questions="reject")
    answers = np.ones((FEW + 5, len(names)), kind, order=order)
    framework.assess_many(answers)
    strict.assess_many(answers)

    for column, code in ((0, 3), (0, NOT_APPLICABLE), (1, NOT_APPLICABLE - 1), (WIDE + 1, 99)):
        wrong = answers.copy(order="K")
        wrong[FEW + 2, column] = code
        with pytest.raises(AnswersError, match=re.escape(f"answers[{FEW + 2}].q-{column}")):
            framework.assess_many(wrong)
    answers[3, 2] = UNANSWERED
    framework.assess_many(answers)
    with pytest.raises(AnswersError, match=re.escape("answers[3].q-2: the question is open")):
        strict.assess_many(answers)


@pytest.mark.parametrize("size", [0, 1, FEW, FEW + 1, MANY])
def test_any_number_of_rows_says_what_they_say_one_by_one(size: int) -> None:
    """Few rows are read in plain integers, many block by block."""
    answers = matrix(size)

    batch = model().assess_many(answers)

    singles = [model().assess(row.tolist()) for row in answers[:20]]
    ranks = [model().levels.index(single.level) for single in singles if single.level]
    expected = np.resize(ranks, size) if size else np.empty(0)
    assert batch.levels.tolist() == expected.tolist()
    scores = np.resize([single.score for single in singles], size) if size else np.empty(0)
    assert batch.scores.tobytes() == np.asarray(scores, np.float64).tobytes()


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.uint8], ids=["int8", "int64", "uint8"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_A3_rows_or_columns_first_and_any_integers(kind: Any, order: Any) -> None:
    answers = np.maximum(matrix(MANY), 0).astype(kind, order=order)

    batch = model().assess_many(answers)

    plain = model().assess_many(np.asfortranarray(answers.astype(np.int8)))
    assert batch.levels.tobytes() == plain.levels.tobytes()
    assert batch.capability_scores.tobytes() == plain.capability_scores.tobytes()


def test_numbers_no_byte_holds_are_refused_as_any_wrong_code_is() -> None:
    answers = np.zeros((FEW + 3, len(model().questions)), np.int64)
    answers[5, 1] = 300

    with pytest.raises(AnswersError, match=re.escape("answers[5]")):
        model().assess_many(answers)


@pytest.mark.wide
def test_threads_share_the_rows_and_change_nothing() -> None:
    answers = matrix(BLOCK_OF_THREADS + 5)

    assert outputs_of(model().assess_many(answers, threads=2)) == outputs_of(model().assess_many(answers))


def test_outputs_are_written_to_the_arrays_given() -> None:
    """The batch's own views of them cannot be written to."""
    size, count, questions = FEW + 4, len(model().capabilities), len(model().questions)
    out: dict[str, Any] = {
        "levels": np.empty(size, np.int8),
        "scores": np.empty(size),
        "gaps": BatchGaps(np.empty(size, np.int8), np.empty((size, questions), np.int8)),
        "next_steps": BatchPlans(
            np.empty(size, np.int8), *(np.empty(s, np.int16) for s in ((size, count), size, size))
        ),
    }

    batch = model().assess_many(matrix(size), outputs=("levels",), out=out)

    assert np.shares_memory(batch.levels, out["levels"])
    assert np.shares_memory(batch.gaps().positions, out["gaps"].positions)
    assert np.shares_memory(batch.next_steps(limit=2).steps, out["next_steps"].steps)
    assert outputs_of(batch) == outputs_of(model().assess_many(matrix(size)))
    assert not batch.levels.flags.writeable
    assert out["levels"].flags.writeable


@pytest.mark.parametrize("name", ["tsia-customer-success", "esg-customer-success"])
def test_what_a_block_needed_is_free_before_the_next_is_read(name: str) -> None:
    """Without help from the garbage collector, so that memory does not grow with the rows."""
    framework = load_framework(name)
    outputs = ("levels", "capability_scores", "level_ranges", "gaps")

    def most(size: int) -> int:
        answers = matrix(size, framework)
        out = vars(framework.assess_many(answers, outputs=outputs))["_found"]
        given: dict[str, Any] = {name: np.copy(out[name], order="K") for name in outputs[:3]}
        given["gaps"] = BatchGaps(np.empty(size, np.int8), np.empty(answers.shape, np.int8, order="F"))
        del out
        tracemalloc.start()
        framework.assess_many(answers, outputs=(), out=given)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    gc.disable()
    try:
        few, many = most(2 * BLOCK), most(5 * BLOCK)
    finally:
        gc.enable()
    assert many < 1.1 * few


def test_gaps_and_plans_worked_out_beforehand_are_those_to_their_target() -> None:
    """A level, another sheet, or the default: for a new target, the batch reads the answers again."""
    framework = model()
    answers = matrix(FEW + 4)
    plain = framework.assess_many(answers)
    targets = [None, framework.levels[-1].id, framework.levels[1].id, plain[0], plain[3]]

    for target in targets:
        batch = framework.assess_many(answers, outputs=("gaps", "next_steps"), target=target)
        for asked in targets:
            assert batch.gaps(asked).positions.tobytes() == plain.gaps(asked).positions.tobytes()
            assert batch.next_steps(asked, 3).steps.tobytes() == plain.next_steps(asked, 3).steps.tobytes()
        assert batch.gaps(target) is batch.gaps(target)


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ({"levels": np.empty(3, np.int16)}, "out.levels: the array has the wrong shape or dtype; got int16 (3,)"),
        ({"levels": np.empty(4, np.int8)}, "got int8 (4,); allowed: int8 (3,)"),
        ({"scores": [0.0, 0.0, 0.0]}, "out.scores: the array has the wrong shape or dtype; got list"),
        ({"gaps": np.empty(3)}, "out.gaps: the output has the wrong type; got ndarray; allowed: BatchGaps"),
        ({"level": np.empty(3, np.int8)}, "out: no such output; got 'level'"),
    ],
    ids=["kind", "shape", "list", "holder", "name"],
)
def test_arrays_that_do_not_fit_are_refused(out: dict[str, Any], message: str) -> None:
    with pytest.raises(TargetError, match=re.escape(message)):
        model().assess_many(matrix(3), out=out)


def test_an_array_that_may_not_be_written_to_is_refused() -> None:
    levels = np.zeros(3, np.int8)
    levels.flags.writeable = False

    with pytest.raises(TargetError, match=re.escape("out.levels: the array cannot be written to; got a read-only")):
        model().assess_many(matrix(3), out={"levels": levels})


def test_outputs_over_the_answers_or_over_one_another_are_refused() -> None:
    framework = model()
    answers = matrix(40, framework).astype(np.int8)
    kept = answers.copy()
    whole, gaps = np.zeros((40, 3), np.int8), BatchGaps(np.zeros(40, np.int8), answers)
    wrong: list[tuple[dict[str, Any], str]] = [
        (
            {"levels": answers[:, 0]},
            "out.levels: the array shares memory with the answers or another output; got answers",
        ),
        ({"gaps": gaps}, "out.gaps: the array shares memory with the answers or another output; got answers"),
        ({"level_ranges": whole[:, :2], "levels": whole[:, 1]}, "got out.level_ranges; allowed: separate memory"),
    ]

    for out, message in wrong:
        with pytest.raises(TargetError, match=re.escape(message)):
            framework.assess_many(answers, outputs=(), out=out)
    assert np.array_equal(answers, kept)
    framework.assess_many(answers, outputs=(), out={"level_ranges": whole[:, ::2], "levels": whole[:, 1]})
    assert whole[:, 1].tolist() == framework.assess_many(answers).levels.tolist()


def test_outputs_that_do_not_exist_are_refused_together() -> None:
    with pytest.raises(TargetError) as caught:
        model().assess_many(matrix(3), outputs=("levls", "scores", "steps"))

    assert [problem.got for problem in caught.value.problems] == ["'levls'", "'steps'"]
    assert caught.value.problems[0].hint == "did you mean 'levels'?"


def test_answers_changed_behind_the_back_are_looked_at_again() -> None:
    answers = matrix(FEW + 5)
    batch = model().assess_many(answers, outputs=STANDINGS)
    lazy = model().assess_many(answers)
    answers[7, 2] = 99

    with pytest.raises(AnswersError, match=re.escape("answers[7]")):
        assert lazy.levels.size
    with pytest.raises(AnswersError, match=re.escape("answers[7]")):
        batch.gaps()


def test_a_scorer_in_code_is_called_for_rows_of_any_number() -> None:
    framework = two().with_scorer(Product())
    answers = np.resize(np.array([[0, 1, 2, 2], [2, 2, 2, 2]], np.int8), (FEW + 4, len(framework.questions)))

    batch = framework.assess_many(answers, outputs=("levels", "gaps"))

    assert [batch.levels[row] for row in (0, 1)] == [
        framework.levels.index(single.level) for single in (batch[0], batch[1]) if single.level
    ]


def test_two_requirements_that_ask_overlapping_questions_ask_for_the_higher_option_of_each() -> None:
    """The second one asks a question that was asked before, and its neighbour, which was not."""
    names = ("a", "b", "c")
    rules = [
        rule("framework", "mid", least="0.5", of={"questions": ["b", "c"]}),
        rule("framework", "high", least=1, of={"questions": ["a", "b"]}),
    ]
    framework = tiny(questions=[question(name) for name in names], requirements=rules)

    gaps = framework.assess({}).gaps("high")

    assert {gap.question: gap.to for gap in gaps.questions} == {"a": "always", "b": "always", "c": "often"}


@pytest.mark.parametrize("place", range(len(drawn())))
def test_one_sheet_in_integers_is_the_reference(place: int) -> None:
    """Ranks and scores of every ladder, of random frameworks and sheets in all four states."""
    framework = drawn()[place]
    oracle, single = Oracle(framework), framework.engine.single
    assert single is not None
    for sheet in some_sheets(framework, seed=place, count=6):
        read = single.stand(framework.lookup.conditions.counted(sheet))
        expected = oracle.stand(tuple(sheet))
        for index, ladder in enumerate(framework.engine.ladders):
            rank, parts = read.rank(index), read.score(index)
            level, exact = expected.levels[ladder], expected.scores[ladder]
            assert rank == (-1 if level is None else level)
            assert (parts is None) == (exact is None)
            assert parts is None or exact is None or parts[0] * exact.denominator == exact.numerator * parts[1]


def test_more_answers_than_a_byte_counts_are_counted() -> None:
    """300 questions of equal weight exceed 255 options together."""
    names = [f"q-{place}" for place in range(300)]
    framework = tiny(
        questions=[question(name, not_applicable=True) for name in names],
        requirements=[rule("framework", "mid", mean="599/600"), rule("framework", "high", share="0.5", reaching=1)],
    )
    full = [2] * 300
    rows = [full, [1, *full[1:]], [0, *full[1:]], [NOT_APPLICABLE, *full[1:]], [NOT_APPLICABLE] * 300]

    batch = framework.assess_many(np.resize(np.array(rows, np.int8), (FEW + 9, 300)))

    assert batch.levels[:5].tolist() == [2, 2, 0, 2, -1]
    assert batch.scores[:3].tolist() == [1.0, 599 / 600, 299 / 300]


REJECTING = """
id = "strict"
edition = "1"
name = "Strict"
open_questions = "reject"
levels = [{ id = "low", name = "Low" }, { id = "mid", name = "Mid" }]
source = { title = "An example" }
scales.yes-no.options = [{ id = "no", label = "No", credit = 0 }, { id = "yes", label = "Yes", credit = 1 }]
dimensions = [{ id = "area", name = "Area" }]
capabilities = [{ id = "skill", name = "Skill", dimension = "area" }]
questions = [{ id = "a", capability = "skill", text = "A?", scale = "yes-no", basis = "stated" }]
requirements = [{ ladder = "framework", level = "mid", mean = 1, of = { questions = "all" }, basis = "source" }]
"""


def test_open_questions_are_refused_in_words_too() -> None:
    framework = parse_framework(REJECTING)

    assert framework.assess({"a": "yes"}).level is framework.levels[1]
    with pytest.raises(AnswersError, match=re.escape("answers.a: the question is open")):
        framework.assess({"a": "dont-know"})
    with pytest.raises(AnswersError, match=re.escape("answers[1].a: the question is open")):
        framework.assess_many([[1], [-1]])
