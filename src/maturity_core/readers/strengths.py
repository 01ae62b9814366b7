"""Dimensions that are well set up, and those that are even, but not there yet.

docs/meaning.md#16-what-is-well-set-up
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladders import rank_of
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.steps import begun_dimensions
from maturity_core.results.parts import Strength

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Dimension, Question
    from maturity_core.readers.scored import Scored
    from maturity_core.results.parts import Tension


def strengths(scored: Scored, tensions: Collection[Tension]) -> tuple[Strength, ...]:
    """Return the dimensions that are well set up, and those that are even only, in file order."""
    pulled = {tension.dimensions[-1] for tension in tensions if tension.apart}
    framework = scored.by
    outline = framework.outline
    places = zip(framework.dimensions, outline.dimensions, outline.shared, strict=True)
    high = [
        (entry, place) for entry, place, ranks in places if entry.id not in pulled and _keeps_up(scored, place, ranks)
    ]
    well = {entry.id: rank for entry, place in high if (rank := _least(scored, place)) is not None}
    if well:
        begun = begun_dimensions(scored)
        well = {name: rank for name, rank in well.items() if name not in begun}
    found: list[Strength] = []
    for entry, place in high:
        if entry.id in well:
            least = outline.levels[place][well[entry.id]].id
            found.append(known(Strength, {"dimension": entry.id, "kind": "well set up", "least": least}))
        elif _is_even(scored, entry, place):
            found.append(known(Strength, {"dimension": entry.id, "kind": "even", "least": None}, unset=("least",)))
    return tuple(found)


def _keeps_up(scored: Scored, place: int, ranks: Sequence[int] | None) -> bool:
    """Return whether a dimension has a level, and is not below the overall one, where the two are on one list."""
    rank = scored.now.rank(place)
    return rank >= 0 and (ranks is None or ranks[rank] >= scored.now.rank(scored.by.outline.overall))


def _wanted(scored: Scored, place: int) -> int:
    """Return the rank that is well set up: that below the top, but not where everyone starts."""
    return max(1, len(scored.by.outline.levels[place]) - 2)


def _least(scored: Scored, place: int) -> int | None:
    """Return the highest rank, up to the dimension's own, that no answer that applies falls short of.

    None if that is not well set up.
    """
    answers = [scored.codes[question] for question in scored.by.outline.own[place]]
    if answers.count(NOT_APPLICABLE) == len(answers):
        return None
    for rank in range(scored.now.rank(place), _wanted(scored, place) - 1, -1):
        pairs = zip(answers, _own_options(scored.by, place, rank), strict=True)
        if all(code >= least or code == NOT_APPLICABLE for code, least in pairs):
            return rank
    return None


def _own_options(framework: Framework, place: int, rank: int) -> list[int]:
    """Return for each question of a dimension the lowest option that goes with a rank."""
    kept = framework.outline.own_options
    if (place, rank) not in kept:
        names = [level.id for level in framework.outline.levels[place]]
        questions = map(framework.questions.__getitem__, framework.outline.own[place])
        kept[place, rank] = [own_option(question, names, rank) for question in questions]
    return kept[place, rank]


def own_option(question: Question, levels: list[str], wanted: int) -> int:
    """Return the position of the lowest option that goes with the rank `wanted` of a list of levels.

    It is the one that the file gives that level or a higher one, or else the first with that part of full credit. A
    question about a higher level has nothing to answer for.
    """
    if question.stage in levels and levels.index(question.stage) > wanted:
        return 0
    named = [
        place
        for place, option in enumerate(question.options)
        if option.level in levels and levels.index(option.level) >= wanted
    ]
    enough = [place for place, option in enumerate(question.options) if option.credit * (len(levels) - 1) >= wanted]
    return (named or enough)[0]


def _is_even(scored: Scored, entry: Dimension, place: int) -> bool:
    """Return whether answers are within the bound of the file, at a level from the one it names but below the top."""
    bounds, levels = scored.by.contrasts, scored.by.levels
    if bounds is None or bounds.options_within is None or entry.levels is not None:
        return False
    least = max(1, rank_of(levels, bounds.from_level or "") or 0)
    codes = [scored.codes[question] for question in scored.by.outline.own[place] if scored.codes[question] >= 0]
    spread = max(codes) - min(codes) if len(codes) > 1 else None
    within = spread is not None and spread <= bounds.options_within
    return within and least <= scored.now.rank(place) < len(levels) - 1
