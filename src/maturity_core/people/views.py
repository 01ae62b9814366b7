"""Views: how several people or roles see the same organisation, side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from maturity_core.errors import AnswersError, MaturityError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.framework import framework_given
from maturity_core.model.nouns import Level
from maturity_core.readers.not_yet import WORDS
from maturity_core.results.views import View, ViewsResult
from maturity_core.telling.standing import range_text
from maturity_core.telling.wording import counted, joined

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.shows import ViewPattern

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = "(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?:fy ?)?{_YEAR}(?:[-/. ]?(?:q[1-4]|h[12]|w[0-9]{{1,2}}|[0-9]{{1,4}}(?:[-/. ][0-9]{{1,2}})?))?"
    rf"|(?:q[1-4]|h[12]|[0-9]{{1,2}}(?:[-/. ][0-9]{{1,2}})?|(?:{_MONTHS})[a-z]*)[-/. ]?{_YEAR}"
    rf"|q[1-4]|fy ?[0-9]{{2}}|{_YEAR}[-/. ](?:{_MONTHS})[a-z]*",
    re.IGNORECASE,
)
NO_TIME = "compare lays people's views side by side; it does not compare two points in time yet"


def is_date(role: str) -> bool:
    """Return whether a role is named like a year, a quarter or a date: what is compared then is time, not views.

    >>> [is_date(role) for role in ("2025", "2025-Q3", "31.12.2025", "May 2026", "board", "agent-2")]
    [True, True, True, True, False, False]
    """
    return _DATE.fullmatch(role.strip()) is not None


def compare_views(framework: Framework, views: Mapping[str, Assessment | Level | str]) -> ViewsResult:
    """Return several views of one organisation side by side.

    Args:
        framework: the framework all of them belong to.
        views: by role an assessment, or the level (or its id) at which that person places the organisation directly.

    Raises:
        AnswersError: for a role the framework does not name, a level it does not have, or an assessment of another
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
    seen = tuple(_view(framework, role, view) for role, view in views.items())
    ranks = {view.role: _rank(framework, level) for view in seen if (level := _seen(view)) is not None}
    apart = max(ranks.values()) - min(ranks.values()) if len(ranks) > 1 else None
    patterns = _patterns(framework, ranks)
    dimensions = {entry.id: _apart(framework, entry.id, seen) for entry in framework.dimensions}
    roles = framework.views.roles if framework.views else ()
    return ViewsResult(
        views=seen,
        missing=tuple(role for role in roles if role not in views),
        apart=apart,
        dimensions_apart={name: spread for name, spread in dimensions.items() if spread is not None},
        patterns=patterns,
        sentences=(*_sentences(framework, seen, apart), *patterns),
    )


def _problems(framework: Framework, role: str, view: Assessment | Level | str) -> list[Problem]:
    where = f"views.{role}"
    if not _is_text(role):
        return [Problem("a role is a text", "views", shown(role))]
    problems: list[Problem] = []
    roles = framework.views.roles if framework.views else ()
    if roles and role not in roles:
        hint = NO_TIME if is_date(role) else ""
        problems.append(Problem("no such role", where, repr(role), ", ".join(roles), hint, near=(role, roles)))
    ids = [level.id for level in framework.levels]
    if not _is_view(view):
        allowed = "an assessment, or a level"
        problems.append(Problem("this is not a view", where, shown(view), allowed))
    elif isinstance(view, Level | str):
        level = view if isinstance(view, str) else view.id
        if level not in ids:
            problems.append(Problem("no such level", where, repr(level), ", ".join(ids), near=(level, ids)))
    elif not view.record.framework.fits(framework):
        problems.append(Problem("the assessment belongs to another framework", where, view.record.framework.id))
    else:
        problems += _unverified(framework, where, view)
    return problems


def _is_text(role: object) -> bool:
    return isinstance(role, str)


def _is_view(view: object) -> bool:
    return isinstance(view, Level | str) or hasattr(view, "record")


