"""The topic to explore first: the weakest dimension, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from maturity_core.results.parts import LadderResult, Tension


def topic(
    dimensions: Sequence[LadderResult], ranks: Sequence[int | None], tensions: Sequence[Tension]
) -> tuple[str, ...]:
    """Return the weakest dimension; of several equal ones, those that a tension is about, or else all.

    It is the one at the lowest level, and of these the one with the lowest score; by score alone, if `ranks`, those of
    the levels on the framework's list, has none for one of them. Dimensions that nothing applies in, or of which too
    few questions are answered, are left out. Empty where all that is left is equally weak.
    """
    found = {
        result.id: (rank, result.score_exact)
        for result, rank in zip(dimensions, ranks, strict=True)
        if not result.not_yet and result.score_exact is not None
    }
    by_level = all(rank is not None for rank, _ in found.values())
    keys: dict[str, tuple[int, Fraction]] = {
        name: (rank or 0 if by_level else 0, score) for name, (rank, score) in found.items()
    }
    least = min(keys.values(), default=None)
    weakest = [name for name, key in keys.items() if key == least]
    pulled = {tension.dimensions[-1] for tension in tensions}
    first = [name for name in weakest if name in pulled] or weakest
    return tuple(first) if len(first) < len(keys) else ()
