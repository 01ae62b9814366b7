"""Why each ladder has the level it has, requirement by requirement."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from maturity_core.model.arguments import looked_up
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.model.statistics import StatisticName
from maturity_core.results.stored import Many, Ratio, Real, Small, Stored


class RequirementState(Node):
    """One requirement with its measured value. `holding_back` names the questions that must rise for it to be met.

    `requirement` is its place in `Framework.all_requirements`.
    """

    requirement: Small
    statistic: StatisticName
    measured: Real | None
    measured_exact: Ratio | None
    threshold: Real
    threshold_exact: Ratio
    state: Literal["met", "unmet", "set aside"]
    holding_back: tuple[str, ...]


class RungState(Node):
    """One rung of a ladder: `passed over` if all its requirements are set aside."""

    level: str
    state: Literal["met", "unmet", "passed over"]
    requirements: Annotated[tuple[RequirementState, ...], Many]


class LadderState(Node):
    """One ladder, rung by rung."""

    ladder: Ladder
    level: str | None
    rungs: Entries[RungState]


class Explanation(Stored):
    """Why each ladder has the level it has. Not available for scorers in code.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> rung = framework.assess([2] * 20).explain()["framework"].rungs[1]
    >>> rung.state, rung.requirements[0].measured, rung.requirements[0].threshold
    ('unmet', 0.5, 0.7)
    """

    called: ClassVar[str] = "explanation"
    once: ClassVar[tuple[str, str]] = ("ladders", "ladder")

    available: Flag
    ladders: Entries[LadderState]

    def __getitem__(self, ladder: str) -> LadderState:
        return looked_up({state.ladder: state for state in self.ladders}, ladder, "ladder")
