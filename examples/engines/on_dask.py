"""Score a Parquet file with Dask, partition by partition, on the workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dask.dataframe as dd
import pyarrow as pa

from maturity_core import RecordBatchScorer, load_framework

if TYPE_CHECKING:
    import pandas as pd

SCORER = RecordBatchScorer(load_framework("service-maturity-check"), ids="text")


def score(partition: pd.DataFrame, scorer: RecordBatchScorer) -> pd.DataFrame:
    """Return the results of one partition."""
    scores: pd.DataFrame = scorer(pa.RecordBatch.from_pandas(partition, preserve_index=False)).to_pandas()
    return scores


def run(answers: str, scores: str) -> None:
    """Score `answers` into the folder `scores`; with a `dask.distributed.Client`, on its cluster."""
    frame = dd.read_parquet(answers, dtype_backend="pyarrow")
    results = SCORER.schema(pa.Schema.from_pandas(frame.head(1), preserve_index=False)).empty_table()
    frame.map_partitions(score, SCORER, meta=results.to_pandas()).to_parquet(scores)
