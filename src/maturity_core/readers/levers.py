"""Biggest levers: the capabilities that move the overall score most for their effort."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.results.parts import Lever
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework


def levers(framework: Framework, codes: Codes) -> Entries[Lever]:
    """Return the biggest levers of one organisation, given codes (n_questions,); none without `[levers]`.

    Every question of a capability rises by one option, an open one from the lowest. Levers are ordered by the gain of
    the overall score divided by the effort; ties by id. Capabilities with unmet prerequisites are left out.
    """
    if framework.levers is None:
        return Entries()
    engine, chart = framework.engine, framework.chart
    count = len(framework.capabilities)
    lifted = np.repeat(codes[:, None], count + 1, axis=1)
    for column, index in enumerate(chart.owner):
        if codes[column] != NOT_APPLICABLE:
            lifted[column, index] = min(max(int(codes[column]), 0) + 1, int(engine.tops[column, 0]))
    standing = engine.stand(lifted)
    place = standing.places[engine.index[FRAMEWORK]]
    now = place.score(count)
    blocked = {need.capability for need in chart.needs if not need.met(standing)[count]}
    found: list[Lever] = []
    for index, capability in enumerate(framework.capabilities):
        gain = (place.score(index) or Fraction(0)) - (now or Fraction(0))
        if gain > 0 and index not in blocked:
            found.append(
                Lever(
                    capability=capability.id,
                    name=capability.name,
                    **both(effort=capability.effort, gain=gain, gain_by_effort=gain / capability.effort),
                )
            )
    found.sort(key=lambda lever: (-lever.gain_by_effort_exact, lever.capability))
    return Entries(found[: framework.levers.show])
