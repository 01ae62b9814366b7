"""One sheet, all readers: from a mapping of answers to what a result page shows, each reader alone and all together.

Run by hand: `python benchmarks/readers.py MODEL RUNS`. Processor time, so that other work on the machine counts less.
"""

from __future__ import annotations

import gc
import json
import sys
from functools import partial
from hashlib import sha256
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from maturity_core.model.states import WORDS
from rules import published

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maturity_core import Assessment, Framework

SHEETS = 6
SHORTEST = 0.02
"""A sample lasts at least so many seconds."""
MODELS = ("service-maturity-check", "johnny-grow-customer-service", "esg-customer-success")
LEVEL, CODES, ALL = "level", "level, of a list of codes", "all of these of one assessment"
READERS: dict[str, Callable[[Assessment], object]] = {
    LEVEL: lambda found: found.level,
    "level and range": lambda found: found.level_range,
    "levels of the dimensions": lambda found: [entry.level for entry in found.dimensions],
    "levels, scores, ranges and completeness of all ladders": lambda found: (
        *(found.level, found.level_range, found.score, found.completeness),
        *(found.dimensions, found.capabilities),
    ),
    "everything about where it stands (`record`)": lambda found: found.record,
    "gaps": lambda found: found.gaps(),
    "reasons (`explain`)": lambda found: found.explain(),
    "next steps": lambda found: found.next_steps(),
    "page of text (`str`)": str,
    ALL: lambda found: (found.record, found.gaps(), found.explain(), found.next_steps(), str(found)),
}


def measured(name: str, runs: int) -> dict[str, Any]:
    """Return by reader the median seconds for one sheet, and what the results come to: equal ones have equal text."""
    rule = published(name)
    framework = rule.framework
    matrix = rule.sheets(SHEETS).tolist()
    sheets = [as_words(framework, row) for row in matrix]
    told = [framework.assess(sheet) for sheet in sheets]
    if [found.level and found.level.id for found in told] != [level_of(framework, row) for row in matrix]:
        raise ValueError("one by one, the levels are not those of a batch")
    calls = {reader: partial(each, framework, sheets, ask) for reader, ask in READERS.items()}
    calls[CODES] = partial(each, framework, matrix, READERS[LEVEL])
    seconds: dict[str, list[float]] = {reader: [] for reader in calls}
    for _ in range(runs):
        for reader, call in calls.items():
            seconds[reader].append(timed(call) / SHEETS)
    parts = [(found.record.model_dump_json(), found.gaps(), found.explain()) for found in told]
    digest = sha256(json.dumps(parts, default=lambda part: part.model_dump_json()).encode()).hexdigest()
    return {"seconds": {reader: median(own) for reader, own in seconds.items()}, "digest": digest}


def as_words(framework: Framework, row: list[int]) -> dict[str, str]:
    """Return a sheet as callers give it: option ids, and the words for states."""
    pairs = zip(framework.questions, row, strict=True)
    return {question.id: WORDS[code] if code < 0 else question.options[code].id for question, code in pairs}


def level_of(framework: Framework, row: list[int]) -> str | None:
    """Return the level that a batch of one row has."""
    rank = int(framework.assess_many([row]).levels[0])
    return None if rank < 0 else framework.levels[rank].id


def each(framework: Framework, sheets: list[Any], ask: Callable[[Assessment], object]) -> None:
    """Assess one sheet after the other, and ask it."""
    for sheet in sheets:
        ask(framework.assess(sheet))


def timed(call: Callable[[], object]) -> float:
    """Return the processor time of one call, in seconds, of as many as make a sample."""
    call()
    gc.collect()
    gc.disable()
    try:
        calls, start = 0, process_time()
        while (spent := process_time() - start) < SHORTEST or not calls:
            call()
            calls += 1
        return spent / calls
    finally:
        gc.enable()


def compared(models: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, dict[str, list[float]]]:
    """Return by model and reader the seconds now and before, of measurements that took turns.

    Raises:
        ValueError: the results are not those of before.
    """
    found: dict[str, dict[str, list[float]]] = {}
    for name, turns in models.items():
        if len({turn["digest"] for turn in turns}) > 1:
            raise ValueError(f"{name}: the results are not those of before")
        kinds = [turns[::2], turns[1::2]] if len(turns) > 1 else [turns]
        readers = turns[0]["seconds"]
        found[name] = {
            reader: [median(turn["seconds"][reader] for turn in kind) for kind in kinds] for reader in readers
        }
    return found


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
