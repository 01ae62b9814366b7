"""A level of one mapping by each published model, against pydantic and a loop over its requirements.

Run by hand: `python benchmarks/loops.py RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from readers import as_words
from report import digits, duration, table
from rivals.looped import looped_scorer
from routes import MODELS
from rules import published
from single import SHEETS, VALIDATED, each
from subjects import OURS
from timing import alternated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maturity_core import Framework, Level


def measured(runs: int, count: int = SHEETS) -> dict[str, dict[str, float]]:
    """Return by model the median seconds for one mapping, ours and the loop's.

    Raises:
        ValueError: their levels differ.
    """
    found: dict[str, dict[str, float]] = {}
    for name in MODELS:
        rule = published(name)
        framework, loop = rule.framework, looped_scorer(rule.framework)
        sheets = [as_words(framework, row) for row in rule.sheets(count).tolist()]
        ranks = [now and framework.levels.ids.index(now.id) for now in map(partial(level, framework), sheets)]
        if ranks != [loop(sheet) for sheet in sheets]:
            raise ValueError(f"{name}: the levels differ from those of the loop")
        calls = {
            OURS: partial(each, partial(level, framework), sheets),
            VALIDATED: partial(each, loop, sheets),
        }
        found[name] = {subject: seconds / count for subject, seconds in alternated(calls, runs).items()}
    return found


def level(framework: Framework, sheet: Mapping[str, str]) -> Level | None:
    """Return the level of one sheet."""
    return framework.assess(sheet).level


def lines(models: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield what a level of one mapping takes by each model, and how many times as long the loop takes."""
    yield from ("## A level by each model, against pydantic and a loop", "")
    rows = [
        [name, duration(own[OURS]), duration(own[VALIDATED]), digits(own[VALIDATED] / own[OURS])]
        for name, own in models.items()
    ]
    yield from table(["", OURS, VALIDATED, "times ours"], rows)


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
