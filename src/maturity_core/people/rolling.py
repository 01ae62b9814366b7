"""One ladder of several teams, by a declared rule: exact, and in no order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from maturity_core.model.node import known
from maturity_core.results.numbers import both, doubles
from maturity_core.results.rollup import RolledUp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.rollup import Rule

Value = TypeVar("Value", int, Fraction)


@dataclass(frozen=True)
class Seen:
    """Where a team is on a ladder: its rank and its score, each with the lowest and the highest that are possible.

    A rank is -1 and a score None where there is none.
    """

    ranks: tuple[int, ...]
    scores: tuple[Fraction | None, ...]
    waits: bool


def rolled_up(
    framework: Framework,
    ladder: Ladder,
    teams: Mapping[str, Mapping[Ladder, Seen]],
    weights: Mapping[str, Fraction],
    rule: Rule,
) -> RolledUp:
    """Return one ladder of several teams by a rule, with the spread."""
    levels = framework.ladder_levels(ladder).ids
    seen = {name: found[ladder] for name, found in teams.items()}
    ranked = {name: one for name, one in seen.items() if one.ranks[0] >= 0}
    scored = {name: one.scores[0] for name, one in seen.items() if one.scores[0] is not None}
    ranks = [by_rule({name: one.ranks[end] for name, one in ranked.items()}, weights, rule) for end in range(3)]
    scores = [_score(seen, weights, rule, end) for end in range(3)]
    placed = [one.ranks[0] for one in ranked.values()]
    ends: tuple[Fraction, Fraction] | None = None
    if scores[1] is not None and scores[2] is not None:
        ends = scores[1], scores[2]
    low, high = min(scored.values(), default=None), max(scored.values(), default=None)
    values: dict[str, Any] = {
        "ladder": ladder,
        "level": None if ranks[0] is None else levels[ranks[0]],
        "level_range": None if ranks[1] is None or ranks[2] is None else (levels[ranks[1]], levels[ranks[2]]),
        **both(score=scores[0]),
        "score_range": doubles(ends),
        "score_range_exact": ends,
        "lowest_level": levels[min(placed)] if placed else None,
        "highest_level": levels[max(placed)] if placed else None,
        **both(lowest_score=low),
        **both(highest_score=high),
        "weakest": _weakest(seen),
        "at": tuple(placed.count(rank) for rank in range(len(levels))),
        "not_yet": sum(one.waits for one in seen.values()),
        "without": sum(one.ranks[0] < 0 and one.scores[0] is None for one in seen.values()),
    }
    return known(RolledUp, values)


def by_rule(values: Mapping[str, Value], weights: Mapping[str, Fraction], rule: Rule) -> Value | None:
    """Return the lowest value, or the highest that teams of the rule's share of the weight have; else None.

    >>> from maturity_core.results.rollup import Rule
    >>> half = Rule(kind="share", share=0.5, share_exact="1/2")
    >>> by_rule({"a": 0, "b": 1, "c": 2}, {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)}, half)
    1
    """
    if rule.kind == "mean" or not values:
        return None
    if rule.share_exact is None:
        return min(values.values())
    asked = rule.share_exact * sum(weights[name] for name in values)
    reached = {value: sum(weights[name] for name, one in values.items() if one >= value) for value in values.values()}
    return max(value for value, weight in reached.items() if weight >= asked)


def _score(seen: Mapping[str, Seen], weights: Mapping[str, Fraction], rule: Rule, end: int) -> Fraction | None:
    """Return the score by the rule; 0 is the present one, 1 the lowest and 2 the highest that are possible."""
    scores = {name: score for name, one in seen.items() if (score := one.scores[end]) is not None}
    if rule.kind != "mean":
        return by_rule(scores, weights, rule)
    total = sum((weights[name] for name in scores), Fraction(0))
    return sum((weights[name] * score for name, score in scores.items()), Fraction(0)) / total if scores else None


def _weakest(seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """Return the teams that are lowest by level, and among those by score; in alphabetical order."""
    there = {name: one for name, one in seen.items() if one.ranks[0] >= 0 or one.scores[0] is not None}
    places = {name: (one.ranks[0], -1 if one.scores[0] is None else one.scores[0]) for name, one in there.items()}
    lowest = min(places.values(), default=None)
    return tuple(sorted(name for name, place in places.items() if place == lowest))
