"""Random outcomes: questions that no step moves, and what leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from maturity_core.model.node import altered
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts


def outcomes(draw: DrawFn, drawn: Parts) -> None:
    """Draw which questions are outcomes, in one framework of three; a capability may have no others.

    None of them needs another question, or is needed.
    """
    if draw(among(*MOSTLY)):
        return
    needed = {entry.needs.question for entry in drawn.questions if entry.needs}
    found = tuple(
        altered(question, outcome=draw(st.booleans()) and not question.needs and question.id not in needed)
        for question in drawn.questions
    )
    done = sorted({question.capability for question in found if not question.outcome})
    drawn.questions = tuple(
        altered(question, led_by=tuple(draw(some_of(*done, most=2)))) if question.outcome and done else question
        for question in found
    )
