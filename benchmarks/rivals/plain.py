"""Plain Python: a dictionary of answers in, levels and scores out, one organisation after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.states import WORDS
from rivals import Outputs, Subject
from rules import CUTS_A, OPTIONS, TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from rules import Rule

CREDITS = {name: place / TOP for place, name in enumerate(OPTIONS)} | dict.fromkeys(WORDS.values(), 0.0)
Result = tuple[int, list[int], float, list[float]]


def mappings(rule: Rule, matrix: NDArray[Any]) -> list[dict[str, str]]:
    """Return every row as a mapping from question id to option id or the word for the state."""
    words = dict(enumerate(OPTIONS)) | WORDS
    return [{name: words[code] for name, code in zip(rule.ids, row, strict=True)} for row in matrix.tolist()]


def scorer(rule: Rule) -> Callable[[Mapping[str, str]], Result]:
    """Return rule A as a function of one mapping: level, levels, score, scores."""
    weights = [[(rule.ids[column], rule.weights[column]) for column in own] for own in rule.dimensions]
    parts = [(sum(weight for _, weight in part), part) for part in weights]

    def level(score: float) -> int:
        return sum(score >= cut for cut in CUTS_A)

    def score(answers: Mapping[str, str]) -> Result:
        means = [sum([CREDITS[answers[name]] * weight for name, weight in part]) / whole for whole, part in parts]
        mean = sum(means) / len(means)
        return level(mean), [level(value) for value in means], mean, means

    return score


def arrays(results: Sequence[Result]) -> Outputs:
    """Return the outputs as arrays."""
    names = ("levels", "dimension_levels", "scores", "dimension_scores")
    return {name: np.array(values) for name, values in zip(names, zip(*results, strict=True), strict=True)}


def rule_a(rule: Rule) -> Subject:
    """A loop over mappings."""
    score = scorer(rule)
    return Subject(lambda matrix: mappings(rule, matrix), lambda sheets: [score(sheet) for sheet in sheets], arrays)
