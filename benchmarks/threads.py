"""Two threads against one: rule A.

Run by hand: `python benchmarks/threads.py N RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from rules import rule_a
from subjects import ours, touched
from timing import alternated


def measured(n: int, runs: int) -> dict[str, float]:
    """Return the median seconds by the number of threads."""
    rule = rule_a()
    matrix = rule.sheets(n)
    out = touched(ours(rule).run(matrix))
    return alternated({str(count): partial(ours(rule, count, out).run, matrix) for count in (1, 2)}, runs)


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
