"""Figures of the user's own beside a history: before and after, what moved meanwhile, and what it paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.arguments import is_not
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import known
from maturity_core.people.figures import described, fields_of, is_line, no_line, numbers_by_name, stranger
from maturity_core.readers.roadmap.amounts import amount
from maturity_core.readers.roadmap.payback import returned
from maturity_core.results.history import History
from maturity_core.results.numbers import both
from maturity_core.results.outcomes import Figure, FigureMove, Forecast, Improvement, Outcomes, OutcomeSeries
from maturity_core.results.payback import Return
from maturity_core.results.routes import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.results.outcomes import Went
    from maturity_core.results.progress import Progress

TABLES = ("per", "outcomes", "improvements")
FIELDS = ("name", "unit", "better", "figures")
AMOUNTS = ("cost", "gain")


def compare_outcomes(framework: Framework, history: History, figures: Mapping[str, Any]) -> Outcomes:
    """Return the user's own figures beside a history: before and after, and what rose and fell meanwhile.

    That two things moved together is shown; that one caused the other is not claimed.

    Args:
        framework: the framework of the history.
        history: the results over time.
        figures: `outcomes`, by id: `name`, `unit`, whether `more` or `less` is `better`, and `figures` by the names of
            points; `improvements`, by capability: what raising it did `cost` and what it will `gain` in each period;
            and `per`, the name of that period.

    Raises:
        ArgumentError: listing everything that is wrong with the figures.

    >>> from maturity_core import compare_dates, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> history = compare_dates(framework, {"2025": framework.assess([2] * 20), "2026": framework.assess([3] * 20)})
    >>> paid = {"per": "month", "improvements": {"goals": {"cost": 12, "gain": 2}}}
    >>> compare_outcomes(framework, history, paid).improvements["goals"].payback.periods
    6.0
    """
    framework_given(framework)
    if not _is_history(history):
        allowed = "a history"
        raise is_not(history, "history", allowed)
    problems: list[Problem] = []
    tables = _tables(figures, problems)
    series = [_series(history, name, table, problems) for name, table in tables["outcomes"].items()]
    own = framework.capabilities.ids
    paid = [_paid(history, own, name, table, problems) for name, table in tables["improvements"].items()]
    per = tables["per"]
    if not is_line(per):
        problems.append(no_line("figures.per", per))
    if problems:
        raise ArgumentError(problems)
    values = {
        "schema_version": 1,
        "per": per,
        "outcomes": Entries(one for one in series if one),
        "improvements": Entries(one for one in paid if one),
    }
    return known(Outcomes, values, unset=("schema_version",))


def _is_history(value: object) -> bool:
    return isinstance(value, History)


def _is_day(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _tables(given: Any, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {"per": "", "outcomes": {}, "improvements": {}}
    if not is_table(given):
        problems.append(Problem("expected a mapping", "figures", shown(given), ", ".join(TABLES)))
        return found
    for name, value in given.items():
        if name not in TABLES:
            problems.append(stranger("key", "figures", name, TABLES))
        elif name != "per" and not is_table(value):
            problems.append(Problem("expected a table", f"figures.{name}", shown(value)))
        else:
            found[name] = value
    return found


def _series(history: History, name: Any, table: Any, problems: list[Problem]) -> OutcomeSeries | None:
    """Return a figure over time; None if something is wrong with it."""
    where, before = f"figures.outcomes.{name if isinstance(name, str) else shown(name)}", len(problems)
    fields = fields_of(table, where, FIELDS, problems)
    said = described(name, fields, where, problems)
    values = numbers_by_name("point", history.points.ids, fields.get("figures", {}), f"{where}.figures", problems)
    if len(problems) > before:
        return None
    moves = [_move(history, one, other, values, said["better"]) for one, other in pairwise(values)]
    ends = [*values.values()]
    went = _went(ends[-1] - ends[0], said["better"]) if len(ends) > 1 else None
    figures = Entries(known(Figure, {"point": point, **both(value=value)}) for point, value in values.items())
    return known(OutcomeSeries, {**said, "figures": figures, "moves": tuple(moves), "went": went})


def _went(change: Fraction, better: Any) -> Went:
    if not change:
        return "same"
    return "better" if (change > 0) is (better == "more") else "worse"


def _move(history: History, then: str, now: str, values: Mapping[str, Fraction], better: Any) -> FigureMove:
    """Return how a figure went, with the capabilities that moved in the steps between the two points."""
    ids = history.points.ids
    scores: dict[str, list[int]] = {}
    for step in history.steps[ids.index(then) : ids.index(now)]:
        for moved in step.ladders:
            if moved.ladder.kind == "capability" and moved.compared and not moved.not_yet:
                scores.setdefault(moved.ladder.id, []).append(-1 if moved.falls else 1)
    change = values[now] - values[then]
    said = {"then": then, "now": now, **both(change=change), "went": _went(change, better)}
    rose, fell = (tuple(name for name, ways in scores.items() if way in ways) for way in (1, -1))
    return known(FigureMove, {**said, "rose": rose, "fell": fell})


def _paid(history: History, own: Sequence[str], name: Any, table: Any, problems: list[Problem]) -> Improvement | None:
    where, before = f"figures.improvements.{name if isinstance(name, str) else shown(name)}", len(problems)
    if name not in own:
        problems.append(stranger("capability", "figures.improvements", name, own))
    fields = fields_of(table, where, AMOUNTS, problems)
    given = {key: amount(fields.get(key, 0), f"a {key}", f"{where}.{key}", problems) for key in AMOUNTS}
    cost, gain = given["cost"], given["gain"]
    if len(problems) > before or cost is None or gain is None:
        return None
    payback = known(Return, returned(cost, gain))
    return known(Improvement, {"capability": name, "rose": _way(history.overall, name), "payback": payback})


def _way(found: Progress, capability: str) -> Went | None:
    """Return which way a capability went; None if it has nothing to compare before or after."""
    ladder = Ladder("capability", capability)
    if ladder in found.not_compared:
        return None
    change = next((one for one in found.ladders if one.ladder == ladder), None)
    if change is None:
        return "same"
    return None if change.not_yet or not change.compared else "worse" if change.falls else "better"


def forecast(history: History, due: dt.date | None = None) -> Forecast | None:
    """Return when the target of a history would be reached at the pace so far; None where that can't be said.

    It can't where the target is out of reach.

    It takes the pace of every interval, losses included, and says nothing beyond that. All intervals must measure
    progress towards one target, so give `compare_dates` one if there are more than two points.

    Args:
        history: results over time, whose points have dates.
        due: the day that was planned, to be set beside it.

    Raises:
        ArgumentError: one of them is something else.

    >>> from maturity_core import compare_dates, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheets = [framework.assess([code] * 20, {"date": f"202{code}-01-01"}) for code in (0, 1, 2)]
    >>> forecast(compare_dates(framework, sheets, "strategic")).earliest.isoformat()
    '2023-01-01'
    """
    if not _is_history(history):
        what = "a history"
        raise is_not(history, "history", what)
    if not (due is None or _is_day(due)):
        what = "a date"
        raise is_not(due, "due", what)
    if any(Status.OUT_OF_REACH in {one.status_then, one.status_now} for step in history.steps if (one := step.towards)):
        return None
    last = history.steps[-1]
    days = [(step.then.date, step.now.date) for step in history.steps]
    towards = [step.towards for step in history.steps]
    aims = [(one.target, one.target_scores) for one in towards if one]
    one_target = all(aim == aims[-1] for aim in aims)
    if last.towards is None or None in towards or not one_target or any(None in ends for ends in days):
        return None
    paces = [
        Fraction(one.closed - one.opened, (later - earlier).days)
        for one, (earlier, later) in zip(towards, days, strict=True)
        if one and earlier and later and later > earlier
    ]
    if not paces or last.now.date is None:
        return None
    left, today = last.towards.left, last.now.date
    soonest, slowest = (_reached(today, left, pace) for pace in (max(paces), min(paces)))
    said = {"left": left, "intervals": len(paces), "earliest": soonest, "latest": slowest, "due": due}
    return known(Forecast, said)


def _reached(today: dt.date, left: int, pace: Fraction) -> dt.date | None:
    """Return the day on which nothing is left at a pace in steps a day; None if that is never, or beyond calendars."""
    if not left:
        return today
    if pace <= 0:
        return None
    try:
        return today + dt.timedelta(days=ceil(left / pace))
    except OverflowError:
        return None
