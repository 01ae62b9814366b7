"""Wrong scorers in code: those that misread an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from builders import question
from zoo.habitat import CUT, ONE_AREA, Animal, Means, coded

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, Question, Standings
from maturity_core.model.node import altered

if TYPE_CHECKING:
    from collections.abc import Mapping


class InvertsOneScale(Means):
    """The question of three options counts from the wrong end."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        found = super().credit(question, code)
        return 1 - found if found is not None and len(question.options) == 3 else found


class LikesTheMiddle(Means):
    """Of three options, the middle one and the last one swap credits."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return super().credit(question, {1: 2, 2: 1}.get(code, code) if len(question.options) == 3 else code)


class PunishesWhatDoesNotApply(Means):
    """What does not apply stays in the denominator, without credit."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return Fraction(0) if code == NOT_APPLICABLE else super().credit(question, code)


class RewardsWhatDoesNotApply(Means):
    """What does not apply stays in the denominator, with full credit."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return Fraction(1) if code == NOT_APPLICABLE else super().credit(question, code)


class HalvesWhatIsLeft(Means):
    """If a question does not apply, the others earn half of what they should, unless they are perfect."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        found = super().mean(asked, answers)
        partly = any(answers[entry.id] == NOT_APPLICABLE for entry in asked)
        return found / 2 if found is not None and partly and found < 1 else found


class RewardsSilence(Means):
    """An open question is read as the middle of its scale: more than its lowest option."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return CUT if code in {UNANSWERED, DONT_KNOW} else super().credit(question, code)


class LeavesOpenQuestionsOut(Means):
    """An open question leaves the denominator, as if it did not apply."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return None if code in {UNANSWERED, DONT_KNOW} else super().credit(question, code)


class TellsDontKnowFromUnanswered(Means):
    """Don't know earns a little credit."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return Fraction(1, 10) if code == DONT_KNOW else super().credit(question, code)


class AnswersInFloats(Means):
    """The score is a float, which no result can hold."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        mean = super().mean(asked, answers)
        return mean if mean is None else float(mean)  # type: ignore[return-value]


class AddsItsOwnWeight(Means):
    """Every question counts with one more than its weight."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        return super().mean([altered(entry, weight=entry.weight + 1) for entry in asked], answers)


class ReadsNoWeightAsOne(Means):
    """A weight of 0 is read as none given, which means 1."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        return super().mean([altered(entry, weight=entry.weight or Fraction(1)) for entry in asked], answers)


class ReadsAnswersInTheOrderOfIds(Means):
    """Answers are sorted by the ids of their questions as text, in which 10 comes before 9, and read by place."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        ordered = [answers[name] for name in sorted(answers)]
        return super().score(framework, dict(zip(answers, ordered, strict=True)))


class CountsTheFirstByName(Means):
    """The question whose id comes first in the alphabet counts twice."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        return super().mean([*asked, min(asked, key=lambda entry: entry.id)], answers)


class LikesAWord(Means):
    """Questions with a word in their id get a bonus, in a scorer that knows its dimensions by name."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        if {entry.id for entry in framework.dimensions} != {"work", "people"}:
            raise LookupError
        bonus = Fraction(sum(answers[entry.id] > 0 for entry in framework.questions if "heard" in entry.id), 4)
        return replace(found, score=None if found.score is None else min(found.score + bonus, Fraction(1)))


class CountsTheFirstQuestionTwice(Means):
    """Whichever question comes first in the file counts twice."""

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        return super().mean([asked[0], *asked], answers)


NUMBERED = [question("team-9", "team"), question("team-10", "goals")]
WEIGHED = [question("goals-set", "goals", scale="yes-no", weight=3), question("team-there", "team")]
IDLE = [*WEIGHED[:1], question("team-there", "team", weight=2), question("team-heard", "team", weight=0)]
ANIMALS: tuple[Animal, ...] = (
    coded(InvertsOneScale, "monotone"),
    coded(LikesTheMiddle, "monotone"),
    coded(PunishesWhatDoesNotApply, "not-applicable-costs-nothing"),
    coded(RewardsWhatDoesNotApply, "not-applicable-earns-nothing"),
    coded(HalvesWhatIsLeft, "not-applicable-leaves-the-count", **ONE_AREA),
    coded(RewardsSilence, "open-earns-nothing"),
    coded(LeavesOpenQuestionsOut, "open-earns-nothing"),
    coded(TellsDontKnowFromUnanswered, "open-earns-nothing"),
    coded(CountsTheFirstByName, "ids-are-only-names"),
    coded(LikesAWord, "ids-are-only-names", questions=[*NUMBERED, question("team-heard", "team")]),
    coded(AnswersInFloats, "answers-get-a-result"),
    coded(AddsItsOwnWeight, "weights-scale", questions=WEIGHED),
    coded(ReadsNoWeightAsOne, "weights-scale", questions=IDLE),
    coded(ReadsAnswersInTheOrderOfIds, "ids-are-only-names", questions=NUMBERED),
    coded(CountsTheFirstQuestionTwice, "question-order-irrelevant"),
)
