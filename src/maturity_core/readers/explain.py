"""Explanation: for every rung of every ladder, what is required, what was measured, and what holds it back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.results.explanation import Explanation, LadderState, RequirementState, RungState
from maturity_core.results.numbers import double

if TYPE_CHECKING:
    from collections.abc import Hashable

    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement, Terms
    from maturity_core.model.framework import Framework
    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.demands import RuleDemands
    from maturity_core.scoring.one.evaluate import RuleStanding


MOST_KEPT = 4096
"""The most measured requirements that are kept: those of a few questions come again and again."""
Verdict = Literal["met", "unmet", "passed over"]


def explain(facts: Scored) -> Explanation:
    """Return the reasons for the levels of one organisation."""
    demands = facts.rule_demands
    if demands is None:
        return known(Explanation, {"available": False, "ladders": Entries()})
    order = [demands.compiled.ladders[-1], *reversed_kinds(demands.compiled)]
    ladders = Entries([_ladder(facts.by, demands, ladder) for ladder in order if ladder.top])
    return known(Explanation, {"available": True, "ladders": ladders})


def reversed_kinds(compiled: Compiled) -> list[CompiledLadder]:
    """Return the dimensions, then the capabilities, each in file order, then the measures."""
    kinds = ("dimension", "capability", "measure")
    return [ladder for kind in kinds for ladder in compiled.ladders if ladder.name.kind == kind]


def _ladder(framework: Framework, demands: RuleDemands, ladder: CompiledLadder) -> LadderState:
    place = demands.compiled.positions[ladder.name]
    levels, rank = framework.outline.levels[place], demands.now.rank(place)
    rungs: list[RungState] = []
    for level, rules in zip(levels[1:], ladder.rungs, strict=True):
        states = tuple([_requirement(framework, demands, rule) for rule in rules])
        found = {state.state for state in states}
        verdict: Verdict = "unmet" if "unmet" in found else "met" if "met" in found else "passed over"
        rungs.append(known(RungState, {"level": level.id, "state": verdict, "requirements": states}))
    now = levels[rank].id if rank >= 0 else None
    return known(LadderState, {"ladder": ladder.name, "level": now, "rungs": Entries(rungs)})


def _requirement(framework: Framework, demands: RuleDemands, rule: CompiledRequirement) -> RequirementState:
    applies, met = demands.now.state(rule)
    found = _measured(framework, demands.now, rule, "set aside" if not applies else "met" if met else "unmet")
    if met or not applies:
        return found
    ids = framework.outline.ids
    held = tuple([ids[place] for place in sorted(demands.ask_requirement(rule))])
    return known(RequirementState, {**vars(found), "holding_back": held})


def _measured(
    framework: Framework, now: RuleStanding, rule: CompiledRequirement, state: Literal["met", "unmet", "set aside"]
) -> RequirementState:
    """Return a requirement with what was measured: sheets that come to the same share it."""
    kept = framework.outline.measured
    key: Hashable = rule.index, _what_counts(now, rule) if state != "set aside" else None
    found = kept.get(key)
    if found is None:
        measured = None if state == "set aside" else measured_value(now, rule)
        values: dict[str, Any] = {
            "requirement": rule.index,
            "statistic": rule.statistic.name,
            "measured": double(measured),
            "measured_exact": measured,
            "threshold": double(rule.threshold),
            "threshold_exact": rule.threshold,
            "state": state,
            "holding_back": (),
        }
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[key] = known(RequirementState, values)
    return found


def _what_counts(now: RuleStanding, rule: CompiledRequirement) -> Hashable:
    """Return all that the statistic's value depends on."""
    if rule.statistic.lowest:
        lowest = min(_values(now, rule.terms))
        return lowest.numerator, lowest.denominator
    return now.sums(rule.terms)


def measured_value(now: RuleStanding, rule: CompiledRequirement) -> Fraction:
    """Return the statistic's value: what is compared with the threshold."""
    if rule.statistic.lowest:
        return rule.as_written(min(_values(now, rule.terms)))
    return rule.as_written(rule.statistic.measured(*now.sums(rule.terms), each=rule.each))


def _values(now: RuleStanding, terms: Terms) -> list[Fraction]:
    """Return the values of the applicable items of a *least*."""
    if terms.kind == "questions":
        credits_ = now.single.compiled.credits
        standing = now.single.compiled.standing
        codes = [
            (item, standing[item] if now.codes[item] == NOT_APPLICABLE else now.codes[item]) for item in terms.items
        ]
        return [credits_[item][max(code, 0)] for item, code in codes if code is not None]
    items = [item for index, item in enumerate(terms.items) if now.value(terms, index) is not None]
    if terms.value.endswith("level"):
        return [Fraction(place.rank, place.highest) for place in map(now.place, items)]
    return [Fraction(*(now.score(item) or (0, 1))) for item in items]
