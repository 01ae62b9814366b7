"""How roles see an organisation: levels and scores by role, the widest gaps, and the patterns that show."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import known
from maturity_core.people.views import patterns_shown
from maturity_core.results.numbers import both
from maturity_core.results.panel import Perception, Role, RoleLadder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.results.placed import Placed


def roles(
    framework: Framework, raters: Mapping[str, Sequence[str]], where: Mapping[str, Entries[Placed]]
) -> Iterator[Role]:
    """Yield every role, in alphabetical order, with where its raters place each ladder."""
    for role, names in sorted(raters.items()):
        ladders = Entries(
            _ladder(framework, Ladder.read(ladder), [where[name][ladder] for name in names])
            for ladder in where[names[0]].ids
        )
        yield known(Role, {"role": role, "raters": tuple(sorted(names)), "ladders": ladders})


def _ladder(framework: Framework, ladder: Ladder, seen: Sequence[Placed]) -> RoleLadder:
    levels = framework.ladder_levels(ladder).ids
    told = [one for one in seen if not one.not_yet and one.score_exact is not None]
    scores = sorted(one.score_exact for one in told if one.score_exact is not None)
    ranks = sorted(levels.index(one.level) for one in told if one.level is not None)
    ends = [levels[ranks[place]] if ranks else None for place in (0, (len(ranks) - 1) // 2, -1)]
    values = {
        "ladder": ladder,
        "raters": len(told),
        "lowest_level": ends[0],
        "middle_level": ends[1],
        "highest_level": ends[2],
        **both(lowest_score=scores[0] if scores else None),
        **both(score=sum(scores, Fraction(0)) / len(scores) if scores else None),
        **both(highest_score=scores[-1] if scores else None),
    }
    return known(RoleLadder, values)


def perceptions(seen: Sequence[Role]) -> list[Perception]:
    """Return for each ladder the two roles that are furthest apart, the widest first; none where all see the same."""
    found: list[Perception] = []
    for ladder in seen[0].ladders.ids:
        scores = {role.role: role.ladders[ladder].score_exact for role in seen}
        known_scores = sorted((score, role) for role, score in scores.items() if score is not None)
        if not known_scores:
            continue
        (low, lower), (high, higher) = known_scores[0], known_scores[-1]
        if high > low:
            values = {"ladder": Ladder.read(ladder), "higher": higher, "lower": lower, **both(apart=high - low)}
            found.append(known(Perception, values))
    return sorted(found, key=lambda one: -one.apart_exact)


def shown_patterns(framework: Framework, seen: Sequence[Role]) -> tuple[int, ...]:
    """Return the places of the framework's patterns that show, by the middle level that each role sees."""
    ids = framework.levels.ids
    levels = {role.role: role.ladders[FRAMEWORK].middle_level for role in seen}
    return patterns_shown(framework, {role: ids.index(level) for role, level in levels.items() if level is not None})
