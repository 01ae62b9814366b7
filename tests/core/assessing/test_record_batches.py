"""The scorer for engines: a record batch in, a record batch out, in any process."""

from __future__ import annotations

import multiprocessing
import pickle
from typing import Any

import pyarrow as pa
import pytest
from builders import Product, tiny, two

from maturity_core import AnswersError, Framework, FrameworkError, RecordBatchScorer, TargetError, load_framework
from maturity_core.assessing import record_batches

FRAMEWORK = tiny()
BATCH = pa.record_batch(
    {"organisation": ["North", "South"], "kept": ["always", "rarely"], "seen": ["always", "rarely"]}
)
WRONG = pa.record_batch(
    {"organisation": ["North", "South", "East"], "kept": ["alway", "rarely", "x"], "seen": [0, 0, 9]}
)


def test_a_record_batch_comes_back_row_by_row_with_its_other_columns() -> None:
    scored = RecordBatchScorer(FRAMEWORK, ["levels", "scores"], ids="text").score_batch(BATCH)

    assert isinstance(scored, pa.RecordBatch)
    assert scored.to_pylist() == [
        {"organisation": "North", "level": "high", "score": 1.0},
        {"organisation": "South", "level": "low", "score": 0.0},
    ]


@pytest.mark.parametrize(
    "framework",
    [two(), load_framework("service-maturity-check"), two(requirements=[]).with_scorer(Product())],
    ids=["a file", "a shipped model", "a scorer in code"],
)
def test_a_scorer_travels_as_a_definition_and_is_the_same_at_the_other_end(framework: Framework) -> None:
    scorer = RecordBatchScorer(framework, ("levels", "gaps"), "text", {"framework": framework.levels[1].id}, 2, "mark")
    question = framework.questions[0]
    batch = pa.record_batch({question.id: [option.id for option in question.options]})

    arrived = pickle.loads(pickle.dumps(scorer))  # noqa: S301 - the test made the bytes

    assert arrived.framework.digest == framework.digest
    assert arrived(batch).equals(scorer(batch))
    assert {name: getattr(arrived, name) for name in ("outputs", "ids", "target", "limit", "bad_rows")} == {
        name: getattr(scorer, name) for name in ("outputs", "ids", "target", "limit", "bad_rows")
    }


@pytest.mark.wide
def test_a_scorer_works_in_another_process() -> None:
    scorer = RecordBatchScorer(FRAMEWORK, ids="text")

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (scored,) = pool.map(scorer, [BATCH])

    assert scored.equals(scorer(BATCH))


def test_V2_a_definition_that_became_another_framework_is_refused() -> None:
    remake, (definition, scorer, profile, _, settings) = RecordBatchScorer(FRAMEWORK).__reduce__()

    with pytest.raises(FrameworkError, match=r"the worker differs \(digest mismatch\).*install the same version"):
        remake(definition, scorer, profile, "0" * 64, settings)


def test_A1_a_batch_with_a_wrong_answer_is_refused() -> None:
    with pytest.raises(AnswersError) as caught:
        RecordBatchScorer(FRAMEWORK)(WRONG)

    assert [problem.where for problem in caught.value.problems] == [
        "answers[0].kept",
        "answers[2].kept",
        "answers[2].seen",
    ]


def test_A1_or_its_wrong_rows_are_marked_and_the_others_scored() -> None:
    scored = RecordBatchScorer(FRAMEWORK, ["levels", "scores", "gaps"], bad_rows="mark")(WRONG).to_pylist()

    assert [(row["organisation"], row["level"], row["score"], row["gap_kept"]) for row in scored] == [
        ("North", None, None, None),
        ("South", "low", 0.0, "often"),
        ("East", None, None, None),
    ]
    options = "allowed: rarely, often, always, unanswered, dont-know"
    codes = "allowed: 0 to 2, -1 (unanswered), -2 (dont-know), -3 (not-applicable)"
    assert [row["rejected"] for row in scored] == [
        f"kept: no such option; got 'alway'; {options}; did you mean 'always'?",
        None,
        f"kept: no such option; got 'x'; {options} | seen: no option has this position; got 9; {codes}",
    ]


def test_a_framework_that_wants_complete_sheets_marks_open_rows() -> None:
    scorer = RecordBatchScorer(tiny(open_questions="reject"), bad_rows="mark")

    scored = scorer(pa.record_batch({"kept": ["always", None], "seen": [1, 1]}))

    assert scored.column("rejected").to_pylist() == [
        None,
        "kept: the question is open, but this framework requires an answer to every question; got unanswered",
    ]


def test_a_reason_that_a_row_brings_along_is_kept() -> None:
    batch = pa.record_batch({name: WRONG.column(name) for name in ("kept", "seen")})
    reasons = ["no number of cells", None, "first"]

    scored = RecordBatchScorer(FRAMEWORK, ["levels"], bad_rows="mark").score_batch(batch, reasons)

    assert scored.schema.names == ["level", "rejected"]
    assert [str(reason)[:13] for reason in scored.column("rejected").to_pylist()] == [
        "no number of ",
        "None",
        "first | kept:",
    ]
    assert scored.column("level").to_pylist() == [None, "low", None]


@pytest.mark.parametrize("bad_rows", ["refuse", "mark"])
@pytest.mark.parametrize("ids", ["dictionary", "text", "numbers"])
def test_the_schema_is_known_before_the_first_row(bad_rows: Any, ids: Any) -> None:
    scorer = RecordBatchScorer(FRAMEWORK, ("levels", "scores", "next_steps"), ids, bad_rows=bad_rows)

    assert scorer.schema(BATCH.schema).equals(scorer(BATCH).schema)


@pytest.mark.parametrize("what", [pa.table({"kept": [1]}), [[0, 0]], None], ids=["table", "matrix", "nothing"])
def test_what_is_no_record_batch_is_refused(what: Any) -> None:
    with pytest.raises(AnswersError, match=r"expected a record batch; got .*; allowed: pyarrow\.RecordBatch"):
        RecordBatchScorer(FRAMEWORK)(what)


def test_wrong_settings_are_refused_when_the_scorer_is_made() -> None:
    with pytest.raises(TargetError, match="no such output"):
        RecordBatchScorer(FRAMEWORK, ["scors"])
    with pytest.raises(TargetError, match="no such level"):
        RecordBatchScorer(FRAMEWORK, target="hig")
    with pytest.raises(TargetError, match="bad_rows: no such output; got 'drop'"):
        RecordBatchScorer(FRAMEWORK, bad_rows="drop")  # type: ignore[arg-type]


def test_no_framework_is_kept_between_two_arrivals() -> None:
    """What arrives is rebuilt from its definition alone."""
    scorer = RecordBatchScorer(FRAMEWORK)
    first, second = (pickle.loads(pickle.dumps(scorer)) for _ in range(2))  # noqa: S301 - as above

    assert first.framework is not second.framework
    assert first == second == scorer
    assert record_batches.REJECTED == "rejected"
