"""Tensions of dimensions, by the bounds in the framework's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from maturity_core.results.parts import Tension

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.one.standing import Standing


def tensions(framework: Framework, now: Standing) -> tuple[Tension, ...]:
    """Return the tensions of one organisation; none without `[contrasts]`."""
    if framework.contrasts is None:
        return ()
    ranks = _ranks(framework, now)
    overall = now.rank(framework.outline.overall)
    spreads = _spreads(framework, now)
    return (*_apart(framework, ranks), *_below(framework, ranks, overall), *_uneven(framework, spreads))


def _ranks(framework: Framework, now: Standing) -> dict[str, int]:
    """Return the ranks of the dimensions that use the framework's own levels, so that ranks can be compared."""
    places = zip(framework.dimensions, framework.outline.dimensions, strict=True)
    ranks = {entry.id: now.rank(place) for entry, place in places if entry.levels is None}
    return {name: rank for name, rank in ranks.items() if rank >= 0}


def _spreads(framework: Framework, now: Standing) -> dict[str, int | None]:
    """Return how many options apart the answers of each dimension are; None with fewer than two questions answered."""
    found: dict[int, list[int]] = {place: [] for place in framework.outline.dimensions}
    for code, (_, dimension, *_) in zip(now.codes, framework.outline.owners, strict=True):
        if code >= 0:
            found[dimension].append(code)
    spreads = [max(answers) - min(answers) if len(answers) > 1 else None for answers in found.values()]
    return dict(zip(framework.dimensions.ids, spreads, strict=True))


def _apart(framework: Framework, ranks: dict[str, int]) -> Iterator[Tension]:
    bound = framework.contrasts.levels_apart if framework.contrasts else None
    if bound is None:
        return
    for one, other in combinations(ranks, 2):
        high, low = (one, other) if ranks[one] > ranks[other] else (other, one)
        if ranks[high] - ranks[low] >= bound:
            yield Tension(kind="levels apart", dimensions=(high, low), apart=ranks[high] - ranks[low])


def _below(framework: Framework, ranks: dict[str, int], overall: int) -> Iterator[Tension]:
    bound = framework.contrasts.levels_below if framework.contrasts else None
    for name, rank in ranks.items():
        if bound is not None and overall >= 0 and overall - rank >= bound:
            yield Tension(kind="below overall", dimensions=(name,), apart=overall - rank)


def _uneven(framework: Framework, spreads: dict[str, int | None]) -> Iterator[Tension]:
    bound = framework.contrasts.options_apart if framework.contrasts else None
    for name, spread in spreads.items():
        if bound is not None and spread is not None and spread >= bound:
            yield Tension(kind="options apart", dimensions=(name,), apart=spread)
