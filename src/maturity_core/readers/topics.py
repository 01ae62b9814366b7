"""The topic to explore first: the weakest dimension, by name.

docs/meaning.md#19-topic-horizon-and-advice-come-from-the-answers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.readers.steps import begun_dimensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.readers.scored import Scored
    from maturity_core.results.parts import LadderResult, Tension


def topic(scored: Scored, dimensions: Iterable[LadderResult], tensions: Iterable[Tension]) -> tuple[str, ...]:
    """Return the weakest dimension; of several equal ones, those that a tension is about, or else all.

    It is the one at the lowest level, and of these the one with the lowest score. If the level of one is not on the
    framework's list, it is by score alone, of those in which to begin, if there are any. Dimensions that nothing
    applies in, or of which too few questions are answered, are left out. Empty where all that is left is equally weak.
    """
    outline = scored.by.outline
    places = zip(outline.dimensions, outline.shared, dimensions, strict=True)
    found = {
        result.id: (_rank(scored, place, ranks), result.score_exact)
        for place, ranks, result in places
        if not result.not_yet and result.score_exact is not None
    }
    if any(rank is None for rank, _ in found.values()):
        begun = begun_dimensions(scored)
        found = {name: (int(name not in begun), score) for name, (_, score) in found.items()}
    least = min(found.values(), default=None)
    weakest = [name for name, key in found.items() if key == least]
    pulled = {tension.dimensions[-1] for tension in tensions}
    first = [name for name in weakest if name in pulled] or weakest
    return tuple(first) if len(first) < len(found) else ()


def _rank(scored: Scored, place: int, ranks: Sequence[int] | None) -> int | None:
    """Return the rank of a dimension on the framework's list; None without a level there."""
    rank = scored.now.rank(place)
    return None if ranks is None or rank < 0 else ranks[rank]
