"""Score a Parquet file with Polars, part by part, on one machine."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from maturity_core import RecordBatchScorer, load_framework

SCORER = RecordBatchScorer(load_framework("service-maturity-check"))


def score(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the results of one part."""
    table = frame.to_arrow()
    scored = pa.Table.from_batches(map(SCORER, table.to_batches()), SCORER.schema(table.schema))
    return pl.DataFrame(scored)


def run(answers: str, scores: str) -> None:
    """Score `answers` into the file `scores`."""
    frame = pl.scan_parquet(answers)
    results = score(frame.head(0).collect()).schema
    frame.map_batches(score, schema=results, streamable=True).sink_parquet(scores)
