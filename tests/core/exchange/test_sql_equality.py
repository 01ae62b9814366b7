"""A query gives the levels and scores of the library: on random frameworks and on the published ones, in DuckDB."""

from __future__ import annotations

import pytest
from builders import drawn, some_sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse import expected, queried, written

from maturity_core import load_framework
from maturity_core.testing import answers, frameworks

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")
SETTINGS = settings(max_examples=min(settings().max_examples // 16, 300))
"""300 frameworks in the long profile, each with some sheets; otherwise a share of them."""


@SETTINGS
@given(st.data())
def test_random_frameworks_are_read_alike(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    query = written(framework, "duckdb")
    sheets = [data.draw(answers(framework)) for _ in range(8)]

    assert query is None or queried(framework, query, sheets) == expected(framework, sheets)


def test_some_frameworks_are_read_alike_in_every_run() -> None:
    queries = {framework: written(framework, "duckdb") for framework in drawn()[::10]}

    assert sum(query is not None for query in queries.values()) > len(queries) / 2
    for framework, query in queries.items():
        sheets = some_sheets(framework, seed=3, count=8).tolist()
        assert query is None or queried(framework, query, sheets) == expected(framework, sheets)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.wide
def test_published_frameworks_are_read_alike(name: str) -> None:
    framework = load_framework(name)
    query = written(framework, "duckdb")
    sheets = some_sheets(framework, seed=5, count=30).tolist()

    assert query is not None
    assert queried(framework, query, sheets) == expected(framework, sheets)
