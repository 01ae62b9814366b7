"""What a roadmap costs and brings, by figures that the user gave."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from maturity_core.model.fields import Id
from maturity_core.model.node import Node
from maturity_core.results.stored import Many, Ratio, Real, Small


class Return(Node):
    """What is spent, and what it brings in each period once it is done.

    `periods` is how long the benefit takes to come to the investment: None without a benefit. `return_12` is what 12
    periods of benefit bring beyond the investment, as a share of it, and `return_36` the same for 36: -1 if they bring
    nothing, 0 if just the investment; None if nothing is spent.
    """

    investment: Real
    investment_exact: Ratio
    benefit: Real
    benefit_exact: Ratio
    periods: Real | None
    periods_exact: Ratio | None
    return_12: Real | None
    return_12_exact: Ratio | None
    return_36: Real | None
    return_36_exact: Ratio | None


class StepReturn(Return):
    """What a step costs, and what raising its capability brings. What levels bring counts for no single step."""

    capability: Id
    name: str


class PhaseReturn(Return):
    """What a phase costs, and what begins when it is done: the benefits of its steps, and of levels it reaches.

    `balance` is what was brought by the end of its period, less all that was spent. Benefits begin in the period after.
    """

    period: Small
    balance: Real
    balance_exact: Ratio


class Payback(Node):
    """Investment and benefit of a roadmap: in `total`, by step, and by phase if there are phases.

    All benefits are the user's figures for each period, in the unit of the costs; `per` says what a period is. In the
    total, and for each step and phase, they count from when all of it is done. `even` is the first period by whose end
    everything spent on the phases has come back; None without phases or benefits. `outcomes` names the outcomes that,
    as the user says, come with the levels reached.

    >>> from maturity_core import load_framework
    >>> assessment = load_framework("service-maturity-check").assess([2] * 20)
    >>> roadmap = assessment.roadmap(benefits={"per": "month", "levels": {"strategic": "2.5"}})
    >>> roadmap.payback.total.investment, roadmap.payback.total.benefit, roadmap.payback.total.periods
    (6.5, 2.5, 2.6)
    """

    per: str
    total: Return
    steps: Annotated[tuple[StepReturn, ...], Many]
    phases: Annotated[tuple[PhaseReturn, ...], Many] = ()
    even: Annotated[int, Field(strict=True, ge=1)] | None = None
    outcomes: tuple[str, ...] = ()
