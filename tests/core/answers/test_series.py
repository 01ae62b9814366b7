"""pandas Series as sheets: their labels are never ignored."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from builders import tiny

from maturity_core import AnswersError

FRAMEWORK = tiny()
IDS = [question.id for question in FRAMEWORK.questions]
ROW = pd.DataFrame([range(len(IDS))], columns=IDS[::-1]).iloc[0]
"""The row of a table whose columns are in a different order from the questions."""


@pytest.mark.parametrize(
    "series",
    [ROW, ROW.sort_values(ascending=False).reset_index(drop=True).sort_values(), pd.Series([0] * 4)[len(IDS) :]],
    ids=["of a row", "sorted", "cut out"],
)
def test_W1_a_series_with_labels_is_not_read_by_position(series: Any) -> None:
    with pytest.raises(AnswersError, match="a series with labels would be read by position; got labels") as alone:
        FRAMEWORK.assess(series)
    with pytest.raises(AnswersError, match="a series with labels would be read by position") as together:
        FRAMEWORK.assess_many([series, series])

    assert str(alone.value) == str(together.value)
    assert str(alone.value).endswith("pass a mapping, such as series.to_dict(), or a frame for many sheets")


def test_W1_a_series_that_is_numbered_is_a_vector() -> None:
    codes = list(range(len(IDS)))
    series: Any = pd.Series(codes)
    row: dict[str, Any] = {str(name): answer for name, answer in ROW.to_dict().items()}

    assert FRAMEWORK.assess(series).answers == FRAMEWORK.assess(codes).answers
    assert FRAMEWORK.assess(row).answers == FRAMEWORK.assess(dict(zip(IDS[::-1], codes, strict=True))).answers
