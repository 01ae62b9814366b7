"""Random numbers of requirements, rules and scores in the unit of their items, where these have one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladders_meant, selected
from maturity_core.model.node import FixedDict, altered
from maturity_core.model.requirement import Filter, Items, Requirement
from maturity_core.model.scorers import Staged
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import unit_of
from maturity_core.testing.strategy_parts import fine, in_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DrawFn

    from maturity_core.model.measure import Measure
    from maturity_core.model.requirement import Score
    from maturity_core.model.scale import Ends
    from maturity_core.model.scorers import Rule
    from maturity_core.testing.strategy_parts import Parts


def values(draw: DrawFn, drawn: Parts) -> None:
    """Write some numbers of the rules in the unit of their items, where these have one."""
    drawn.requirements[:] = [
        _requirement(drawn, entry) if entry.by == "score" and draw(st.booleans()) else entry
        for entry in drawn.requirements
    ]
    drawn.rules[:] = [_rule(drawn, rule) if draw(st.booleans()) else rule for rule in drawn.rules]
    drawn.scores[:] = [_score(drawn, score) if draw(st.booleans()) else score for score in drawn.scores]
    drawn.measures = tuple(_measure(drawn, entry) if draw(st.booleans()) else entry for entry in drawn.measures)


def _unit(drawn: Parts, ladders: list[str], of: Items) -> Ends | None:
    """Return the one unit that the items have on all these ladders."""
    units = {unit_of(drawn, ladder, of) for ladder in ladders}
    return units.pop() if len(units) == 1 else None


def _requirement(drawn: Parts, entry: Requirement) -> Requirement:
    ladders = ladders_meant(drawn, entry.ladder, entry.level)
    unit = _unit(drawn, ladders, entry.of)
    if unit is None or isinstance(entry.reaching, str):
        return entry
    changed: dict[str, Any] = {"by": "value"}
    if STATISTICS[entry.statistic].adds:
        changed["total"] = _total(drawn, entry, ladders, unit)
    elif isinstance(entry.reaching, Fraction):
        changed["reaching"] = in_unit(entry.reaching, unit)
    else:
        changed[entry.statistic] = in_unit(entry.threshold, unit)
    writable = all(number is not None and fine(number) for name, number in changed.items() if name != "by")
    return altered(entry, **changed) if writable else entry


def _total(drawn: Parts, entry: Requirement, ladders: list[str], unit: Ends) -> Fraction | None:
    """Return the total in the unit; None if it would not lie within reach on every ladder."""
    low, span = unit[0], unit[1] - unit[0]
    if entry.base is None:
        top = entry.top or Fraction(0)
        return top - span * (top - entry.threshold)
    weights = {
        sum((drawn.weight(entry.of.kind, item) for item in selected(drawn, ladder, entry.of)), Fraction(0))
        for ladder in ladders
    }
    weight = weights.pop()
    return None if weights else entry.base + span * (entry.threshold - entry.base) + low * weight


def _rule(drawn: Parts, rule: Rule) -> Rule:
    ladders = ladders_meant(drawn, rule.ladder)
    default = Items(dimensions="all") if ladders == [FRAMEWORK] else Items(questions="all")
    of = getattr(rule, "of", None) or (Items(questions=Filter()) if isinstance(rule, Staged) else default)
    unit = _unit(drawn, ladders, of)
    if unit is None or getattr(rule, "by", None) != "score":
        return rule
    if isinstance(rule, Staged):
        name = "mean" if rule.mean is not None else "reaching"
        number = in_unit(getattr(rule, name), unit)
        return altered(rule, by="value", **{name: number}) if fine(number) else rule
    given: Mapping[str, Fraction] = getattr(rule, "cuts", {})
    cuts = {level: in_unit(cut, unit) for level, cut in given.items()}
    return altered(rule, by="value", cuts=FixedDict(cuts)) if cuts and fine(*cuts.values()) else rule


def _score(drawn: Parts, score: Score) -> Score:
    """Return the total of the framework as one of values, if its items have a unit."""
    unit = unit_of(drawn, FRAMEWORK, score.of) if score.total_of is not None and score.by == "score" else None
    if unit is None:
        return score
    weights = [drawn.weight(score.of.kind, item) for item in selected(drawn, FRAMEWORK, score.of)]
    ends = STATISTICS["total"].limits(weights, score.base, score.top, unit)
    return altered(score, by="value", range=ends if score.range and fine(*ends) else None)


def _measure(drawn: Parts, measure: Measure) -> Measure:
    """Return a measure in the unit of its items, if they have one: a total only if nothing reads measures."""
    unit = unit_of(drawn, Ladder("measure", measure.id), measure.of)
    if unit is None or measure.by != "score" or measure.statistic == "mean" or isinstance(measure.reaching, str):
        return measure
    if measure.reaching is None:
        entries = [*drawn.measures, *drawn.requirements, *drawn.scores, *drawn.rules]
        read = [getattr(entry, "of", None) for entry in entries]
        return measure if any(of and of.kind == "measures" for of in read) else altered(measure, by="value")
    number = in_unit(measure.reaching, unit)
    return altered(measure, by="value", reaching=number) if fine(number) else measure
