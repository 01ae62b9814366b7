"""The short path: how many questions it asks until the level is settled, compared with file order and random order.

Organisations are drawn at random, of two kinds. `even`: every option of every question is equally likely. `able`: an
organisation has an ability of its own, each of its capabilities is somewhat above or below that, and each answer is
somewhat above or below its capability, so that answers correlate as those of real people do.
Run by hand: `python benchmarks/short_path.py N`. It prints the tables in `docs/short-path.md`.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_left
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

from maturity_core import UNANSWERED, available_frameworks, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_core import Framework

SEED = 5
OF_CAPABILITY, OF_ANSWER = 0.7, 1.0
"""Standard deviations of capabilities around the organisation's ability, and of answers around their capability."""
ALL = NormalDist(0, (1 + OF_CAPABILITY**2 + OF_ANSWER**2) ** 0.5)
"""The distribution of all answers, given that the abilities of organisations have a standard deviation of 1."""


def even(framework: Framework, rng: random.Random) -> list[int]:
    """Return a sheet in which every option is equally likely."""
    return [rng.randrange(len(question.options)) for question in framework.questions]


def able(framework: Framework, rng: random.Random) -> list[int]:
    """Return the sheet of an organisation with an ability; over all of them every option is equally likely."""
    ability = rng.gauss(0, 1)
    of = {entry.id: rng.gauss(ability, OF_CAPABILITY) for entry in framework.capabilities}
    places = [ALL.cdf(rng.gauss(of[question.capability], OF_ANSWER)) for question in framework.questions]
    sizes = [len(question.options) for question in framework.questions]
    return [min(int(place * size), size - 1) for place, size in zip(places, sizes, strict=True)]


def partial(sheet: Sequence[int], columns: Iterable[int]) -> list[int]:
    """Return a sheet with only some of its answers."""
    answered = set(columns)
    return [code if column in answered else UNANSWERED for column, code in enumerate(sheet)]


def asked_in(framework: Framework, sheet: Sequence[int], order: Sequence[int], *, dimensions: bool) -> int:
    """Return after how many questions in a fixed order the levels are settled; settled levels stay settled."""

    def settled(count: int) -> bool:
        answers = partial(sheet, order[:count])
        return framework.assess(answers).short_path(dimensions=dimensions).settled

    return bisect_left(range(len(order)), x=True, key=settled)


def asked_on_the_path(framework: Framework, sheet: Sequence[int], *, dimensions: bool) -> int:
    """Return after how many questions on the short path the levels are settled."""
    columns = {question.id: column for column, question in enumerate(framework.questions)}
    answered: list[int] = []
    while name := framework.assess(partial(sheet, answered)).short_path(dimensions=dimensions).next:
        answered.append(columns[name])
    return len(answered)


def counted(framework: Framework, sheets: Sequence[Sequence[int]], *, dimensions: bool) -> Iterator[float]:
    """Yield how many questions are asked on average: on the short path, in file order, in random order."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
    every = range(len(framework.questions))
    yield fmean(asked_on_the_path(framework, sheet, dimensions=dimensions) for sheet in sheets)
    yield fmean(asked_in(framework, sheet, every, dimensions=dimensions) for sheet in sheets)
    yield fmean(asked_in(framework, sheet, rng.sample(every, len(every)), dimensions=dimensions) for sheet in sheets)


def main(count: int) -> None:
    """Print a table for the overall level, and one that includes the levels of all dimensions."""
    models = sorted(map(load_framework, available_frameworks()), key=lambda model: -len(model.questions))
    for dimensions in (False, True):
        print(f"\n### {'The level and those of all dimensions' if dimensions else 'The level'}\n")
        print("| model | questions | organisations | short path | order of the file | any order |")
        print("|---|---:|---|---:|---:|---:|")
        for model in models:
            for draw in (even, able):
                rng = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
                sheets = [draw(model, rng) for _ in range(count)]
                cells = " | ".join(f"{mean:.1f}" for mean in counted(model, sheets, dimensions=dimensions))
                print(f"| `{model.id}` | {len(model.questions)} | {draw.__name__} | {cells} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
