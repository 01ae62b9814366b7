"""Where one capability more of several is enough: no other of them is needed beside it.

docs/meaning.md#15-levers-are-what-moves-most-from-here
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_core.scoring.one.standing import UNMET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.compiled.terms import CompiledRequirement
    from maturity_core.readers.one_aim import OneAim
    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.demands import RuleDemands


@dataclass(frozen=True)
class OneOf:
    """A requirement that takes one capability more, by its index, and the capabilities that are short of it."""

    requirement: int
    capabilities: frozenset[int]


def open_choices(facts: Scored, aim: OneAim) -> list[OneOf]:
    """Return the unmet counts that a target takes and that one capability more meets; none with a scorer in code."""
    demands = facts.rule_demands
    if demands is None:
        return []
    capabilities = {*facts.by.outline.capabilities}
    rules = [rule for rule in _unmet(demands, aim) if rule.statistic.capped and rule.terms.kind == "ladders"]
    counts = [rule for rule in rules if capabilities.issuperset(rule.terms.items)]
    return [choice for rule in counts if (choice := _choice(facts, demands, rule))]


def _choice(facts: Scored, demands: RuleDemands, rule: CompiledRequirement) -> OneOf | None:
    """Return the capabilities that do not reach the bar of a count and can, if one of them is enough; else None."""
    now, best, terms = demands.now, demands.now.best, rule.terms
    amount, weight, unit = now.sums(terms)
    if rule.statistic.asked(rule.bar, weight, each=rule.each) * unit != amount + unit:
        return None
    places = facts.by.outline.capabilities
    short = [
        places.index(item)
        for index, item in enumerate(terms.items)
        if now.value(terms, index) == (0, 1) and best.value(terms, index) == (1, 1)
    ]
    return OneOf(rule.index, frozenset(short)) if short else None


def asked_beside(facts: Scored, aim: OneAim, choices: Sequence[OneOf]) -> Mapping[int, int]:
    """Return the positions that a target of rungs asks for beside what its choices do."""
    demands, left_out = facts.rule_demands, {choice.requirement for choice in choices}
    if demands is None or not choices:
        return aim.demanded
    asked = [demands.ask_requirement(rule) for rule in _unmet(demands, aim) if rule.index not in left_out]
    pairs = sorted(pair for demand in asked for pair in demand.items())  # of two positions the higher comes last
    return dict(pairs)


def _unmet(demands: RuleDemands, aim: OneAim) -> list[CompiledRequirement]:
    """Return the unmet requirements of a target."""
    return [
        rule
        for ladder, rung in aim.rungs.items()
        for rule in demands.compiled.ladders[ladder].requirements
        if rule.rung <= rung and demands.now.state(rule) == UNMET
    ]
