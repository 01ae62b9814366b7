"""Wrong readers of requirements: a sound definition, scored by rules other than its own."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import question, rule
from zoo.habitat import CUT, ONE_AREA, Animal, evaluated, framed, read_by, tables_of

from maturity_core import NOT_APPLICABLE, Assessment, AssessmentBatch, Framework, Level
from maturity_core.compiled.compiler import compile_framework
from maturity_core.model.node import altered
from maturity_core.scoring.engine import RuleEngine

if TYPE_CHECKING:
    from numpy.typing import NDArray


def rewritten(framework: Framework, change: Callable[[Fraction], dict[str, Any]]) -> Framework:
    """Return the framework with `change` applied to the threshold of every requirement of a mean."""
    requirements = [
        entry if entry.mean is None else altered(entry, **change(entry.mean)) for entry in framework.requirements
    ]
    return Framework(**tables_of(framework) | {"requirements": requirements})


class MeetsNoCut(RuleEngine):
    """A mean has to exceed its cut, not just meet it."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.compiled = compile_framework(
            rewritten(framework, lambda cut: {"mean": min(cut + Fraction(1, 10**6), Fraction(1))})
        )


class AddsInFloats(RuleEngine):
    """A cut of three tenths is the float 0.1 + 0.2, which is a little more."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        added = {Fraction(3, 10): Fraction(0.1 + 0.2)}
        self.compiled = compile_framework(rewritten(framework, lambda cut: {"mean": added.get(cut, cut)}))


class RoundsBeforeItCompares(RuleEngine):
    """A mean is rounded to one decimal before it is compared: 0.65 becomes 0.7."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.compiled = compile_framework(rewritten(framework, lambda cut: {"mean": cut - Fraction(1, 20)}))


class ComparesAmounts(RuleEngine):
    """A mean of a half is read as an amount of 1, whatever the weights are."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.compiled = compile_framework(
            rewritten(framework, lambda cut: {"mean": None, "total": 2 * cut, "base": Fraction(0)})
        )


class SkipsRungs(Assessment):
    """The result is the highest level whose own requirements are met, whatever is missing below it."""

    @property
    def level(self) -> Level | None:
        met = {rung.level for rung in self.explain()["framework"].rungs if rung.state == "met"}
        low, *higher = self.framework.levels
        return [low, *(level for level in higher if level.id in met)][-1]


class SkipsRungsAlike(AssessmentBatch):
    """Batches for `SkipsRungs`."""

    @property
    def levels(self) -> NDArray[np.int8]:
        results = [self.framework.assess(self[row].answers) for row in range(len(self))]
        return np.array([self.framework.levels.index(result.level) for result in results if result.level], np.int8)


def truncated(number: Fraction) -> Fraction:
    """Return a number with one decimal, the others cut off."""
    return Fraction(number.numerator * 10 // number.denominator, 10)


class TruncatesTwice(Assessment):
    """The score of each dimension is truncated to one decimal, and so is the mean of these, which decides the level."""

    @property
    def level(self) -> Level | None:
        mean = truncated(sum(truncated(entry.score_exact or Fraction(0)) for entry in self.dimensions) / Fraction(2))
        return self.framework.levels[2 if mean == 1 else int(mean >= Fraction(82, 100))]


class ForgivesATrait(AssessmentBatch):
    """A requirement of one answer is forgiven where the mean is high enough."""

    @property
    def levels(self) -> NDArray[np.int8]:
        found: NDArray[np.int8] = np.maximum(super().levels, (self.scores >= float(CUT)).astype(np.int8))
        return found


class Replaces(Framework):
    """Base of those that read something else if a question does not apply."""

    def instead(self, codes: NDArray[np.int8]) -> NDArray[np.int8]:
        raise NotImplementedError

    def assess(self, answers: Any, facts: Any = None) -> Assessment:
        return super().assess(self.instead(super().assess(answers, facts).codes))

    def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
        return super().assess_many(self.instead(np.asarray(answers)), **options)


class ReadsNotApplicableAsTheLowest(Replaces):
    """What does not apply is read as the lowest option."""

    def instead(self, codes: NDArray[np.int8]) -> NDArray[np.int8]:
        return np.where(codes == NOT_APPLICABLE, np.int8(0), codes)


class ReadsNotApplicableAsTheHighest(Replaces):
    """What does not apply is read as the highest option."""

    def instead(self, codes: NDArray[np.int8]) -> NDArray[np.int8]:
        tops = np.array([len(entry.options) - 1 for entry in self.questions], np.int8)
        return np.where(codes == NOT_APPLICABLE, tops, codes)


def uneven(mean: str) -> dict[str, Any]:
    """Return tables in which the questions have weights 0.3 and 0.7, and the first level asks for `mean`."""
    return {
        "questions": [
            question("goals-set", "goals", scale="yes-no", weight="0.3"),
            question("team-there", "team", not_applicable=True, weight="0.7"),
        ],
        "requirements": [rule("framework", "mid", mean=mean), rule("framework", "high", mean=1)],
    }


HALF_OR_ALL = [rule("framework", "mid", mean="0.5"), rule("framework", "high", least=1)]
BY_AREA: dict[str, Any] = {
    "questions": [
        *(question(f"goals-{name}", "goals", scale="yes-no") for name in ("set", "kept", "seen")),
        question("team-there", "team"),
    ],
    "requirements": [
        rule("framework", level, mean=mean, of={"dimensions": "all"}) for level, mean in (("mid", "0.82"), ("high", 1))
    ],
}
"""Areas at two thirds and at 1 come to five sixths: above 0.82, but with one decimal below it."""
LOOSE = [
    rule("framework", "mid", least=1, of={"questions": ["goals-set"]}),
    rule("framework", "high", least=1, of={"questions": ["team-there"]}),
]
"""Two levels that ask for different things: the higher one may be met while the lower one is not."""

TRAIT = [*HALF_OR_ALL, rule("framework", "mid", least=1, of={"questions": ["goals-set"]})]

ANIMALS: tuple[Animal, ...] = (
    evaluated(MeetsNoCut, "equals-oracle"),
    evaluated(AddsInFloats, "equals-oracle", **uneven("0.3")),
    evaluated(RoundsBeforeItCompares, "equals-oracle", **uneven("0.7")),
    evaluated(ComparesAmounts, "weights-scale", requirements=HALF_OR_ALL),
    Animal(
        SkipsRungs.__name__,
        SkipsRungs.__doc__ or "",
        "levels-cumulative",
        lambda: read_by(assessment=SkipsRungs, batch=SkipsRungsAlike, requirements=LOOSE),
    ),
    Animal(
        TruncatesTwice.__name__,
        TruncatesTwice.__doc__ or "",
        "equals-oracle",
        lambda: read_by(assessment=TruncatesTwice, batch=SkipsRungsAlike, **BY_AREA),
    ),
    Animal(
        ForgivesATrait.__name__,
        ForgivesATrait.__doc__ or "",
        "requirements-decide-or-follow",
        lambda: read_by(batch=ForgivesATrait, requirements=TRAIT),
    ),
    framed(ReadsNotApplicableAsTheLowest, "not-applicable-leaves-the-count", **ONE_AREA),
    framed(ReadsNotApplicableAsTheHighest, "not-applicable-leaves-the-count", **ONE_AREA),
)
