"""Score a Parquet file with Spark, record batch by record batch, on the executors of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from maturity_core import RecordBatchScorer, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from pyspark.sql import SparkSession

SCORER = RecordBatchScorer(load_framework("service-maturity-check"), ids="text")


def run(spark: SparkSession, answers: str, scores: str) -> None:
    """Score `answers` into the folder `scores`."""
    scorer = SCORER

    def score(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return map(scorer, batches)

    frame = spark.read.parquet(answers)
    results = from_arrow_schema(scorer.schema(to_arrow_schema(frame.schema)))
    frame.mapInArrow(score, results).write.parquet(scores)
