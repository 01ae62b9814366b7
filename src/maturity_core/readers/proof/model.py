"""A framework whose sheets are asked about, and what all that ask need of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.proof.sheets import Asking

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.balance import Lines
    from maturity_core.scoring.one.evaluate import Packed


class Model(NamedTuple):
    """A framework that is scored by requirements; `cases` as for `Cases.find`."""

    framework: Framework
    single: Packed
    lines: Lines
    cases: int

    @property
    def overall(self) -> int:
        """The place of the framework's ladder."""
        return self.framework.outline.overall

    def asking(self, lacking: Collection[int] = ()) -> Asking:
        """Return the gates of its sheets."""
        return Asking(self.framework, self.single, self.lines, lacking)

    def level(self, ladder: int, rank: int) -> str | None:
        """Return the id of a level by its rank."""
        return None if rank == NO_LEVEL else self.framework.outline.levels[ladder][rank].id

    def ranks(self, ladder: int) -> list[int]:
        """Return the ranks that a ladder may have where everything applies; none if it awards no levels."""
        lowest = self.single.stand([0] * len(self.framework.questions))
        return [0, *lowest.remaining(ladder)] if self.single.heights[ladder] else []

    def levels(self) -> list[tuple[int, int]]:
        """Return every level above the lowest, as (ladder, rank)."""
        return [(place, rank) for place, top in enumerate(self.single.heights) for rank in range(1, top + 1)]

    def rank(self, codes: Sequence[int]) -> int:
        """Return the rank of the framework's level that answers as they are given get from the exact scorer."""
        return self.single.stand(self.framework.lookup.conditions.counted(codes)).rank(self.overall)
