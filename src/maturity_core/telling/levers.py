"""The biggest levers, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.routes import Raise


def lever_text(assessment: Assessment, step: Raise, words: Words = ENGLISH) -> str:
    """Return that a step is one of the biggest levers; empty if it is none."""
    return words.say("lever-step") if any(lever.capability == step.capability for lever in assessment.levers) else ""


def levers_beside_text(assessment: Assessment, steps: Sequence[Raise], words: Words = ENGLISH) -> str:
    """Return which of the biggest levers are none of the steps; empty if all are, or if there is no level yet."""
    told = {step.capability for step in steps}
    levers = () if assessment.not_yet else assessment.levers
    names = [lever.name for lever in levers if lever.capability not in told]
    return words.form("levers-beside", len(names), names=words.listed(names)) if names else ""
