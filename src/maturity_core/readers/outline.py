"""The part of results that depends on the framework alone: made when first needed, and kept with the framework."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladders_up, own_questions
from maturity_core.model.node import FixedDict, known
from maturity_core.model.states import WORDS

if TYPE_CHECKING:
    from collections.abc import Hashable
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Capability, Level
    from maturity_core.model.shows import Note
    from maturity_core.results.explanation import RequirementState
    from maturity_core.results.parts import LadderResult, Stamp


@cache
def core_version() -> str:
    """Return the installed version of the library. The package's metadata are read once."""
    try:
        return version("maturity-core")
    except PackageNotFoundError:
        return "unknown"


def stamp_of(framework: Framework) -> Stamp:
    """Return the stamp of the framework that a result belongs to."""
    return framework.outline.stamp


Lying = tuple[tuple[int, int, int], ...]
"""Signs, each as a question with the first and the last position that it allows."""


class Outline:
    """The ladders of a framework, with their levels and questions, and the words of its answers.

    Ladders go by their place, as in the engine; `overall` is the framework's, the last of them. Readers keep here what
    they worked out: `own_options`, by dimension and rank, has the lowest option of each of its questions that goes with
    it; `signs`, by level and field, has the signs of each entry; `results` has those of ladders in which nothing is
    open, by all that they depend on, and `measured` those of requirements. So do tellers: `sentences`, by the words of
    a language and by place, has what requirements say.
    """

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.ladders = framework.engine.ladders
        self.index = framework.engine.index
        self.overall = len(self.ladders) - 1
        self.levels: list[tuple[Level, ...]] = [tuple(framework.ladder_levels(name)) for name in self.ladders]
        self.ids = [question.id for question in framework.questions]
        self.own_options: dict[tuple[int, int], list[int]] = {}
        self.signs: dict[tuple[str, str], list[Lying]] = {}
        self.results: dict[Hashable, LadderResult] = {}
        self.measured: dict[Hashable, RequirementState] = {}
        self.sentences: WeakKeyDictionary[Hashable, dict[int, str]] = WeakKeyDictionary()

    @cached_property
    def stamp(self) -> Stamp:
        """The stamp of its results."""
        from maturity_core.results.parts import Stamp  # noqa: PLC0415 - a level needs no model of results

        framework = self.framework
        return known(
            Stamp,
            {
                "id": framework.id,
                "name": framework.name,
                "edition": framework.edition,
                "digest": framework.digest,
                "rules": framework.rules_digest,
                "words": FixedDict(framework.original.words_digests),
                "profile": None if framework.asked_by is None else framework.asked_by.id,
            },
        )

    @property
    def awards(self) -> bool:
        """Whether organisations may have an overall level at all; with a scorer in code, they may."""
        return self.awards_at(self.ladders[self.overall])

    def awards_at(self, ladder: Ladder) -> bool:
        """Return whether a ladder awards levels at all; with a scorer in code, any may."""
        single = self.framework.engine.single
        return single is None or single.heights[self.index[ladder]] > 0

    @cached_property
    def bases(self) -> frozenset[str]:
        """The bases of its requirements."""
        return frozenset(requirement.basis for requirement in self.framework.all_requirements)

    @cached_property
    def level_names(self) -> dict[tuple[str, str], str]:
        """The names of all levels, by ladder and id."""
        pairs = zip(self.ladders, self.levels, strict=True)
        return {(ladder, level.id): level.name for ladder, levels in pairs for level in levels}

    @cached_property
    def notes(self) -> dict[str, list[Note]]:
        """The framework's notes, by the part of a result that they are at."""
        found: dict[str, list[Note]] = {}
        for note in self.framework.notes:
            found.setdefault(note.at, []).append(note)
        return found

    @cached_property
    def efforts(self) -> list[Fraction]:
        """The efforts that its capabilities take, each once, lowest first."""
        return sorted({capability.effort for capability in self.framework.capabilities})

    @cached_property
    def answers(self) -> list[dict[int, str]]:
        """The words for the codes of each question, in file order: ids of options, and states."""
        return [
            {**dict(enumerate(option.id for option in question.options)), **WORDS}
            for question in self.framework.questions
        ]

    @cached_property
    def owners(self) -> list[tuple[int, ...]]:
        """The ladders of each question: its capability's, its dimension's, the framework's, those of measures."""
        homes, index = self.framework.lookup.homes, self.index
        reading: dict[str, list[int]] = {name: [] for name in self.ids}
        for measure in self.measures:
            for question in own_questions(self.framework, self.ladders[measure]):
                reading[question.id].append(measure)
        above = [ladders_up(homes[question.capability]) for question in self.framework.questions]
        return [
            (index[capability], index[dimension], self.overall, *reading[name])
            for name, (capability, dimension) in zip(self.ids, above, strict=True)
        ]

    @cached_property
    def own(self) -> dict[int, list[int]]:
        """The questions of each dimension, by the place of its ladder."""
        found: dict[int, list[int]] = {place: [] for place in self.dimensions}
        for question, owners in enumerate(self.owners):
            found[owners[1]].append(question)
        return found

    @cached_property
    def measures(self) -> list[int]:
        """The places of the measures' ladders, in file order."""
        return [self.index[Ladder("measure", entry.id)] for entry in self.framework.measures]

    @cached_property
    def sizes(self) -> list[int]:
        """How many questions each ladder has."""
        return [len(own_questions(self.framework, name)) for name in self.ladders]

    @cached_property
    def dimensions(self) -> list[int]:
        """The places of the dimensions' ladders, in file order."""
        return [self.index[Ladder("dimension", entry.id)] for entry in self.framework.dimensions]

    @cached_property
    def shared(self) -> list[tuple[int, ...] | None]:
        """For each dimension, the ranks of its levels on the framework's list; None if that lacks one of them."""
        whole = {level.id: rank for rank, level in enumerate(self.framework.levels)}
        ranks = [[whole.get(level.id, -1) for level in self.levels[place]] for place in self.dimensions]
        return [None if -1 in own or own != sorted(own) else tuple(own) for own in ranks]

    @cached_property
    def capabilities(self) -> list[int]:
        """The places of the capabilities' ladders, in file order."""
        return [self.index[Ladder("capability", entry.id)] for entry in self.framework.capabilities]

    @cached_property
    def capability_of(self) -> dict[int, Capability]:
        """The capability of each of their ladders; these are in file order, too."""
        return dict(zip(self.capabilities, self.framework.capabilities, strict=True))

    def of_kind(self, kind: str) -> list[int]:
        """Return the places of the ladders of a kind, in file order."""
        places = {"dimension": self.dimensions, "capability": self.capabilities, "measure": self.measures}
        return places.get(kind, [self.overall])

    @cached_property
    def fixed(self) -> dict[int, int]:
        """The questions that count as an option where they do not apply, each with the position of that option."""
        pairs = enumerate(question.stands_for for question in self.framework.questions)
        return {place: stands_for for place, stands_for in pairs if stands_for is not None}

    @cached_property
    def credits(self) -> list[list[Fraction]]:
        """The credits of the options of each question."""
        return [[option.credit for option in question.options] for question in self.framework.questions]

    @cached_property
    def credited(self) -> list[int]:
        """The position of the first option of each question that earns any credit."""
        return [next(place for place, credit in enumerate(row) if credit) for row in self.credits]
