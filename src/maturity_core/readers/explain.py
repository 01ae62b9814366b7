"""Explanation: for every rung of every ladder, what was asked, what was measured, and which questions hold it back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from maturity_core.model.entries import Entries
from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE
from maturity_core.results.explanation import Explanation, LadderState, RequirementState, RungState
from maturity_core.results.stored import both
from maturity_core.scoring.many.place import take
from maturity_core.scoring.many.sums import item_applies

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.compiled.terms import Compiled, CompiledLadder, Rule, Terms
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Requirement
    from maturity_core.scoring.many.demands import Demands


Verdict = Literal["met", "unmet", "passed over"]


def explain(framework: Framework, codes: Codes) -> Explanation:
    """Return why one organisation, with codes (n_questions,), stands where it does."""
    demands = framework.engine.demands(codes[:, None])
    if demands is None:
        return Explanation(available=False, ladders=Entries())
    order = [demands.compiled.ladders[-1], *reversed_kinds(demands.compiled)]
    ladders = Entries(_ladder(framework, demands, ladder) for ladder in order if ladder.top)
    return Explanation(available=True, ladders=ladders)


def reversed_kinds(compiled: Compiled) -> list[CompiledLadder]:
    """Return the dimensions, then the capabilities, each in file order."""
    kinds = ("dimension", "capability")
    return [ladder for kind in kinds for ladder in compiled.ladders if ladder.name.kind == kind]


def _ladder(framework: Framework, demands: Demands, ladder: CompiledLadder) -> LadderState:
    place = demands.now.places[demands.compiled.positions[ladder.name]]
    levels = framework.ladder_levels(ladder.name)
    rungs: list[RungState] = []
    for rung in range(1, ladder.top + 1):
        states = tuple(_requirement(framework, demands, rule) for rule in ladder.rules if rule.rung == rung)
        unmet = any(state.state == "unmet" for state in states)
        verdict: Verdict = "passed over" if not place.remains[rung - 1][0] else "unmet" if unmet else "met"
        rungs.append(RungState(level=levels[rung].id, state=verdict, requirements=states))
    rank = int(place.rank[0])
    return LadderState(
        ladder=ladder.name,
        level=levels[rank].id if rank >= 0 else None,
        rungs=Entries(rungs),
    )


def _requirement(framework: Framework, demands: Demands, rule: Rule) -> RequirementState:
    requirement = framework.all_requirements[rule.index]
    applies, met = (bool(flags[0]) for flags in demands.now.rule(rule.index))
    held: tuple[str, ...] = ()
    if applies and not met:
        asked = demands.alone(rule)[:, 0] != NO_DEMAND
        held = tuple(framework.questions[column].id for column in np.flatnonzero(asked).tolist())
    return RequirementState(
        requirement=rule.index,
        statistic=rule.statistic.name,
        **both(measured=_measured(rule, requirement, demands) if applies else None, threshold=rule.threshold),
        state="set aside" if not applies else "met" if met else "unmet",
        holding_back=held,
    )


def _measured(rule: Rule, requirement: Requirement, demands: Demands) -> Fraction:
    """Return the statistic's value: what is compared with the threshold."""
    terms = rule.terms
    if rule.statistic.lowest:
        return min(_values(terms, demands))
    amount, weight, unit = (int(take(number, 0)) for number in demands.now.sums(terms))
    start = (requirement.top if requirement.base is None else requirement.base) or Fraction(0)
    value = rule.statistic.measured(amount, weight, unit, down=rule.down)
    return rule.statistic.as_written(value, start, terms.scale)


def _values(terms: Terms, demands: Demands) -> list[Fraction]:
    """Return the values of a least's items that apply."""
    if terms.kind == "questions":
        codes = [(item, int(demands.codes[item, 0])) for item in terms.items]
        return [demands.compiled.credits[item][max(code, 0)] for item, code in codes if code != NOT_APPLICABLE]
    values: list[Fraction] = []
    for index, item in enumerate(terms.items):
        place = demands.now.places[item]
        if item_applies(terms, index, place)[0]:
            by_level = terms.value.endswith("level")
            score = Fraction(int(place.rank[0]), int(place.highest[0])) if by_level else place.score(0)
            values.append(score or Fraction(0))
    return values
