"""The requirements of a framework written out, one per ladder: as the file has them, of rules, and of traits."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_core.model.fields import Path
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import Shape, ladder_levels, ladders_meant, ladders_up, rank_of
from maturity_core.model.node import altered
from maturity_core.model.nouns import Question
from maturity_core.model.requirement import Basis, Items, Requirement


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
    for index, requirement in enumerate(shape.requirements):
        for ladder in ladders_meant(shape, requirement.ladder, requirement.level):
            yield altered(requirement, ladder=ladder), ("requirements", index)
    for index, rule in enumerate(shape.rules):
        for ladder in ladders_meant(shape, rule.ladder):
            levels = [level.id for level in ladder_levels(shape, ladder)[1:]]
            for requirement in rule.write(ladder, levels):
                yield requirement, ("rules", index)


def trait_ladders(shape: Shape, question: Question) -> list[Ladder]:
    """Return the ladders above a question that have the level whose trait it is; none if it is no trait."""
    if not question.trait or question.stage is None:
        return []
    above = [*ladders_up(shape.lookup.homes[question.capability]), FRAMEWORK]
    return [ladder for ladder in above if rank_of(ladder_levels(shape, ladder), question.stage)]


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
