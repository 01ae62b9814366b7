"""The topic to explore first: the weakest dimension, by name.

docs/meaning.md#19-topic-horizon-and-advice-come-from-the-answers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.readers.records import Facts

Span = tuple[int, int]
"""From which to which rank of the framework's list a dimension may stand: up to the last below its next rung."""


def topic(facts: Facts) -> tuple[str, ...]:
    """Return the weakest dimension; of several equal ones, those that a tension is about, or else all.

    It is the one at the lowest level, and of these the one with the lowest score. One that passes over levels of the
    framework's list can be at none of these, so it is lower than another only if all of its span is; and it is by
    score alone if a level is not on that list. Dimensions that nothing applies in, or of which too few questions are
    answered, are left out. Empty where all that is left is equally weak.
    """
    outline = facts.by.outline
    places = zip(outline.dimensions, outline.shared, facts.dimensions, strict=True)
    found = {
        result.id: (_span(facts, place, ranks), result.score_exact)
        for place, ranks, result in places
        if not result.not_yet and result.score_exact is not None
    }
    known = [span for span, _ in found.values() if span is not None]
    lowest = min((last for _, last in known), default=0)
    by_level = len(known) == len(found)
    keys = {name: (by_level and span is not None and span[0] > lowest, score) for name, (span, score) in found.items()}
    least = min(keys.values(), default=None)
    weakest = [name for name, key in keys.items() if key == least]
    pulled = {tension.dimensions[-1] for tension in facts.tensions}
    first = [name for name in weakest if name in pulled] or weakest
    return tuple(first) if len(first) < len(keys) else ()


def _span(facts: Facts, place: int, ranks: Sequence[int] | None) -> Span | None:
    """Return the span of a dimension; None if it has no level, or one that is not on the framework's list."""
    rank = facts.now.rank(place)
    if ranks is None or rank < 0:
        return None
    following = next((rung for rung in facts.now.remaining(place) if rung > rank), None)
    return ranks[rank], len(facts.by.levels) - 1 if following is None else ranks[following] - 1
