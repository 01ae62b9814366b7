"""How the time of one sheet's readers grows: 25 to 200 capabilities, five questions each, and a tree of prerequisites.

Gaps and plans lead to the top; in the sheet that is open, every tenth question is. Beside them stand plans in two real
sizes. Run by hand: `python benchmarks/reader_growth.py RUNS`; `... RUNS plans` measures the two plans alone, which an
earlier version of the library can make as well.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import UNANSWERED, Framework
from readers import timed
from rules import LEVELS_A, OURS, SEED, question, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maturity_core import Assessment

SIZES = (25, 50, 100, 200)
QUESTIONS, TOGETHER, OPEN_EACH = 5, 15, 10
"""How many questions a capability has, how many capabilities a dimension, and every which question is open."""
REAL = {
    "436 questions, 180 capabilities": (436, 180, 0),
    "194 questions, 194 capabilities, 123 prerequisites": (194, 194, 123),
}
"""Questions, capabilities and prerequisites of two large models of the field."""
READERS: dict[str, Callable[[Assessment], object]] = {
    "record": lambda found: found.record,
    "gaps": lambda found: found.gaps(LEVELS_A[-1]),
    "reasons": lambda found: found.explain(),
    "next steps": lambda found: found.next_steps(LEVELS_A[-1]),
    "page of text": str,
}
CUTS = dict(zip(LEVELS_A[1:], ("0.5", "0.9"), strict=True))


def tree(size: int, asked: int, needs: int) -> Framework:
    """Return a framework of `size` capabilities; each but the first, up to `needs`, requires an earlier one."""
    areas = max(2, size // TOGETHER)
    names = [f"skill-{place}" for place in range(size)]
    requires: list[list[dict[str, Any]]] = [
        [{"capability": names[(place - 1) // 2], "credit": 0.5}] if 0 < place <= needs else [] for place in range(size)
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
        questions=[question(place, names[place % size]) for place in range(asked)],
        rules=[ladder],
        requirements=reached,
        scores=[{"ladder": "each dimension", "mean_of": {"questions": "all"}}],
    )


def read(framework: Framework, sheet: list[int], reader: Callable[[Assessment], object]) -> object:
    """Return what a reader finds in a sheet that nothing has read before."""
    return reader(framework.assess(sheet))


def sheet(questions: int, open_each: int = 0) -> list[int]:
    """Return answers, every so manieth of which is open, if any."""
    found: list[int] = np.random.default_rng(SEED).integers(0, len(LEVELS_A) + 1, questions).tolist()
    return [UNANSWERED if open_each and place % open_each == 0 else code for place, code in enumerate(found)]


def turned(calls: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Return the median seconds of processor time by name, of calls that took turns."""
    turns = [{name: timed(call) for name, call in calls.items()} for _ in range(runs)]
    return {name: median(turn[name] for turn in turns) for name in calls}


def measured(runs: int, *, plans_alone: bool) -> dict[str, dict[str, float]]:
    """Return the seconds of each reader by the number of capabilities, and of plans in the real sizes."""
    found: dict[str, dict[str, float]] = {}
    trees = {} if plans_alone else {size: tree(size, QUESTIONS * size, size) for size in SIZES}
    for name, reader in READERS.items() if trees else ():
        for title, each in ((name, 0), (f"{name}, some open", OPEN_EACH)):
            calls = {
                str(size): partial(read, framework, sheet(len(framework.questions), each), reader)
                for size, framework in trees.items()
            }
            found[title] = turned(calls, runs)
    calls = {
        name: partial(read, tree(size, asked, needs), sheet(asked), READERS["next steps"])
        for name, (asked, size, needs) in REAL.items()
    }
    return {**found, "next steps in real sizes": turned(calls, runs)}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), plans_alone="plans" in sys.argv[2:]), indent=1))
