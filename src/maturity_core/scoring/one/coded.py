"""One sheet scored in code: its results are known, and that a better answer never lowers anything."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_DEMAND, NO_LEVEL
from maturity_core.scoring.one.reading import Asking, Parts, Reading, Stand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.scoring.code import CodedScorer, Result


class CodedSheet(Reading, Asking):
    """One sheet, by its codes in file order."""

    def __init__(self, coded: CodedScorer, codes: Sequence[int]) -> None:
        self.coded = coded
        self.codes = codes
        self.tops, self.heights = coded.tops, coded.heights

    @cached_property
    def results(self) -> list[Result]:
        """The results of the scorer, by ladder."""
        return self.coded.results(self.codes)

    def moved(self, answers: Mapping[int, int]) -> CodedSheet:
        """See `Reading.moved`."""
        codes = list(self.codes)
        for question, code in answers.items():
            codes[question] = code
        return CodedSheet(self.coded, codes)

    def kind(self, question: int) -> int:
        """Return the question itself: no other is known to count alike."""
        return question

    def stand(self, ladder: int) -> Stand:
        """See `Reading.stand`. All rungs remain where there is a level, and none of them where there is none."""
        top, rank = self.heights[ladder], self.results[ladder][0]
        if rank is None or not top:
            return Stand(NO_LEVEL, top + 1, 0, top + 1)
        return Stand(int(rank), int(rank) + 1, top, 1)

    def remaining(self, ladder: int) -> Sequence[int]:
        """See `Reading.remaining`."""
        return range(1, self.stand(ladder).highest + 1)

    def score(self, ladder: int) -> Parts | None:
        """See `Reading.score`."""
        score = self.results[ladder][1]
        return None if score is None else (score.numerator, score.denominator)

    def rungs(self, rungs: Mapping[int, int]) -> dict[int, int]:
        """See `Asking.rungs`."""
        aimed = {ladder: rung for ladder, rung in rungs.items() if rung}
        if not aimed:
            return {}
        positions = self.coded.demand(np.array(self.codes, np.int8), aimed, ()).tolist()
        return {question: position for question, position in enumerate(positions) if position != NO_DEMAND}

    def blockers(self, rungs: Mapping[int, int]) -> list[int]:
        """Return nothing: its requirements are not known."""
        del rungs
        return []
