"""The short path compared with the best possible path, for random frameworks small enough to try every way of asking.

The best path is found by trying: each time, it asks the question after which the fewest are needed on average. Every
option is equally likely.
Run by hand: `python benchmarks/best_path.py N`, with the extra `testing`. It prints the line in `docs/short-path.md`.
"""

from __future__ import annotations

import sys
from functools import cache
from math import prod
from statistics import fmean
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings

from maturity_core import UNANSWERED
from maturity_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maturity_core import Framework

MOST_SHEETS = 6000
"""The most partial sheets of a framework for which every path is tried."""
Codes = tuple[int, ...]


def small_ones(count: int) -> Iterator[Framework]:
    """Draw `count` random frameworks and yield those that are small enough."""
    found: list[Framework] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None)
    @given(frameworks())
    def collect(framework: Framework) -> None:
        found.append(framework)

    collect()
    for framework in found:
        if prod(len(question.options) + 1 for question in framework.questions) <= MOST_SHEETS:
            yield framework


def asked(framework: Framework, *, best: bool) -> float:
    """Return how many questions are asked on average until the level is settled."""
    sizes = [len(question.options) for question in framework.questions]
    columns = {question.id: column for column, question in enumerate(framework.questions)}

    def after(count: Callable[[Codes], float], codes: Codes, column: int) -> float:
        """Return how many are asked, on average, after the answer to a question."""
        return fmean(count((*codes[:column], option, *codes[column + 1 :])) for option in range(sizes[column]))

    @cache
    def count(codes: Codes) -> float:
        path = framework.assess(list(codes)).short_path()
        if path.next is None:
            return 0
        listed = [columns[entry.question] for entry in path.questions if entry.matters]
        return 1 + min(after(count, codes, column) for column in (listed if best else listed[:1]))

    return count((UNANSWERED,) * len(sizes))


def main(drawn: int) -> None:
    """Print how many questions are asked, and how often the short path is the best one."""
    pairs = [(asked(framework, best=False), asked(framework, best=True)) for framework in small_ones(drawn)]
    pairs = [pair for pair in pairs if pair[1]]
    short, best = (fmean(column) for column in zip(*pairs, strict=True))
    equal = sum(short - best < 1e-9 for short, best in pairs)  # noqa: PLR2004 - what rounding leaves of nothing
    most = max(short / best for short, best in pairs) - 1
    print(f"{len(pairs)} frameworks: {short:.3f} questions, at best {best:.3f}")
    print(f"as few as can be in {equal} of them, at most {most:.1%} more in the others")


if __name__ == "__main__":
    main(int(sys.argv[1]))
