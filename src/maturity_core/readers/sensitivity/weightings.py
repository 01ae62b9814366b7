"""Which levels an organisation has with other weights: how many plausible weightings keep the one that it has."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maturity_core.model.written import BASES
from maturity_core.readers.sensitivity.thresholds import OURS
from maturity_core.readers.sensitivity.weighed import Factors, Weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.compiled.terms import Compiled, Terms
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.one.evaluate import RuleStanding

FACTORS, NEUTRAL = (1, 2, 4), 2
"""By what a weight is multiplied, times the neutral one: a half, one and two."""
MOST = 10_000
"""So many weightings are tried: all, if there are no more, or else so many that are drawn."""
SEED = 20_261_128


class Varied(NamedTuple):
    """The weights that vary: questions and ladders by their places, in the order of their ids."""

    questions: list[int]
    ladders: list[int]


def varied(framework: Framework, compiled: Compiled) -> Varied:
    """Return the weights that the author of the file chose, of those that the framework's level depends on.

    Weights have no basis of their own: that of a question or a capability is its entry's, and those of dimensions and
    measures, for which a file states none, are always the author's.
    """
    sourced = {entry.id for entry in framework.capabilities if entry.basis not in OURS}
    questions: set[int] = set()
    ladders: set[int] = set()
    for terms, adds in _weighted(framework, compiled):
        if adds or len(terms.items) > 1:  # the mean of one is the same with any weight, and its total is not
            (questions if terms.kind == "questions" else ladders).update(terms.items)
    stated = {place for place, entry in enumerate(framework.questions) if BASES.get(entry.basis) == "source"}
    names = [one.name for one in compiled.ladders]
    chosen = [place for place in ladders if names[place].kind != "capability" or names[place].id not in sourced]
    return Varied(
        sorted(questions - stated, key=lambda place: framework.questions[place].id),
        sorted(chosen, key=lambda place: str(names[place])),
    )


def _weighted(framework: Framework, compiled: Compiled) -> Iterator[tuple[Terms, bool]]:
    """Yield the sums with weights that the framework's level depends on, and whether they are totals."""
    counts = counting(framework, compiled)
    waiting = [*compiled.ladders[-1].requirements]
    scores: list[tuple[Terms, bool, bool]] = []
    seen: set[int] = set()
    while waiting or scores:
        if waiting:
            rule = waiting.pop()
            terms, weighted, adds = rule.terms, rule.statistic.weighted, rule.statistic.adds
        else:
            terms, weighted, adds = scores.pop()
        if weighted:
            yield terms, adds
        for ladder in set(terms.items) - seen if terms.kind == "ladders" else ():
            seen.add(ladder)
            one = compiled.ladders[ladder]
            waiting += one.requirements
            scores.append((one.score.terms, ladder not in counts, one.score.start is not None))


def counting(framework: Framework, compiled: Compiled) -> frozenset[int]:
    """Return the measures that are counts, by their places among the ladders."""
    places = {str(one.name): place for place, one in enumerate(compiled.ladders)}
    return frozenset(places[f"measure {entry.id}"] for entry in framework.measures if entry.statistic == "count")


def factors(number: int) -> tuple[list[Any], bool]:
    """Return the factors of weightings, (n_weightings,) for each weight, and whether they were drawn: not all of them.

    >>> [column.tolist() for column in factors(2)[0]]
    [[1, 1, 1, 2, 2, 2, 4, 4, 4], [1, 2, 4, 1, 2, 4, 1, 2, 4]]
    """
    if len(FACTORS) ** number <= MOST:
        return [np.array(column, np.int8) for column in zip(*product(FACTORS, repeat=number), strict=True)], False
    chance: Any = np.random.PCG64(SEED)  # whose raw numbers are the same in every version and on every machine
    known = np.array(FACTORS, np.int8)
    return [known[chance.random_raw(MOST) % len(FACTORS)] for _ in range(number)], True


def ranks(framework: Framework, now: RuleStanding, vary: Varied, columns: Sequence[Any]) -> Any:
    """Return the framework's ranks (n_weightings,), given the factors of each weight that varies."""
    questions = dict(zip(vary.questions, columns, strict=False))
    ladders = dict(zip(vary.ladders, columns[len(vary.questions) :], strict=True))
    known = Factors(len(columns[0]), questions, ladders, NEUTRAL, max(FACTORS))
    weighed = Weighed(now, known, counting(framework, now.single.compiled))
    return weighed.rank(framework.outline.overall)
