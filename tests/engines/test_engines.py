"""The recipes of docs/engines.md: each engine gives the same levels and scores as in memory, bit for bit."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from maturity_core import PeerGroup
from maturity_core.model.ladder import FRAMEWORK

if TYPE_CHECKING:
    from pathlib import Path

SPARK = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # a short run is over before more would pay
    "spark.ui.enabled": "false",
}
COMPLETE = "true" in {os.environ.get("CI"), os.environ.get("MATURITY_COMPLETE")}
"""Whether missing software is an error instead of a skipped test."""
Answers = tuple[str, dict[int, tuple[str, float]]]


def found(scores: Path) -> dict[int, tuple[str, float]]:
    """Return the level and score of each organisation from what an engine wrote: a file, or a folder of files."""
    table = pq.read_table(scores)
    columns = [table.column(name).to_pylist() for name in ("number", "level", "score")]
    assert set(table.column("region").to_pylist()) == {"north", None}
    return {number: (level, score) for number, level, score in zip(*columns, strict=True)}


def test_polars_on_one_machine(answers: Answers, tmp_path: Path) -> None:
    import on_polars

    on_polars.run(answers[0], str(tmp_path / "scores.parquet"))

    assert found(tmp_path / "scores.parquet") == answers[1]


def test_duckdb_on_one_machine(answers: Answers, tmp_path: Path) -> None:
    import on_duckdb

    on_duckdb.run(answers[0], str(tmp_path / "scores.parquet"))

    assert found(tmp_path / "scores.parquet") == answers[1]


@pytest.mark.parametrize("engine", ["arrow", "duckdb", "polars"])
def test_a_group_counted_in_parts_is_the_group_of_the_whole(answers: Answers, engine: str) -> None:
    """To the last count, whatever the engine cuts the parts to: here, there are several of each."""
    import peers_in_parts as recipe

    whole = recipe.count(pq.read_table(answers[0]))
    run = getattr(recipe, f"with_{engine}")

    found = run(answers[0], 700)

    assert found == whole
    assert recipe.merged(PeerGroup.model_validate_json(text) for text in [found.model_dump_json()]) == whole
    assert (whole.size + whole.left_out, len(whole.ladders[FRAMEWORK]) > 100) == (3000, True)


def test_dask_on_a_local_cluster(answers: Answers, tmp_path: Path) -> None:
    """Two workers run as processes of their own, and the scorer is sent to them."""
    import on_dask
    from dask.distributed import Client, LocalCluster

    # Any free port for the dashboard: another cluster may have the usual one.
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster):
        on_dask.run(answers[0], str(tmp_path / "scores"))

    assert found(tmp_path / "scores") == answers[1]


@pytest.mark.skipif(shutil.which("java") is None and not COMPLETE, reason="Spark needs Java")
def test_spark_in_local_mode(answers: Answers, tmp_path: Path) -> None:
    """The executor's Python is a process of its own: the scorer is sent to it."""
    import on_spark
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for name, value in SPARK.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        on_spark.run(spark, answers[0], str(tmp_path / "scores"))
    finally:
        spark.stop()

    assert found(tmp_path / "scores") == answers[1]
