"""Plans: what the first three steps of every organisation's plan cost compared with its levels, scores and gaps.

There are no rivals here: of two drafts, each without the moves it can do without, a plan is the cheaper.
Run by hand: `python benchmarks/plans.py N RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from rules import rule_b
from subjects import ours
from timing import alternated

STEPS = 3
WITHOUT, WITH = "levels, scores, gaps", f"the first {STEPS} steps"


def measured(n: int, runs: int) -> dict[str, float]:
    """Return the median seconds without the plans, and for the plans alone."""
    rule = rule_b()
    library, matrix = ours(rule), rule.sheets(n)
    return alternated(
        {
            WITHOUT: partial(library.run, matrix),
            WITH: lambda: rule.framework.assess_many(matrix, outputs=()).next_steps(rule.target, STEPS),
        },
        runs,
    )


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
