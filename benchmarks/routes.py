"""Next steps held against the proven route, and how long the proof takes: 200 organisations for each published model.

Each organisation aims at its next level, and at the top. Needs the extra `roadmap`; `python benchmarks/run.py --only
routes` prints the figures in `docs/roadmap.md`. Run by hand: `python benchmarks/routes.py EVERY`, 10 for every tenth.
"""

from __future__ import annotations

import json
import sys
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from maturity_core import Status, load_framework
from report import table
from varied import organisations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core import Framework

MODELS = (
    "service-maturity-check",
    "tsia-customer-success",
    "johnny-grow-customer-service",
    "esg-customer-success",
)
NEXT, TOP = "next level", "top"


def measured(every: int = 1) -> dict[str, dict[str, Any]]:
    """Return the figures of each model, by model and by where the routes lead; of every so many organisations only."""
    found: dict[str, dict[str, Any]] = {}
    for name in MODELS:
        framework = load_framework(name)
        sheets = organisations(framework)[::every]
        framework.assess(sheets[0]).roadmap()  # what is worked out once is not measured
        for end, target in {NEXT: None, TOP: framework.levels[-1].id}.items():
            found[f"{name}, {end}"] = figures(framework, sheets, target)
    return found


def figures(framework: Framework, sheets: Sequence[Sequence[int]], target: str | None) -> dict[str, Any]:
    """Return the routes of all that have something to do: how many, what plans cost as a multiple, and the seconds.

    Seconds are of processor time. Multiples and seconds are each a median, a 90th percentile and the most.
    """
    ratios: list[float] = []
    seconds: list[float] = []
    proven = tied = 0
    for sheet in sheets:
        start = process_time()
        found = framework.assess(sheet).roadmap(target)
        taken = process_time() - start
        if found.status == Status.OPEN and found.plan_cost_exact:
            ratios.append(float(found.plan_cost_exact / found.cost_exact))
            seconds.append(taken)
            proven += found.certificate.proof == "optimal"
            tied += found.certificate.tied
    counts = {"routes": len(ratios), "proven": proven, "tied": tied}
    return {**counts, "ratios": spread(sorted(ratios)), "seconds": spread(sorted(seconds))}


def spread(found: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the 90th percentile and the most of sorted figures."""
    return median(found), found[min(len(found) - 1, len(found) * 9 // 10)], found[-1]


def lines(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the figures as a table."""
    yield from ("## Next steps and proven routes", "")
    head = ["", "routes", "proven", "tied", "plan: median", "90th", "most", "ms: median", "90th", "most"]
    yield from table(head, (row(name, own) for name, own in found.items()))


def row(name: str, own: Mapping[str, Any]) -> list[str]:
    """Return the figures of one model as a row."""
    counts = [f"{own[key]}" for key in ("routes", "proven", "tied")]
    ratios = [f"{figure:.3f}" for figure in own["ratios"]]
    return [name, *counts, *ratios, *(f"{1000 * figure:.0f}" for figure in own["seconds"])]


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
