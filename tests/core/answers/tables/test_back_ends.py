"""Arrays, Arrow, pandas and polars: bit-identical results, however the cells are written."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import dear, drawn
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import UNANSWERED, Framework, RecordBatchScorer, load_framework
from maturity_core.answers.sheets import answer_word
from maturity_core.model.outputs import OUTPUTS
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

FRAMEWORKS = drawn()
WANTED = OUTPUTS[:7]
"""Gaps and steps follow from the same codes, and take longer to compute."""
INTEGERS = ("int8", "int16", "int64")


def number_in(scale: Scale, position: int) -> float:
    """Return a number, as a double, whose band is the option at `position`, or which is the value of it alone."""
    if not scale.numeric:
        value = scale.options[position].value or Fraction(0)
        exact = Fraction(str(float(value))) == value and scale.with_value(value) == position
        return float(value) if exact else float("nan")
    inside = [cut + Fraction(offset, 2) for cut in scale.cuts for offset in (-1, 0, 1, -2, 2)]
    whole = [number for number in inside if number.denominator == 1] if scale.whole_numbers else inside
    near = [Fraction(str(float(number))) for number in whole]
    allowed = [
        number
        for number in near
        if (scale.lowest is None or number >= scale.lowest) and (scale.highest is None or number <= scale.highest)
    ]
    found = [number for number in allowed if scale.position(number) == position]
    return float(found[0]) if found else float("nan")


@st.composite
def cells(draw: st.DrawFn, question: Question, scale: Scale, codes: list[int]) -> tuple[list[Any], str]:
    """Draw how the answers to one question are written: as positions, numbers or words, open ones also as nulls."""
    words = [answer_word(question, code) for code in codes]
    nulls = draw(st.lists(st.booleans(), min_size=len(codes), max_size=len(codes)))
    written: list[Any] = words
    kind = "text"
    if not scale.takes_numbers and draw(st.booleans()):
        written, kind = list(codes), draw(st.sampled_from(INTEGERS))
    elif scale.takes_numbers and all(code >= 0 or code == UNANSWERED for code in codes) and draw(st.booleans()):
        numbers = [None if code < 0 else number_in(scale, code) for code in codes]
        if not any(number is not None and np.isnan(number) for number in numbers):
            written, kind = list(numbers), "float64"
    hidden = zip(written, codes, nulls, strict=True)
    return [None if code == UNANSWERED and null else value for value, code, null in hidden], kind


PANDAS = {"int8": "Int8", "int16": "Int16", "int64": "Int64", "float64": "float64", "text": "category"}
POLARS = {"int8": pl.Int8, "int16": pl.Int16, "int64": pl.Int64, "float64": pl.Float64, "text": pl.String}
ARROW = {"int8": pa.int8(), "int16": pa.int16(), "int64": pa.int64(), "float64": pa.float64(), "text": pa.string()}


@dear
@given(st.data())
def test_A2_arrays_arrow_pandas_and_polars_give_bit_identical_results(data: st.DataObject) -> None:
    """Also with columns in a different order, in chunks, and through a record batch of the scorer for engines."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheets = np.array(data.draw(st.lists(answers(framework), min_size=1, max_size=4)), np.int8)
    columns: dict[str, tuple[list[Any], str]] = {}
    for place in data.draw(st.permutations(range(len(framework.questions)))):
        question = framework.questions[place]
        scale = framework.scales[question.scale]
        columns[question.id] = data.draw(cells(question, scale, sheets[:, place].tolist()))
    arrow = pa.table({name: pa.array(values, ARROW[kind]) for name, (values, kind) in columns.items()})
    half = len(sheets) // 2
    tables = [
        arrow,
        pa.concat_tables([arrow.slice(0, half), arrow.slice(half)]),
        arrow.to_batches()[0],
        pd.DataFrame({name: pd.Series(values, dtype=PANDAS[kind]) for name, (values, kind) in columns.items()}),
        pl.DataFrame([pl.Series(name, values, POLARS[kind]) for name, (values, kind) in columns.items()]),
    ]
    expected = framework.assess_many(sheets).to_arrow(WANTED)

    for table in tables:
        assert framework.assess_many(table).to_arrow(WANTED).equals(expected)
    scored = RecordBatchScorer(framework, WANTED)(arrow.to_batches()[0])
    assert pa.Table.from_batches([scored]).equals(expected)


@pytest.mark.parametrize("name", ["esg-customer-success", "service-maturity-check", "tsia-customer-success"])
@pytest.mark.wide
def test_frames_come_back_with_the_results_of_arrays(name: str) -> None:
    framework = load_framework(name)
    table, matrix = some_answers(framework, 200)
    batch = framework.assess_many(matrix)
    ids = [level.id for level in framework.levels]
    expected = [None if rank < 0 else ids[rank] for rank in batch.levels.tolist()]

    kinds: tuple[Any, ...] = (table, pl.from_arrow(table), table.to_pandas())
    frames = [framework.assess_many(kind).to_frame() for kind in kinds]

    assert frames[0].column("level").to_pylist() == expected
    assert frames[1]["level"].to_list() == expected
    assert [None if isinstance(level, float) else level for level in frames[2]["level"].tolist()] == expected
    scores = [
        frames[0].column("score").to_numpy(),
        frames[1]["score"].fill_null(np.nan).to_numpy(),
        frames[2]["score"].to_numpy(),
    ]
    assert {score.tobytes() for score in scores} == {np.ascontiguousarray(batch.scores).tobytes()}


def some_answers(framework: Framework, count: int) -> tuple[pa.Table, np.ndarray[Any, Any]]:
    """Return random sheets, the same in every run, as a table of words and as a matrix."""
    chance = np.random.default_rng(7)
    matrix = np.stack(
        [chance.integers(UNANSWERED, len(question.options), count, np.int8) for question in framework.questions], axis=1
    )
    words = {
        question.id: [answer_word(question, code) for code in matrix[:, place].tolist()]
        for place, question in enumerate(framework.questions)
    }
    return pa.table(words), matrix
