"""How far the level is from the next one, and from the one before, in a sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.statistics import STATISTICS, Statistic
from maturity_core.telling.standing import deciding_rungs, told_rung
from maturity_core.telling.wording import in_unit
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.explanation import RequirementState, RungState


def margin_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return how much is missing to the next level, and by how much the present one is safe.

    Of several requirements that are met, the margin is that of the one with least of it for what it asks. Nothing is
    missing in numbers where more than one requirement is unmet, and nobody is safe by items that are counted where a
    single answer drops the level. Empty if there is nothing to count: no level yet, a scorer in code, or requirements
    of shares or single answers alone.
    """
    reached, missed = deciding_rungs(assessment)
    lack = _nearest([missed] if missed and _unmet(missed) == 1 else [], met=False)
    slack = _nearest(reached[-1:], met=True)
    if slack is not None and STATISTICS[slack.statistic].capped and _margin(slack) and assessment.one_answer.drops:
        slack = None
    level = assessment.level.name if assessment.level else ""
    values = {
        "lack": _told(assessment.framework, lack, words),
        "slack": _told(assessment.framework, slack, words),
        "next": told_rung(assessment, missed) if missed else "",
        "level": level,
    }
    if slack is None:
        return words.say("margin-next", **values) if lack is not None else ""
    form = "margin-previous" if lack is None else "margin-both"
    if _margin(slack):
        return words.say(form, **values)
    return words.say(f"{form}-enough" if STATISTICS[slack.statistic].capped else f"{form}-exactly", **values)


def _unmet(rung: RungState) -> int:
    return sum(state.state == "unmet" for state in rung.requirements)


def _nearest(rungs: Iterable[RungState], *, met: bool) -> RequirementState | None:
    """Return the requirement, met or not, with least margin for what it asks.

    Those of the lowest item do not count, nor do shares: nobody is short of points of a share of areas.
    """
    counted = [
        state
        for rung in rungs
        for state in rung.requirements
        if state.state == ("met" if met else "unmet") and _counted(STATISTICS[state.statistic])
    ]
    return min(counted, key=_relative, default=None)


def _counted(statistic: Statistic) -> bool:
    return not statistic.lowest and (statistic.capped or not statistic.reaching)


def _relative(state: RequirementState) -> Fraction:
    asked = state.threshold_exact
    return _margin(state) / (max(asked, -asked) or 1)


def _margin(state: RequirementState) -> Fraction:
    """Return by how much a requirement is met, below 0 if it is missed; a count may ask for more than applies."""
    margin = (state.measured_exact or Fraction(0)) - state.threshold_exact
    return max(margin, Fraction(0)) if state.state == "met" else margin


def _told(framework: Framework, state: RequirementState | None, words: Words) -> str:
    """Return a margin in points, or in the items that are counted: of these all that count, if it is none."""
    if state is None:
        return ""
    amount, requirement = abs(_margin(state)), framework.all_requirements[state.requirement]
    counts = STATISTICS[state.statistic].capped
    if counts:
        points = words.number(amount or Fraction(state.measured_exact or 0))
    else:
        points = words.decimal(amount) if in_unit(framework, requirement) else words.points(amount)
        points = (
            points if points.strip("0.,") else words.number(amount if in_unit(framework, requirement) else amount * 100)
        )
    number = int(points) if points.isdecimal() else None
    return words.form(f"counted-{requirement.of.kind}" if counts else "points", number, points=points)
