"""Wrong gaps: what is missing for a target, reported wrongly."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import rule
from zoo.habitat import Animal, Means, batched, evaluated, read_by, told

from maturity_core import NO_GAP, NOT_APPLICABLE, Assessment, AssessmentBatch, BatchGaps, Status
from maturity_core.scoring.code_engine import CodeEngine
from maturity_core.scoring.engine import RuleEngine
from maturity_core.scoring.many.engine import ManyByCode, ManyByRules
from maturity_core.scoring.one.demands import RuleDemands
from maturity_core.scoring.one.standing import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from maturity_core import Framework, Gaps
    from maturity_core.answers.likes import Codes
    from maturity_core.scoring.many.engine import Goals
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.one import standing as one


class StopsOneShort(ManyByRules):
    """A gap of more than one option stops one option short."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[...] = np.where(found > np.maximum(codes, 0) + 1, found - 1, found)
        return found


class MissesAQuestion(ManyByRules):
    """If several questions are below what the target needs, the last of them is not named."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[-1, (found != NO_GAP).sum(axis=0) > 1] = NO_GAP
        return found


class AsksToStay(ManyByRules):
    """A question that is good enough is listed too, with its present answer as the option to reach."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[...] = np.where((found == NO_GAP) & (codes > 0) & (found != NO_GAP).any(axis=0), codes, found)
        return found


class WantsMoreOnceThere(ManyByRules):
    """Once the target is reached, every question is asked for its last option."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        higher = (codes != NOT_APPLICABLE) & (codes < self.tops)
        found[...] = np.where(higher & (found == NO_GAP).all(axis=0), self.tops, found)
        return found


class AsksTheStrongForMore(ManyByRules):
    """If the first question has the best answer, the best is asked for everywhere else."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[...] = np.where((found != NO_GAP) & (codes[0] == self.tops[0]), self.tops, found)
        return found


class TopDemands(RuleDemands):
    """Every question that is asked for something is asked for its last option."""

    def ask(self, rungs: Mapping[int, int], scores: Mapping[int, Fraction] = NOTHING) -> dict[int, int]:
        return {question: self.now.tops[question] for question in super().ask(rungs, scores)}


def topped(positions: Codes, tops: Codes) -> Codes:
    """Return positions to reach, all of them of the last option."""
    return np.where(positions == NO_GAP, positions, tops)


class ManyForTheTop(ManyByRules):
    """The same for many sheets."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[...] = topped(found, self.tops)
        return found


class AsksForTheTop(RuleEngine):
    """Every gap leads to the last option, though a lower one suffices."""

    @cached_property
    def many(self) -> ManyForTheTop:
        return ManyForTheTop(self.framework, self.compiled)

    def rule_demands(self, now: one.Standing) -> TopDemands:
        demands = super().rule_demands(now)
        return TopDemands(demands.now, demands.tables)


class ManyForTheTopInCode(ManyByCode):
    """The same for many sheets."""

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        found = super().demand(codes, goals, now, positions)
        found[...] = topped(found, self.tops)
        return found


class AsksForTheTopInCode(CodeEngine):
    """A scorer in code scores correctly, but every gap leads to the last option, though a lower one suffices."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework, Means())

    @cached_property
    def many(self) -> ManyForTheTopInCode:
        return ManyForTheTopInCode(self.framework, self.coded)


class AimsAtWhereItStands(Assessment):
    """The default target is the present level."""

    def gaps(self, target: Any = None) -> Gaps:
        return super().gaps(self.level if target is None else target)


class AimsAtTheLevelOfTheSheet(Assessment):
    """Another sheet as the target stands for its level, not for its answers."""

    def gaps(self, target: Any = None) -> Gaps:
        return super().gaps(target.level if isinstance(target, Assessment) else target)


class TellsEveryGapAsTheFirst(Assessment):
    """Each gap has the text of the first question."""

    def gaps(self, target: Any = None) -> Gaps:
        found, text = super().gaps(target), self.framework.questions[0].text
        told = [
            entry.model_copy(
                update={"questions": tuple(gap.model_copy(update={"text": text}) for gap in entry.questions)}
            )
            for entry in found.capabilities
        ]
        return found.model_copy(update={"capabilities": tuple(told)})


class BlamesNobody(Assessment):
    """A target is reported as out of reach, but nothing is named that stands in the way."""

    def gaps(self, target: Any = None) -> Gaps:
        return super().gaps(target).model_copy(update={"blockers": ()})


class AsksTheBatchForTheTop(AssessmentBatch):
    """In a batch, every gap leads to the last option."""

    def gaps(self, target: Any = None) -> BatchGaps:
        found = super().gaps(target)
        tops = [len(entry.options) - 1 for entry in self.framework.questions]
        return replace(found, positions=np.where(found.positions == NO_GAP, np.int8(NO_GAP), np.array(tops, np.int8)))


class CallsEveryTargetOpen(AssessmentBatch):
    """In a batch, a target that is reached is still called open."""

    def gaps(self, target: Any = None) -> BatchGaps:
        found = super().gaps(target)
        return replace(
            found, status=np.where(found.status == Status.REACHED.code, np.int8(Status.OPEN.code), found.status)
        )


OUT_OF_REACH = [
    rule("framework", "mid", mean="0.5"),
    rule("framework", "high", total=2, base=0),
]
"""The higher level needs an amount that takes both questions."""

ANIMALS: tuple[Animal, ...] = (
    evaluated(StopsOneShort, "closing-gaps-reaches-target"),
    evaluated(MissesAQuestion, "gaps-name-what-is-needed"),
    evaluated(AsksToStay, "gaps-lead-upwards"),
    evaluated(WantsMoreOnceThere, "no-gap-once-reached"),
    evaluated(AsksTheStrongForMore, "better-answer-raises-no-gap"),
    evaluated(AsksForTheTop, "gaps-equal-oracle"),
    Animal(
        AsksForTheTopInCode.__name__,
        AsksForTheTopInCode.__doc__ or "",
        "gaps-cannot-be-lowered",
        lambda: read_by(AsksForTheTopInCode).with_scorer(Means()),
    ),
    told(AimsAtWhereItStands, "default-target-lies-ahead"),
    told(AimsAtTheLevelOfTheSheet, "sheet-target-asks-its-answers"),
    told(TellsEveryGapAsTheFirst, "gaps-tell-of-their-questions"),
    told(BlamesNobody, "out-of-reach-is-named", requirements=OUT_OF_REACH),
    batched(AsksTheBatchForTheTop, "batch-gaps-equal-single"),
    batched(CallsEveryTargetOpen, "batch-gaps-equal-single"),
)
