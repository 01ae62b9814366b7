"""Many organisations scored in code, one after another, and arranged as standings are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_LEVEL
from maturity_core.scoring.many.evaluate import Standing
from maturity_core.scoring.many.place import Place, Scores, rungs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.answers.likes import Codes
    from maturity_core.scoring.code import CodedScorer, Result


def standing_of(coded: CodedScorer, codes: Codes) -> Standing:
    """Return the standing of the organisations in `codes` (n_questions, n); nothing is known about requirements."""
    rows = [coded.results(sheet) for sheet in codes.T.tolist()]
    return Standing([_place([row[index] for row in rows], rungs) for index, rungs in enumerate(coded.rungs)])


def _place(results: Sequence[Result], n_rungs: int) -> Place:
    ranks = np.array([NO_LEVEL if level is None else level for level, _ in results], np.int8)
    scores = np.empty(len(results), object)
    scores[:] = [Fraction(0) if score is None else Fraction(score) for _, score in results]
    scored = np.array([score is not None for _, score in results], np.bool_)
    rungs = range(1, n_rungs)
    holds = [(ranks < 0) | (ranks >= rung) for rung in rungs]
    found = rungs_of([ranks >= 0 for _ in rungs], holds, len(results))
    return Place(len(rungs), lambda: found, lambda: Scores(scores, 1, scored))
