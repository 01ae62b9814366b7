"""Routes: what to raise to reach a target, and in which order, for many organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.states import NO_DEMAND, NO_STEP
from maturity_core.readers.many_drafts import ManyDrafts
from maturity_core.results.routes import Status

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.readers.chart import Map
    from maturity_core.readers.many_aims import Aim


@dataclass(frozen=True)
class Route:
    """Plans of many organisations.

    `order` (n_capabilities, n) holds capabilities by their position in the file, `NO_STEP` past the end; `positions`
    (n_questions, n) the position that a plan takes each question of its steps to; `results` (n_questions, n) that which
    outcomes have to reach.
    """

    order: np.ndarray[Any, np.dtype[np.int16]]
    positions: Codes
    results: Codes


def route(aim: Aim, chart: Map) -> Route:
    """Return the plans to the aim's target."""
    size = aim.codes.shape[1]
    order = np.full((len(chart.ids), size), NO_STEP, np.int16)
    positions, results = (np.full(aim.codes.shape, NO_DEMAND, np.int8) for _ in range(2))
    rows = np.flatnonzero(aim.status == Status.OPEN.code)
    if rows.size:
        drafts = ManyDrafts(aim, rows, chart)
        order[:, rows], done = drafts.route()
        positions[:, rows] = np.where(done == drafts.codes, np.int8(NO_DEMAND), done)
        results[:, rows] = np.where(drafts.codes == drafts.given, np.int8(NO_DEMAND), drafts.codes)
    return Route(order, positions, results)
