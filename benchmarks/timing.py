"""Timing: subjects take turns, so that anything else the machine does affects all of them; medians, fresh processes."""

from __future__ import annotations

import gc
import json
import os
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
"""The least seconds that a sample takes: quick calls are repeated within it."""


def alternated(calls: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Return the median time of one call in seconds, by name. Every call is made once before any is timed."""
    repeats = {name: repeats_for(call) if runs > 1 else 1 for name, call in calls.items()}
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            samples[name].append(timed(call, repeats[name]))
    return {name: median(own) for name, own in samples.items()}


def repeats_for(call: Callable[[], object]) -> int:
    """Return how many calls make a sample long enough, after a warm-up call."""
    call()
    return max(1, round(SHORTEST / timed(call, 1)))


def timed(call: Callable[[], object], repeats: int) -> float:
    """Return the time of one call, in seconds, with garbage collection switched off."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(repeats):
            call()
        return (perf_counter() - start) / repeats
    finally:
        gc.enable()


def in_fresh_process(script: str, *arguments: Any, source: str = "") -> Any:
    """Return what another script here measures, in a process of its own; with the library of a folder, if given."""
    command = [sys.executable, str(Path(__file__).with_name(f"{script}.py")), *map(str, arguments)]
    given = {**os.environ, "PYTHONPATH": source} if source else None
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=given)  # noqa: S603 - our own scripts
    return json.loads(done.stdout)


def in_this_process(script: str, *arguments: Any) -> Any:
    """Return what another script in this folder measures, in this process: quicker, but not fit for publication."""
    return json.loads(json.dumps(import_module(script).measured(*arguments)))
