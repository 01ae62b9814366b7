"""Views: how several people or roles see the same organisation, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

from maturity_core.errors import AnswersError, Problem, nearest
from maturity_core.nouns import Level
from maturity_core.results import View, ViewsResult
from maturity_core.wording import counted

if TYPE_CHECKING:
    from maturity_core.assessment import Assessment
    from maturity_core.framework import Framework
    from maturity_core.shows import ViewPattern


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
    problems = [problem for role, view in views.items() for problem in _problems(framework, role, view)]
    if problems:
        raise AnswersError(problems)
    seen = tuple(_view(framework, role, view) for role, view in views.items())
    ranks = {view.role: _rank(framework, view.level) for view in seen if view.level is not None}
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
        sentences=(*_sentences(seen, apart), *patterns),
    )


def _problems(framework: Framework, role: str, view: Assessment | Level | str) -> list[Problem]:
    where = f"views.{role}"
    problems: list[Problem] = []
    roles = framework.views.roles if framework.views else ()
    if roles and role not in roles:
        near = nearest(role, roles)
        problems.append(
            Problem("no such role", where, repr(role), ", ".join(roles), f"did you mean {near!r}?" if near else "")
        )
    ids = [level.id for level in framework.levels]
    if isinstance(view, Level | str):
        level = view if isinstance(view, str) else view.id
        if level not in ids:
            near = nearest(level, ids)
            problems.append(
                Problem("no such level", where, repr(level), ", ".join(ids), f"did you mean {near!r}?" if near else "")
            )
    elif view.record.framework.digest != framework.digest:
        problems.append(Problem("the assessment belongs to another framework", where, view.record.framework.id))
    return problems


def _view(framework: Framework, role: str, view: Assessment | Level | str) -> View:
    if isinstance(view, Level | str):
        level = next(level for level in framework.levels if level.id == (view if isinstance(view, str) else view.id))
        return View(role=role, level=level, placed_directly=True, dimensions={})
    dimensions = {result.id: result.level.id if result.level else None for result in view.dimensions}
    return View(role=role, level=view.level, placed_directly=False, dimensions=dimensions)


def _rank(framework: Framework, level: Level) -> int:
    return [entry.id for entry in framework.levels].index(level.id)


def _apart(framework: Framework, dimension: str, views: tuple[View, ...]) -> int | None:
    ids = [level.id for level in framework.ladder_levels(f"dimension {dimension}")]
    levels = [view.dimensions.get(dimension) for view in views]
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


def _sentences(views: tuple[View, ...], apart: int | None) -> tuple[str, ...]:
    lines = [
        f"{view.role}: {view.level.name if view.level else 'no level'}" + " (placed directly)" * view.placed_directly
        for view in views
    ]
    if apart is None:
        return (*lines, "Nothing is compared before two have answered.")
    if apart == 0:
        return (*lines, "All of them see the same level.")
    return (*lines, f"The views lie {counted(apart, 'level')} apart.")
