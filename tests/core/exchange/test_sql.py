"""The query as such: what it refuses, what becomes of wrong answers, and names that are meant to break it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from builders import Product, capability, dimension, question, rule, tiny
from warehouse import insert_into, quoted

from maturity_core import (
    ArgumentError,
    Framework,
    FrameworkError,
    MissingExtraError,
    NotFoundError,
    load_framework,
    sql_query,
)
from maturity_core.exchange.sql import query as module
from maturity_core.exchange.sql.dialects import DIALECTS
from maturity_core.exchange.sql.folding import LONGEST, folded
from maturity_core.exchange.sql.numbers import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE = ("999999.999999", "0.000001", "333333.333331")
"""Weights with as many digits as a file may have."""


def problems(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return str(error.value).split("\n")


def rows(framework: Framework, cells: Sequence[Sequence[Any]], **how: Any) -> list[dict[str, Any]]:
    """Return what the query makes of rows of a table of answers, in the order of the first column that is kept."""
    names = [*how.get("keep", ["organisation"]), *framework.questions.ids]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE answers ({', '.join(f'{quoted(name)} text' for name in names)})")
        connection.executemany(insert_into(framework, "?"), cells)
        result = connection.execute(sql_query(framework, "duckdb", **how))
        found = [entry[0] for entry in result.description]
        return [dict(zip(found, row, strict=True)) for row in sorted(result.fetchall())]


def test_a_wrong_answer_takes_the_results_of_its_row_and_says_so() -> None:
    framework = tiny()
    cells = [
        ("a", "often", "rarely"),
        ("b", "oftne", "2"),
        ("c", "not-applicable", "not-applicable"),
        ("d", None, None),
    ]

    first, *wrong, last = rows(framework, cells)

    assert (first["level"], first["score_numerator"], first["rejected"]) == ("low", 1, None)
    assert [row["rejected"] for row in wrong] == [
        "kept: not an answer to this question | seen: not an answer to this question",
        "kept: not an answer to this question",  # it always applies
    ]
    assert all(set(row.values()) == {row["organisation"], None, row["rejected"]} for row in wrong)
    assert (last["level"], last["score"], last["rejected"]) == ("low", 0, None)


def test_a_framework_that_needs_every_answer_rejects_rows_with_open_questions() -> None:
    needing = question("seen", needs={"question": "kept", "option": "often"})
    framework = tiny(open_questions="reject", questions=[question("kept"), needing])
    cells = [("a", "always", None), ("b", "dont-know", "always"), ("c", "rarely", None), ("d", "always", "x")]

    found = rows(framework, cells)

    said = "the question is open, but this framework requires an answer to every question"
    assert [row["rejected"] for row in found] == [
        f"seen: {said}",
        f"kept: {said} | seen: {said}",
        None,  # what is not asked counts as its lowest option
        "seen: not an answer to this question",
    ]


def test_a_profile_reads_the_columns_of_its_questions_alone() -> None:
    short = {"id": "short", "name": "Short", "questions": ["kept"]}
    framework = tiny(profiles=[short]).profile("short")

    (row,) = rows(framework, [("a", "always")])

    assert '"seen"' not in sql_query(framework, "postgres")
    assert (row["level"], row["score"]) == ("high", 1)


def test_names_are_quoted_whatever_they_are() -> None:
    framework = tiny()
    strange = "a \"b\" 'c'; DROP TABLE answers --   d" + " e" * LONGEST

    (row,) = rows(framework, [("x", "always", "always")], keep=[strange])

    assert next(iter(row)) == strange
    assert f"{quoted('x; y')}.{quoted(strange)}" in sql_query(framework, "duckdb", table=f"x; y.{strange}")


@pytest.mark.parametrize("table", ["step_1", "STEP_3", "given", "part_1"])
def test_a_table_may_be_named_like_a_part_of_the_query(table: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE {quoted(table)} (organisation text, kept text, seen text)")

        assert connection.execute(sql_query(tiny(), "duckdb", table=table)).fetchall() == []


@pytest.mark.wide
def test_many_questions_are_added_up_without_deep_nesting() -> None:
    count = TOGETHER + 20
    framework = tiny(questions=[question(f"q-{place}", not_applicable=True) for place in range(count)])

    (row,) = rows(framework, [("x", *["always"] * (count - 1), "not-applicable")])

    assert (row["level"], row["score_numerator"], row["rejected"]) == ("high", row["score_denominator"], None)


def test_numbers_that_need_more_than_64_bits_are_read_alike() -> None:
    """In a query they are of the widest type, by the name that the dialect gives it."""
    framework = tiny(
        dimensions=[dimension(f"area-{place}", weight=weight) for place, weight in enumerate(FINE[:2])],
        capabilities=[capability(f"skill-{place}", f"area-{place}") for place in range(2)],
        questions=[
            question(f"q-{place}-{other}", f"skill-{place}", weight=weight)
            for place in range(2)
            for other, weight in enumerate(FINE[:2])
        ],
    )
    best, last = ["always"] * 4, ["always", "always", "always", "often"]
    found = rows(framework, [("x", *best), ("y", *last)])

    assert [row["level"] for row in found] == ["high", "mid"]
    levels = [framework.assess([2, 2, 2, at]).level for at in (2, 1)]
    assert [level and level.id for level in levels] == ["high", "mid"]


def test_numbers_that_no_engine_holds_are_refused_with_what_makes_them_large() -> None:
    areas = [dimension(f"area-{place}", weight=weight) for place, weight in enumerate(FINE)]
    skills = [capability(f"skill-{place}", f"area-{place}") for place in range(3)]
    asked = [
        question(f"q-{place}-{other}", f"skill-{place}", weight=weight, not_applicable=True)
        for place in range(3)
        for other, weight in enumerate(FINE)
    ]
    framework = tiny(
        dimensions=areas,
        capabilities=skills,
        questions=asked,
        requirements=[
            rule("framework", "mid", mean="0.999999", of={"dimensions": "all"}),
            rule("framework", "high", mean=1),
        ],
    )

    with pytest.raises(FrameworkError) as refused:
        sql_query(framework, "duckdb")

    assert [line.partition(":")[0] for line in problems(refused)] == [
        "tiny.framework, level mid",
        "tiny.framework, score",
    ]
    assert "up to about 10^" in problems(refused)[0]
    assert "allowed: at most 10^37; use fewer decimal places" in problems(refused)[0]


def test_a_scorer_in_code_is_refused() -> None:
    with pytest.raises(FrameworkError, match="scored by code, which only Python can run; allowed: requirements"):
        sql_query(tiny().with_scorer(Product()), "duckdb")


def test_a_dialect_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'postgres'"):
        sql_query(tiny(), "postgre")


def test_all_wrong_names_are_told_at_once() -> None:
    with pytest.raises(ArgumentError) as refused:
        sql_query(
            tiny(), "postgres", table="a..b.c", keep=["kept", "Score", "x\ny", "team", "TEAM", "ä" * 32, "rejected"]
        )

    assert problems(refused) == [
        "table: a name is empty; got 'a..b.c'",
        "table: the name has too many parts; got 'a..b.c'; allowed: table, schema.table or database.schema.table",
        "keep: this is the column of a question; got 'kept'; name another column",
        "keep: this name is reserved for results; got 'Score'; name another column",
        r"keep: a name has invisible characters; got 'x\ny'",
        "keep: the column is named twice; got 'TEAM'; name another column",
        f"keep: PostgreSQL cuts off names that are this long; got '{'ä' * 32}'; allowed: at most 63 bytes",
        "keep: this name is reserved for results; got 'rejected'; name another column",
    ]


def test_names_that_postgresql_would_cut_off_are_refused() -> None:
    framework = tiny(
        capabilities=[capability("p" * 50)], questions=[question("kept", "p" * 50), question("q" * 64, "p" * 50)]
    )

    with pytest.raises(FrameworkError) as refused:
        sql_query(framework, "postgres")

    assert len(problems(refused)) == 4
    assert f"got '{'q' * 64}'; allowed: at most 63 bytes; use shorter ids" in problems(refused)[0]
    assert f"capability_{'p' * 50}_score_denominator" in sql_query(framework, "duckdb")


def test_more_columns_than_an_engine_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {"postgres": replace(DIALECTS["postgres"], most=12)}
    monkeypatch.setattr(module, "DIALECTS", few)

    with pytest.raises(FrameworkError, match="more columns than PostgreSQL can hold; got 13; allowed: at most 12"):
        sql_query(tiny(), "postgres")
    assert sql_query(tiny(), "postgres", keep=[])


def test_without_sqlglot_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlglot", None)

    with pytest.raises(MissingExtraError, match=r"needs the extra 'sql'.*maturity-core\[sql\]"):
        sql_query(tiny(), "duckdb")


def test_a_query_says_what_it_was_made_from_and_never_divides_before_the_end() -> None:
    framework = load_framework("tsia-customer-success")
    query = sql_query(framework, "postgres")

    head, _, rest = query.partition("\nWITH ")
    steps, _, _ = rest.rpartition("\nSELECT")
    assert head == f"-- {framework.id}, edition {framework.edition}\n-- rules {framework.rules_digest}"
    assert not any(mark in steps for mark in (" / ", "DOUBLE", "FLOAT", "%"))


def test_folding_changes_nothing_but_blanks_between_words() -> None:
    text = "    " + " + ".join(f"\"a  {'b' * place}\"\"\" * 'c  ''{place}'" for place in range(20))

    lines = folded(text).split("\n")

    assert len(lines) > 5
    assert max(map(len, lines)) <= LONGEST
    assert " ".join(line.strip() for line in lines) == text.strip()
