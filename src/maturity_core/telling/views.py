"""How several people see one organisation, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladders import FRAMEWORK
from maturity_core.people.views import NO_TIME, is_date
from maturity_core.readers.not_yet import WORDS
from maturity_core.telling.wording import counted, joined, level_name

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.views import View, ViewsResult


def views_texts(framework: Framework, result: ViewsResult) -> list[str]:
    """Return who sees which level, how far apart they are, and the patterns that show.

    >>> from maturity_core import compare_views, load_framework
    >>> framework = load_framework("johnny-grow-customer-service")
    >>> views = compare_views(framework, {"manager": "effective", "executive": "efficient"})
    >>> views_texts(framework, views)[0]
    'manager: Effective (placed directly)'
    """
    lines = [
        f"{view.role}: {_place(framework, view)}" + " (placed directly)" * view.placed_directly for view in result.views
    ]
    dates = [view.role for view in result.views if is_date(view.role)]
    remark = [f"{joined(dates)}: named like {'a date' if len(dates) == 1 else 'dates'}. {NO_TIME.capitalize()}."]
    patterns = framework.views.patterns if framework.views else ()
    shown = [patterns[place].text for place in result.patterns]
    return [*lines, *_agreement(framework, result), *(remark if dates else []), *shown]


def _place(framework: Framework, view: View) -> str:
    level = level_name(framework, FRAMEWORK, view.level) if view.level else "no level"
    seen = WORDS if view.not_yet else level
    ends = view.level_range
    if ends is None or (ends[0] == ends[1] and not view.not_yet):
        return seen
    names = [level_name(framework, FRAMEWORK, end) for end in dict.fromkeys(ends)]
    return f"{seen}, possible so far: {' to '.join(names)}"


def _agreement(framework: Framework, result: ViewsResult) -> list[str]:
    """Say how far apart the views are, overall and in each dimension: nothing is called the same that was not seen."""
    views, apart = result.views, result.apart
    if len(views) < 2:  # noqa: PLR2004 - one view has nothing to be compared with
        return ["Nothing is compared before two have answered."]
    whole = {
        None: "Fewer than two of them have an overall level, so nothing is compared overall.",
        0: "All of them see the same overall level."
        if all(view.level is not None and not view.not_yet for view in views)
        else "Those that have an overall level see the same one.",
    }.get(apart, f"Overall, the views are {counted(apart or 0, 'level')} apart.")
    spreads = result.dimensions_apart
    differing = [
        f"{entry.name} ({counted(spreads[entry.id], 'level')})"
        for entry in framework.dimensions
        if spreads.get(entry.id)
    ]
    if differing:
        return [whole, f"By dimension, they are apart in {joined(differing)}."]
    if not spreads:
        return [whole]
    waiting = any(view.dimensions_not_yet for view in views)
    everyone = not waiting and all(view.dimensions.get(entry.id) for entry in framework.dimensions for view in views)
    return [
        whole,
        f"In {'every dimension' if everyone else 'the dimensions that can be compared'}, the levels are the same.",
    ]
