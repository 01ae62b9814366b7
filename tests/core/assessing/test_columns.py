"""Tables of results: stable names, ids or numbers, nulls for missing results, and the same kind of table back."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import LEVELS, Product, scored, tiny, two

from maturity_core import NOT_APPLICABLE, AnswersError, MaturityError, TargetError
from maturity_core.model.outputs import OUTPUTS

FRAMEWORK = two()
ANSWERS = {
    "goals-set": ["always", "rarely"],
    "plan-kept": ["always", "rarely"],
    "plan-seen": ["often", "rarely"],
    "team-there": ["not-applicable", "always"],
}
OTHERS = {"organisation": ["North", "South"], "region": [7, None]}


def test_columns_have_the_names_of_the_documentation() -> None:
    table = FRAMEWORK.assess_many(pa.table(ANSWERS)).to_arrow(OUTPUTS, target="high")

    assert table.column_names == [
        "level",
        "score",
        "dimension_work_level",
        "dimension_people_level",
        "dimension_work_score",
        "dimension_people_score",
        "capability_goals_score",
        "capability_plan_score",
        "capability_team_score",
        "level_lowest",
        "level_highest",
        "score_lowest",
        "score_highest",
        "gap_status",
        "gap_goals-set",
        "gap_plan-kept",
        "gap_plan-seen",
        "gap_team-there",
        "plan_status",
        "plan_length",
        "step_1",
        "step_2",
        "step_3",
    ]


def test_values_are_ids_and_null_stands_for_none() -> None:
    """North: everything best but one half, and the other area does not apply. South: the lowest, and the best team."""
    table = FRAMEWORK.assess_many(pa.table(ANSWERS)).to_arrow(OUTPUTS, target="high")

    found = table.to_pydict()
    assert found["level"] == ["mid", "low"]
    assert found["dimension_people_level"] == [None, "high"]
    assert found["dimension_people_score"] == [None, 1.0]
    assert found["dimension_work_score"] == [5 / 6, 0.0]
    assert found["gap_status"] == ["open", "open"]
    assert found["gap_goals-set"] == [None, "always"]
    assert found["gap_plan-seen"] == ["always", "always"]
    assert found["plan_length"] == [1, 2]
    assert (found["step_1"], found["step_2"], found["step_3"]) == (["plan", "goals"], [None, "plan"], [None, None])


def test_numbers_are_those_of_the_batch() -> None:
    batch = FRAMEWORK.assess_many(pa.table(ANSWERS))

    table = batch.to_arrow(("levels", "dimension_levels", "next_steps"), ids="numbers", limit=1)

    assert table.column("level").to_pylist() == batch.levels.tolist() == [1, 0]
    assert table.column("dimension_people_level").to_pylist() == [None, 2]
    assert table.column("level").type == pa.int8()
    assert table.column_names[-3:] == ["plan_status", "plan_length", "step_1"]


def test_ids_as_text_and_as_a_dictionary_in_the_order_of_the_levels() -> None:
    batch = FRAMEWORK.assess_many(pa.table(ANSWERS))
    levels = [level["id"] for level in LEVELS]

    coded = batch.to_arrow(["levels"]).column("level").combine_chunks()
    text = batch.to_arrow(["levels"], ids="text").column("level")

    assert (coded.type.ordered, coded.dictionary.to_pylist()) == (True, levels)
    assert text.type == pa.string()
    assert text.to_pylist() == coded.to_pylist()


def test_ladders_that_name_no_levels_have_no_column_of_levels() -> None:
    framework = two(requirements=[], level_lists={"own": LEVELS}).with_scorer(Product())
    table = framework.assess_many(pa.table(ANSWERS)).to_arrow(["capability_levels", "capability_scores"])

    assert table.column_names == [f"capability_{name}_score" for name in ("goals", "plan", "team")]
    own = tiny(
        level_lists={"own": LEVELS}, capabilities=[{"id": "plan", "name": "P", "dimension": "work", "levels": "own"}]
    )
    assert own.assess_many(pa.table({"kept": [1]})).to_arrow(["capability_levels"]).to_pydict() == {
        "capability_plan_level": [None]
    }


def test_S5_no_level_and_no_score_are_null() -> None:
    framework = scored(["1", "1"], "0.5")
    batch = framework.assess_many(np.full((1, 2), NOT_APPLICABLE, np.int8))

    assert batch.to_arrow(["levels", "scores", "level_ranges"]).to_pylist() == [
        {"level": None, "score": None, "level_lowest": None, "level_highest": None}
    ]


def test_a_matrix_gives_arrow_and_no_frame() -> None:
    batch = tiny().assess_many([[0, 0]])

    assert batch.to_arrow(["levels"]).to_pylist() == [{"level": "low"}]
    with pytest.raises(AnswersError, match="the answers came as a matrix, not a table; use to_arrow"):
        batch.to_frame()


@pytest.mark.parametrize(("outputs", "ids"), [(["level"], "text"), (["levels"], "number")])
def test_wrong_outputs_are_refused_with_the_nearest(outputs: Any, ids: Any) -> None:
    with pytest.raises(TargetError, match=r"no such output; got .* did you mean '(levels|numbers)'"):
        tiny().assess_many([[0, 0]]).to_arrow(outputs, ids=ids)


def test_all_wrong_outputs_are_told_together() -> None:
    with pytest.raises(TargetError) as caught:
        tiny().assess_many([[0, 0]]).to_arrow(["levels", "gap", "xyz"])

    assert [(problem.where, problem.got) for problem in caught.value.problems] == [
        ("outputs", "'gap'"),
        ("outputs", "'xyz'"),
    ]


KINDS = {
    "record batch": pa.record_batch,
    "table": pa.table,
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame,
    "narwhals": lambda data: nw.from_native(pl.DataFrame(data)),
    "narwhals over pandas": lambda data: nw.from_native(pd.DataFrame(data)),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_same_kind_of_table_comes_back_with_its_other_columns_first(kind: Any) -> None:
    came_in = kind({**OTHERS, **ANSWERS})

    frame = FRAMEWORK.assess_many(came_in).to_frame()

    assert type(frame) is type(came_in)
    names = ["organisation", "region", "level", "score", *(f"dimension_{name}_level" for name in ("work", "people"))]
    columns = frame.column_names if hasattr(frame, "column_names") else list(frame.columns)
    assert columns[:6] == names
    table = FRAMEWORK.assess_many(came_in).to_arrow(["levels"])
    assert table.column_names == ["organisation", "region", "level"]
    assert table.column("organisation").to_pylist() == ["North", "South"]


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["b", "b"], name="key"),
        pd.date_range("2026-01-01", periods=2),
        pd.MultiIndex.from_tuples([(1, "x"), (0, "y")]),
    ],
    ids=["twice the same", "dates", "two columns"],
)
def test_the_index_of_a_pandas_frame_is_kept(index: pd.Index[Any]) -> None:
    came_in = pd.DataFrame({**OTHERS, **ANSWERS}, index=index)

    frame = FRAMEWORK.assess_many(came_in).to_frame(["levels"])

    assert frame.index.equals(index)
    assert frame.index.names == index.names
    assert frame["level"].tolist() == ["mid", "low"]
    assert frame["organisation"].tolist() == OTHERS["organisation"]


def test_levels_keep_their_order_in_frames() -> None:
    batch = FRAMEWORK.assess_many(pd.DataFrame(ANSWERS))

    level = batch.to_frame(["levels"])["level"]
    enum = FRAMEWORK.assess_many(pl.DataFrame(ANSWERS)).to_frame(["levels"])["level"]

    assert (level.cat.ordered, list(level.cat.categories)) == (True, ["low", "mid", "high"])
    assert enum.dtype == pl.Enum(["low", "mid", "high"])


def test_only_results_where_every_column_is_a_question() -> None:
    frame = FRAMEWORK.assess_many(pd.DataFrame(ANSWERS, index=[3, 3])).to_frame(["levels", "next_steps"])

    assert frame.index.tolist() == [3, 3]
    assert frame["step_1"].tolist() == ["plan", "goals"]
    assert list(frame.columns[:3]) == ["level", "plan_status", "plan_length"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_W3_a_column_called_as_a_result_is_refused_before_it_can_be_overwritten(kind: Any) -> None:
    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(kind({**ANSWERS, "score": [1, 2], "level": [1, 2]}))

    assert str(caught.value).splitlines() == [
        "answers.score: this name is reserved for results; got 'score'; rename the column",
        "answers.level: this name is reserved for results; got 'level'; rename the column",
    ]


def test_other_columns_that_arrow_cannot_hold_stay_in_the_frame() -> None:
    things = [object(), 1j]
    batch = FRAMEWORK.assess_many(pd.DataFrame({**ANSWERS, "thing": things} | {5: [1, 2]}))

    assert batch.to_frame(["levels"])["thing"].tolist() == things
    with pytest.raises(AnswersError, match=r"answers\.thing: the column cannot be read"):
        batch.to_arrow()


def test_a_field_of_another_column_keeps_what_it_says_of_itself() -> None:
    field = pa.field("region", pa.int8(), nullable=False, metadata={"unit": "none"})
    schema = pa.schema([field, *(pa.field(name, pa.string()) for name in ANSWERS)])

    table = FRAMEWORK.assess_many(pa.table({"region": [1, 2], **ANSWERS}, schema=schema)).to_arrow()

    assert table.schema.field("region").equals(field, check_metadata=True)


@pytest.mark.parametrize(
    "frame", [pl.LazyFrame(ANSWERS), nw.from_native(pl.LazyFrame(ANSWERS))], ids=["polars", "narwhals"]
)
def test_a_lazy_frame_is_refused_with_the_remedy(frame: Any) -> None:
    with pytest.raises(MaturityError, match=r"not a data frame in memory.*collect a lazy frame first"):
        FRAMEWORK.assess_many(frame)
