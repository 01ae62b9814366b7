"""Views: how several people or roles see the same organisation, side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from maturity_core.errors import AnswersError, MaturityError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.entries import Entries
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.nouns import Level
from maturity_core.results.views import View, ViewScore, ViewsResult

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.shows import ViewPattern
    from maturity_core.results.parts import LadderResult

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = "(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?:fy ?)?{_YEAR}(?:[-/. ]?(?:q[1-4]|h[12]|w[0-9]{{1,2}}|[0-9]{{1,4}}(?:[-/. ][0-9]{{1,2}})?))?"
    rf"|(?:q[1-4]|h[12]|[0-9]{{1,2}}(?:[-/. ][0-9]{{1,2}})?|(?:{_MONTHS})[a-z]*)[-/. ]?{_YEAR}"
    rf"|q[1-4]|fy ?[0-9]{{2}}|{_YEAR}[-/. ](?:{_MONTHS})[a-z]*",
    re.IGNORECASE,
)
NO_TIME = "to compare points in time, give the answers of each to compare_dates, or to maturity history"


def is_date(role: str) -> bool:
    """Return whether the name of a role looks like a year, a quarter or a date: it is then about time, not views.

    >>> [is_date(role) for role in ("2025", "2025-Q3", "31.12.2025", "May 2026", "board", "agent-2")]
    [True, True, True, True, False, False]
    """
    return _DATE.fullmatch(role.strip()) is not None


def compare_views(framework: Framework, views: Mapping[str, Assessment | Level | str]) -> ViewsResult:
    """Return several views of one organisation side by side.

    Args:
        framework: the framework that all views belong to.
        views: for each role, an assessment, or the level (or its id) at which that person directly places the
            organisation.

    Raises:
        AnswersError: for a role the framework does not name, a level it does not have, or an assessment by another
            framework.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("johnny-grow-customer-service")
    >>> compare_views(framework, {"manager": "effective", "executive": "efficient"}).apart
    1
    """
    framework_given(framework)
    problems = [
        problem for role, view in mapping(views, "views").items() for problem in _problems(framework, role, view)
    ]
    if problems:
        raise AnswersError(problems)
    seen = Entries(_view(role, view) for role, view in views.items())
    ids = [level.id for level in framework.levels]
    ranks = {view.role: ids.index(view.level) for view in seen if view.level is not None and not view.not_yet}
    apart = max(ranks.values()) - min(ranks.values()) if len(ranks) > 1 else None
    dimensions = {entry.id: _apart(framework, entry.id, seen) for entry in framework.dimensions}
    roles = framework.views.roles if framework.views else ()
    return ViewsResult(
        views=seen,
        missing=tuple(role for role in roles if role not in views),
        apart=apart,
        dimensions_apart={name: spread for name, spread in dimensions.items() if spread is not None},
        patterns=patterns_shown(framework, ranks),
    )


def _problems(framework: Framework, role: str, view: Assessment | Level | str) -> list[Problem]:
    where = f"views.{role}"
    if not _is_text(role):
        return [Problem("a role must be text", "views", shown(role))]
    problems: list[Problem] = []
    roles = framework.views.roles if framework.views else ()
    if roles and role not in roles:
        hint = NO_TIME if is_date(role) else ""
        problems.append(Problem("no such role", where, repr(role), hint=hint, near=(role, roles)))
    ids = [level.id for level in framework.levels]
    if not _is_view(view):
        allowed = "an assessment, or a level"
        problems.append(Problem("this is not a view", where, shown(view), allowed))
    elif isinstance(view, Level | str):
        level = view if isinstance(view, str) else view.id
        if level not in ids:
            allowed = "" if ids else "an assessment, because the framework has no levels"
            problems.append(Problem("no such level", where, repr(level), allowed, near=(level, ids)))
    elif not view.record.framework.fits(framework):
        problems.append(Problem("this is an assessment by another framework", where, view.record.framework.id))
    else:
        problems += _unverified(framework, where, view)
    return problems


def _is_text(role: object) -> bool:
    return isinstance(role, str)


def _is_view(view: object) -> bool:
    return isinstance(view, Level | str) or hasattr(view, "record")


def _unverified(framework: Framework, where: str, view: Assessment) -> list[Problem]:
    """Return why a stored assessment does not match its answers; nothing if it does, or if it may differ."""
    try:
        view.verify(framework)
    except MaturityError as error:
        return [replace(problem, where=f"{where}, {problem.where}") for problem in error.problems]
    return []


def _view(role: str, view: Assessment | Level | str) -> View:
    if isinstance(view, Level | str):
        level = view if isinstance(view, str) else view.id
        return View(role=role, level=level, placed_directly=True, dimensions={})
    dimensions = {result.id: result.level.id if result.level else None for result in view.dimensions}
    return View(
        role=role,
        level=view.level.id if view.level else None,
        placed_directly=False,
        dimensions=dimensions,
        level_range=view.level_range and (view.level_range[0].id, view.level_range[1].id),
        not_yet=view.not_yet,
        dimensions_not_yet=tuple(result.id for result in view.dimensions if result.not_yet),
        scores=_scores(view),
    )


def _scores(view: Assessment) -> dict[Ladder, ViewScore]:
    """Return the framework's score and those of dimensions, each with its range."""
    found: dict[Ladder, Assessment | LadderResult] = {FRAMEWORK: view}
    found |= {Ladder("dimension", result.id): result for result in view.dimensions}
    return {
        ladder: ViewScore(
            score=result.score,
            score_exact=result.score_exact,
            score_range=result.score_range,
            score_range_exact=result.score_range_exact,
        )
        for ladder, result in found.items()
        if result.score_exact is not None and result.score_range_exact is not None
    }


def _apart(framework: Framework, dimension: str, views: Sequence[View]) -> int | None:
    ids = [level.id for level in framework.ladder_levels(Ladder("dimension", dimension))]
    levels = [view.dimensions.get(dimension) for view in views if dimension not in view.dimensions_not_yet]
    ranks = [ids.index(level) for level in levels if level is not None]
    return max(ranks) - min(ranks) if len(ranks) > 1 else None


def patterns_shown(framework: Framework, ranks: dict[str, int]) -> tuple[int, ...]:
    """Return the places of the patterns that show, by the rank that each role sees.

    Those that name levels take precedence over those that do not.
    """
    patterns = framework.views.patterns if framework.views else ()
    shown = [place for place, pattern in enumerate(patterns) if _shows(framework, pattern, ranks)]
    exact = [place for place in shown if patterns[place].level_above or patterns[place].level_below]
    return tuple(exact or shown)


def _shows(framework: Framework, pattern: ViewPattern, ranks: dict[str, int]) -> bool:
    ids = [level.id for level in framework.levels]
    above = [ranks[role] for role in pattern.roles_above if role in ranks]
    below = [ranks[role] for role in pattern.roles_below if role in ranks]
    return (
        bool(above and below)
        and all(high > low for high, low in product(above, below))
        and (pattern.level_above is None or all(ids[rank] == pattern.level_above for rank in above))
        and (pattern.level_below is None or all(ids[rank] == pattern.level_below for rank in below))
    )
