"""Five organisations in a table, written and read in every format of files of many organisations."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ANSWERS = {
    "organisation": ["North", "South", "East", "West", "Mid"],
    "plan-holds": ["often", "always", None, "dont-know", "rarely"],
    "plan-known": ["not-applicable", "always", "often", "unanswered", "rarely"],
    "plan-kept": [15.0, 51.0, 16.0, None, 0.0],
}
TABLE = pa.table(ANSWERS)
"""Halves: 1/2 + 0 of two; all; 0 + 1/2 + 1/2 of three; nothing; nothing."""
LEVELS = ["low", "high", "low", "low", "low"]
FORMATS = ("parquet", "arrow", "feather", "arrows", "csv")


def write(path: Path, table: pa.Table, part: int = 2) -> Path:
    """Write a table in the format that the file's suffix names, in parts of this many rows."""
    form = path.suffix
    if form == ".parquet":
        pq.write_table(table, path, row_group_size=part)
    elif form == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(table.column_names)
            rows.writerows(zip(*(column.to_pylist() for column in table.columns), strict=True))
    else:
        new = pa.ipc.new_stream if form == ".arrows" else pa.ipc.new_file
        with new(str(path), table.schema) as file:
            file.write_table(table, max_chunksize=part)
    return path


def read(path: Path) -> pa.Table:
    """Return the contents of a file; for CSV as texts, with empty ones as nulls."""
    if path.suffix == ".parquet":
        return pq.read_table(path)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        columns = list(zip(*rows, strict=True)) or [()] * len(header)
        return pa.table([[cell or None for cell in column] for column in columns], header)
    return pa.ipc.open_file(path).read_all()
