"""A query in a warehouse on a million organisations, against reading the same table of words into `assess_many`.

Run by hand, with the dependency group `benchmarks` and the extra `sql`: `python benchmarks/query.py [N]`. It prints
a Markdown table, of processor time: that of all threads together.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from time import process_time
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa

from machine import processor
from maturity_core import sql_query
from maturity_core.model.outputs import STANDINGS
from report import digits, table
from rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules import Rule

MILLION, RUNS = 10**6, 7
RULE = "service-maturity-check"


def main() -> None:
    """Put answers into a table, let both work out all levels and scores, compare these, and print the times."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    rule = rule_named(RULE)
    answers = in_words(rule, rule.sheets(n))
    query = sql_query(rule.framework, "duckdb")
    with duckdb.connect() as connection:
        connection.register("sheets", answers)
        connection.execute("CREATE TABLE answers AS SELECT * FROM sheets")
        ways: dict[str, Callable[[], Any]] = {
            f"DuckDB {version('duckdb')}, the query": lambda: connection.sql(query).to_arrow_table(),
            "`assess_many`, from Arrow": lambda: rule.framework.assess_many(answers).to_arrow(STANDINGS, ids="text"),
        }
        found = {name: measured(run) for name, run in ways.items()}
    (ours, first), (other, second) = found.values()
    check(first.sort_by("organisation"), second.sort_by("organisation"))
    rows = [[name, f"{digits(best)} s", digits(n / best)] for name, (best, _) in found.items()]
    print(f"{n:,} organisations, {len(rule.ids)} questions, all levels and scores; {processor()}, ", end="")
    print(f"the best of {RUNS} runs.\n")
    print("\n".join(table(["runs on", "processor time", "organisations a second"], rows)))
    print(f"The query takes {digits(ours / other)} times as long.")


def in_words(rule: Rule, matrix: Any) -> pa.Table:
    """Return a table with a number for each organisation and a column of option ids for each question."""
    columns: dict[str, Any] = {"organisation": pa.array(np.arange(len(matrix)))}
    for place, question in enumerate(rule.framework.questions):
        words = pa.array([option.id for option in question.options])
        column = np.ascontiguousarray(matrix[:, place])
        columns[question.id] = words.take(pa.array(column, mask=column < 0))
    return pa.table(columns)


def measured(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return the best processor time of some runs, and what was found."""
    best, found = float("inf"), None
    for _ in range(RUNS):
        start = process_time()
        found = run()
        best = min(best, process_time() - start)
    return best, found


def check(queried: pa.Table, assessed: pa.Table) -> None:
    """Compare all columns that both have.

    Raises:
        ValueError: one differs, or is missing.
    """
    for name in assessed.column_names:
        if queried.column(name).to_pylist() != assessed.column(name).to_pylist():
            raise ValueError(f"{name}: the results differ")


if __name__ == "__main__":
    main()
