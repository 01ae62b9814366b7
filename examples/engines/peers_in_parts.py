"""Count a group of peers part by part, on engines that hand out Arrow data: merged, it is the group of the whole."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow.parquet as pq

from maturity_core import PeerGroup, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAMEWORK = load_framework("service-maturity-check")
ROWS = 65_536


def count(part: Any) -> PeerGroup:
    """Return the group of one part: an Arrow record batch or table, or a data frame."""
    return PeerGroup.from_assessments(FRAMEWORK.assess_many(part))


def merged(groups: Iterable[PeerGroup]) -> PeerGroup:
    """Return one group of all parts, in whatever order they come."""
    return reduce(PeerGroup.merge, groups)


def with_arrow(answers: str, rows: int = ROWS) -> PeerGroup:
    """Count the organisations of a Parquet file."""
    return merged(map(count, pq.ParquetFile(answers).iter_batches(rows)))


def with_duckdb(answers: str, rows: int = ROWS) -> PeerGroup:
    """Count the organisations of a Parquet file; any query does as well."""
    with duckdb.connect() as reading:
        return merged(map(count, reading.read_parquet(answers).to_arrow_reader(rows)))


def with_polars(answers: str, rows: int = ROWS) -> PeerGroup:
    """Count the organisations of a Parquet file."""
    return merged(map(count, pl.read_parquet(answers).iter_slices(rows)))
