"""Where someone, or something, is on one ladder: the short form for results about several sheets."""

from __future__ import annotations

from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.stored import Ratio, Real


class Placed(Node):
    """Level and score on one ladder. `not_yet` says that too few questions are answered for a level."""

    ladder: Ladder
    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    not_yet: Flag
