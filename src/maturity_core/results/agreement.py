"""How far raters agree, as a number with its interval, or why there is none."""

from __future__ import annotations

from typing import Literal

from maturity_core.model.node import Node
from maturity_core.results.stored import Ratio, Real, Small


class Agreement(Node):
    """How far raters agree: 1 for full agreement, 0 for what chance would give, below 0 for less than that.

    `status` says why there is no `value`: `one-rater` if nobody else rated, `no-overlap` if no unit was rated twice.
    With `all-equal`, everyone gave the same everywhere: the value is 1 by convention, because chance has no say where
    nothing varies. `interval` has the ends of 95%, by leaving out each of the `units` that were rated twice; None with
    fewer than three.
    """

    status: Literal["computed", "all-equal", "one-rater", "no-overlap"]
    value: Real | None
    value_exact: Ratio | None
    interval: tuple[Real, Real] | None
    units: Small
