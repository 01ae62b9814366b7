"""Score a Parquet file with DuckDB on one machine: SQL at both ends, record batches in between."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from maturity_core import RecordBatchScorer, load_framework

SCORER = RecordBatchScorer(load_framework("service-maturity-check"))
ROWS = 65_536


def run(answers: str, scores: str) -> None:
    """Score `answers` into the file `scores`: one connection reads while the other writes."""
    with duckdb.connect() as reading, duckdb.connect() as writing:
        batches = reading.read_parquet(answers).to_arrow_reader(ROWS)
        scored = pa.RecordBatchReader.from_batches(SCORER.schema(batches.schema), map(SCORER, batches))
        writing.from_arrow(scored).write_parquet(scores)
