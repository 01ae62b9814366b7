"""Two threads against one: rule A, half of the organisations a thread.

Run by hand: `python benchmarks/threads.py N RUNS`.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from rules import rule_a
from subjects import ours
from timing import alternated


def measured(n: int, runs: int) -> dict[str, float]:
    """Return the median seconds by the number of threads."""
    rule = rule_a()
    library = ours(rule)
    matrix = rule.sheets(n)
    halves = [matrix[: n // 2], matrix[n // 2 :]]
    with ThreadPoolExecutor(2) as pool:
        return alternated(
            {"1": partial(library.run, matrix), "2": lambda: list(pool.map(library.run, halves))},
            runs,
        )


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
