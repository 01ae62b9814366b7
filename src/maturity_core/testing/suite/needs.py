"""Which prerequisites are met: written from the meaning alone, and read only from results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder

if TYPE_CHECKING:
    from maturity_core.model.nouns import Prerequisite
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject


def needs_met(subject: Subject, sheet: Sheet) -> dict[tuple[str, str], bool]:
    """Return, for each pair of a capability and one that it requires, whether all of that is met."""
    met: dict[tuple[str, str], bool] = {}
    for capability in subject.framework.capabilities:
        for need in capability.requires:
            pair = (capability.id, need.capability)
            met[pair] = met.get(pair, True) and _met(subject, sheet, need)
    return met


def _met(subject: Subject, sheet: Sheet, need: Prerequisite) -> bool:
    """Return whether a prerequisite is met: it is reached, or its capability counts nowhere (no rung or score left)."""
    ladder = Ladder("capability", need.capability)
    result = subject.results(sheet)[ladder]
    if ladder in subject.rungs and result.level is None:
        return True
    if need.credit is not None:
        return result.score_exact is None or result.score_exact >= need.credit
    levels = [level.id for level in subject.framework.ladder_levels(ladder)]
    rung = levels.index(str(need.level))
    if subject.scorer:
        return result.level is not None and levels.index(result.level.id) >= rung
    states = subject.states(sheet, ladder)
    return all(states.get(level) != "unmet" for level in levels[: rung + 1])
