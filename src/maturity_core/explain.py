"""Explanation: for every rung of every ladder, what was asked, what was measured, and which questions hold it back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.demands import NO_DEMAND
from maturity_core.engine import PlanEngine
from maturity_core.evaluate import item_applies, sums
from maturity_core.answers import NOT_APPLICABLE
from maturity_core.results import Explanation, LadderState, RequirementState, RungState
from maturity_core.wording import ladder_name, requirement_sentence

if TYPE_CHECKING:
    from maturity_core.evaluate import Codes, Standing
    from maturity_core.framework import Framework
    from maturity_core.plan import LadderPlan, Plan, Rule, Terms


def explain(framework: Framework, codes: Codes) -> Explanation:
    """Return why one organisation, with codes (n_questions,), stands where it does."""
    engine = framework.engine
    if not isinstance(engine, PlanEngine):
        return Explanation(available=False, ladders=())
    sheet = codes[:, None]
    standing = engine.stand(sheet)
    order = [engine.plan.ladders[-1], *reversed_kinds(engine.plan)]
    ladders = tuple(_ladder(framework, engine, sheet, standing, ladder) for ladder in order if ladder.top)
    return Explanation(available=True, ladders=ladders)


def reversed_kinds(plan: Plan) -> list[LadderPlan]:
    """Return the dimensions, then the capabilities, each in file order."""
    dimensions = [ladder for ladder in plan.ladders if ladder.name.startswith("dimension ")]
    return dimensions + [ladder for ladder in plan.ladders if ladder.name.startswith("capability ")]


def _ladder(framework: Framework, engine: PlanEngine, sheet: Codes, standing: Standing, ladder: LadderPlan) -> LadderState:
    place = standing.places[engine.index[ladder.name]]
    levels = framework.ladder_levels(ladder.name)
    rungs = []
    for rung in range(1, ladder.top + 1):
        states = tuple(_requirement(framework, engine, sheet, standing, rule) for rule in ladder.rules if rule.rung == rung)
        unmet = any(state.state == "unmet" for state in states)
        verdict = "passed over" if not place.remains[rung - 1][0] else "unmet" if unmet else "met"
        rungs.append(RungState(level=levels[rung].id, name=levels[rung].name, state=verdict, requirements=states))
    rank = int(place.rank[0])
    return LadderState(
        ladder=ladder.name,
        name=ladder_name(framework, ladder.name),
        level=levels[rank].id if rank >= 0 else None,
        rungs=tuple(rungs),
    )


def _requirement(framework: Framework, engine: PlanEngine, sheet: Codes, standing: Standing, rule: Rule) -> RequirementState:
    requirement = framework.all_requirements[rule.index]
    applies, met = bool(standing.applies[rule.index][0]), bool(standing.met[rule.index][0])
    return RequirementState(
        sentence=requirement_sentence(framework, requirement),
        statistic=rule.statistic,
        measured=_measured(engine.plan, rule, sheet, standing, requirement.base, requirement.top) if applies else None,
        threshold=rule.threshold,
        state="set aside" if not applies else "met" if met else "unmet",
        basis=requirement.basis,
        because=requirement.because,
        place=requirement.place,
        holding_back=() if met or not applies else _holding_back(framework, engine, sheet, rule),
    )


def _measured(
    plan: Plan, rule: Rule, sheet: Codes, standing: Standing, base: Fraction | None, top: Fraction | None
) -> Fraction:
    """Return the statistic's value: what is compared with the threshold."""
    terms = rule.terms
    if rule.statistic == "least":
        return min(_values(plan, terms, sheet, standing))
    amount, weight = sums(plan, terms, sheet, list(standing.places))
    value, total = Fraction(amount[0]), Fraction(weight if isinstance(weight, int) else weight[0])
    if rule.statistic == "count":
        return value
    if rule.statistic == "total":
        step = 1 / (terms.unit * terms.scale)
        return base + value * step if base is not None else (top or Fraction(0)) - (total * terms.unit - value) * step
    return value / (total * terms.unit)


def _values(plan: Plan, terms: Terms, sheet: Codes, standing: Standing) -> list[Fraction]:
    """Return the values of a least's items that apply."""
    if terms.kind == "questions":
        codes = [(item, int(sheet[item, 0])) for item in terms.items if sheet[item, 0] != NOT_APPLICABLE]
        return [plan.credits[item][code] if code >= 0 else Fraction(0) for item, code in codes]
    values = []
    for index, item in enumerate(terms.items):
        place = standing.places[item]
        if item_applies(terms, index, place)[0]:
            level = Fraction(max(int(place.rank[0]), 0), int(place.highest[0]) or 1)
            values.append(level if terms.value.endswith("level") else place.score(0) or Fraction(0))
    return values


def _holding_back(framework: Framework, engine: PlanEngine, sheet: Codes, rule: Rule) -> tuple[str, ...]:
    demands = engine.demands(sheet)
    demands.ask_rule(rule, np.array([0]))
    asked = demands.settle()[:, 0] != NO_DEMAND
    return tuple(question.id for question, held in zip(framework.questions, asked, strict=True) if held)


