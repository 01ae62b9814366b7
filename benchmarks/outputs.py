"""Results of the published models, each asked for alone; beside the levels and scores of all ladders in one pass.

Run by hand: `python benchmarks/outputs.py N RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial

import numpy as np

from maturity_core.model.outputs import STANDINGS
from rules import PUBLISHED, rule_named
from timing import alternated

ALONE = ("levels", "scores", "level_ranges", "gaps")
TOGETHER = "all levels and scores"


def measured(n: int, runs: int) -> dict[str, dict[str, float]]:
    """Return the median seconds for one organisation by model and output."""
    found: dict[str, dict[str, float]] = {}
    for name in PUBLISHED:
        rule = rule_named(name)
        matrix = np.asfortranarray(rule.sheets(n))
        calls = {output: partial(rule.framework.assess_many, matrix, outputs=[output]) for output in ALONE}
        calls[TOGETHER] = partial(rule.framework.assess_many, matrix, outputs=STANDINGS)
        found[name] = {output: seconds / n for output, seconds in alternated(calls, runs).items()}
    return found


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
