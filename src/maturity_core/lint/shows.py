"""Rules about what results show apart from levels: bounds and patterns that never apply, or always do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.ladders import rank_of

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


def idle_bounds(subject: Subject) -> Iterator[Found]:
    """Find bounds of contrasts that no result can reach, that every result reaches, or that are never used."""
    contrasts = subject.framework.contrasts
    for field, most in _furthest(subject.framework).items():
        bound = getattr(contrasts, field, None)
        if bound is not None and bound > most:
            yield Found(("contrasts", field), f"nothing can be {bound} apart: the most possible is {most}")
        elif bound == 0:
            yield Found(("contrasts", field), "a bound of 0 is always reached")
    if contrasts is not None and contrasts.from_level and contrasts.options_within is None:
        yield Found(("contrasts", "from_level"), "it is used only together with options_within, which is missing")


def _furthest(framework: Framework) -> dict[str, int]:
    """Return the most that dimensions, a dimension and the whole, and answers within a dimension can differ by."""
    ladders = [entry for entry in framework.dimensions if entry.levels is None]
    levels = len(framework.levels) - 1
    home = {entry.id: entry.dimension for entry in framework.capabilities}
    asked = Counter(home[question.capability] for question in framework.questions)
    options = [len(question.options) - 1 for question in framework.questions if asked[home[question.capability]] > 1]
    return {
        "levels_apart": levels if len(ladders) > 1 else 0,
        "levels_below": levels if ladders else 0,
        "options_apart": max(options, default=0),
    }


def idle_patterns(subject: Subject) -> Iterator[Found]:
    """Find patterns of views that can never show: the level above is not higher, or a role is on both sides."""
    framework = subject.framework
    for index, pattern in enumerate(framework.views.patterns if framework.views else ()):
        above, below = (rank_of(framework.levels, level or "") for level in (pattern.level_above, pattern.level_below))
        both = sorted({*pattern.roles_above} & {*pattern.roles_below})
        if both:
            what = f"{both[0]!r} would have to be above itself"
        elif above is not None and above <= (below or 0):
            what = f"{pattern.level_above!r} is not above {pattern.level_below or framework.levels[0].id!r}"
        elif below == len(framework.levels) - 1:
            what = f"no level is above {pattern.level_below!r}"
        else:
            continue
        yield Found(("views", "patterns", index), what)
