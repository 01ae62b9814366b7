"""Wrong short paths: what is called settled, what is listed, and what is asked first."""

from __future__ import annotations

from builders import rule
from zoo.habitat import Animal, told

from maturity_core import Assessment, ShortPath

OF_THE_TEAM = [
    rule("framework", "mid", mean="0.5", of={"capabilities": ["team"]}),
    rule("framework", "high", mean=1, of={"capabilities": ["team"]}),
]
"""Requirements that only one of the two questions can decide."""
BESIDES = [*OF_THE_TEAM, rule("dimension work", "settled", least=1)]
"""The same, and a dimension's requirement for the other question."""


class TakesTheLikelyForSettled(Assessment):
    """The level is called settled once half of the questions are answered."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        likely = 2 * len(found.questions) <= len(self.answers)
        return found.model_copy(update={"settled": found.settled or likely})


class WantsEveryAnswer(Assessment):
    """Nothing is called settled while a question is open."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        return found.model_copy(update={"settled": not found.questions})


class ForgetsTheDimensions(Assessment):
    """If the levels of the dimensions have to be settled too, only the overall level is considered."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        del dimensions
        return super().short_path()


class LeavesOutWhatNobodyKnows(Assessment):
    """Questions answered with don't know are not asked again."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        left = [entry for entry in found.questions if self.answers[entry.question] != "dont-know"]
        return found.model_copy(update={"questions": tuple(left)})


class AsksInTheOrderOfTheFile(Assessment):
    """The questions are asked in the order of the file, whether they matter or not."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        in_file = sorted(found.questions, key=lambda entry: list(self.answers).index(entry.question))
        return found.model_copy(update={"questions": tuple(in_file)})


class ThinksTheLastDoesNotMatter(Assessment):
    """The question at the end of the path is marked as not mattering."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        idle = [entry.model_copy(update={"matters": False}) for entry in found.questions[-1:]]
        return found.model_copy(update={"questions": (*found.questions[:-1], *idle)})


class ThinksEverythingMatters(Assessment):
    """Every open question is marked as mattering."""

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        found = super().short_path(dimensions=dimensions)
        told_so = [entry.model_copy(update={"matters": True}) for entry in found.questions]
        return found.model_copy(update={"questions": tuple(told_so)})


ANIMALS: tuple[Animal, ...] = (
    told(TakesTheLikelyForSettled, "settled-means-every-completion"),
    told(WantsEveryAnswer, "settled-means-every-completion", requirements=OF_THE_TEAM),
    told(ForgetsTheDimensions, "settled-means-every-completion", requirements=BESIDES),
    told(LeavesOutWhatNobodyKnows, "short-path-lists-what-is-open"),
    told(AsksInTheOrderOfTheFile, "short-path-asks-what-matters", requirements=OF_THE_TEAM),
    told(ThinksTheLastDoesNotMatter, "short-path-asks-what-matters"),
    told(ThinksEverythingMatters, "short-path-asks-what-matters", requirements=OF_THE_TEAM),
)
