"""The open question that would narrow the range most: smallest worst width over its options, then sum, then id.

The range is that of levels; where a ladder has no level, that of scores.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_LEVEL

if TYPE_CHECKING:
    from collections.abc import Hashable

    from maturity_core.readers.outline import Outline
    from maturity_core.scoring.one.standing import Standing


class Narrowing:
    """Tries the options of the open questions of one sheet; of questions that narrow alike, only one is tried."""

    def __init__(self, outline: Outline, now: Standing) -> None:
        self.outline = outline
        self.now = now
        self._bound = outline.framework.lookup.conditions.bound
        self._tried: dict[Hashable, list[tuple[Standing, Standing]]] = {}

    @cached_property
    def _own(self) -> dict[int, dict[Hashable, list[int]]]:
        """The open questions of each ladder, by kind."""
        found: dict[int, dict[Hashable, list[int]]] = {}
        for question in self.now.open:
            kind = (self.now.kind(question), question if question in self._bound else None)
            for ladder in self.outline.owners[question]:
                found.setdefault(ladder, {}).setdefault(kind, []).append(question)
        return found

    def of(self, ladder: int) -> str | None:
        """Return the id of the ladder's own open question that narrows its range most; None if the width is 0."""
        own = self._own.get(ladder)
        if not own or not _width(self.now.low, self.now.high, ladder):
            return None
        ids, found = self.outline.ids, list[tuple[Fraction | int, Fraction | int, str]]()
        for kind, questions in own.items():
            widths = [_width(low, high, ladder) for low, high in self._trials(kind, questions[0])]
            found.append((max(widths), sum(widths), min(ids[question] for question in questions)))
        return min(found)[2]

    def _trials(self, kind: Hashable, question: int) -> list[tuple[Standing, Standing]]:
        """Return both ends of the range for each option of a question, with the others at their lowest and highest."""
        if kind not in self._tried:
            low, high = self.now.low, self.now.high
            hold = self.outline.framework.lookup.conditions.held
            options = [{question: position} for position in range(self.now.tops[question] + 1)]
            self._tried[kind] = [
                (low.moved(hold(option, low.codes)), high.moved(hold(option, high.codes))) for option in options
            ]
        return self._tried[kind]


def _width(low: Standing, high: Standing, ladder: int) -> Fraction | int:
    top = high.rank(ladder)
    if top != NO_LEVEL:
        return top - low.rank(ladder)
    worst, best = low.score(ladder), high.score(ladder)
    return 0 if worst is None or best is None or worst == best else Fraction(*best) - Fraction(*worst)
