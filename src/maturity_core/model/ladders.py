"""Ladders, the items each of them owns, and the requirements written out, one per ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from maturity_core.model.conditions import Conditions
from maturity_core.model.entries import Entries
from maturity_core.model.filters import fits
from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.measure import Measure
from maturity_core.model.nouns import Capability, Dimension, Level, Question
from maturity_core.model.requirement import Filter, Items, Requirement, Score
from maturity_core.model.scale import Scale
from maturity_core.model.scorers import Rule
from maturity_core.model.states import lowest_code


class Shape(Protocol):
    """What the functions here read: a framework, or the tables of one that is still being checked."""

    @property
    def levels(self) -> Sequence[Level]: ...  # noqa: D102
    @property
    def level_lists(self) -> Mapping[str, Sequence[Level]]: ...  # noqa: D102
    @property
    def scales(self) -> Mapping[str, Scale]: ...  # noqa: D102
    @property
    def dimensions(self) -> Sequence[Dimension]: ...  # noqa: D102
    @property
    def capabilities(self) -> Sequence[Capability]: ...  # noqa: D102
    @property
    def questions(self) -> Sequence[Question]: ...  # noqa: D102
    @property
    def measures(self) -> Sequence[Measure]: ...  # noqa: D102
    @property
    def rules(self) -> Sequence[Rule]: ...  # noqa: D102
    @property
    def requirements(self) -> Sequence[Requirement]: ...  # noqa: D102
    @property
    def scores(self) -> Sequence[Score]: ...  # noqa: D102
    @property
    def lookup(self) -> Lookup: ...  # noqa: D102


class Lookup:
    """What the ladders of a framework name and own, found once, so that no table is searched again for each ladder."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self.homes: dict[str, Capability] = {}
        self.capabilities: dict[str, list[Capability]] = {FRAMEWORK: list(shape.capabilities)}
        self.questions: dict[str, list[Question]] = {FRAMEWORK: []}
        self.levels: dict[str, Entries[Level]] = {FRAMEWORK: Entries(shape.levels)}
        for capability in shape.capabilities:
            self.homes.setdefault(capability.id, capability)
            self.capabilities.setdefault(Ladder("dimension", capability.dimension), []).append(capability)
            self.levels.setdefault(Ladder("capability", capability.id), self._listed(capability.levels, ()))
        for dimension in shape.dimensions:
            self.levels.setdefault(Ladder("dimension", dimension.id), self._listed(dimension.levels, shape.levels))
        for question in shape.questions:
            home = self.homes.get(question.capability)
            for ladder in (FRAMEWORK, *ladders_up(home)) if home else ():
                self.questions.setdefault(ladder, []).append(question)
        for measure in shape.measures:
            self.levels.setdefault(Ladder("measure", measure.id), self._listed(measure.levels, ()))
        self.selected: dict[tuple[str, Items], list[str]] = {}
        self.shown: dict[str, Score | Measure] = {}
        self._every: dict[tuple[str, str | None], list[Ladder]] = {}

    def _listed(self, name: str | None, default: Sequence[Level]) -> Entries[Level]:
        return Entries(self._shape.level_lists.get(name, ()) if name else default)

    def every(self, kind: str, level: str | None) -> list[Ladder]:
        """Return the ladders of a kind; if `level` is given, only those whose own list has it above rank 0."""
        if (kind, level) not in self._every:
            entries = self._shape.dimensions if kind == "dimension" else self._shape.capabilities
            names = [Ladder(kind, entry.id) for entry in entries]
            self._every[kind, level] = [name for name in names if level is None or rank_of(self.levels[name], level)]
        return self._every[kind, level]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures, by the name of their ladder."""
        return {Ladder("measure", measure.id): measure for measure in reversed(self._shape.measures)}

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each question, by id."""
        return {question.id: column for column, question in enumerate(self._shape.questions)}

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The position of each question's last option, in file order; only where questions have their options."""
        return tuple(len(question.options) - 1 for question in self._shape.questions)

    @cached_property
    def lows(self) -> tuple[int, ...]:
        """The lowest code that each question may be answered with, in file order."""
        return tuple(lowest_code(not_applicable=question.not_applicable) for question in self._shape.questions)

    @cached_property
    def conditions(self) -> Conditions:
        """What questions need of each other."""
        return Conditions(self._shape.questions, self._shape.scales)

    @cached_property
    def asking(self) -> dict[str, list[Items]]:
        """The items that the requirements and rules of each ladder name."""
        found: dict[str, list[Items]] = {}
        for requirement in self._shape.requirements:
            for ladder in ladders_meant(self._shape, requirement.ladder, requirement.level):
                found.setdefault(ladder, []).append(requirement.of)
        for rule in self._shape.rules:
            for ladder in ladders_meant(self._shape, rule.ladder):
                found.setdefault(ladder, []).append(rule.items(ladder))
        return found

    @cached_property
    def names(self) -> tuple[Ladder, ...]:
        """Every ladder, each after those that it reads; a circle, which is an error, is broken somewhere."""
        shape = self._shape
        names = [Ladder("capability", entry.id) for entry in shape.capabilities]
        names += [Ladder("dimension", entry.id) for entry in shape.dimensions]
        names += [Ladder("measure", entry.id) for entry in shape.measures]
        if not shape.measures:
            return (*names, FRAMEWORK)
        order: dict[Ladder, None] = {}
        seen: set[Ladder] = set()
        for name in names:
            waiting = [name]
            while waiting:
                ladder = waiting[-1]
                new = [] if ladder in seen else [read for read in ladders_read(shape, ladder) if read not in seen]
                seen.add(ladder)
                waiting += new
                if not new:
                    order[waiting.pop()] = None
        return (*order, FRAMEWORK)

    @cached_property
    def scores(self) -> dict[str, Score]:
        """The scores that the file defines, by the name of their ladder."""
        given: dict[str, Score] = {}
        for score in self._shape.scores:
            for ladder in ladders_meant(self._shape, score.ladder):
                given.setdefault(ladder, score)
        return given

    @cached_property
    def weights(self) -> dict[str, dict[str, Fraction]]:
        """The weights of questions, capabilities and dimensions, by table and id."""
        tables = ("questions", "capabilities", "dimensions", "measures")
        return {name: {entry.id: entry.weight for entry in getattr(self._shape, name)} for name in tables}


