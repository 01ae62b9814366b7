"""Explanation: for every rung of every ladder, what is required, what was measured, and what holds it back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.results.explanation import Explanation, LadderState, RequirementState, RungState
from maturity_core.results.stored import double
from maturity_core.scoring.one.asked import Asked

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled, CompiledLadder, Rule, Terms
    from maturity_core.model.framework import Framework
    from maturity_core.readers.records import Facts
    from maturity_core.scoring.one.sheet import Sheet


Verdict = Literal["met", "unmet", "passed over"]


def explain(facts: Facts) -> Explanation:
    """Return the reasons for the levels of one organisation."""
    asked = facts.asking
    if not isinstance(asked, Asked):
        return known(Explanation, {"available": False, "ladders": Entries()})
    order = [asked.compiled.ladders[-1], *reversed_kinds(asked.compiled)]
    ladders = Entries([_ladder(facts.by, asked, ladder) for ladder in order if ladder.top])
    return known(Explanation, {"available": True, "ladders": ladders})


def reversed_kinds(compiled: Compiled) -> list[CompiledLadder]:
    """Return the dimensions, then the capabilities, each in file order."""
    kinds = ("dimension", "capability")
    return [ladder for kind in kinds for ladder in compiled.ladders if ladder.name.kind == kind]


def _ladder(framework: Framework, asked: Asked, ladder: CompiledLadder) -> LadderState:
    place = asked.compiled.positions[ladder.name]
    levels, rank = framework.outline.levels[place], asked.sheet.rank(place)
    rungs: list[RungState] = []
    for level, rules in zip(levels[1:], ladder.rungs, strict=True):
        states = tuple([_requirement(framework, asked, rule) for rule in rules])
        found = {state.state for state in states}
        verdict: Verdict = "unmet" if "unmet" in found else "met" if "met" in found else "passed over"
        rungs.append(known(RungState, {"level": level.id, "state": verdict, "requirements": states}))
    now = levels[rank].id if rank >= 0 else None
    return known(LadderState, {"ladder": ladder.name, "level": now, "rungs": Entries(rungs)})


def _requirement(framework: Framework, asked: Asked, rule: Rule) -> RequirementState:
    met, applies = asked.sheet.state(rule)
    held: tuple[str, ...] = ()
    if applies and not met:
        ids = framework.outline.ids
        held = tuple([ids[place] for place in sorted(asked.rule(rule))])
    measured = _measured(framework, asked.sheet, rule) if applies else None
    values: dict[str, Any] = {
        "requirement": rule.index,
        "statistic": rule.statistic.name,
        "measured": double(measured),
        "measured_exact": measured,
        "threshold": double(rule.threshold),
        "threshold_exact": rule.threshold,
        "state": "set aside" if not applies else "met" if met else "unmet",
        "holding_back": held,
    }
    return known(RequirementState, values)


def _measured(framework: Framework, sheet: Sheet, rule: Rule) -> Fraction:
    """Return the statistic's value: what is compared with the threshold."""
    if rule.statistic.lowest:
        return min(_values(sheet, rule.terms))
    amount, weight, unit = sheet.sums(rule.terms)
    requirement = framework.all_requirements[rule.index]
    start = (requirement.top if requirement.base is None else requirement.base) or Fraction(0)
    value = rule.statistic.measured(amount, weight, unit, down=rule.down)
    return rule.statistic.as_written(value, start, rule.terms.scale)


def _values(sheet: Sheet, terms: Terms) -> list[Fraction]:
    """Return the values of the applicable items of a *least*."""
    if terms.kind == "questions":
        credits_ = sheet.single.compiled.credits
        codes = [(item, sheet.codes[item]) for item in terms.items]
        return [credits_[item][max(code, 0)] for item, code in codes if code != NOT_APPLICABLE]
    items = [item for index, item in enumerate(terms.items) if sheet.part(terms, index) is not None]
    if terms.value.endswith("level"):
        return [Fraction(stand.rank, stand.highest) for stand in map(sheet.stand, items)]
    return [Fraction(*(sheet.score(item) or (0, 1))) for item in items]
