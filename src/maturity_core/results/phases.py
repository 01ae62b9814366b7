"""The phases of a roadmap: what is done in each period, or on the way to each level."""

from __future__ import annotations

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.node import Node
from maturity_core.results.routes import Outcome, QuestionGap
from maturity_core.results.stored import Ratio, Real, Small


class PhaseStep(Node):
    """What a phase does of a step: a `share` of its cost, from above 0 to 1.

    The step runs from phase `begins` to phase `ends`, by their periods. The answers it moves are in `questions` of the
    phase where it is done, and in no other.
    """

    capability: Id
    name: str
    share: Real
    share_exact: Ratio
    cost: Real
    cost_exact: Ratio
    begins: Small
    ends: Small
    questions: Entries[QuestionGap]
    pathfinder: Flag

    @property
    def done(self) -> bool:
        """Whether the step is done when the phase is."""
        return bool(self.questions)


class Phase(Node):
    """A phase of a roadmap: a period with a budget, or the way to the next level.

    `period` counts from 1; a period without a budget has no phase. `level` and `score` are those of the framework when
    the phase is done: only steps that are done in full count. `results` have to show by then, too. A phase by level is
    a route of its own, from where the one before it ends: it has no `budget`, and is `proven` if that route is.

    >>> from maturity_core import load_framework
    >>> roadmap = load_framework("service-maturity-check").assess([1] * 20).roadmap("strategic", periods="levels")
    >>> [(phase.period, phase.level, phase.cost, len(phase.steps)) for phase in roadmap.phases]
    [(1, 'improving', 3.375, 2), (2, 'strategic', 10.25, 8)]
    """

    period: Small
    budget: Real | None
    budget_exact: Ratio | None
    cost: Real
    cost_exact: Ratio
    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    steps: Entries[PhaseStep]
    results: Entries[Outcome] = Field(default=(), validate_default=True)
    proven: Flag
