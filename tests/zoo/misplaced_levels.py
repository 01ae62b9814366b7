"""Wrong scorers in code: those with impossible levels or scores."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from builders import capability, dimension, question, rule
from zoo.habitat import CUT, Animal, Means, coded

from maturity_core import Framework, Standings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core import Question


TWO_THIRDS = Fraction(67, 100)


class AsksForMoreThanTheCut(Means):
    """A cut has to be passed, not met: off by one at the top."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return None if mean is None else sum(mean > cut for cut in (CUT, Fraction(1))[-top:])


class RoundsTheMean(Means):
    """A mean is rounded to two digits before it is compared: 0.665 becomes 0.67, and 0.995 becomes 1."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return None if mean is None else sum(round(mean, 2) >= cut for cut in (TWO_THIRDS, Fraction(1))[-top:])


class RoundsAFloat(Means):
    """A mean is made a float of two digits before it is compared."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return None if mean is None else sum(round(float(mean), 2) >= cut for cut in (0.67, 1)[-top:])


class StartsAboveTheFloor(Means):
    """The lowest answers already give the level above the lowest."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return None if mean is None else max(super().level(mean, top) or 0, 1)


class NothingIsPerfect(Means):
    """A dimension in which nothing applies is at the top."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return top if mean is None else super().level(mean, top)


class DividesByNothing(Means):
    """If nothing of a dimension applies, it divides by zero."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        credits_ = [credit for entry in asked if (credit := self.credit(entry, answers[entry.id])) is not None]
        return sum(credits_, Fraction(0)) / len(credits_)


class ClimbsOffTheLadder(Means):
    """Full marks give the level after the last one."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return top + 1 if mean == 1 else super().level(mean, top)


class GoesBelowTheFloor(Means):
    """No credit at all gives a level below the lowest one."""

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return -1 if mean == 0 else super().level(mean, top)


class ScoresInPercent(Means):
    """Scores run from 0 to 100."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        return replace(found, score=None if found.score is None else found.score * 100)


class ScoresInFloats(Means):
    """The overall score is a float."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        return replace(found, score=float(found.score or 0))  # type: ignore[arg-type]


class DimensionsStandWhereTheWholeStands(Means):
    """The score of each dimension is that of the whole."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        return replace(found, dimension_scores=dict.fromkeys(found.dimension_scores, found.score))


class MatchesByPrefix(Means):
    """The score of a dimension includes every capability whose id begins like one of its own."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found: dict[str, Fraction | None] = {}
        for entry in framework.dimensions:
            own = tuple(held.id for held in framework.capabilities if held.dimension == entry.id)
            asked = [question for question in framework.questions if question.capability.startswith(own)]
            found[entry.id] = self.mean(asked, answers)
        return replace(super().score(framework, answers), dimension_scores=found)


class AbsentAreasHoldBack(Means):
    """The overall level is that of the weakest dimension, and one in which nothing applies counts as the lowest."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        levels = found.dimension_levels.values()
        weakest = min(level or 0 for level in levels)
        return replace(found, level=None if set(levels) == {None} else weakest)


class FollowsTheFirstDimension(Means):
    """The overall level is held back by whichever dimension comes first in the file."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        leading = found.dimension_levels[framework.dimensions[0].id]
        return found if leading or found.level is None else replace(found, level=0)


ALIKE = {
    "capabilities": [capability("team-goals"), capability("team", "people")],
    "questions": [
        question("goals-set", "team-goals", scale="yes-no"),
        question("team-there", "team", not_applicable=True),
    ],
}
"""Two capabilities of different dimensions; the name of one starts with the name of the other."""
EVEN = {
    "dimensions": [dimension("work"), dimension("people")],
    "questions": [question("goals-set", "goals"), question("team-there", "team", not_applicable=True)],
    "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
}
"""Two dimensions with the same levels."""

ANIMALS: tuple[Animal, ...] = (
    coded(AsksForMoreThanTheCut, "best-gives-top"),
    coded(RoundsTheMean, "levels-begin-at-plain-numbers"),
    coded(RoundsAFloat, "levels-begin-at-plain-numbers"),
    coded(StartsAboveTheFloor, "worst-gives-floor"),
    coded(NothingIsPerfect, "nothing-applies-no-level"),
    coded(DividesByNothing, "nothing-applies-no-level"),
    coded(ClimbsOffTheLadder, "bounds"),
    coded(GoesBelowTheFloor, "bounds"),
    coded(ScoresInPercent, "bounds"),
    coded(ScoresInFloats, "scores-are-exact"),
    coded(DimensionsStandWhereTheWholeStands, "dimensions-independent"),
    coded(MatchesByPrefix, "dimensions-independent", **ALIKE),
    coded(AbsentAreasHoldBack, "not-applicable-costs-nothing", **EVEN),
    coded(FollowsTheFirstDimension, "file-order-irrelevant"),
)
