"""Wrong assessments: the level is right, but the rest is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zoo.habitat import Animal, told

from maturity_core import Assessment
from maturity_core.model.entries import Entries

if TYPE_CHECKING:
    from maturity_core import Explanation
    from maturity_core.results.parts import LadderResult, LevelRange


class RoundsTheScore(Assessment):
    """The displayed score has only one decimal."""

    @property
    def score(self) -> float | None:
        found = super().score
        return None if found is None else round(found, 1)


class OpenQuestionsChangeNothing(Assessment):
    """The range is just the present level, however much is open."""

    @property
    def level_range(self) -> LevelRange | None:
        return (self.level, self.level) if self.level else None


class AnythingIsPossible(Assessment):
    """The range runs from the lowest level to the highest, however little is open."""

    @property
    def level_range(self) -> LevelRange | None:
        return (self.framework.levels[0], self.framework.levels[-1])


class OpenQuestionsScoreNothing(Assessment):
    """The range of scores is just the present score, however much is open."""

    @property
    def score_range(self) -> tuple[float, float] | None:
        return None if self.score is None else (self.score, self.score)


class AnyScoreIsPossible(Assessment):
    """The range of scores runs from nothing to everything, however little is open."""

    @property
    def score_range(self) -> tuple[float, float] | None:
        return (0.0, 1.0)


class TakesDontKnowForAnAnswer(Assessment):
    """The range treats unanswered questions as open, but don't know as settled."""

    @property
    def level_range(self) -> LevelRange | None:
        lowest = {entry.id: entry.options[0].id for entry in self.framework.questions}
        settled = {name: lowest[name] if word == "dont-know" else word for name, word in self.answers.items()}
        return Assessment.of(self.framework, settled).level_range


class AsksTheLastOpenQuestion(Assessment):
    """The question to ask next is the last one that is open."""

    @property
    def narrows(self) -> str | None:
        opened = [name for name, word in self.answers.items() if word in {"unanswered", "dont-know"}]
        return opened[-1] if opened and super().narrows else None


class CountsWhatDoesNotApplyAsAnswered(Assessment):
    """The share answered is of all questions, and not applicable counts as answered."""

    @property
    def completeness(self) -> float | None:
        settled = [word not in {"unanswered", "dont-know"} for word in self.answers.values()]
        return sum(settled) / len(settled)


class ForgetsWhatNarrows(Assessment):
    """Stored as JSON, the result loses the question to answer next."""

    def model_dump_json(self, *, indent: int | None = None, **settings: Any) -> str:
        del settings
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


class QuotesTheNextRequirement(Assessment):
    """Each requirement of a ladder is explained as the next one."""

    def explain(self) -> Explanation:
        found = super().explain()
        ladders = []
        for ladder in found.ladders:
            said = [entry.requirement for rung in ladder.rungs for entry in rung.requirements]
            turned = iter([*said[1:], *said[:1]])
            rungs = []
            for rung in ladder.rungs:
                retold = [entry.model_copy(update={"requirement": next(turned)}) for entry in rung.requirements]
                rungs.append(rung.model_copy(update={"requirements": tuple(retold)}))
            ladders.append(ladder.model_copy(update={"rungs": tuple(rungs)}))
        return found.model_copy(update={"ladders": tuple(ladders)})


class BlamesWhatCouldBeBetter(Assessment):
    """An unmet requirement is held back by every question that is not at its best, whether it has to move or not."""

    def explain(self) -> Explanation:
        found = super().explain()
        best = {entry.id: entry.options[-1].id for entry in self.framework.questions}
        lower = tuple(name for name, word in self.answers.items() if word not in {best[name], "not-applicable"})
        ladder, *others = found.ladders
        rungs = []
        for rung in ladder.rungs:
            blamed = [
                entry.model_copy(update={"holding_back": lower if entry.state == "unmet" else ()})
                for entry in rung.requirements
            ]
            rungs.append(rung.model_copy(update={"requirements": tuple(blamed)}))
        return found.model_copy(update={"ladders": (ladder.model_copy(update={"rungs": tuple(rungs)}), *others)})


class NobodyIsAheadOfItsTime(Assessment):
    """No capability is called ahead of its time, whatever it requires."""

    @property
    def capabilities(self) -> Entries[LadderResult]:
        return Entries(entry.model_copy(update={"ahead_of_its_time": False}) for entry in super().capabilities)


ANIMALS: tuple[Animal, ...] = (
    told(RoundsTheScore, "scores-are-exact"),
    told(OpenQuestionsChangeNothing, "range-contains-completions"),
    told(AnythingIsPossible, "range-is-tight"),
    told(TakesDontKnowForAnAnswer, "dont-know-stays-open"),
    told(OpenQuestionsScoreNothing, "range-contains-completions"),
    told(AnyScoreIsPossible, "range-is-tight"),
    told(AsksTheLastOpenQuestion, "narrows-most"),
    told(CountsWhatDoesNotApplyAsAnswered, "completeness-counts-what-applies"),
    told(ForgetsWhatNarrows, "result-round-trip"),
    told(ExcusesTheFirstRequirement, "explanation-adds-up"),
    told(QuotesTheNextRequirement, "explanation-quotes-its-requirement"),
    told(BlamesWhatCouldBeBetter, "equals-oracle"),
    told(NobodyIsAheadOfItsTime, "findings-equal-oracle"),
)
