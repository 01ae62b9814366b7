"""Arrow record batches compared with plain arrays: what it costs to have the answers in columns.

Run by hand: `python benchmarks/arrow.py N RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from rivals.plain import mappings
from rules import rule_a
from subjects import ours
from timing import alternated

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 2**16
ARRAYS, BATCH = "arrays in, arrays out", "record batch of positions in, arrays out"


def measured(n: int, runs: int) -> dict[str, float]:
    """Return the median seconds for each form of the answers, having checked that all give the same levels."""
    rule = rule_a()
    matrix = rule.sheets(n)
    positions = pa.record_batch([pa.array(column) for column in matrix.T], names=rule.ids)
    words = pa.RecordBatch.from_pylist(mappings(rule, matrix))
    named = pa.record_batch([column.dictionary_encode() for column in words.columns], names=words.schema.names)
    forms = {ARRAYS: matrix, BATCH: positions, "record batch of option ids in, arrays out": named}
    run = ours(rule).run
    levels = run(matrix)["levels"]
    for name, answers in forms.items():
        if not np.array_equal(run(answers)["levels"], levels):
            raise ValueError(f"{name}: the levels differ")
    calls: dict[str, Callable[[], object]] = {name: partial(run, answers) for name, answers in forms.items()}
    calls["record batch of positions in, table out"] = lambda: rule.framework.assess_many(positions).to_arrow()
    return alternated(calls, runs)


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
