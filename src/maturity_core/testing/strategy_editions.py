"""Random tables of what became of the questions of earlier editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.since import Since, SinceQuestion
from maturity_core.testing.draws import among, some_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.testing.strategy_parts import Parts

EDITIONS = ((), (), (), ("0",), ("0.9", "0"))
"""The earlier editions that a framework knows: mostly none."""
CHANGES = ("same", "same", "changed", "renamed", "split", "added")
GONE, BEFORE_SPLIT, BEFORE_RENAMED, OLD_OPTION = "gone", "whole", "old-", "old"
"""Ids that only earlier editions have: of questions left out, split and renamed (how theirs begin), and of options."""


def editions(draw: DrawFn, drawn: Parts) -> tuple[Since, ...]:
    """Draw what a framework says of earlier editions: renamed, split, reworded, left out, added, other options."""
    return tuple(since(draw, drawn, edition) for edition in draw(among(*EDITIONS)))


def since(draw: DrawFn, drawn: Parts | Framework, edition: str) -> Since:
    """Draw what has changed since one earlier edition."""
    changes = {question: draw(among(*CHANGES)) for question in drawn.questions}
    added = tuple(question.id for question, change in changes.items() if change == "added")
    return Since(
        edition=edition,
        added=added,
        left_out=tuple(draw(some_of(GONE, *added, most=2))),  # an id in both is used again for another question
        questions=tuple(
            _question(draw, drawn, question, change)
            for question, change in changes.items()
            if change not in {"same", "added"}
        ),
    )


def _question(draw: DrawFn, drawn: Parts | Framework, question: Question, change: str) -> SinceQuestion:
    before = {"renamed": f"{BEFORE_RENAMED}{question.id}", "split": BEFORE_SPLIT}
    now = [option.id for option in drawn.scales[question.scale].options]
    moved = draw(some_of(OLD_OPTION, *now, most=2))
    return SinceQuestion(
        id=question.id,
        was=before.get(change),
        words=draw(among(None, "same", "asked anew")),
        options={then: draw(among(*now)) for then in moved},
    )
