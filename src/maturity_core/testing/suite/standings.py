"""What a batch says about sheets: their levels and scores, and what a target asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.outputs import STANDINGS
from maturity_core.model.states import NO_STEP
from maturity_core.results.routes import Status
from maturity_core.testing.oracle_model import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.model.framework import Framework

Answer = tuple[Status, tuple[int, ...]]
Read = Callable[["AssessmentBatch", Any], Iterable[Answer]]


@dataclass(frozen=True)
class Standings:
    """Levels and scores of sheets: `ranks` and `scores` (n_sheets, n_ladders), `NO_LEVEL` and NaN if there is none."""

    ranks: NDArray[np.int8]
    scores: NDArray[np.float64]

    def at(self, rows: Sequence[int] | NDArray[np.intp]) -> Standings:
        """Return some of the rows."""
        return Standings(self.ranks[np.asarray(rows)], self.scores[np.asarray(rows)])

    def unequal(self, other: Standings) -> NDArray[np.bool_]:
        """Return for each row and ladder whether level or score differ; one row of `other` may stand for all."""
        same = (self.scores == other.scores) | (np.isnan(self.scores) & np.isnan(other.scores))
        found: NDArray[np.bool_] = (self.ranks != other.ranks) | ~same
        return found

    def differing(self, other: Standings) -> list[tuple[int, int]]:
        """Return the places (row, ladder) where they differ, as `unequal`."""
        return [(row, place) for row, place in np.argwhere(self.unequal(other)).tolist()]


def standings(framework: Framework, sheets: Sequence[Sheet] | NDArray[np.int8]) -> Standings:
    """Return the standings of sheets, freshly assessed."""
    batch = framework.assess_many(matrix(sheets), outputs=STANDINGS)
    kinds = {"capability": "capability_", "dimension": "dimension_", "measure": "measure_", "framework": ""}
    places = [place for kind in kinds for place in framework.outline.of_kind(kind)]
    tables = [[getattr(batch, f"{before}{held}") for before in kinds.values()] for held in ("levels", "scores")]
    found = [np.hstack([table.reshape(len(batch), -1) for table in kept if table.size]) for kept in tables]
    ranks, scores = (table[:, np.argsort(places)] for table in found)  # in the order of the ladders
    return Standings(ranks, scores)


def matrix(sheets: Iterable[Sheet] | NDArray[np.int8]) -> NDArray[np.int8]:
    """Return sheets as (n_sheets, n_questions)."""
    return np.array(list(sheets), np.int8)


def read_gaps(batch: AssessmentBatch, goal: Any) -> Iterable[Answer]:
    """Yield the status and the gaps of each row, as positions; `NO_GAP` if nothing is asked."""
    gaps = batch.gaps(goal)
    pairs = zip(gaps.status.tolist(), gaps.positions.tolist(), strict=True)
    return ((Status.of(status), tuple(positions)) for status, positions in pairs)


def read_steps(batch: AssessmentBatch, goal: Any) -> Iterable[Answer]:
    """Yield the status and the plan's steps of each row: capabilities by their place."""
    plans = batch.next_steps(target=goal)
    pairs = zip(plans.status.tolist(), plans.steps.tolist(), strict=True)
    return ((Status.of(status), tuple(place for place in places if place != NO_STEP)) for status, places in pairs)
