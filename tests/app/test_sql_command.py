"""`maturity sql`: the query on the screen or in a new file, and names that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core import load_framework, sql_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

MODEL = "service-maturity-check"


def test_the_query_is_printed_in_lines_that_fit(maturity: Run) -> None:
    options = ("--table", "survey.answers", "--keep", "team", "--keep", "region")

    done = maturity("sql", MODEL, "--dialect", "duckdb", *options)

    query = sql_query(load_framework(MODEL), "duckdb", table="survey.answers", keep=["team", "region"])
    assert (done.code, done.out, done.err) == (0, query, "")
    assert max(map(len, query.splitlines())) <= 80


def test_a_file_is_written_once(maturity: Run, tmp_path: Path) -> None:
    out = tmp_path / "check.sql"

    first = maturity("sql", MODEL, "--dialect", "postgres", "--out", out)
    again = maturity("sql", MODEL, "--dialect", "duckdb", "--out", out)

    assert (first.code, first.out, first.err) == (0, "", f"written: {out}\n")
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert out.read_text("utf-8") == sql_query(load_framework(MODEL), "postgres")


def test_names_are_refused_with_every_reason(maturity: Run) -> None:
    done = maturity("sql", MODEL, "--dialect", "duckdb", "--table", "", "--keep", "level")

    assert (done.code, done.out) == (2, "")
    assert [line.partition(":")[0] for line in done.err.splitlines()] == ["table", "keep"]


def test_a_dialect_has_to_be_named(maturity: Run) -> None:
    assert maturity("sql", MODEL).err.endswith("Error: Missing option '--dialect'.\n")
    assert "did you mean 'postgres'?" in maturity("sql", MODEL, "--dialect", "postgre").err
    assert "--dialect duckdb|postgres " in maturity("sql", "--help").out