def _unverified(framework: Framework, where: str, view: Assessment) -> list[Problem]:
    """Return why a stored assessment is not what its answers give; nothing for one that is, or that may differ."""
    try:
        view.verify(framework)
    except MaturityError as error:
        return [replace(problem, where=f"{where}, {problem.where}") for problem in error.problems]
    return []


def _view(framework: Framework, role: str, view: Assessment | Level | str) -> View:
    if isinstance(view, Level | str):
        level = next(level for level in framework.levels if level.id == (view if isinstance(view, str) else view.id))
        return View(role=role, level=level, placed_directly=True, dimensions={})
    dimensions = {result.id: result.level.id if result.level else None for result in view.dimensions}
    return View(
        role=role,
        level=view.level,
        placed_directly=False,
        dimensions=dimensions,
        level_range=view.level_range,
        not_yet=view.not_yet,
        dimensions_not_yet=tuple(result.id for result in view.dimensions if result.not_yet),
    )


def _seen(view: View) -> Level | None:
    """Return the level at which a view places the organisation; None where too little is answered to say so."""
    return None if view.not_yet else view.level


def _rank(framework: Framework, level: Level) -> int:
    return [entry.id for entry in framework.levels].index(level.id)


def _apart(framework: Framework, dimension: str, views: tuple[View, ...]) -> int | None:
    ids = [level.id for level in framework.ladder_levels(f"dimension {dimension}")]
    levels = [view.dimensions.get(dimension) for view in views if dimension not in view.dimensions_not_yet]
    ranks = [ids.index(level) for level in levels if level is not None]
    return max(ranks) - min(ranks) if len(ranks) > 1 else None


def _patterns(framework: Framework, ranks: dict[str, int]) -> tuple[str, ...]:
    """The patterns that show; one that names levels stands for those that do not."""
    shown = [
        pattern
        for pattern in (framework.views.patterns if framework.views else ())
        if _shows(framework, pattern, ranks)
    ]
    exact = [pattern for pattern in shown if pattern.level_above or pattern.level_below]
    return tuple(pattern.text for pattern in exact or shown)


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


def _sentences(framework: Framework, views: tuple[View, ...], apart: int | None) -> tuple[str, ...]:
    lines = [f"{view.role}: {_place(view)}" + " (placed directly)" * view.placed_directly for view in views]
    dates = [view.role for view in views if is_date(view.role)]
    remark = [f"{joined(dates)}: named like {'a date' if len(dates) == 1 else 'dates'}. {NO_TIME.capitalize()}."]
    return (*lines, *_agreement(framework, views, apart), *(remark if dates else []))


def _place(view: View) -> str:
    seen = WORDS if view.not_yet else view.level.name if view.level else "no level"
    ends = view.level_range
    if ends is None or (ends[0].id == ends[1].id and not view.not_yet):
        return seen
    return f"{seen}, possible so far: {range_text(ends)}"


def _agreement(framework: Framework, views: tuple[View, ...], apart: int | None) -> list[str]:
    """Say how far apart the views are, overall and in each dimension: nothing is called the same that was not seen."""
    if len(views) < 2:  # noqa: PLR2004 - one view has nothing to be compared with
        return ["Nothing is compared before two have answered."]
    whole = {
        None: "Fewer than two of them have an overall level, so nothing is compared overall.",
        0: "All of them see the same overall level."
        if all(map(_seen, views))
        else "Those that have an overall level see the same one.",
    }.get(apart, f"Overall, the views are {counted(apart or 0, 'level')} apart.")
    spreads = {entry.name: _apart(framework, entry.id, views) for entry in framework.dimensions}
    seen = {name: spread for name, spread in spreads.items() if spread is not None}
    differing = [f"{name} ({counted(spread, 'level')})" for name, spread in seen.items() if spread]
    if differing:
        return [whole, f"By dimension, they are apart in {joined(differing)}."]
    if not seen:
        return [whole]
    waiting = any(view.dimensions_not_yet for view in views)
    everyone = not waiting and all(view.dimensions.get(entry.id) for entry in framework.dimensions for view in views)
    return [
        whole,
        f"In {'every dimension' if everyone else 'the dimensions that can be compared'}, the levels are the same.",
    ]
