"""How the time of one sheet's plan grows: 25 to 200 capabilities, five questions each, and a tree of prerequisites.

The plan leads to the top. Run by hand: `python benchmarks/plan_growth.py RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import Framework
from rules import LEVELS_A, OURS, SEED, question, tables
from timing import alternated

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (25, 50, 100, 200)
QUESTIONS, TOGETHER = 5, 15
"""How many questions a capability has, and how many capabilities a dimension."""
CUTS = dict(zip(LEVELS_A[1:], ("0.5", "0.9"), strict=True))


def tree(size: int) -> Framework:
    """Return a framework of `size` capabilities, each but the first requiring half credit of an earlier one."""
    areas = max(2, size // TOGETHER)
    names = [f"skill-{place}" for place in range(size)]
    requires: list[list[dict[str, Any]]] = [
        [{"capability": names[(place - 1) // 2], "credit": 0.5}] if place else [] for place in range(size)
    ]
    ladder = {"kind": "cut-points", "cuts": CUTS, **OURS, "ladder": "each dimension"}
    reached = [
        {"ladder": "framework", "level": level, "share": "0.8", "of": {"dimensions": "all"}, "reaching": level, **OURS}
        for level in CUTS
    ]
    return Framework(
        **tables("tree", LEVELS_A, areas),
        capabilities=[
            {
                "id": name,
                "name": name,
                "dimension": f"area-{place % areas}",
                "effort": 1 + place % 3,
                "requires": needed,
            }
            for place, (name, needed) in enumerate(zip(names, requires, strict=True))
        ],
        questions=[question(place, names[place % size]) for place in range(QUESTIONS * size)],
        rules=[ladder],
        requirements=reached,
        scores=[{"ladder": "each dimension", "mean_of": {"questions": "all"}}],
    )


def measured(runs: int) -> dict[str, float]:
    """Return the median seconds of a plan to the top, by the number of capabilities."""
    found: dict[str, Callable[[], object]] = {}
    for size in SIZES:
        sheet = np.random.default_rng(SEED).integers(0, 4, QUESTIONS * size).tolist()
        found[str(size)] = partial(tree(size).assess(sheet).next_steps, LEVELS_A[-1])
    return alternated(found, runs)


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
