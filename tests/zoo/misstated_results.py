"""Wrong assessments: the level is right, and what is said beside it is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zoo.habitat import Animal, told

from maturity_core import Assessment

if TYPE_CHECKING:
    from maturity_core import Explanation
    from maturity_core.results import LevelRange


class RoundsTheScore(Assessment):
    """The score that is shown has one decimal."""

    @property
    def score(self) -> float | None:
        found = super().score
        return None if found is None else round(found, 1)


class OpenQuestionsChangeNothing(Assessment):
    """The range is where the organisation stands, however much is open."""

    @property
    def level_range(self) -> LevelRange | None:
        return (self.level, self.level) if self.level else None


class AnythingIsPossible(Assessment):
    """The range runs from the lowest level to the highest, however little is open."""

    @property
    def level_range(self) -> LevelRange | None:
        return (self.framework.levels[0], self.framework.levels[-1])


class CountsWhatDoesNotApplyAsAnswered(Assessment):
    """The share answered is that of all questions, and what does not apply counts as answered."""

    @property
    def completeness(self) -> float | None:
        settled = [word not in {"unanswered", "dont-know"} for word in self.answers.values()]
        return sum(settled) / len(settled)


class ForgetsWhatNarrows(Assessment):
    """Stored as JSON, the result loses the question to answer next."""

    def model_dump_json(self, *, indent: int | None = None) -> str:
        return json.dumps(json.loads(super().model_dump_json()) | {"narrows": None}, indent=indent)


class ExcusesTheFirstRequirement(Assessment):
    """The explanation calls the first requirement met, whatever was measured."""

    def explain(self) -> Explanation:
        found = super().explain()
        ladder, *others = found.ladders
        rung, *higher = ladder.rungs
        excused = rung.requirements[0].model_copy(update={"state": "met", "holding_back": ()})
        rung = rung.model_copy(update={"requirements": (excused, *rung.requirements[1:])})
        ladder = ladder.model_copy(update={"rungs": (rung, *higher)})
        return found.model_copy(update={"ladders": (ladder, *others)})


ANIMALS: tuple[Animal, ...] = (
    told(RoundsTheScore, "scores-are-exact"),
    told(OpenQuestionsChangeNothing, "range-contains-completions"),
    told(AnythingIsPossible, "range-is-tight"),
    told(CountsWhatDoesNotApplyAsAnswered, "completeness-counts-what-applies"),
    told(ForgetsWhatNarrows, "result-round-trip"),
    told(ExcusesTheFirstRequirement, "explanation-adds-up"),
)
