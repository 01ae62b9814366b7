"""Biggest levers: the capabilities that raise the overall score most for their effort."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.results.parts import Lever
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.conditions import Conditions
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Capability
    from maturity_core.scoring.one.standing import Standing


def levers(framework: Framework, now: Standing) -> Entries[Lever]:
    """Return the biggest levers of one organisation; none without `[levers]`.

    Every question of a capability that is no outcome rises by one option, an open one from the lowest. Levers are
    ordered by the gain of the overall score divided by the effort; ties by id. Capabilities with unmet prerequisites
    are left out.
    """
    if framework.levers is None:
        return Entries()
    overall = framework.outline.overall
    before = now.score(overall)
    if before is None:
        return Entries()
    blocked = {need.capability for need in framework.chart.needs if not need.is_met(now)}
    outcomes = framework.chart.outcomes
    deeds = ([question for question in questions if question not in outcomes] for questions in framework.outline.own)
    lifted = {
        index: now.moved(answers).score(overall) or before
        for index, questions in enumerate(deeds)
        if index not in blocked and (answers := _one_up(now, questions, framework.lookup.conditions))
    }
    # Over one denominator the gains are whole numbers, and so are those by effort over one numerator of all efforts.
    unit = lcm(before[1], *(below for _, below in lifted.values()))
    gains = {
        index: above * (unit // below) - before[0] * (unit // before[1]) for index, (above, below) in lifted.items()
    }
    by_effort = framework.outline.by_effort
    order = sorted(
        (-gain * by_effort[index], framework.capabilities[index].id, index) for index, gain in gains.items() if gain > 0
    )
    shown = [index for _, _, index in order[: framework.levers.show]]
    return Entries([_lever(framework.capabilities[index], Fraction(gains[index], unit)) for index in shown])


def _one_up(now: Standing, questions: Sequence[int], conditions: Conditions) -> dict[int, int]:
    """Return the answers with each of the questions one option higher, where there is a higher one that counts."""
    codes, tops = now.codes, now.tops
    risen = {
        question: max(codes[question], 0) + 1
        for question in questions
        if NOT_APPLICABLE != codes[question] != tops[question]
    }
    return conditions.held(risen, codes)


def _lever(capability: Capability, gain: Fraction) -> Lever:
    numbers = both(effort=capability.effort, gain=gain, gain_by_effort=gain / capability.effort)
    return known(Lever, {"capability": capability.id, "name": capability.name, **numbers})
