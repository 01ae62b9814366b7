"""Outcomes beside levels: the user's figures over time, what moved with them, what it paid, and a forecast."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from maturity_core.answers.facts import Day
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id, Label, Text
from maturity_core.model.node import Node
from maturity_core.results.payback import Return
from maturity_core.results.stored import Given, Many, Real, Small, Stored

Better = Literal["more", "less"]
Went = Literal["better", "worse", "same"]


class Figure(Node):
    """What a figure was at one point in time."""

    point: Label
    value: Real | None
    value_exact: Given


class FigureMove(Node):
    """How a figure went between two points, and which capabilities rose and fell meanwhile: shown, not a cause."""

    then: Label
    now: Label
    change: Real | None
    change_exact: Given
    went: Went
    rose: Annotated[tuple[Id, ...], Many]
    fell: Annotated[tuple[Id, ...], Many]


class OutcomeSeries(Node):
    """A figure of the user's own over time. `better` says whether more of it is better, or less.

    `moves` has how it went from each point with a figure to the next one; `went` from the first to the last.
    """

    outcome: Label
    name: Label
    unit: Text = ""
    better: Better
    figures: Entries[Figure]
    moves: Annotated[tuple[FigureMove, ...], Many]
    went: Went | None


class Improvement(Node):
    """What raising a capability cost and brings, by the user's figures, and whether it rose from first to last.

    `rose` is None where it has no level and no score to compare at one of the two.
    """

    capability: Id
    rose: Went | None
    payback: Return


class Outcomes(Stored):
    """Figures beside the levels of a history; none of them changes a level. `per` names the period of gains.

    >>> from maturity_core import compare_dates, compare_outcomes, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> history = compare_dates(framework, {"2025": framework.assess([2] * 20), "2026": framework.assess([3] * 20)})
    >>> churn = {"unit": "%", "better": "less", "figures": {"2025": 8.5, "2026": 6}}
    >>> found = compare_outcomes(framework, history, {"outcomes": {"churn": churn}})
    >>> found.outcomes["churn"].went, found.outcomes["churn"].moves[0].change
    ('better', -2.5)
    """

    called: ClassVar[str] = "outcomes"
    once: ClassVar[tuple[str, str]] = ("outcomes", "outcome")

    schema_version: Literal[1] = 1
    per: Text
    outcomes: Entries[OutcomeSeries]
    improvements: Entries[Improvement]


class Forecast(Node):
    """When the target would be reached at the pace so far: a range of days, from the fastest interval to the slowest.

    `left` are the option steps that are missing. `latest` is None if in the slowest interval as much was lost as done,
    or more: at that pace it is never reached; `earliest` is None if that is so of every interval. `due` is the day that
    was planned.
    """

    left: Small
    intervals: Small
    earliest: Day
    latest: Day
    due: Day = None
