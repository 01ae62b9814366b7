"""Frameworks that ask what nobody needs to answer: a question counts, although the one that it needs is too low."""

from __future__ import annotations

from functools import cached_property

from builders import capability, dimension, question, rule
from zoo.habitat import Animal, framed

from maturity_core import Framework
from maturity_core.model.conditions import Conditions
from maturity_core.model.ladders import Lookup


class CountsWhatIsNotAsked(Framework):
    """An answer counts although the question that it needs is at its lowest option."""

    @cached_property
    def _lookup(self) -> Lookup:
        lookup = super()._lookup
        vars(lookup)["conditions"] = Conditions((), {})
        return lookup


NEEDING = {
    "dimensions": [dimension("work")],
    "capabilities": [capability("goals")],
    "questions": [
        question("goals-set", "goals"),
        question("goals-kept", "goals", needs={"question": "goals-set", "option": "often"}),
    ],
    "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
}

ANIMALS: tuple[Animal, ...] = (framed(CountsWhatIsNotAsked, "unasked-counts-as-lowest", **NEEDING),)
