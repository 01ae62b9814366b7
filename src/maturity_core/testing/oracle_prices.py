"""What moves cost, and what questions are worth in the overall score."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_core.model.nouns import Capability
    from maturity_core.testing.oracle_model import Model

Dearness = tuple[bool, Fraction, int, str]


def dearest(cost: Fraction, added: Fraction, name: str, resting: int = 0) -> Dearness:
    """Return what sorts the dearest for what it adds first: what adds nothing before all else, by cost.

    Ties go by how many others rest on it, then by id.
    """
    return (True, -cost / added, resting, name) if added else (False, -cost, resting, name)


class Prices:
    """What one option step of each capability costs, and the share of each question in the overall score."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.shares = [Fraction(0)] * len(model.credits)
        self._share("framework", Fraction(1))
        self.steps = {capability.id: self._step(capability) for capability in model.framework.capabilities}

    def _share(self, ladder: str, whole: Fraction) -> None:
        """Hand a share down to the items of a ladder's score, by weight; a level is followed as a score is."""
        items = [item for item in self.model.score_items[ladder] if item.weight > 0]
        weights = sum(item.weight for item in items)
        for item in items:
            part = whole * item.weight / weights
            if item.ladder:
                self._share(item.ladder, part)
            else:
                self.shares[item.question] += part

    def _step(self, capability: Capability) -> Fraction:
        """Return half of the effort, spread evenly over the option steps of the deeds asked for, whatever applies."""
        own = [q for q in self.model.framework.questions if q.capability == capability.id and not q.outcome]
        return capability.effort / 2 / max(1, sum(len(q.options) - 1 for q in own))
