"""What open questions leave possible: the range from worst to best level, and *not yet*, if it says too little so far.

*Not yet* is a flag beside the level and changes nothing: of the ladder, too little is answered. A person is shown the
range in place of such a level, and no plan.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.scoring.many.place import Flags

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Place


class Outlook:
    """What many sheets, with codes (n_questions, n), leave open: the range of each ladder, and *not yet*."""

    def __init__(self, framework: Framework, codes: Codes) -> None:
        engine = framework.engine
        self._framework = framework
        codes = counted_many(framework.lookup.conditions, codes)
        self._codes = codes
        self._index = engine.index
        self.ends: tuple[Standing, Standing] = (
            engine.many.stand(engine.many.filled(codes, highest=False)),
            engine.many.stand(engine.many.filled(codes, highest=True)),
        )

    @cached_property
    def _columns(self) -> dict[str, list[int]]:
        """The places of the questions of each ladder."""
        found: dict[str, list[int]] = {ladder: [] for ladder in self._index}
        for column, question in enumerate(self._framework.questions):
            dimension = self._framework.capability(question.capability).dimension
            for ladder in (FRAMEWORK, Ladder("dimension", dimension), Ladder("capability", question.capability)):
                found[ladder].append(column)
        return found

    def places(self, ladder: str) -> tuple[Place, Place]:
        """Return the places of the sheets on a ladder with open questions at their lowest, and at their highest."""
        low, high = (end.places[self._index[ladder]] for end in self.ends)
        return low, high

    def ranges(self, ladder: str) -> list[tuple[int, int] | None]:
        """Return the lowest and the highest possible rank of each sheet; None if the ladder has no level."""
        pairs = zip(*(place.rank.tolist() for place in self.places(ladder)), strict=True)
        return [None if NO_LEVEL in pair else pair for pair in pairs]

    def not_yet(self, ladder: str) -> Flags:
        """Return for each sheet whether too few questions are answered for a level of the ladder.

        That is where no option is chosen on any of its questions that apply; or where every rung is still possible and
        fewer than half of these questions are answered. Where nothing applies, there is nothing to wait for.
        """
        columns = self._columns[ladder]
        codes = self._codes[columns]
        fixed = np.array([column in self._framework.outline.fixed for column in columns], np.bool_)[:, None]
        counts = fixed & (codes == NOT_APPLICABLE)
        applying = ((codes != NOT_APPLICABLE) | counts).sum(axis=0)
        chosen = ((codes >= 0) | counts).sum(axis=0)
        low, high = self.places(ladder)
        anything = (low.rank == 0) & (high.rank == high.highest) & (high.highest > 0)
        return np.asarray((applying > 0) & ((chosen == 0) | (anything & (2 * chosen < applying))), np.bool_)
