"""Tensions and strengths of dimensions, by the bounds in the framework's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import own_questions, rank_of
from maturity_core.results.parts import Strength, Tension

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Dimension
    from maturity_core.scoring.many.evaluate import Standing


def contrasts(
    framework: Framework, codes: Codes, standing: Standing
) -> tuple[tuple[Tension, ...], tuple[Strength, ...]]:
    """Return the tensions and strengths of one organisation, given codes (n_questions,); none without `[contrasts]`."""
    if framework.contrasts is None:
        return (), ()
    ranks = _ranks(framework, standing)
    overall = int(standing.places[framework.engine.index[FRAMEWORK]].rank[0])
    spreads = {dimension.id: _spread(framework, dimension, codes) for dimension in framework.dimensions}
    tensions = (*_apart(framework, ranks), *_below(framework, ranks, overall), *_uneven(framework, spreads))
    return tensions, tuple(_strengths(framework, ranks, overall, spreads))


def _ranks(framework: Framework, standing: Standing) -> dict[str, int]:
    """Return the ranks of the dimensions that use the framework's own levels, so that ranks can be compared."""
    index = framework.engine.index
    places = {
        entry.id: standing.places[index[Ladder("dimension", entry.id)]]
        for entry in framework.dimensions
        if entry.levels is None
    }
    return {name: int(place.rank[0]) for name, place in places.items() if place.top and place.rank[0] >= 0}


def _spread(framework: Framework, dimension: Dimension, codes: Codes) -> int | None:
    """Return how many options apart a dimension's answers are; None with fewer than two questions answered."""
    columns = {question.id: column for column, question in enumerate(framework.questions)}
    asked = own_questions(framework, Ladder("dimension", dimension.id))
    answers = [int(codes[columns[question.id]]) for question in asked]
    answered = [answer for answer in answers if answer >= 0]
    return max(answered) - min(answered) if len(answered) > 1 else None


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


def _strengths(
    framework: Framework, ranks: dict[str, int], overall: int, spreads: dict[str, int | None]
) -> Iterator[Strength]:
    bounds = framework.contrasts
    if bounds is None or bounds.options_within is None:
        return
    least = rank_of(framework.levels, bounds.from_level) or 0 if bounds.from_level else 0
    for name, rank in ranks.items():
        spread = spreads[name]
        if spread is not None and spread <= bounds.options_within and rank >= least and 0 <= overall <= rank:
            yield Strength(dimension=name)