def ladder_names(shape: Shape) -> list[Ladder]:
    """Return every ladder: capabilities, dimensions, measures, framework, each after the ladders it is made of."""
    return list(shape.lookup.names)


def ladders_read(shape: Shape, ladder: str) -> list[Ladder]:
    """Return the ladders that a ladder's score and its requirements read."""
    read = [given_score(shape, ladder).of, *shape.lookup.asking.get(ladder, ())]
    kinds = [items for items in read if items.kinds and items.kind in KIND_OF]
    found = [Ladder(KIND_OF[items.kind], item) for items in kinds for item in selected(shape, ladder, items)]
    return list(dict.fromkeys(found))


def ladders_up(capability: Capability) -> tuple[Ladder, Ladder]:
    """Return the ladders between an answer and the framework, lowest first: its capability's and its dimension's."""
    return Ladder("capability", capability.id), Ladder("dimension", capability.dimension)


def ladders_above(shape: Shape, question: Question) -> list[Ladder]:
    """Return the ladders above a question, lowest first; the framework's alone if its capability does not exist."""
    capability = shape.lookup.homes.get(question.capability)
    return [*(ladders_up(capability) if capability else ()), FRAMEWORK]


def ladder_levels(shape: Shape, ladder: str) -> Entries[Level]:
    """Return the levels of `ladder`, lowest first: empty if it has none or does not exist."""
    return shape.lookup.levels.get(ladder, Entries())


def rank_of(levels: Sequence[Level], level: str) -> int | None:
    """Return the rank of the level with that id, or None if the list does not have it."""
    return next((rank for rank, entry in enumerate(levels) if entry.id == level), None)


def ladders_meant(shape: Shape, selector: str | tuple[str, ...], level: str | None = None) -> list[str]:
    """Return the ladders a field refers to; `each ...` means those whose own list has `level`, if one is given."""
    names: list[str] = []
    for part in (selector,) if isinstance(selector, str) else selector:
        kind = part.removeprefix("each ")
        if part in {"each dimension", "each capability"}:
            names += shape.lookup.every(kind, level)
        else:
            names.append(part)
    return names


