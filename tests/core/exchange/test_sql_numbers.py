"""Numbers in a table of answers: a query reads them as the library does, on both sides of every bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pytest
from warehouse import BANDS, NUMBERS, STRANGE, numeric, read

from maturity_core import Framework, sql_query
from maturity_core.model.states import UNANSWERED


def queried(model: Framework, kind: str, cells: list[Any]) -> list[tuple[Any, ...]]:
    """Return score and rejection of rows that have these cells in a column of a type."""
    with duckdb.connect() as connection:
        connection.execute(f'CREATE TABLE answers (organisation INT, "kept" {kind})')
        connection.executemany("INSERT INTO answers VALUES (?, ?)", [[*row] for row in enumerate(cells)])
        found = connection.execute(sql_query(model, "duckdb")).fetchall()
    return [(row[4], row[-1]) for row in sorted(found)]


@pytest.mark.parametrize("kind", BANDS)
def test_numbers_fall_into_the_bands_that_they_have_in_the_library(kind: str) -> None:
    model = numeric(BANDS[kind])
    told = [read(model, Fraction(number)) for number in NUMBERS]

    found = queried(model, "text", NUMBERS)

    assert [(score, rejected is None) for score, rejected in found] == told
    assert {taken for _, taken in told} == ({True} if kind == "above" else {True, False})


@pytest.mark.parametrize("kind", ["INT", "DOUBLE", "DECIMAL(9, 3)"])
@pytest.mark.parametrize("scale", BANDS)
def test_columns_of_numbers_are_read_too(scale: str, kind: str) -> None:
    model = numeric(BANDS[scale])
    numbers = [-3, -2, 0, 1, 3, 5, 100, None] if kind == "INT" else [0.1, -2.0, 2.5, 99.999, 1.0, 33.3, None]

    found = queried(model, kind, numbers)

    told = [read(model, None if number is None else Decimal(str(number))) for number in numbers]
    assert [(score, rejected is None) for score, rejected in found] == told


@pytest.mark.parametrize("scale", BANDS)
def test_ids_and_states_stay_answers_and_everything_else_is_rejected(scale: str) -> None:
    model = numeric(BANDS[scale])
    ids = [option.id for option in model.questions[0].options]

    found = queried(model, "text", [*ids, "dont-know", None, *STRANGE])

    codes = [*range(len(ids)), UNANSWERED, UNANSWERED]
    told = [(model.assess([code]).score, None) for code in codes]
    assert found == [*told, *[(None, "kept: not an answer to this question")] * len(STRANGE)]


def test_values_that_no_decimal_is_stand_for_no_number_of_a_table() -> None:
    """Found by random frameworks: a choice of nothing is no SQL."""
    thirds = {
        "options": [
            {"id": name, "label": name, "value": f"{place}/3", "credit": f"{place - 1}"}
            for place, name in ((1, "low"), (2, "high"))
        ]
    }
    model = numeric(thirds)

    found = queried(model, "text", ["low", "high", "1", "0.333"])

    told = [(model.assess([code]).score, None) for code in (0, 1)]
    assert found == [*told, *[(None, "kept: not an answer to this question")] * 2]
