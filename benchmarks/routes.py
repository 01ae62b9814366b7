"""Next steps held against the proven route, and how long the proof takes: 200 organisations for each published model.

Each organisation aims at its next level, and at the top. Run by hand: `python benchmarks/routes.py`, with the extra
`roadmap`; it prints the tables in `docs/roadmap.md`. `python benchmarks/routes.py 10` takes every tenth organisation.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from maturity_core import Status, load_framework
from report import table
from varied import organisations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core import Framework

MODELS = (
    "service-maturity-check",
    "tsia-customer-success",
    "johnny-grow-customer-service",
    "esg-customer-success",
)
NEXT, TOP = "next level", "top"


@dataclass(frozen=True)
class Route:
    """What one plan costs, as a multiple of the proven route, and the seconds that the roadmap took."""

    ratio: float
    seconds: float
    proven: bool
    tied: bool


def measured(framework: Framework, every: int = 1) -> dict[str, list[Route]]:
    """Return the routes of those organisations that have something to do, by where they lead."""
    sheets = organisations(framework)[::every]
    framework.assess(sheets[0]).roadmap()  # what is worked out once is not measured
    ends = {NEXT: None, TOP: framework.levels[-1].id}
    return {name: list(routes(framework, sheets, target)) for name, target in ends.items()}


def routes(framework: Framework, sheets: Sequence[Sequence[int]], target: str | None) -> Iterator[Route]:
    """Yield the routes of all that have something to do."""
    for sheet in sheets:
        start = perf_counter()
        found = framework.assess(sheet).roadmap(target)
        seconds = perf_counter() - start
        if found.status == Status.OPEN and found.plan_cost_exact:
            ratio = float(found.plan_cost_exact / found.cost_exact)
            yield Route(ratio, seconds, found.certificate.proof == "optimal", found.certificate.tied)


def main(every: int) -> None:
    """Print what plans cost, and how long proofs take."""
    found = {name: measured(load_framework(name), every) for name in MODELS}
    ratios: list[list[str]] = []
    times: list[list[str]] = []
    for name, ends in found.items():
        for end, own in (*ends.items(), ("both", [route for each in ends.values() for route in each])):
            figures = sorted(route.ratio for route in own)
            ratios.append([name, end, f"{len(own)}", *(f"{figure:.3f}" for figure in spread(figures))])
            seconds = sorted(1000 * route.seconds for route in own)
            unproven, tied = sum(not route.proven for route in own), sum(route.tied for route in own)
            times.append([name, end, *(f"{figure:.0f}" for figure in spread(seconds)), f"{unproven}", f"{tied}"])
    head = ["model", "to the", "organisations", "median", "90th percentile", "most"]
    print("\n".join(table(head, ratios)), "\n")
    head = ["model", "to the", "ms, median", "90th percentile", "most", "not proven", "tied"]
    print("\n".join(table(head, times)))


def spread(figures: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the 90th percentile and the most of sorted figures."""
    return median(figures), figures[min(len(figures) - 1, len(figures) * 9 // 10)], figures[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
