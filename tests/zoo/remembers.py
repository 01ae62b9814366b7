"""Wrong readers that use more than their answers, or change them: memory, chance, other rows."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from zoo.habitat import ONE_AREA, Animal, Means, batched, coded, framed

from maturity_core import UNANSWERED, Assessment, AssessmentBatch, Framework, Standings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core import Question


class AveragesWithTheLastSheet(Means):
    """Half of every mean is the previous mean, of whatever sheet that was."""

    def __init__(self) -> None:
        self.last = Fraction(0)

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        found = super().mean(asked, answers)
        if found is None:
            return None
        before, self.last = self.last, found
        return (before + found) / 2


class RemembersTheLastSheet(Means):
    """The answer to an open question is taken from the previous sheet."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        self.last |= {name: code for name, code in answers.items() if code != UNANSWERED}
        return super().score(framework, {**answers, **self.last})


class RemembersByTally(Means):
    """Earlier results are looked up by how often each answer was given, whichever questions it was given to."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, ...], Standings] = {}

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        tally = tuple(sorted(answers.values()))
        if tally not in self.known:
            self.known[tally] = super().score(framework, answers)
        return self.known[tally]


class DecidesByChance(Means):
    """Half credit is a matter of luck."""

    def __init__(self) -> None:
        self.luck = random.Random(0)  # noqa: S311 - wrong on purpose; seeded, so that it is caught in every run

    def level(self, mean: Fraction | None, top: int) -> int | None:
        found = super().level(mean, top)
        return self.luck.choice([0, found]) if found == 1 < top else found


class WritesToTheSheet(Means):
    """A scorer writes the values it assumes for open questions into the answers."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        for name, code in answers.items():
            answers[name] = max(code, 0)  # type: ignore[index]
        return super().score(framework, answers)


class ClosesOpenQuestions(Framework):
    """A question that was left out is written into the mapping."""

    def assess(self, answers: Any, facts: Any = None) -> Assessment:
        found = super().assess(answers, facts)
        if isinstance(answers, dict):
            answers |= {entry.id: "unanswered" for entry in self.questions if entry.id not in answers}
        return found


class ClosesOpenCells(Framework):
    """Open cells of a matrix are overwritten with the lowest option after they are read."""

    def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
        found = super().assess_many(answers, **options)
        answers[answers == UNANSWERED] = 0
        return found


class TakesAnswersInTurn(Framework):
    """The answers of a mapping are taken in order, whichever questions they are given for."""

    def assess(self, answers: Any, facts: Any = None) -> Assessment:
        if isinstance(answers, dict):
            names = [entry.id for entry in self.questions if entry.id in answers]
            answers = dict(zip(names, answers.values(), strict=True))
        return super().assess(answers, facts)


class LevelsOnACurve(AssessmentBatch):
    """Every row below the average of the batch is at the lowest level."""

    @property
    def levels(self) -> NDArray[np.int8]:
        found = super().levels
        return np.where((found > 0) & (found < found.mean()), np.int8(0), found)


class NobodyFallsBehind(AssessmentBatch):
    """A row is never at a lower level than the row before it."""

    @property
    def levels(self) -> NDArray[np.int8]:
        return np.maximum.accumulate(super().levels)


class RoundsScores(AssessmentBatch):
    """The scores of a batch have one decimal, while those of one organisation are exact."""

    @property
    def scores(self) -> NDArray[np.float64]:
        return np.round(super().scores, 1)


class RangesAreClosed(AssessmentBatch):
    """In a batch, open questions change nothing: the range is just the level."""

    @property
    def level_ranges(self) -> NDArray[np.int8]:
        return np.stack([self.levels, self.levels], axis=1)


ANIMALS: tuple[Animal, ...] = (
    coded(AveragesWithTheLastSheet, "no-state-between-calls"),
    coded(RemembersTheLastSheet, "no-state-between-calls"),
    coded(RemembersByTally, "no-state-between-calls"),
    coded(DecidesByChance, "no-state-between-calls"),
    coded(WritesToTheSheet, "inputs-only-read"),
    framed(ClosesOpenQuestions, "inputs-only-read"),
    framed(ClosesOpenCells, "inputs-only-read"),
    framed(TakesAnswersInTurn, "answer-order-irrelevant", **ONE_AREA),
    batched(LevelsOnACurve, "rows-independent"),
    batched(NobodyFallsBehind, "row-order-irrelevant"),
    batched(RoundsScores, "batch-equals-single"),
    batched(RangesAreClosed, "batch-equals-single"),
)
