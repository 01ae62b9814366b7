"""Ladders by name, the items each of them owns, and the requirements written out, one a ladder.

A ladder is named `framework`, `dimension ID` or `capability ID`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from maturity_core.nouns import Capability, Dimension, Level, Question
from maturity_core.requirement import Filter, Items, Requirement, Score
from maturity_core.scorers import Rule

FRAMEWORK = "framework"
Path = tuple[str | int, ...]


class Shape(Protocol):
    """What the functions here read: a framework, or the tables of one that is still being checked."""

    @property
    def levels(self) -> Sequence[Level]: ...  # noqa: D102
    @property
    def level_lists(self) -> Mapping[str, Sequence[Level]]: ...  # noqa: D102
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


def ladder_names(shape: Shape) -> list[str]:
    """Return every ladder's name: capabilities, dimensions, framework, each after all it is made of."""
    capabilities = [f"capability {capability.id}" for capability in shape.capabilities]
    return [*capabilities, *(f"dimension {dimension.id}" for dimension in shape.dimensions), FRAMEWORK]


def ladder_levels(shape: Shape, ladder: str) -> tuple[Level, ...]:
    """Return the levels `ladder` names, lowest first: empty for one without, or one that does not exist."""
    kind, _, name = ladder.partition(" ")
    if kind == "capability":
        lists = [capability.levels for capability in shape.capabilities if capability.id == name]
        return tuple(shape.level_lists.get(lists[0] or "", ())) if lists else ()
    if kind == "dimension":
        lists = [dimension.levels for dimension in shape.dimensions if dimension.id == name]
        return tuple(shape.level_lists.get(lists[0], ()) if lists[0] else shape.levels) if lists else ()
    return tuple(shape.levels)


def rank_of(levels: Sequence[Level], level: str) -> int | None:
    """Return the rank of the level of that id, or None where the list has none."""
    return next((rank for rank, entry in enumerate(levels) if entry.id == level), None)


def ladders_meant(shape: Shape, selector: str | tuple[str, ...], level: str | None = None) -> list[str]:
    """Return the ladders a field means; `each ...` means those whose own list has `level`, if one is given."""
    names: list[str] = []
    for part in (selector,) if isinstance(selector, str) else selector:
        kind = part.removeprefix("each ")
        if part in {"each dimension", "each capability"}:
            every = [name for name in ladder_names(shape) if name.startswith(f"{kind} ")]
            names += [name for name in every if level is None or rank_of(ladder_levels(shape, name), level)]
        else:
            names.append(part)
    return names


def own_capabilities(shape: Shape, ladder: str) -> list[Capability]:
    """Return the capabilities that `ladder` owns, in file order."""
    kind, _, name = ladder.partition(" ")
    if kind == FRAMEWORK:
        return list(shape.capabilities)
    key = "id" if kind == "capability" else "dimension"
    return [capability for capability in shape.capabilities if getattr(capability, key) == name]


def own_questions(shape: Shape, ladder: str) -> list[Question]:
    """Return the questions that `ladder` owns, in file order."""
    owned = {capability.id for capability in own_capabilities(shape, ladder)}
    return [question for question in shape.questions if question.capability in owned]


def stage_levels(shape: Shape, question: Question) -> tuple[Level, ...]:
    """Return the first list that has the question's `stage`: of its capability, its dimension, the framework."""
    capability = next((entry for entry in shape.capabilities if entry.id == question.capability), None)
    ladders = [f"capability {capability.id}", f"dimension {capability.dimension}"] if capability else []
    for ladder in [*ladders, FRAMEWORK]:
        levels = ladder_levels(shape, ladder)
        if question.stage and rank_of(levels, question.stage) is not None:
            return levels
    return ()


def selected(shape: Shape, ladder: str, items: Items) -> list[str]:
    """Return the ids, in file order, of the ladder's own items that `items` selects."""
    selection = items.selection
    chosen = selection if isinstance(selection, Filter) else Filter(ids=() if selection == "all" else selection)
    if items.kind == "questions":
        dimension_of = {capability.id: capability.dimension for capability in shape.capabilities}
        return [
            question.id
            for question in own_questions(shape, ladder)
            if _fits(chosen, question.id, question.capability, dimension_of[question.capability])
            and (chosen.stage is None or question.stage == chosen.stage)
            and (chosen.up_to is None or _up_to(shape, question, chosen.up_to))
        ]
    if items.kind == "capabilities":
        own = own_capabilities(shape, ladder) if not ladder.startswith("capability ") else []
        return [entry.id for entry in own if _fits(chosen, entry.id, entry.id, entry.dimension)]
    return [entry.id for entry in shape.dimensions if ladder == FRAMEWORK and _fits(chosen, entry.id, None, entry.id)]


def _fits(chosen: Filter, item: str, capability: str | None, dimension: str) -> bool:
    return (
        (not chosen.ids or item in chosen.ids)
        and chosen.capability in {None, capability}
        and chosen.dimension in {None, dimension}
    )


def _up_to(shape: Shape, question: Question, level: str) -> bool:
    levels = stage_levels(shape, question)
    rank, bound = rank_of(levels, question.stage or ""), rank_of(levels, level)
    return rank is not None and bound is not None and rank <= bound


def expanded(shape: Shape) -> Iterator[tuple[Requirement, Path]]:
    """Yield every requirement, one a ladder, with the place in the file that wrote it."""
    for index, requirement in enumerate(shape.requirements):
        for ladder in ladders_meant(shape, requirement.ladder, requirement.level):
            yield requirement.model_copy(update={"ladder": ladder}), ("requirements", index)
    for index, rule in enumerate(shape.rules):
        for ladder in ladders_meant(shape, rule.ladder):
            levels = [level.id for level in ladder_levels(shape, ladder)[1:]]
            for requirement in rule.write(ladder, levels):
                yield requirement, ("rules", index)


def score_of(shape: Shape, ladder: str) -> Score:
    """Return what the ladder's score is made of: as the file says, else the mean of questions or of dimensions."""
    for score in shape.scores:
        if ladder in ladders_meant(shape, score.ladder):
            return score
    default = Items(dimensions="all") if ladder == FRAMEWORK else Items(questions="all")
    return Score(ladder=ladder, mean_of=default)
