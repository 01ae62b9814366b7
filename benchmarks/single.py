"""One organisation at a time: a mapping of 20 answers comes in, is validated, and a level goes out.

Run by hand: `python benchmarks/single.py RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from rivals import RIVALS
from rivals.plain import mappings, scorer
from rivals.validated import checked_scorer
from rules import rule_a
from subjects import OURS
from timing import alternated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VALIDATED = "pydantic and a loop"
SHEETS = 200
"""How many mappings take turns, so that none is scored while the processor still remembers it."""


def measured(runs: int, count: int = SHEETS) -> dict[str, float]:
    """Return the median seconds for one mapping, by subject."""
    rule = rule_a()
    matrix = rule.sheets(count)
    sheets = mappings(rule, matrix)
    framework, plain, checked = rule.framework, scorer(rule), checked_scorer(rule)
    levels = [plain(sheet)[0] for sheet in sheets]
    ranks = {level.id: rank for rank, level in enumerate(framework.levels)}
    found = [framework.assess(sheet).level for sheet in sheets]
    if [level and ranks[level.id] for level in found] != levels:
        raise ValueError("scored one by one, the levels differ from those of plain Python")
    rows = [matrix[row : row + 1] for row in range(count)]
    (zen,) = (rival for rival in RIVALS if rival.name == "zen-engine")
    evaluated = zen.subject(rule)
    calls: dict[str, Callable[[], object]] = {
        OURS: partial(each, lambda sheet: framework.assess(sheet).level, sheets),
        f"{OURS}, with the dimensions' levels": partial(each, levels_of(framework), sheets),
        f"{OURS}, a matrix of one row": partial(each, lambda row: framework.assess_many(row).levels, rows),
        "plain Python, nothing validated": partial(each, plain, sheets),
        VALIDATED: partial(each, checked, sheets),
        "zen-engine, nothing validated": partial(evaluated.run, evaluated.prepare(matrix)),
    }
    return {name: seconds / count for name, seconds in alternated(calls, runs).items()}


def each(score: Callable[[Any], object], sheets: Iterable[Any]) -> None:
    """Score one after the other."""
    for sheet in sheets:
        score(sheet)


def levels_of(framework: Any) -> Callable[[Any], object]:
    """Return a function that gives the overall level and those of the dimensions."""

    def levels(sheet: Any) -> object:
        assessment = framework.assess(sheet)
        return assessment.level, [dimension.level for dimension in assessment.dimensions]

    return levels


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
