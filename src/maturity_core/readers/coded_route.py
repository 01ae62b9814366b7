"""The way to a target of one organisation that a scorer in code scores: it is tried, as for many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.states import NO_DEMAND, NO_STEP
from maturity_core.readers.many_aims import take_aim
from maturity_core.readers.routes import route
from maturity_core.readers.targets import parse_target

if TYPE_CHECKING:
    from maturity_core.readers.one_aim import Way
    from maturity_core.readers.scored import Scored


def coded_route(facts: Scored, target: Any) -> Way:
    """Return the way to a target: one organisation is one column."""
    codes = np.array(facts.codes, np.int8)[:, None]
    found = route(take_aim(facts.by.engine, codes, parse_target(facts.by, target)), facts.by.chart)
    moves, results = (
        {question: position for question, position in enumerate(positions[:, 0].tolist()) if position != NO_DEMAND}
        for positions in (found.positions, found.results)
    )
    return [index for index in found.order[:, 0].tolist() if index != NO_STEP], moves, results
