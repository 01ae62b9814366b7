"""One sheet scored in code: its results are known, and that a better answer never lowers anything."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_LEVEL
from maturity_core.scoring.one.standing import NOTHING, Demands, Parts, Place, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from maturity_core.scoring.code import CodedScorer, Result


class CodeStanding(Standing, Demands):
    """One sheet, by its codes in file order."""

    def __init__(self, coded: CodedScorer, codes: Sequence[int]) -> None:
        self.coded = coded
        self.codes = codes

    @property
    def tops(self) -> Sequence[int]:
        """See `Standing`."""
        return self.coded.tops

    @property
    def heights(self) -> Sequence[int]:
        """See `Standing`."""
        return self.coded.heights

    @cached_property
    def results(self) -> list[Result]:
        """The results of the scorer, by ladder."""
        return self.coded.results(self.codes)

    def moved(self, answers: Mapping[int, int]) -> CodeStanding:
        """See `Standing.moved`."""
        codes = list(self.codes)
        for question, code in answers.items():
            codes[question] = code
        return CodeStanding(self.coded, codes)

    def kind(self, question: int) -> int:
        """Return the question itself: no other is known to count alike."""
        return question

    def place(self, ladder: int) -> Place:
        """See `Standing.place`. All rungs remain where there is a level, and none of them where there is none."""
        top, rank = self.heights[ladder], self.results[ladder][0]
        if rank is None or not top:
            return Place(NO_LEVEL, top + 1, 0, top + 1)
        return Place(int(rank), int(rank) + 1, top, 1)

    def remaining(self, ladder: int) -> Sequence[int]:
        """See `Standing.remaining`."""
        return range(1, self.place(ladder).highest + 1)

    def met(self, ladder: int) -> Sequence[int]:
        """Return nothing: its requirements are not known."""
        del ladder
        return ()

    def score(self, ladder: int) -> Parts | None:
        """See `Standing.score`."""
        score = self.results[ladder][1]
        return None if score is None else (int(score.numerator), int(score.denominator))  # numpy's overflow

    def ask(self, rungs: Mapping[int, int], scores: Mapping[int, Fraction] = NOTHING) -> dict[int, int]:
        """See `Demands.ask`."""
        aimed = {ladder: rung for ladder, rung in rungs.items() if rung}
        if not aimed and not scores:
            return {}
        found = self.coded.demand(self.codes, aimed, scores.items())
        return self.coded.framework.lookup.conditions.asked(found, self.codes)

    def blockers(self, rungs: Mapping[int, int]) -> list[int]:
        """Return nothing: its requirements are not known."""
        del rungs
        return []
