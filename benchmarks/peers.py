"""Peers: how long it takes to count a million organisations, and to compare with them: `python benchmarks/peers.py`.

Processor time of one thread, the least of three runs, because nothing here waits.
"""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from maturity_core import PeerGroup, load_framework, publish_peers
from report import duration, table

if TYPE_CHECKING:
    from collections.abc import Callable

MODELS = ("service-maturity-check", "esg-customer-success")
SIZE, RUNS = 1_000_000, 3


def least(call: Callable[[], object]) -> str:
    """Return the least time that a call took."""
    times: list[float] = []
    for _ in range(RUNS):
        start = process_time()
        call()
        times.append(process_time() - start)
    return duration(min(times))


def row(name: str) -> list[str]:
    """Return what was measured with one model."""
    framework = load_framework(name)
    tops = [len(question.options) for question in framework.questions]
    chance = np.random.default_rng(1)
    columns = [chance.integers(0, top, SIZE, np.int8) for top in tops]
    batch = framework.assess_many(np.asfortranarray(np.stack(columns, axis=1)))
    own = framework.assess([top // 2 for top in tops])
    group = PeerGroup.from_assessments(batch)
    published = publish_peers(framework, group)
    calls: list[Callable[[], object]] = [
        lambda: PeerGroup.from_assessments(batch),
        lambda: group.merge(group),
        lambda: own.compare(group),
        lambda: own.compare(published),
    ]
    return [f"`{name}`", *map(least, calls)]


if __name__ == "__main__":
    titles = ["model", "a million counted", "two such groups merged", "compared", "compared with the published group"]
    print("\n".join(table(titles, map(row, MODELS))))
