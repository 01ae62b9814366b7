"""The recipes in docs/engines.md on a million organisations: how long each engine takes, from file to file.

Run by hand, with the dependency group `engines`: `python benchmarks/engines.py [N]`. It prints a Markdown table.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from machine import processor
from report import digits, table
from rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules import Rule

sys.path.insert(0, str(Path(__file__).parents[1] / "examples" / "engines"))

MILLION, ROW_GROUP, RUNS = 10**6, 65_536, 3
RULE = "service-maturity-check"
QUIET = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def main() -> None:
    """Write answers to a file, let every engine score it, check the results, and print how long each took."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    rule = rule_named(RULE)
    matrix = rule.sheets(n)
    levels = rule.framework.assess_many(matrix).levels
    words = np.array([level.id for level in rule.framework.levels])[levels]
    with TemporaryDirectory() as folder:
        answers = written(rule, matrix, Path(folder))
        rows = [measured(name, run, answers, words) for name, run in recipes().items()]
    print(f"{n:,} organisations, {len(rule.ids)} questions, row groups of {ROW_GROUP:,}; {processor()}, ", end="")
    print(f"{len(os.sched_getaffinity(0))} cores; the best of {RUNS} runs, the engine already started.\n")
    print("\n".join(table(["runs on", "time", "organisations a second"], rows)))


def written(rule: Rule, matrix: Any, folder: Path) -> str:
    """Write a Parquet file with the answers as positions and a number for each organisation; return its path."""
    columns: dict[str, Any] = {"number": pa.array(np.arange(len(matrix)))}
    columns |= {name: pa.array(np.ascontiguousarray(column)) for name, column in zip(rule.ids, matrix.T, strict=True)}
    path = folder / "answers.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=ROW_GROUP)
    return str(path)


def measured(name: str, run: Callable[[str, str], None], answers: str, words: Any) -> list[str]:
    """Return a row of the table: an engine, its best time, and how many organisations it scores per second.

    Raises:
        ValueError: the engine gave different levels.
    """
    best = float("inf")
    for place in range(RUNS):
        scores = Path(answers).with_name(f"{place} {name.partition(' ')[0]}")
        start = perf_counter()
        run(answers, str(scores))
        best = min(best, perf_counter() - start)
        found = pq.read_table(scores, columns=["number", "level"])
        order = np.argsort(found.column("number").to_numpy())
        if not np.array_equal(np.array(found.column("level").to_pylist())[order], words):
            raise ValueError(f"{name}: the levels differ")
    return [name, f"{digits(best)} s", digits(len(words) / best)]


def recipes() -> dict[str, Callable[[str, str], None]]:
    """Return functions that score a file, by engine; clusters and sessions are started only once."""
    import on_dask  # noqa: PLC0415 - a recipe is imported by those who measure it, with all it brings
    import on_duckdb  # noqa: PLC0415
    import on_polars  # noqa: PLC0415
    import on_spark  # noqa: PLC0415
    from dask.distributed import Client, LocalCluster  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ["PYSPARK_PYTHON"] = sys.executable
    client = Client(LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None))
    builder = SparkSession.builder.master("local[2]")
    for name, value in QUIET.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()

    def on_cluster(answers: str, scores: str) -> None:
        with client.as_current():
            on_dask.run(answers, scores)

    return {
        f"Polars {version('polars')}": on_polars.run,
        f"DuckDB {version('duckdb')}": on_duckdb.run,
        f"Dask {version('dask')}, two workers": on_cluster,
        f"Spark {version('pyspark')}, local mode, two threads": lambda *paths: on_spark.run(spark, *paths),
    }


if __name__ == "__main__":
    main()
