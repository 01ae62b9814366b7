"""Timing: subjects take turns, so that whatever else the machine does hits all of them; medians, fresh processes."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RUNS = 7
SHORTEST = 0.01
"""A sample lasts at least so many seconds: quick calls are repeated within it."""


def alternated(calls: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Return by name the median time of one call, in seconds. Every call is made once before any is timed."""
    repeats = {name: repeats_for(call) if runs > 1 else 1 for name, call in calls.items()}
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            samples[name].append(timed(call, repeats[name]))
    return {name: median(own) for name, own in samples.items()}


def repeats_for(call: Callable[[], object]) -> int:
    """Return how many calls make a sample that is long enough, after a call that warms up."""
    call()
    return max(1, round(SHORTEST / timed(call, 1)))


def timed(call: Callable[[], object], repeats: int) -> float:
    """Return the time of one call, in seconds; no garbage is collected meanwhile."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(repeats):
            call()
        return (perf_counter() - start) / repeats
    finally:
        gc.enable()


def in_fresh_process(script: str, *arguments: Any) -> Any:
    """Return what a script beside this one measures, in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name(f"{script}.py")), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own scripts
    return json.loads(done.stdout)


def in_this_process(script: str, *arguments: Any) -> Any:
    """Return what a script beside this one measures, right here: quicker, and not for figures."""
    return json.loads(json.dumps(import_module(script).measured(*arguments)))
