"""The requirements of a framework written out, one per ladder: as the file has them, of rules, and of traits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maturity_core.model.fields import Path
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import (
    Shape,
    ladder_levels,
    ladder_names,
    ladders_above,
    ladders_meant,
    rank_of,
    selected,
)
from maturity_core.model.node import altered
from maturity_core.model.nouns import Question
from maturity_core.model.requirement import Basis, Filter, Items, Requirement
from maturity_core.model.scorers import Staged, of_stage

PASSING = ("dimension", "capability")
"""The kinds of ladder that a staged rule can pass over a stage of."""


def expanded(shape: Shape) -> Iterator[tuple[Requirement, Path]]:
    """Yield every requirement, one per ladder, with the place in the file that it comes from.

    Those of traits come last, for the ladders that award levels by others.
    """
    ruled: set[str] = set()
    for requirement, path in _ruling(shape):
        ruled.add(str(requirement.ladder))
        yield requirement, path
    for index, question in enumerate(shape.questions):
        for ladder in trait_ladders(shape, question):
            if ladder in ruled:
                yield _trait(shape, question, ladder), ("questions", index)


def _ruling(shape: Shape) -> Iterator[tuple[Requirement, Path]]:
    """Yield what requirements and rules ask for; a staged rule may pass over a stage that no question is of.

    It does so on a ladder that something else is required on, if it finds questions of that stage on another one.
    Whatever else selects nothing is a mistake, and is kept.
    """
    every = [*_every(shape)]
    asked = {entry.ladder for entry, _, found in every if found}
    stages = {(path, entry.level) for entry, path, found in every if found}
    for entry, path, found in every:
        if found or entry.ladder not in asked or (path, entry.level) not in stages:
            yield entry, path


def _every(shape: Shape) -> Iterator[tuple[Requirement, Path, bool]]:
    """Yield every requirement, with its place, and False if a rule may pass over it, for want of questions."""
    for index, requirement in enumerate(shape.requirements):
        for ladder in ladders_meant(shape, requirement.ladder, requirement.level):
            yield altered(requirement, ladder=ladder), ("requirements", index), True
    for index, rule in enumerate(shape.rules):
        kinds = [kind for kind in PASSING if isinstance(rule, Staged) and f"each {kind}" in rule.ladder]
        passing = {ladder for kind in kinds for ladder in shape.lookup.every(kind, None)}
        for ladder in ladders_meant(shape, rule.ladder):
            levels = [level.id for level in ladder_levels(shape, ladder)[1:]]
            for entry in rule.write(ladder, levels):
                yield entry, ("rules", index), ladder not in passing or bool(selected(shape, ladder, entry.of))


def bare_rungs(shape: Shape, written: Iterable[Requirement]) -> dict[tuple[Ladder, str], bool]:
    """Return the rungs without a requirement, each a ladder and a level, of the ladders that have some.

    Args:
        shape: the framework, or its tables while they are checked.
        written: all its requirements, one per ladder.

    Returns:
        Whether the rung is meant to be passed over, rather than forgotten: its ladder asks for other levels by the
        questions of their stages and has none of this stage, while another dimension or capability has some.
    """
    asked: dict[str, dict[str, list[Items]]] = {}
    for entry in written:
        asked.setdefault(str(entry.ladder), {}).setdefault(entry.level, []).append(entry.of)
    found: dict[tuple[Ladder, str], bool] = {}
    ladders = [name for name in ladder_names(shape) if name in asked]
    for ladder in ladders:
        for level in (entry.id for entry in ladder_levels(shape, ladder)[1:]):
            if level not in asked[ladder]:
                alike = [of_stage(of, level) for at, each in asked[ladder].items() for of in each if _staged(of, at)]
                others = [asked[name] for name in ladders if name.kind == ladder.kind and ladder.kind in PASSING]
                elsewhere = [of for other in others for of in other.get(level, ())]
                found[ladder, level] = any(of in elsewhere and not selected(shape, ladder, of) for of in alike)
    return found


def _staged(of: Items, level: str) -> bool:
    """Return whether a requirement for a level reads the questions of that stage."""
    return of.kinds == ("questions",) and isinstance(of.questions, Filter) and of.questions.stage == level


def trait_ladders(shape: Shape, question: Question) -> list[Ladder]:
    """Return the ladders above a question that have the level whose trait it is; none if it is no trait."""
    return awarding_ladders(shape, question, question.stage) if question.trait and question.stage else []


def awarding_ladders(shape: Shape, question: Question, level: str) -> list[Ladder]:
    """Return the ladders above a question that have a level above rank 0."""
    return [ladder for ladder in ladders_above(shape, question) if rank_of(ladder_levels(shape, ladder), level)]


def trait_position(shape: Shape, question: Question) -> int:
    """Return the position of the option that a trait has to reach."""
    options = shape.scales[question.scale].options
    if isinstance(question.trait, str):
        return [option.id for option in options].index(question.trait)
    return next(place for place, option in enumerate(options) if option.credit)


BASES: dict[str, Basis] = {"stated": "source", "applied": "source", "own": "own"}
"""The basis of a trait's requirement by that of its question; any other is ours."""


def _trait(shape: Shape, question: Question, ladder: Ladder) -> Requirement:
    """Return the requirement of a trait for one ladder."""
    return Requirement(
        ladder=ladder,
        level=question.stage or "",
        least=shape.scales[question.scale].options[trait_position(shape, question)].credit,
        of=Items(questions=(question.id,)),
        basis=BASES.get(question.basis, "interpretation"),
        because=question.because,
        place=question.place,
    )
