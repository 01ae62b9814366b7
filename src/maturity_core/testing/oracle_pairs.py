"""Which answers of a tension pull apart, and which dimension to explore first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.testing.oracle_shows import Shows, Tension

Pair = tuple[str, ...]


def pair_of(shows: Shows, tension: Tension) -> Pair:
    """Return the questions of the highest and of the lowest answer of a tension; empty if that is one question.

    Two dimensions: of the higher and of the lower. One below the overall level: of all others and of itself. Options
    apart: both of the same. Of equally good pairs, the first in which one capability requires the other or leans on it,
    and else the first.
    """
    kind, *names = tension
    if kind == "options apart":
        above = below = _answered(shows, names)
        worth = [Fraction(code) for code in shows.sheet]
    else:
        low = lower(shows, names) if kind == "levels apart" else names[0]
        others = [name for name in shows.ids if name != low]
        above, below = _answered(shows, names if len(names) > 1 else others, low), _answered(shows, [low])
        worth = [row[max(code, 0)] for row, code in zip(shows.model.credits, shows.sheet, strict=True)]
    tops = [question for question in above if worth[question] == max(worth[other] for other in above)]
    bottoms = [question for question in below if worth[question] == min(worth[other] for other in below)]
    pairs = [(top, bottom) for top in tops for bottom in bottoms]
    related = [pair for pair in pairs if _are_related(shows, *pair)]
    chosen = (related or pairs or [(0, 0)])[0]
    questions = shows.model.framework.questions
    return tuple(questions[place].id for place in chosen) if chosen[0] != chosen[1] else ()


def lower(shows: Shows, names: Collection[str]) -> str:
    """Return the one of two dimensions at the lower level; of equal ones the first."""
    return min(names, key=lambda name: (shows.levels[name], shows.ids.index(name)))


def topic(shows: Shows, not_yet: Collection[str]) -> list[str]:
    """Return the dimension to explore first: at the lowest level, and there with the lowest score.

    Where the level of one is not on the framework's list, it is by score alone, of those in which to begin, if there
    are any. Those of which too little is answered are left out.
    Of equal ones those that a tension pulls down, or all; none where all are equal.
    """
    found = {name: shows.now.score(Ladder("dimension", name)) for name in shows.ids if name not in not_yet}
    ranks = {name: shows.whole_rank(name) for name, score in found.items() if score is not None}
    if None in ranks.values():
        begun = shows.begun()
        ranks = {name: int(name not in begun) for name in ranks}
    scores = {name: (rank or 0, found[name] or Fraction(0)) for name, rank in ranks.items()}
    weakest = [name for name, key in scores.items() if key == min(scores.values())]
    pulled = {lower(shows, names) if kind == "levels apart" else names[0] for kind, *names in shows.tensions()}
    first = [name for name in weakest if name in pulled] or weakest
    return first if len(first) < len(scores) else []


def _answered(shows: Shows, dimensions: Collection[str], but: str = "") -> list[int]:
    """Return the questions of dimensions, but for one of these, that have an option."""
    own = [shows.model.own[Ladder("dimension", name)] for name in dimensions if name != but]
    return sorted(question for questions in own for question in questions if shows.sheet[question] >= 0)


def _are_related(shows: Shows, one: int, other: int) -> bool:
    """Return whether the capability of one question requires or leans on that of the other."""
    capabilities = [shows.model.capability_of(question) for question in (one, other)]
    named = [{*entry.leans_on, *(needed.capability for needed in entry.requires)} for entry in capabilities]
    return capabilities[1].id in named[0] or capabilities[0].id in named[1]
