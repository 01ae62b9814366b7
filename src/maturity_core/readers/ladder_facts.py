"""One ladder of one sheet: its level, score, range and completeness, and what would narrow its range."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.readers.scored import Scored
from maturity_core.results.numbers import double, doubles
from maturity_core.scoring.one.standing import exact, exact_score

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability, Dimension, Level
    from maturity_core.readers.narrowing import Narrowing
    from maturity_core.results.parts import LadderResult, LevelRange

MOST_KEPT = 2048
"""The most results of ladders that a framework keeps."""
NONE_EARLY: Mapping[int, Sequence[str]] = MappingProxyType({})
"""No ladder is ahead of its time."""


class LadderFacts(Scored):
    """A scored sheet, with what results say of each of its ladders."""

    @cached_property
    def _narrowing(self) -> Narrowing:
        from maturity_core.readers.narrowing import Narrowing  # noqa: PLC0415 - a level needs none of it

        return Narrowing(self.by.outline, self.now)

    @cached_property
    def _shares(self) -> tuple[list[int], list[int]]:
        """How many questions of each ladder apply, and for how many of them an option was chosen."""
        applying, chosen = list(self.by.outline.sizes), list(self.by.outline.sizes)
        owners = self.by.outline.owners
        for question, code in enumerate(self.codes):
            if code < 0 and not (code == NOT_APPLICABLE and question in self.by.outline.fixed):
                for ladder in owners[question]:
                    chosen[ladder] -= 1
                    applying[ladder] -= code == NOT_APPLICABLE
        return applying, chosen

    def _results(
        self,
        entries: Iterable[Dimension | Capability | Measure],
        ladders: Iterable[int],
        early: Mapping[int, Sequence[str]] = NONE_EARLY,
    ) -> Entries[LadderResult]:
        """Return the results of ladders; `early`, by place, are those ahead of their time, with what each waits for."""
        return Entries(
            [
                self._result(entry, ladder, tuple(early.get(place, ())))
                for place, (entry, ladder) in enumerate(zip(entries, ladders, strict=True))
            ]
        )

    def _result(self, entry: Dimension | Capability | Measure, ladder: int, waits_for: tuple[str, ...]) -> LadderResult:
        """Return the result of one ladder; if nothing is open there, all sheets that come to the same share it."""
        applying, chosen = self._shares[0][ladder], self._shares[1][ladder]
        if chosen != applying or not self.now.settled(ladder):
            return self._made(entry, ladder, waits_for)
        kept = self.by.outline.results
        key: Hashable = ladder, self.now.rank(ladder), self.now.score(ladder), applying > 0, waits_for
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[key] = self._made(entry, ladder, waits_for)
        return found

    def _made(self, entry: Dimension | Capability | Measure, ladder: int, waits_for: tuple[str, ...]) -> LadderResult:
        from maturity_core.results.parts import LadderResult  # noqa: PLC0415 - a level needs none of it

        values = {
            "id": entry.id,
            "name": entry.name,
            "level_list": entry.levels,
            **self._said(ladder),
            "ahead_of_its_time": bool(waits_for),
            "waits_for": waits_for,
        }
        return known(LadderResult, values)

    def _said(self, ladder: int) -> dict[str, Any]:
        """Return the fields of a ladder's result."""
        now, level = self.now, self._level(ladder)
        exactly = exact_score(now, ladder)
        score = double(exactly)
        found: dict[str, Any] = {
            "level": level,
            "level_range": level and (level, level),
            "score": score,
            "score_exact": exactly,
            "score_range": None if score is None else (score, score),
            "score_range_exact": None if exactly is None else (exactly, exactly),
            "completeness": self._completeness(ladder),
            "narrows": None,
            "not_yet": self._not_yet(ladder),
        }
        if not now.settled(ladder):
            ends = self._score_range(ladder)
            found |= {"level_range": self._range(ladder), "narrows": self._narrowing.of(ladder)}
            found |= {"score_range": doubles(ends), "score_range_exact": ends}
        return found

    def _level(self, ladder: int) -> Level | None:
        rank = self.now.rank(ladder)
        return None if rank == NO_LEVEL else self.by.outline.levels[ladder][rank]

    def _range(self, ladder: int) -> LevelRange | None:
        if self.now.rank(ladder) == NO_LEVEL:
            return None
        levels = self.by.outline.levels[ladder]
        worst, best = self.now.low.rank(ladder), int(self.now.high.rank(ladder))
        return None if NO_LEVEL in {worst, best} else (levels[worst], levels[best])

    def _score_range(self, ladder: int) -> tuple[Fraction, Fraction] | None:
        worst, best = self.now.low.score(ladder), self.now.high.score(ladder)
        return None if worst is None or best is None else (exact(*worst), exact(*best))

    def _completeness(self, ladder: int) -> float | None:
        applying, chosen = self._shares[0][ladder], self._shares[1][ladder]
        return chosen / applying if applying else None

    def _not_yet(self, ladder: int) -> bool:
        """Return whether no applicable question is answered; or few are, and every rung is still possible."""
        applying, chosen = self._shares[0][ladder], self._shares[1][ladder]
        if not chosen or 2 * chosen >= applying:
            return bool(applying and not chosen)
        worst, best = self.now.low.rank(ladder), self.now.high.place(ladder)
        return worst == 0 and best.rank == best.highest
