"""Cells of Arrow data and frames: the same meaning or the same refusal, whichever library holds them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import question, tiny

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, AnswersError, Framework
from maturity_core.answers.arrays import MOST_LISTED
from maturity_core.answers.tables.source import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

FRAMEWORK = tiny(
    questions=[question("kept"), question("seen", not_applicable=True), question("share", scale="percent")]
)
DAY = dt.date(2026, 1, 1)


TABLE: dict[str, Callable[[str, Any], Any]] = {
    "arrow": lambda name, column: pa.table({name: column}),
    "pandas": lambda name, column: pd.DataFrame({name: column}),
    "polars": lambda name, column: pl.DataFrame(
        [column.alias(name) if hasattr(column, "alias") else pl.Series(name, column)]
    ),
}


def codes(name: str, column: Any) -> list[int]:
    """Return the codes of a column of the library its type belongs to."""
    place = [entry.id for entry in FRAMEWORK.questions].index(name)
    return list(map(int, read(name, column).reading.codes[place]))


def read(name: str, column: Any) -> Any:
    library = type(column).__module__.partition(".")[0].replace("pyarrow", "arrow")
    source = source_of(FRAMEWORK, TABLE[library](name, column))
    source.reading.check()
    return source


def refusal(name: str, column: Any) -> str:
    with pytest.raises(AnswersError) as caught:
        read(name, column)
    return str(caught.value)


POSITIONS = {
    **{
        f"arrow {kind}": pa.array([0, 2, None], kind)
        for kind in (pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.int64(), pa.uint64())
    },
    "arrow chunked": pa.chunked_array([pa.array([0], pa.int8()), pa.array([2, None], pa.int8())]),
    "arrow sliced": pa.array([9, 0, 2, None, 9])[1:4],
    "arrow dictionary of integers": pa.array([0, 2, None], pa.int32()).dictionary_encode(),
    "arrow texts": pa.array(["rarely", "always", None]),
    "arrow large texts": pa.array(["rarely", "always", "unanswered"], pa.large_string()),
    "arrow text views": pa.array(["rarely", "always", None], pa.string_view()),
    "arrow dictionary": pa.array(["rarely", "always", None]).dictionary_encode(),
    "arrow dictionary with a null in it": pa.DictionaryArray.from_arrays([0, 1, 2], ["rarely", "always", None]),
    "arrow dictionary with an unused word in it": pa.DictionaryArray.from_arrays(
        [1, 2, None], ["no", "rarely", "always"]
    ),
    "pandas Int8": pd.Series([0, 2, None], dtype="Int8"),
    "pandas int64[pyarrow]": pd.Series([0, 2, None], dtype="int64[pyarrow]"),
    "pandas objects": pd.Series([0, 2, None], dtype=object),
    "pandas objects with NA": pd.Series([np.int8(0), 2, pd.NA], dtype=object),
    "pandas objects with NaN": pd.Series([0, 2, np.nan], dtype=object),
    "pandas objects with NaT": pd.Series([0, 2, pd.NaT], dtype=object),
    "pandas texts": pd.Series(["rarely", "always", None]),
    "pandas texts as objects": pd.Series(["rarely", "always", np.nan], dtype=object),
    "pandas string": pd.Series(["rarely", "always", pd.NA], dtype="string"),
    "pandas category": pd.Series(["rarely", "always", None], dtype="category"),
    "polars Int8": pl.Series([0, 2, None], dtype=pl.Int8),
    "polars UInt32": pl.Series([0, 2, None], dtype=pl.UInt32),
    "polars texts": pl.Series(["rarely", "always", None]),
    "polars Categorical": pl.Series(["rarely", "always", None], dtype=pl.Categorical),
    "polars Enum": pl.Series(["rarely", "always", None], dtype=pl.Enum(["always", "rarely"])),
}


@pytest.mark.parametrize("column", POSITIONS.values(), ids=POSITIONS)
def test_A1_A2_positions_words_and_nulls_mean_the_same_everywhere(column: Any) -> None:
    assert codes("kept", column) == [0, 2, UNANSWERED]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([UNANSWERED, DONT_KNOW, NOT_APPLICABLE, None, 1], pa.int8()),
        pa.array(["unanswered", "dont-know", "not-applicable", None, "often"]),
        pl.Series([UNANSWERED, DONT_KNOW, NOT_APPLICABLE, None, 1]),
        pd.Series(["unanswered", "dont-know", "not-applicable", None, "often"]),
    ],
    ids=["arrow codes", "arrow words", "polars codes", "pandas words"],
)
def test_states_as_codes_and_as_words(column: Any) -> None:
    assert codes("seen", column) == [UNANSWERED, DONT_KNOW, NOT_APPLICABLE, UNANSWERED, 1]
    assert "not-applicable" in refusal("kept", column) or "-3" in refusal("kept", column)


EMPTY = {
    "arrow null": pa.nulls(2),
    "arrow bool": pa.array([None, None], pa.bool_()),
    "arrow float": pa.array([None, None], pa.float64()),
    "arrow list": pa.array([None, None], pa.list_(pa.int8())),
    "pandas None": pd.Series([None, None]),
    "pandas NaN": pd.Series([np.nan, np.nan]),
    "pandas NaT": pd.Series([pd.NaT, pd.NaT]),
    "pandas NA": pd.Series([pd.NA, pd.NA], dtype="boolean"),
    "polars null": pl.Series([None, None]),
    "polars Date": pl.Series([None, None], dtype=pl.Date),
}


@pytest.mark.parametrize("column", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("name", ["kept", "seen", "share"])
def test_A2_a_column_of_nulls_is_unanswered_whatever_its_type(name: str, column: Any) -> None:
    assert codes(name, column) == [UNANSWERED, UNANSWERED]


NO_ANSWERS = {
    "arrow bool": (pa.array([True, None]), "booleans are not valid answers; got bool"),
    "arrow float": (pa.array([1.0, None]), "a column of this type cannot hold answers; got double"),
    "arrow NaN": (pa.array([float("nan")]), "a column of this type cannot hold answers; got double"),
    "arrow decimal": (pa.array([Decimal(1)]), "a column of this type cannot hold answers; got decimal128"),
    "arrow date": (pa.array([DAY]), "a column of this type cannot hold answers; got date32"),
    "arrow bytes": (pa.array([b"often"]), "a column of this type cannot hold answers; got binary"),
    "arrow list": (pa.array([[1]]), "a column of this type cannot hold answers; got list"),
    "pandas bool": (pd.Series([True, False]), "booleans are not valid answers; got bool"),
    "pandas boolean": (pd.Series([True, None], dtype="boolean"), "booleans are not valid answers; got bool"),
    "pandas float": (pd.Series([1, None]), "a column of this type cannot hold answers; got double"),
    "pandas float -0.0": (pd.Series([-0.0, 1.0]), "a column of this type cannot hold answers; got double"),
    "pandas datetime": (
        pd.Series([pd.Timestamp(DAY), pd.NaT]),
        "a column of this type cannot hold answers; got timestamp",
    ),
    "pandas complex": (pd.Series([1j]), "the column cannot be read"),
    "pandas floats among integers": (
        pd.Series([1, 2.0], dtype=object),
        "a column of this type cannot hold answers; got double",
    ),
    "pandas mixed objects": (pd.Series([1, "often"], dtype=object), "the column cannot be read"),
    "pandas bool among integers": (pd.Series([True, 1], dtype=object), "booleans are not valid answers; got a bool"),
    "pandas numpy bool among integers": (pd.Series([1, np.True_], dtype=object), "booleans are not valid answers"),
    "pandas bool among floats": (pd.Series([1.5, True], dtype=object), "booleans are not valid answers"),
    "pandas integers beyond 64 bits": (pd.Series([10**30, 1], dtype=object), "the column cannot be read"),
    "polars bool": (pl.Series([True, None]), "booleans are not valid answers; got bool"),
    "polars float": (pl.Series([1.0, None]), "a column of this type cannot hold answers; got double"),
    "polars NaN": (pl.Series([float("nan")]), "a column of this type cannot hold answers; got double"),
    "polars objects": (pl.Series([object()], dtype=pl.Object), "a column of this type cannot hold answers; got fixed"),
}


@pytest.mark.parametrize(("column", "message"), NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_A1_A2_A3_columns_without_answers_are_refused_everywhere(column: Any, message: str) -> None:
    assert refusal("kept", column).startswith(f"answers.kept: {message}")


def test_A1_floats_are_refused_with_the_remedy() -> None:
    assert refusal("kept", pd.Series([1, None])).endswith(
        "allowed: whole numbers, text; positions are whole numbers: cast the column (in pandas to 'Int64', which "
        "allows missing values)"
    )


WRAPPING = [257, 256, 255, 128, 3, -4, -256, 2**63 - 1, -(2**63)]


@pytest.mark.parametrize("code", WRAPPING)
def test_A3_positions_that_would_wrap_are_refused_by_row(code: int) -> None:
    message = f"answers[1].kept: no option has this position; got {code}; allowed: 0 to 2, -1 (unanswered)"

    for column in (pa.array([None, code, 0]), pd.Series([0, code]), pl.Series([0, code])):
        assert refusal("kept", column).startswith(message)


def test_A3_the_largest_unsigned_integer_does_not_wrap() -> None:
    assert "got 18446744073709551615" in refusal("kept", pa.array([2**64 - 1], pa.uint64()))


def test_A1_wrong_words_are_refused_by_row_with_the_nearest() -> None:
    column = pa.chunked_array([["often", "oftn"], ["oftn", "not-applicable", None]])

    allowed = "allowed: rarely, often, always, unanswered, dont-know"
    near = "did you mean 'often'?"
    assert refusal("kept", column).splitlines() == [
        f"answers[1].kept: no such option; got 'oftn'; {allowed}; {near}",
        f"answers[2].kept: no such option; got 'oftn'; {allowed}; {near}",
        f"answers[3].kept: this question always applies; got 'not-applicable'; {allowed}",
    ]


def test_A1_more_wrong_cells_than_are_listed_are_counted() -> None:
    table = pa.table({"kept": [9] * MOST_LISTED, "seen": ["x"] * MOST_LISTED})

    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(table)

    assert [problem.where for problem in caught.value.problems[:3]] == [
        "answers[0].kept",
        "answers[0].seen",
        "answers[1].kept",
    ]
    assert str(caught.value).splitlines()[-1] == f"answers: and {MOST_LISTED} more"


NUMBERS = {
    "arrow double": pa.array([15.0, 15.5, 50.5, 51.0, None]),
    "arrow float": pa.array([15.0, 15.5, 50.5, 51.0, None], pa.float32()),
    "arrow half float": pa.array(
        [np.float16(15), np.float16(15.5), np.float16(50.5), np.float16(51), None], pa.float16()
    ),
    "arrow decimal": pa.array([Decimal("15.0"), Decimal("15.5"), Decimal("50.5"), Decimal("51.0"), None]),
    "arrow dictionary": pa.array([15.0, 15.5, 50.5, 51.0, None]).dictionary_encode(),
    "pandas float64": pd.Series([15.0, 15.5, 50.5, 51.0, np.nan]),
    "pandas Float64": pd.Series([15.0, 15.5, 50.5, 51.0, pd.NA], dtype="Float64"),
    "pandas float32": pd.Series([15.0, 15.5, 50.5, 51.0, np.nan], dtype="float32"),
    "pandas decimals": pd.Series([Decimal("15.0"), Decimal("15.5"), Decimal("50.5"), Decimal("51.0"), None]),
    "polars Float64": pl.Series([15.0, 15.5, 50.5, 51.0, None]),
    "words": pa.array(["few", "half", "half", "most", "unanswered"]),
}


@pytest.mark.parametrize("column", NUMBERS.values(), ids=NUMBERS)
def test_A1_numbers_on_a_numeric_scale_are_read_exactly(column: Any) -> None:
    """A number on a cut falls into the band below, as the scale says."""
    assert codes("share", column) == [0, 1, 1, 2, UNANSWERED]


def test_A1_whole_numbers_on_a_numeric_scale_are_numbers_and_no_positions() -> None:
    assert codes("share", pa.array([2, 15, 16, 100])) == [0, 0, 1, 2]
    assert refusal("share", pa.array([UNANSWERED])) == (
        "answers[0].share: the number is out of bounds; got -1; allowed: 0 to 100 %"
    )


@pytest.mark.parametrize("kind", [pa.float16(), pa.float32(), pa.float64()], ids=str)
def test_A2_minus_zero_is_zero_and_a_short_float_its_shortest_text(kind: Any) -> None:
    framework = tiny(
        scales={**tiny().model_dump(mode="json")["scales"], "tenth": {**PERCENT_OF_ONE, "cuts": ["0.1", "0.3"]}},
        questions=[question("kept", scale="tenth"), question("seen", scale="tenth")],
    )
    values = np.array([-0.0, 0.1, 0.3, 0.5], kind.to_pandas_dtype())

    reading = source_of(framework, pa.table({"kept": pa.array(values, kind)})).reading

    reading.check()
    assert reading.codes[0].tolist() == [0, 0, 1, 2]


PERCENT_OF_ONE = {
    "options": [
        {"id": "few", "label": "Few", "credit": 0},
        {"id": "half", "label": "About half", "credit": "0.5"},
        {"id": "most", "label": "Most", "credit": 1},
    ],
    "cut_falls": "below",
    "lowest": 0,
    "highest": 1,
}

NOT_FINITE = {
    "arrow NaN": pa.array([1.0, float("nan")]),
    "arrow infinity": pa.array([1.0, float("inf")]),
    "arrow short NaN": pa.array([1.0, float("nan")], pa.float32()),
    "polars NaN": pl.Series([1.0, float("nan")]),
    "polars minus infinity": pl.Series([1.0, float("-inf")]),
    "pandas infinity": pd.Series([1.0, np.inf]),
    "pandas double[pyarrow] NaN": pd.Series(pd.arrays.ArrowExtensionArray(pa.array([1.0, float("nan")]))),
}


@pytest.mark.parametrize("column", NOT_FINITE.values(), ids=NOT_FINITE)
def test_A2_NaN_that_is_no_null_and_infinity_are_refused(column: Any) -> None:
    assert refusal("share", column).startswith("answers[1].share: expected a number, or an option's id; got ")


@pytest.mark.parametrize("column", [pa.array([True]), pd.Series([True]), pl.Series([True]), pa.array([DAY])], ids=str)
def test_A1_what_is_no_number_is_refused_on_a_numeric_scale(column: Any) -> None:
    assert refusal("share", column).startswith("answers.share: ")
    assert "allowed: numbers, text" in refusal("share", column)


def test_A3_no_rows_have_empty_results() -> None:
    for table in (pa.table({"kept": pa.array([], pa.int8())}), pd.DataFrame({"kept": []}), pl.DataFrame({"kept": []})):
        batch = FRAMEWORK.assess_many(table)

        assert len(batch) == 0
        assert len(batch.to_arrow()) == 0
        assert len(batch.to_frame()) == 0


def test_A3_inputs_are_not_changed() -> None:
    values = np.array([0, 1, 2], np.int8)
    table = pa.table({"kept": pa.array(values)})
    frame = pd.DataFrame({"kept": values}, copy=False)

    FRAMEWORK.assess_many(table).to_frame()
    FRAMEWORK.assess_many(frame).to_frame()

    assert values.tolist() == [0, 1, 2]
    assert table.equals(pa.table({"kept": pa.array([0, 1, 2], pa.int8())}))
    assert list(frame.columns) == ["kept"]


def complete() -> Framework:
    return tiny(open_questions="reject")


def test_a_framework_that_wants_complete_sheets_refuses_open_cells_and_missing_columns() -> None:
    with pytest.raises(AnswersError) as caught:
        complete().assess_many(pa.table({"kept": [0, None]}))

    assert [(problem.where, problem.got) for problem in caught.value.problems] == [
        ("answers[0].seen", "unanswered"),
        ("answers[1].kept", "unanswered"),
        ("answers[1].seen", "unanswered"),
    ]
