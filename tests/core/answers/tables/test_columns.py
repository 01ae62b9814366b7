"""Columns by question id: missing ones are unanswered, misspelt ones are reported, everything else is kept."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import tiny, two

from maturity_core import UNANSWERED, AnswersError
from maturity_core.answers.tables.columns import is_table, question_columns

FRAMEWORK = two()


def refusals(names: list[Any]) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        question_columns(FRAMEWORK, names)
    return [str(problem) for problem in caught.value.problems]


def test_columns_are_found_by_name_in_any_order() -> None:
    names = ["region", "team-there", "plan-kept", "name", "plan-seen", "goals-set"]

    assert question_columns(FRAMEWORK, names) == {"team-there": 1, "plan-kept": 2, "plan-seen": 4, "goals-set": 5}


def test_a_question_without_a_column_is_unanswered() -> None:
    batch = FRAMEWORK.assess_many(pa.table({"plan-kept": [2, 0]}))

    assert [batch[row].record.answers for row in range(2)] == [
        FRAMEWORK.assess({"plan-kept": answer}).record.answers for answer in (2, 0)
    ]
    assert FRAMEWORK.assess_many(pa.table({"plan-kept": [UNANSWERED]})).levels.tolist() == [0]


@pytest.mark.parametrize("name", ["goal-set", "Goal-Set", "goals_set", "goalsset"])
def test_A1_a_column_that_looks_like_a_question_without_one_does_not_vanish(name: str) -> None:
    assert refusals([name, "plan-kept"]) == [
        (
            f"answers.{name}: no such question; got {name!r}; did you mean 'goals-set'? if not, add an empty column "
            "'goals-set'"
        )
    ]


def test_A1_the_same_column_is_the_callers_own_once_every_question_near_it_has_one() -> None:
    assert question_columns(FRAMEWORK, ["goal-set", "goals-set"]) == {"goals-set": 1}


def test_A1_all_problems_of_the_columns_are_told_together() -> None:
    assert refusals(["plan-kept", "plan-kept", "team_there"]) == [
        "answers.plan-kept: duplicate column; keep one of them",
        (
            "answers.team_there: no such question; got 'team_there'; did you mean 'team-there'? if not, add an empty "
            "column 'team-there'"
        ),
    ]


@pytest.mark.parametrize(("names", "got"), [(["x", 3], "x, 3"), ([], "no columns")])
def test_A3_a_table_without_a_question_is_refused(names: list[Any], got: str) -> None:
    allowed = "question ids, such as goals-set, plan-kept, plan-seen, or their exact texts"
    assert refusals(names) == [f"answers: no column matches a question; got {got}; allowed: {allowed}"]


def test_A1_a_column_that_stands_twice_is_refused_in_every_kind_of_table() -> None:
    twice = pd.DataFrame([[1, 1]], columns=["kept", "kept"])

    with pytest.raises(AnswersError, match=r"answers\.kept: duplicate column"):
        tiny().assess_many(pa.table([[1], [1]], names=["kept", "kept"]))
    with pytest.raises(AnswersError, match="kept"):
        tiny().assess_many(twice)


def test_tables_are_told_from_matrices_and_mappings() -> None:
    tables = [pa.table({}), pa.record_batch({}), pd.DataFrame(), pl.DataFrame(), pl.LazyFrame()]

    assert all(is_table(table) for table in tables)
    assert not any(is_table(answers) for answers in ([[1]], {"kept": 1}, None, pd.Series([1]), memoryview(b"1")))


@pytest.mark.parametrize("names", [["level", "score"], ["region", "dimension_work_level", "rejected"]])
def test_N1_results_are_told_from_answers(names: list[str]) -> None:
    taken = ", ".join(name for name in names if name != "region")

    assert refusals(names) == [
        f"answers: the table holds results, not answers; got {taken}; assess the table they were made from"
    ]
