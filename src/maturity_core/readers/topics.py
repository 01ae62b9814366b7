"""The topic to explore first: the weakest dimension, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.results.parts import LadderResult, Tension


def topic(dimensions: Sequence[LadderResult], tensions: Sequence[Tension]) -> tuple[str, ...]:
    """Return the dimension with the lowest score; of several equal ones, those that a tension is about, or else all.

    Dimensions that nothing applies in, or of which too few questions are answered, are left out. Empty where all that
    is left is equally weak.
    """
    scores = {result.id: result.score_exact for result in dimensions if not result.not_yet}
    scored = {name: score for name, score in scores.items() if score is not None}
    weakest = [name for name, score in scored.items() if score == min(scored.values())]
    pulled = {tension.dimensions[-1] for tension in tensions}
    found = [name for name in weakest if name in pulled] or weakest
    return tuple(found) if len(found) < len(scored) else ()
