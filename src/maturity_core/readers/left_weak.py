"""What a plan leaves weak: the target can be reached without it, and it is worth starting all the same.

docs/meaning.md#18-weak-required-and-first-are-three-readings
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.results.routes import LeftWeak
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction

    from maturity_core.readers.chart import Map
    from maturity_core.scoring.one.standing import Standing


def left_weak(chart: Map, now: Standing, demanded: Mapping[int, int], raised: Collection[int]) -> LeftWeak | None:
    """Return the weak capability with a gap, none of those `raised`, that most other weak ones lean on or require.

    Ties go to the lowest score, then to the id. Only what can begin now counts, and outcomes are not begun;
    nor is a capability without a score, because nothing that counts in it applies.
    """
    found: list[tuple[int, Fraction, str, int, dict[int, int]]] = []
    for index, name in enumerate(chart.ids):
        moves = {
            place: demanded[place] for place in chart.own[index] if place in demanded and place not in chart.outcomes
        }
        ladder = chart.framework.outline.capabilities[index]
        begins = index not in raised and all(need.is_met(now) for need in chart.required[index])
        score = exact_score(now, ladder)
        if moves and begins and score is not None and is_weak(now, ladder):
            found.append((-len(_eased(chart, now, index)), score, name, index, moves))
    if not found:
        return None
    *_, name, index, moves = min(found)
    values = {"capability": name, "remedies": remedies(chart, now, index, moves), "eases": _eased(chart, now, index)}
    return known(LeftWeak, values)


def is_weak(now: Standing, ladder: int) -> bool:
    """Return whether a capability is at its lowest level or, if it has none, has less than half of full credit."""
    rank, score = now.rank(ladder), exact_score(now, ladder)
    return rank == 0 if rank != NO_LEVEL else score is not None and 2 * score < 1


def remedies(chart: Map, now: Standing, index: int, moves: Mapping[int, int]) -> tuple[int, ...]:
    """Return the places of a capability's remedies whose move lies within one of these moves."""
    return tuple(
        place
        for place, (question, start, to) in enumerate(chart.remedies[index])
        if max(now.codes[question], 0) <= start and to <= moves.get(question, 0)
    )


def _eased(chart: Map, now: Standing, index: int) -> tuple[str, ...]:
    """Return the weak capabilities that lean on one or require it, in file order."""
    name = chart.ids[index]
    requiring = {need.capability for need in chart.requiring[index]}
    ladders = chart.framework.outline.capabilities
    return tuple(
        entry.id
        for other, entry in enumerate(chart.framework.capabilities)
        if (name in entry.leans_on or other in requiring) and is_weak(now, ladders[other])
    )
