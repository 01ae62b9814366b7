"""Ways from the worst to the best answers, one option at a time: on none of them may anything fall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.testing.suite.nearby import MOST_SUSPECTS, Seen, falling
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.standings import Standings, standings
from maturity_core.testing.suite.witnesses import ways

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

LACKING, LACKING_CODED = 12, 4
"""How many ways are gone with questions that do not apply, also with a scorer in code."""


def climbing(subject: Subject) -> Seen:
    """Compare each sheet with the next better one, near witnesses and on ways up."""
    pairs, suspects = falling(subject)
    found = dict.fromkeys(suspects)
    for sheets, stood in (*ways(subject), *_lacking(subject)):
        found |= dict.fromkeys(subject.counted(sheets[row]) for row in _falls(stood))
        pairs += len(sheets) - 1
    return Seen(pairs, list(found)[:MOST_SUSPECTS])


def _falls(stood: Standings) -> list[int]:
    """Return the rows after which a level or a score falls."""
    ranks, scores = stood.ranks, stood.scores
    lower = (ranks[1:] < ranks[:-1]) | ((ranks[1:] == NO_LEVEL) != (ranks[:-1] == NO_LEVEL))
    return np.flatnonzero((lower | (scores[1:] < scores[:-1])).any(axis=1)).tolist()


def _lacking(subject: Subject) -> Iterator[tuple[list[Sheet], Standings]]:
    """Yield ways on which half of the questions that may not apply do not, and then ways without the other half."""
    optional = [column for column, entry in enumerate(subject.framework.questions) if entry.not_applicable]
    number = LACKING_CODED if subject.scorer else LACKING
    for seed in range(number // 2 if optional else 0):
        order: list[int] = np.random.default_rng(seed).permutation(optional).tolist()
        for half in (order[::2], order[1::2]):
            path = _path(subject, half, np.random.default_rng(seed))
            yield path, standings(subject.framework, path)


def _path(subject: Subject, lacking: list[int], random: np.random.Generator) -> list[Sheet]:
    """Return a way up in random order on which some questions do not apply."""
    moves = [column for column, top in enumerate(subject.tops) for _ in range(0 if column in lacking else top)]
    path = [replaced(subject.worst, dict.fromkeys(lacking, NOT_APPLICABLE))]
    order: list[int] = random.permutation(moves).tolist()
    for column in order:
        path.append(replaced(path[-1], {column: path[-1][column] + 1}))
    return path