def own_questions(shape: Shape, ladder: str) -> Sequence[Question]:
    """Return the questions that `ladder` owns, in file order: of a measure, all that its score or its level reads."""
    known = shape.lookup.questions
    if ladder not in known and ladder in shape.lookup.measures:
        known[ladder] = _measured(shape, ladder)
    return known.get(ladder, ())


def _measured(shape: Shape, ladder: str) -> list[Question]:
    found: set[str] = set()
    seen, waiting = {ladder}, [ladder]
    while waiting:
        one = waiting.pop()
        measure = shape.lookup.measures.get(one)
        if measure is None:
            found.update(question.id for question in shape.lookup.questions.get(one, ()))
            continue
        for items in (measure.of, *shape.lookup.asking.get(one, ())):
            if items.kinds == ("questions",):
                found.update(selected(shape, one, items))
            elif items.kinds:
                reads = [Ladder(KIND_OF[items.kind], item) for item in selected(shape, one, items)]
                waiting += [name for name in reads if name not in seen]
                seen.update(reads)
    return [question for question in shape.questions if question.id in found]


def stage_levels(shape: Shape, question: Question) -> tuple[Level, ...]:
    """Return the first list with the question's `stage`: its capability's, its dimension's or the framework's."""
    for ladder in ladders_above(shape, question):
        levels = ladder_levels(shape, ladder)
        if question.stage and rank_of(levels, question.stage) is not None:
            return levels
    return ()


def selected(shape: Shape, ladder: str, items: Items) -> list[str]:
    """Return the ids, in file order, of the ladder's own items that `items` selects."""
    known, key = shape.lookup.selected, (ladder, items)
    found = known.get(key)  # asked once: hashing items takes long
    if found is None:
        found = known[key] = _selected(shape, ladder, items)
    return list(found)


def _selected(shape: Shape, ladder: str, items: Items) -> list[str]:
    selection = items.selection
    chosen = selection if isinstance(selection, Filter) else Filter(ids=() if selection == "all" else selection)
    ids = frozenset(chosen.ids)
    if items.kind == "questions":
        homes = shape.lookup.homes
        return [
            question.id
            for question in own_questions(shape, FRAMEWORK if ladder in shape.lookup.measures else ladder)
            if fits(chosen, ids, question, homes[question.capability]) and _staged(shape, chosen, question)
        ]
    anything = ladder == FRAMEWORK or ladder in shape.lookup.measures
    if items.kind == "capabilities":
        entries = shape.lookup.capabilities.get(FRAMEWORK if anything else ladder, ())
        return [entry.id for entry in entries if fits(chosen, ids, entry, entry)]
    if items.kind == "measures":
        return [name.id for name in _own_measures(shape, ladder) if not ids or name.id in ids]
    return [entry.id for entry in shape.dimensions if anything and fits(chosen, ids, entry, entry)]


def _own_measures(shape: Shape, ladder: str) -> list[Ladder]:
    """Return the measures that a ladder may read: all others, but only those of its own questions for parts."""
    names = [Ladder("measure", measure.id) for measure in shape.measures]
    if ladder == FRAMEWORK or ladder in shape.lookup.measures:
        return [name for name in names if name != ladder]
    own = {question.id for question in own_questions(shape, ladder)}
    return [name for name in names if own.issuperset(question.id for question in own_questions(shape, name))]


def _staged(shape: Shape, chosen: Filter, question: Question) -> bool:
    """Return whether the stage of a question is chosen; bounds follow the list in which its stage was found."""
    if chosen.stage not in {None, question.stage}:
        return False
    bounds = (chosen.from_stage, chosen.up_to)
    if bounds == (None, None):
        return True
    levels = stage_levels(shape, question)
    rank = rank_of(levels, question.stage or "")
    lowest, highest = (rank if bound is None else rank_of(levels, bound) for bound in bounds)
    return rank is not None and lowest is not None and highest is not None and lowest <= rank <= highest


def given_score(shape: Shape, ladder: str) -> Score | Measure:
    """Return what the file says a ladder's score is made of, or else the mean of its questions or dimensions."""
    default = Items(dimensions="all") if ladder == FRAMEWORK else Items(questions="all")
    given = shape.lookup.measures.get(ladder) or shape.lookup.scores.get(ladder)
    return Score(ladder=ladder, mean_of=default) if given is None else given
