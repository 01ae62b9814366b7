"""Random traits: questions that a level of theirs requires by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.node import altered
from maturity_core.model.written import trait_ladders
from maturity_core.testing.draws import among
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.nouns import Question
    from maturity_core.testing.strategy_parts import Parts


def traits(draw: DrawFn, drawn: Parts) -> None:
    """Draw which questions are traits of their stages, if a ladder awards these: in one framework of three."""
    if draw(among(*MOSTLY)):
        return
    found: list[Question] = []
    for question in drawn.questions:
        options = drawn.scales[question.scale].options
        choices = [False, True, *(option.id for option in options if option.credit)]
        marked = altered(question, trait=draw(among(*choices)))
        found.append(marked if drawn.ruled & {*trait_ladders(drawn, marked)} else question)
    drawn.questions = tuple(found)
