"""Sizes: how many seconds large frameworks take, from reading the tables to the linter, as their size doubles.

Run by hand: `python benchmarks/sizes.py MOST`. Every operation should take about twice as long for twice the size.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maturity_core import Framework, lint_framework, portable

if TYPE_CHECKING:
    from collections.abc import Callable

SMALLEST = 125
SCALE = {"options": [{"id": f"o{place}", "label": f"Option {place}", "credit": f"{place}/2"} for place in range(3)]}


def tables(size: int) -> dict[str, Any]:
    """Return the tables of a framework of `size` capabilities with a question each, in one chain of prerequisites."""
    capabilities: list[dict[str, Any]] = [
        {"id": f"c{n}x", "name": f"Capability {n}", "dimension": f"d{n % 10}x"} for n in range(size)
    ]
    for before, entry in pairwise(capabilities):
        entry["requires"] = [{"capability": before["id"], "credit": 1}]
    whole = {"of": {"questions": "all"}, "basis": "interpretation"}
    return {
        "id": "sized",
        "edition": "1",
        "name": "Sized",
        "source": {"title": "Made up"},
        "levels": [{"id": f"l{n}x", "name": f"Level {n}"} for n in range(3)],
        "scales": {"three": SCALE},
        "dimensions": [{"id": f"d{n}x", "name": f"Dimension {n}"} for n in range(10)],
        "capabilities": capabilities,
        "questions": [
            {"id": f"q{n}x", "capability": f"c{n}x", "text": "Is it so?", "scale": "three", "basis": "stated"}
            for n in range(size)
        ],
        "requirements": [
            {"ladder": ["framework", "each dimension"], "level": f"l{n}x", "mean": f"{n}/3", **whole} for n in (1, 2)
        ],
    }


OPERATIONS: dict[str, Callable[[Framework], Any]] = {
    "compile": lambda framework: framework.engine,
    "result": lambda framework: framework.assess({}).record,
    "gaps": lambda framework: framework.assess({}).gaps(),
    "explain": lambda framework: framework.assess({}).explain(),
    "to_toml": lambda framework: framework.to_toml(),
    "portable": portable,
    "lint": lint_framework,
}


def seconds(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return the result of a piece of work, and how long it took."""
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def measured(most: int) -> dict[str, dict[int, float]]:
    """Return the seconds by operation and size."""
    sizes = [SMALLEST * 2**power for power in range(12) if SMALLEST * 2**power <= most]
    found: dict[str, dict[int, float]] = {name: {} for name in ("check", *OPERATIONS)}
    for size in sizes:
        given = tables(size)
        framework, found["check"][size] = seconds(partial(Framework, **given))
        for name, operation in OPERATIONS.items():
            _, found[name][size] = seconds(partial(operation, framework))
    return found


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1])), indent=1))
