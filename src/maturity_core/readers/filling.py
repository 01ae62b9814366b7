"""How a sheet was filled in: the longest row of answers alike, and the least time that reading takes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from maturity_core.model.node import known
from maturity_core.model.states import UNANSWERED
from maturity_core.results.filling import Filling

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from maturity_core.model.framework import Framework

WORDS_PER_SECOND = 10
"""More than twice as many as most people read."""


def filling(framework: Framework, given: Sequence[int], numbers: Container[str], seconds: int | None) -> Filling:
    """Return how a sheet was filled in, as far as its answers and the time they took show it.

    Args:
        framework: the framework of the sheet.
        given: the answers as codes (n_questions,), as they were given.
        numbers: the ids of the questions that were answered with a number.
        seconds: how long answering took, if known.
    """
    pairs = zip(framework.questions, given, strict=True)
    answered = [(question, code) for question, code in pairs if code != UNANSWERED]
    chosen = [(question, code) for question, code in answered if code >= 0 and question.id not in numbers]
    rows = [(place, sum(1 for _ in row)) for place, row in groupby(code for _, code in chosen)]
    place, length = max(rows, key=lambda row: row[1], default=(None, 0))
    texts = [question.text for question, _ in answered] + [question.options[code].label for question, code in chosen]
    values = {
        "chosen": len(chosen),
        "row": length,
        "place": place,
        "answered": len(answered),
        "seconds": seconds,
        "least_seconds": -(-sum(len(text.split()) for text in texts) // WORDS_PER_SECOND),
    }
    return known(Filling, values)
