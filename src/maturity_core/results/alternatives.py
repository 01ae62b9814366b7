"""What is beside the cheapest route: the second best, what good routes have in common, and how far costs may be off."""

from __future__ import annotations

from typing import ClassVar, Literal

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.roadmap import Certificate
from maturity_core.results.routes import Targeted
from maturity_core.results.stored import Ratio, Real, Version


class RouteStep(Node):
    """A capability that a route raises, and what that costs."""

    capability: str
    name: str
    cost: Real
    cost_exact: Ratio


class SecondBest(Node):
    """The cheapest route that leaves out at least one capability of the cheapest of all; it costs `more`.

    `left_out` has the capabilities that it does without, `instead` those that it raises and the cheapest does not.
    """

    certificate: Certificate
    cost: Real
    cost_exact: Ratio
    more: Real
    more_exact: Ratio
    steps: Entries[RouteStep]
    left_out: tuple[Id, ...]
    instead: tuple[Id, ...]


class Springboard(Node):
    """How much a capability matters for a target: whether it counts in every good route, in some, or in none.

    A route is good if it costs at most `Alternatives.limit`. A capability counts in a route that would miss the target
    without it and all that builds on it, so what is merely added to a route doesn't. `cost_without` is the least that
    a route costs that leaves it as it is, `cost_with` the least of those in which it counts; None if there are none.
    `in_route` says whether the cheapest route raises it. If not all of that is `proven`, since a limit ended the
    search, the costs are the least that were found, and `good` is None if it can't be told.

    Once it is raised as the cheapest route in which it counts does, all prerequisites of the capabilities in `unlocks`
    are met that can be met and are not today, and some of those in `nearer`.
    """

    capability: str
    name: str
    good: Literal["every", "some", "none"] | None
    in_route: Flag
    cost_without: Real | None
    cost_without_exact: Ratio | None
    cost_with: Real | None
    cost_with_exact: Ratio | None
    proven: Flag
    unlocks: tuple[Id, ...]
    nearer: tuple[Id, ...]


class RangedRoute(Node):
    """A route by its capabilities, and what it costs with all costs low, likely and high."""

    capabilities: tuple[Id, ...]
    low: Real
    low_exact: Ratio
    likely: Real
    likely_exact: Ratio
    high: Real
    high_exact: Ratio


class CostRanges(Node):
    """What becomes of the cheapest route, `route`, where costs may be anywhere in their ranges.

    It `stays_best` if it is still the cheapest with its own moves at their highest costs and all others at their
    lowest; otherwise `beaten_by` is the cheapest route then. None if a limit ended the search before it could be told.
    `at_low` and `at_high` are the cheapest routes with all costs at their lowest and at their highest.
    """

    route: RangedRoute
    stays_best: Flag | None
    beaten_by: RangedRoute | None
    at_low: RangedRoute
    at_high: RangedRoute


class Alternatives(Targeted):
    """What is beside the cheapest route to a target.

    `certificate` and `cost` are those of the cheapest route, as in a roadmap; there is no cost if there is no route.
    Good routes cost at most `limit`, which is more than that by the share `margin`. `capabilities` has every one that
    can be raised; none, if there is no route. `second` is None if every route raises all capabilities of the cheapest,
    or no other was found before a limit ended the search. `ranges` is None if no costs were given as ranges. All routes
    assume no more results than the cheapest.

    >>> from maturity_core import load_framework
    >>> found = load_framework("service-maturity-check").assess([2] * 20).alternatives()
    >>> found.cost, found.second.cost, [one.capability for one in found.capabilities if one.good == "every"]
    (6.5, 6.5, ['role', 'kpis', 'roadmap'])
    """

    called: ClassVar[str] = "alternatives"
    once: ClassVar[tuple[str, str]] = ("capabilities", "capability")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    certificate: Certificate
    margin: Real
    margin_exact: Ratio
    cost: Real | None
    cost_exact: Ratio | None
    limit: Real | None
    limit_exact: Ratio | None
    second: SecondBest | None
    capabilities: Entries[Springboard]
    ranges: CostRanges | None
