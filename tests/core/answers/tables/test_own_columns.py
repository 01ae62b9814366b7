"""A user's own column is kept and never read, whatever its name and type; the names of results are reserved."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import drawn, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import AnswersError, RecordBatchScorer
from maturity_core.answers.tables.columns import MOST_OWN, REJECTED, column_problems, is_result
from maturity_core.model.outputs import OUTPUTS

FRAMEWORK = two()
IDS = [question.id for question in FRAMEWORK.questions]
ANSWERS: dict[str, list[Any]] = {name: ["always", None, "rarely"] for name in IDS}
EXPECTED = FRAMEWORK.assess_many(pa.table(ANSWERS)).to_arrow()
OF_A_TYPE = {
    "text": pa.array(["a", "", None]),
    "text that looks like answers": pa.array(["rarely", "dont-know", "7"]),
    "bool": pa.array([True, False, None]),
    "int": pa.array([1, 2, None], pa.int8()),
    "uint64": pa.array([2**64 - 1, 0, 1], pa.uint64()),
    "double": pa.array([float("nan"), float("inf"), None]),
    "half": pa.array([1.5, 2.5, None], pa.float16()),
    "decimal": pa.array([Decimal("1.5"), None, Decimal(0)]),
    "date": pa.array([dt.date(2024, 2, 29), None, None]),
    "moment": pa.array([dt.datetime(2024, 2, 29, tzinfo=dt.UTC), None, None]),
    "duration": pa.array([dt.timedelta(1), None, None]),
    "bytes": pa.array([b"\xff", b"", None]),
    "category": pa.array(["a", "b", None]).dictionary_encode(),
    "list": pa.array([[1], [], None]),
    "struct": pa.array([{"a": 1}, None, {"a": None}]),
    "map": pa.array([[("a", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "null": pa.nulls(3),
    "view": pa.array(["a", None, "c"], pa.string_view()),
}
NAMES = [
    "comment",
    "reason",
    "row",
    "organisation",
    "framework",
    "edition",
    "rules",
    "words",
    "",
    " level",
    "Level",
    "ü",
]


@pytest.mark.parametrize("column", OF_A_TYPE.values(), ids=OF_A_TYPE)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.wide
def test_W3_a_column_of_ones_own_changes_nothing_in_arrow(name: str, column: pa.Array) -> None:
    table = pa.table({name: column, **ANSWERS})
    batch = table.to_batches()[0]

    assert FRAMEWORK.assess_many(table).to_arrow().drop_columns([name]).equals(EXPECTED)
    for bad_rows in ("refuse", "mark"):
        scored = RecordBatchScorer(FRAMEWORK, bad_rows=bad_rows)(batch)
        found = pa.Table.from_batches([scored]).select(EXPECTED.column_names)
        assert found.equals(EXPECTED)
        assert str(scored.column(name)) == str(column)


@given(
    name=st.text(st.characters(codec="utf-8"), max_size=12),
    column=st.sampled_from(list(OF_A_TYPE.values())),
    place=st.integers(0, len(IDS)),
)
def test_W3_a_column_of_any_name_changes_nothing(name: str, column: pa.Array, place: int) -> None:
    columns: list[tuple[str, Any]] = list(ANSWERS.items())
    columns.insert(place, (name, column))
    if name in IDS or is_result(FRAMEWORK, name):
        return
    assert FRAMEWORK.assess_many(pa.table(dict(columns))).to_arrow().select(EXPECTED.column_names).equals(EXPECTED)


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
@pytest.mark.parametrize("values", [["a", "b", None], [True, False, None], [1, 2, 3], [1.5, None, 2.5], [[1], [2], []]])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.wide
def test_W3_a_column_of_ones_own_changes_nothing_in_frames(kind: Any, values: list[Any], name: str) -> None:
    plain = FRAMEWORK.assess_many(kind(ANSWERS))
    batch = FRAMEWORK.assess_many(kind({name: values, **ANSWERS}))

    assert batch.levels.tolist() == plain.levels.tolist() == FRAMEWORK.assess_many(pa.table(ANSWERS)).levels.tolist()
    assert list(batch.to_frame().columns) == [name, *plain.to_frame().columns]


@pytest.mark.parametrize("name", [("a", "b"), ("level",), (1,), frozenset("a"), 5, 1.5, b"x", dt.date(2024, 2, 29)])
def test_W3_a_column_that_is_called_by_something_else_than_a_text_is_kept(name: Any) -> None:
    frame = pd.DataFrame(ANSWERS)
    plain = FRAMEWORK.assess_many(frame).to_frame()
    frame[["own"]] = [["x"], ["y"], ["z"]]
    frame.columns = pd.Index([*ANSWERS, name], tupleize_cols=False)
    wide = FRAMEWORK.assess_many(frame).to_frame()

    assert wide.columns.tolist() == [name, *plain.columns]
    assert wide.iloc[:, 0].tolist() == ["x", "y", "z"]
    assert wide.iloc[:, 1:].equals(plain)


def test_L1_columns_of_ones_own_are_many_and_not_countless() -> None:
    ours = [f"own-{number}" for number in range(MOST_OWN + 1)]
    told = f"answers: the table has too many columns; got {MOST_OWN + 1 + len(IDS):,};"
    told += " allowed: those of the questions, and 10,000 of your own"

    assert list(column_problems(FRAMEWORK, [*IDS, *ours[1:]])) == []
    assert [str(problem) for problem in column_problems(FRAMEWORK, [*IDS, *ours])] == [told]


def test_W3_every_name_that_results_can_have_is_reserved() -> None:
    for framework in drawn()[:20]:
        names = framework.assess_many([[0] * len(framework.questions)] * 2).to_arrow(OUTPUTS).column_names
        assert [name for name in [*names, REJECTED] if not is_result(framework, name)] == []


@pytest.mark.parametrize("kind", [pa.table, pa.record_batch, pd.DataFrame, pl.DataFrame])
@pytest.mark.parametrize("name", ["level", "rejected", "step_12", "gap_goals-set", "dimension_work_score"])
def test_W3_a_reserved_name_is_refused_alike_whatever_results_are_wanted(kind: Any, name: str) -> None:
    told = f"answers.{name}: this name is reserved for results; got {name!r}; rename the column"

    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(kind({**ANSWERS, name: [1, 2, 3]}), outputs=["levels"])
    assert str(caught.value) == told
    batch = pa.record_batch({**ANSWERS, name: [1, 2, 3]})
    with pytest.raises(AnswersError) as caught:
        RecordBatchScorer(FRAMEWORK, ["scores"], bad_rows="mark").schema(batch.schema)
    assert str(caught.value) == told


@pytest.mark.parametrize("name", ["gap_goals", "gap_", "dimension_goals_level", "capability_plan", "step_", "step_x"])
def test_W3_a_name_that_no_result_can_have_is_free(name: str) -> None:
    assert not is_result(FRAMEWORK, name)


def test_W3_a_name_near_to_a_question_that_has_a_column_is_ones_own() -> None:
    """A note on a question is not a misspelling, even if it is the nearest name to another question."""
    table = pa.table({"goals-set": ["always"], "goals-set-note": ["as we see it"], "plan-kept": ["often"]})

    assert FRAMEWORK.assess_many(table).to_arrow().column_names[0] == "goals-set-note"


def test_W3_columns_without_a_title_are_told_apart_from_doubled_ones() -> None:
    with pytest.raises(AnswersError, match=r"^answers\.: duplicate column; give each column a title$"):
        FRAMEWORK.assess_many(pa.table([["a"], ["b"], [1]], names=["", "", "plan-kept"]))
