"""Tensions of dimensions, by the bounds in the framework's file, each with the two answers that pull apart.

docs/meaning.md#17-what-a-dimension-lacks-and-what-pulls-apart
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from maturity_core.model.node import known
from maturity_core.results.parts import Tension

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from maturity_core.model.shows import Contrasts
    from maturity_core.readers.scored import Scored

Pair = tuple[str, ...]


def _tension(kind: str, dimensions: Pair, apart: int, questions: Pair) -> Tension:
    return known(Tension, {"kind": kind, "dimensions": dimensions, "apart": apart, "questions": questions})


def tensions(scored: Scored, just_below: Collection[str]) -> tuple[Tension, ...]:
    """Return the tensions of one organisation; none without `[contrasts]`.

    A dimension that is just below its next rung counts as if it had that one: what is then no longer too far apart is
    no tension.
    """
    bounds = scored.by.contrasts
    return tuple(_Tensions(scored, bounds, just_below).all()) if bounds else ()


class _Tensions:
    def __init__(self, scored: Scored, bounds: Contrasts, just_below: Collection[str]) -> None:
        self.scored, self.bounds = scored, bounds
        self.ids, places = scored.by.dimensions.ids, scored.by.outline.dimensions
        ranks = {
            entry.id: scored.now.rank(place)
            for entry, place in zip(scored.by.dimensions, places, strict=True)
            if entry.levels is None
        }
        self.ranks = {name: rank for name, rank in ranks.items() if rank >= 0}
        self.nearly = {name: rank + (name in just_below) for name, rank in self.ranks.items()}
        self.answered: Mapping[str, list[int]] = {name: [] for name in self.ids}
        homes = dict(zip(places, self.ids, strict=True))
        for question, (code, owners) in enumerate(zip(scored.codes, scored.by.outline.owners, strict=True)):
            if code >= 0:
                self.answered[homes[owners[1]]].append(question)

    def all(self) -> Iterator[Tension]:
        """Yield all tensions."""
        yield from self._apart(self.bounds.levels_apart)
        yield from self._below(self.bounds.levels_below)
        yield from self._uneven(self.bounds.options_apart)

    def _apart(self, bound: int | None) -> Iterator[Tension]:
        ranks = self.ranks
        for one, other in combinations(ranks, 2) if bound is not None else ():
            high, low = (one, other) if ranks[one] > ranks[other] else (other, one)
            if bound is not None and ranks[high] - min(self.nearly[low], ranks[high]) >= bound:
                pair = self._pair(self.answered[high], self.answered[low], self._credits)
                yield _tension("levels apart", (high, low), ranks[high] - ranks[low], pair)

    def _below(self, bound: int | None) -> Iterator[Tension]:
        overall = self.scored.now.rank(self.scored.by.outline.overall)
        for name, rank in self.ranks.items() if bound is not None and overall >= 0 else ():
            if bound is not None and overall - self.nearly[name] >= bound:
                others = [question for other in self.ids if other != name for question in self.answered[other]]
                pair = self._pair(others, self.answered[name], self._credits)
                yield _tension("below overall", (name,), overall - rank, pair)

    def _uneven(self, bound: int | None) -> Iterator[Tension]:
        codes = self.scored.codes
        for name, own in self.answered.items():
            spread = max(codes[q] for q in own) - min(codes[q] for q in own) if len(own) > 1 else None
            if bound is not None and spread is not None and spread >= bound:
                pair = self._pair(own, own, codes)
                yield _tension("options apart", (name,), spread, pair)

    @cached_property
    def _credits(self) -> Sequence[Fraction]:
        """The credit of each answer."""
        pairs = zip(self.scored.by.outline.credits, self.scored.codes, strict=True)
        return [credits_[max(code, 0)] for credits_, code in pairs]

    def _pair(self, above: Iterable[int], below: Iterable[int], worth: Sequence[Fraction | int]) -> Pair:
        """Return the highest of some answers and the lowest of others, if they differ.

        Of equal ones, the first two in the file of which one's capability requires the other's or leans on it; if there
        are none, the first two.
        """
        tops, bottoms = sorted(above), sorted(below)
        if not tops or not bottoms:
            return ()
        highest, lowest = max(worth[q] for q in tops), min(worth[q] for q in bottoms)
        pairs = list(product([q for q in tops if worth[q] == highest], [q for q in bottoms if worth[q] == lowest]))
        high, low = next((pair for pair in pairs if self._are_related(*pair)), pairs[0])
        return (self.scored.by.questions[high].id, self.scored.by.questions[low].id) if high != low else ()

    def _are_related(self, one: int, other: int) -> bool:
        homes, questions = self.scored.by.lookup.homes, self.scored.by.questions
        capabilities = [homes[questions[place].capability] for place in (one, other)]
        named = [{*entry.leans_on, *(need.capability for need in entry.requires)} for entry in capabilities]
        return capabilities[1].id in named[0] or capabilities[0].id in named[1]
