"""A query gives the levels and scores of the library in PostgreSQL: on a real server, which the tests start."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import some_sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse import (
    BANDS,
    NUMBERS,
    STRANGE,
    expected,
    found,
    insert_into,
    numeric,
    quoted,
    read,
    rows_of,
    table_of,
    written,
)

from maturity_core import load_framework, sql_query
from maturity_core.testing import answers, frameworks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse import Row

    from maturity_core import Framework

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")
SETTINGS = settings(max_examples=min(settings().max_examples // 16, 300))
"""300 frameworks in the long profile, each with some sheets; otherwise a share of them."""


def on_server(postgres: Any, framework: Framework, query: str, sheets: Sequence[Sequence[int]]) -> list[Row]:
    """Return what a query makes of sheets in PostgreSQL."""
    with postgres.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS answers")
        cursor.execute(table_of(framework))
        cursor.executemany(insert_into(framework, "%s"), rows_of(framework, sheets))
        cursor.execute(query)
        return found([entry[0] for entry in cursor.description], cursor.fetchall())


@SETTINGS
@given(data=st.data())
def test_random_frameworks_are_read_alike(postgres: Any, data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    query = written(framework, "postgres")
    sheets = [data.draw(answers(framework)) for _ in range(8)]

    assert query is None or on_server(postgres, framework, query, sheets) == expected(framework, sheets)


@pytest.mark.parametrize("name", MODELS)
def test_published_frameworks_are_read_alike(postgres: Any, name: str) -> None:
    framework = load_framework(name)
    query = written(framework, "postgres")
    sheets = some_sheets(framework, seed=5, count=30).tolist()

    assert query is not None
    assert on_server(postgres, framework, query, sheets) == expected(framework, sheets)


def test_names_with_quotes_and_enumerated_columns_are_safe(postgres: Any) -> None:
    framework = load_framework("service-maturity-check")
    first, *others = framework.questions
    name, kept = "an'sw\"ers; --", "o\"r'g"
    kind = ", ".join(f"'{option.id}'" for option in first.options)
    columns = ", ".join(f"{quoted(question.id)} text" for question in others)
    with postgres.cursor() as cursor:
        cursor.execute('CREATE SCHEMA "s\'1"')
        cursor.execute(f"CREATE TYPE habit AS ENUM ({kind})")
        cursor.execute(f'CREATE TABLE "s\'1".{quoted(name)} ({quoted(kept)} text, "{first.id}" habit, {columns})')
        cursor.execute(" ".join(('INSERT INTO "s\'1".', quoted(name), "VALUES ('x', 'start')")))
        cursor.execute(sql_query(framework, "postgres", table=f"s'1.{name}", keep=[kept]))

        assert cursor.description[0].name == kept
        assert cursor.fetchall()[0][:2] == ("x", framework.levels[0].id)


@pytest.mark.parametrize("scale", BANDS)
def test_numbers_are_read_and_whatever_is_none_is_rejected(postgres: Any, scale: str) -> None:
    framework = numeric(BANDS[scale])
    cells = [*NUMBERS, *STRANGE]
    with postgres.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS answers")
        cursor.execute("CREATE TABLE answers (organisation integer, kept text)")
        cursor.executemany("INSERT INTO answers VALUES (%s, %s)", [*enumerate(cells)])
        cursor.execute(sql_query(framework, "postgres"))
        names = [entry[0] for entry in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in sorted(cursor.fetchall())]

    told = [read(framework, Fraction(number)) for number in NUMBERS] + [(None, False)] * len(STRANGE)
    assert [(row["score"], row["rejected"] is None) for row in rows] == told
