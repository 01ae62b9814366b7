"""The proven route to a target, or the best under a budget, with the certificate that says what is proven."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.payback import Payback
from maturity_core.results.phases import Phase
from maturity_core.results.routes import Outcome, Step, Targeted
from maturity_core.results.stored import Many, Ratio, Real, Small, Version


class HeldBack(Node):
    """A capability that cannot be raised: what it requires, `needs`, cannot get so far without what is excluded."""

    capability: Id
    needs: Id


class Certificate(Node):
    """What is proven of a route, and what stands in its way if there is none.

    `proof` is *optimal*: no route is better, as the solver has proven; *best found*: the search was ended by a limit;
    or *infeasible*: there is no such route. No route that is as good costs less than `bound`, which is None where there
    is no route at any cost, or where a limit ended the search for the best one under a budget. *Optimal* holds within
    the rounding of costs to a millionth of their total if they were `rounded`. `tied` says that other routes may be as
    good by everything that is compared. A search that a time limit could have ended is not `reproducible`: elsewhere,
    it may find another route.

    There is no route because of the requirements in `requirements`, by their places in `Framework.all_requirements`,
    which nothing that is allowed meets; because of capabilities that are `held`; or because even the cheapest is
    `over_budget`.
    """

    proof: Literal["optimal", "best found", "infeasible"]
    bound: Real | None
    bound_exact: Ratio | None
    rounded: Flag = False
    tied: Flag = False
    reproducible: Flag = True
    requirements: tuple[Small, ...] = ()
    held: tuple[HeldBack, ...] = ()
    over_budget: Flag = False


class PricedStep(Step):
    """A step of a route, and what it costs.

    A `pathfinder` is a step to begin with: quick, and with an early effect for its cost. See docs/roadmap.md.
    """

    cost: Real
    cost_exact: Ratio
    pathfinder: Flag = False


class Point(Node):
    """A point of the curve of cost: a level of the framework or a score, and what the cheapest way there costs.

    It is the least that is known if it is not `proven`.
    """

    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    cost: Real
    cost_exact: Ratio
    proven: Flag


class Roadmap(Targeted):
    """The cheapest route to a target, or the best under a budget: proven by a solver, confirmed by the exact scorer.

    Costs are in the unit in which they were given, by default that of efforts. `level` and `score` are those of the
    framework once all steps are done. `plan_cost` is what the steps of `next_steps` to the same target cost; None if
    there is no target. `results` have to show, too, as in a plan: as few option steps as can be, before costs are
    compared. `curve` has what each level and each mark of the score costs at least, if a budget was given, `phases`
    what is done when, if periods were, and `payback` what it brings, if benefits were.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> roadmap = framework.assess([2] * 20).roadmap("strategic")
    >>> roadmap.certificate.proof, roadmap.level, roadmap.cost <= roadmap.plan_cost
    ('optimal', 'strategic', True)
    """

    called: ClassVar[str] = "roadmap"
    once: ClassVar[tuple[str, str]] = ("steps", "capability")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    certificate: Certificate
    cost: Real
    cost_exact: Ratio
    plan_cost: Real | None
    plan_cost_exact: Ratio | None
    budget: Real | None
    budget_exact: Ratio | None
    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    steps: Entries[PricedStep]
    results: Entries[Outcome] = Field(default=(), validate_default=True)
    curve: Annotated[tuple[Point, ...], Many] = ()
    phases: Annotated[tuple[Phase, ...], Many] = ()
    payback: Payback | None = None

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[PricedStep]:  # type: ignore[override]  # a sequence of steps, not of field names
        return iter(self.steps)
