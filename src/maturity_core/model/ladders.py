"""Ladders, the items each of them owns, and the requirements written out, one per ladder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Path
from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.node import altered
from maturity_core.model.nouns import Capability, Dimension, Level, Question
from maturity_core.model.requirement import Filter, Items, Requirement, Score
from maturity_core.model.scale import Ends, Scale
from maturity_core.model.scorers import Rule


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
        self.capabilities: dict[str, list[Capability]] = {
            FRAMEWORK: list(shape.capabilities)
        }  # never an item of itself
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
        self.selected: dict[tuple[str, Items], list[str]] = {}
        self.made_of: dict[str, Score] = {}
        self._every: dict[tuple[str, str | None], list[Ladder]] = {}

    def _listed(self, name: str | None, default: Sequence[Level]) -> Entries[Level]:
        return Entries(self._shape.level_lists.get(name, ()) if name else default)

    def every(self, kind: str, level: str | None) -> list[Ladder]:
        """Return the ladders of a kind; if `level` is given, only those whose own list has it above rank 0."""
        if (kind, level) not in self._every:
            entries = self._shape.dimensions if kind == "dimension" else self._shape.capabilities
            names = [Ladder(kind, entry.id) for entry in entries]
            fitting = [name for name in names if level is None or rank_of(self.levels[name], level)]
            self._every[kind, level] = fitting
        return self._every[kind, level]

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each question, by id."""
        return {question.id: column for column, question in enumerate(self._shape.questions)}

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
        tables: dict[str, Sequence[Question | Capability | Dimension]] = {
            "questions": self._shape.questions,
            "capabilities": self._shape.capabilities,
            "dimensions": self._shape.dimensions,
        }
        return {name: {entry.id: entry.weight for entry in entries} for name, entries in tables.items()}


def ladder_names(shape: Shape) -> list[Ladder]:
    """Return every ladder: capabilities, dimensions, framework, each after the ladders it is made of."""
    capabilities = [Ladder("capability", capability.id) for capability in shape.capabilities]
    return [*capabilities, *(Ladder("dimension", dimension.id) for dimension in shape.dimensions), FRAMEWORK]


def ladders_up(capability: Capability) -> tuple[Ladder, Ladder]:
    """Return the ladders between an answer and the framework, lowest first: its capability's and its dimension's."""
    return Ladder("capability", capability.id), Ladder("dimension", capability.dimension)


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
    """Return the questions that `ladder` owns, in file order."""
    return shape.lookup.questions.get(ladder, ())


def stage_levels(shape: Shape, question: Question) -> tuple[Level, ...]:
    """Return the first list with the question's `stage`: its capability's, its dimension's or the framework's."""
    capability = shape.lookup.homes.get(question.capability)
    for ladder in [*(ladders_up(capability) if capability else ()), FRAMEWORK]:
        levels = ladder_levels(shape, ladder)
        if question.stage and rank_of(levels, question.stage) is not None:
            return levels
    return ()


def selected(shape: Shape, ladder: str, items: Items) -> list[str]:
    """Return the ids, in file order, of the ladder's own items that `items` selects."""
    known = shape.lookup.selected
    if (ladder, items) not in known:
        known[ladder, items] = _selected(shape, ladder, items)
    return list(known[ladder, items])


def _selected(shape: Shape, ladder: str, items: Items) -> list[str]:
    selection = items.selection
    chosen = selection if isinstance(selection, Filter) else Filter(ids=() if selection == "all" else selection)
    ids = frozenset(chosen.ids)
    if items.kind == "questions":
        homes = shape.lookup.homes
        return [
            question.id
            for question in own_questions(shape, ladder)
            if _fits(chosen, ids, question.id, homes[question.capability])
            and (chosen.stage is None or question.stage == chosen.stage)
            and (chosen.up_to is None or _up_to(shape, question, chosen.up_to))
        ]
    if items.kind == "capabilities":
        return [entry.id for entry in shape.lookup.capabilities.get(ladder, ()) if _fits(chosen, ids, entry.id, entry)]
    return [entry.id for entry in shape.dimensions if ladder == FRAMEWORK and _fits(chosen, ids, entry.id, entry)]


def _fits(chosen: Filter, ids: Collection[str], item: str, home: Capability | Dimension) -> bool:
    """Return whether an item of a capability, or a dimension itself, is chosen."""
    capability, dimension = (home.id, home.dimension) if isinstance(home, Capability) else (None, home.id)
    return (
        (not ids or item in ids) and chosen.capability in {None, capability} and chosen.dimension in {None, dimension}
    )


def _up_to(shape: Shape, question: Question, level: str) -> bool:
    levels = stage_levels(shape, question)
    rank, bound = rank_of(levels, question.stage or ""), rank_of(levels, level)
    return rank is not None and bound is not None and rank <= bound


def expanded(shape: Shape) -> Iterator[tuple[Requirement, Path]]:
    """Yield every requirement, one per ladder, with the place in the file that it comes from."""
    for index, requirement in enumerate(shape.requirements):
        for ladder in ladders_meant(shape, requirement.ladder, requirement.level):
            yield altered(requirement, ladder=ladder), ("requirements", index)
    for index, rule in enumerate(shape.rules):
        for ladder in ladders_meant(shape, rule.ladder):
            levels = [level.id for level in ladder_levels(shape, ladder)[1:]]
            for requirement in rule.write(ladder, levels):
                yield requirement, ("rules", index)


def score_of(shape: Shape, ladder: str) -> Score:
    """Return what the ladder's score is made of: what the file says, else the mean of its questions or dimensions.

    A mean is shown in the unit of its items, if they share one and the file names no other scale.
    """
    known = shape.lookup.made_of
    if ladder not in known:
        default = Items(dimensions="all") if ladder == FRAMEWORK else Items(questions="all")
        score = shape.lookup.scores.get(ladder) or Score(ladder=ladder, mean_of=default)
        known[ladder] = _in_unit(shape, ladder, score)
    return known[ladder]


def _in_unit(shape: Shape, ladder: str, score: Score) -> Score:
    if score.shown or score.by == "level" or not (score.mean_of and score.mean_of.kinds):
        return score
    unit = unit_of(shape, ladder, score.mean_of)
    return altered(score, shown=unit) if unit else score


def unit_of(shape: Shape, ladder: str, items: Items) -> Ends | None:
    """Return the lowest and the highest value that all items have; None if some have others, or none."""
    units = set(item_units(shape, ladder, items).values())
    return units.pop() if len(units) == 1 else None


def item_units(shape: Shape, ladder: str, items: Items) -> dict[str, Ends | None]:
    """Return the lowest and the highest value of each item by id: of a question's options, or of a score as shown."""
    ids = selected(shape, ladder, items)
    if items.kind != "questions":
        return {item: score_of(shape, Ladder(KIND_OF[items.kind], item)).shown for item in ids}
    asked = {item: shape.questions[shape.lookup.columns[item]] for item in ids}
    return {item: shape.scales[question.scale].ends for item, question in asked.items()}


def as_credit(value: Fraction, unit: Ends) -> Fraction:
    """Return the credit or the score that a value in a unit comes to.

    >>> as_credit(Fraction(7, 2), (Fraction(1), Fraction(5)))
    Fraction(5, 8)
    """
    low, high = unit
    return (value - low) / (high - low)
