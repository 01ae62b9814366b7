"""One sheet, scored: what all readers of one organisation start from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.states import OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from maturity_core.answers.facts import SheetFacts
    from maturity_core.model.framework import Framework
    from maturity_core.readers.one_aim import Beginning, OneAim, Way
    from maturity_core.scoring.one.demands import RuleDemands
    from maturity_core.scoring.one.standing import Demands, Standing


class Scored:
    """The answers of a sheet, and what the framework's engine makes of them.

    `given` has the answers as codes, `codes` what they count as; `numbers_exact` and `facts` are what the sheet said
    beside them. `aim`, `way` and `first` are the default target, the plan that leads to it and what to do first, kept
    by the readers that find them.
    """

    aim: OneAim | None = None
    way: Way | None = None
    first: Sequence[Beginning] | None = None
    _now: Standing | None = None

    def __init__(
        self,
        framework: Framework,
        codes: Sequence[int],
        numbers: Mapping[str, Fraction] | None = None,
        facts: SheetFacts | None = None,
    ) -> None:
        self.by = framework
        self.given = codes
        self.codes = framework.lookup.conditions.counted(codes)
        self.numbers_exact = numbers or {}
        if facts is not None:
            self.facts = facts

    @cached_property
    def facts(self) -> SheetFacts:
        """What the sheet said beside the answers."""
        from maturity_core.answers.facts import NO_FACTS  # noqa: PLC0415 - a level needs no facts

        return NO_FACTS

    @property
    def now(self) -> Standing:
        """The answers, read by the framework's engine."""
        if self._now is None:
            self._now = self.by.engine.stand_one(self.codes)
        return self._now

    @cached_property
    def told(self) -> Sequence[int]:
        """The answers as results tell them: what is open stays open, all else is what it counts as."""
        return [given if given in OPEN else counted for given, counted in zip(self.given, self.codes, strict=True)]

    @cached_property
    def demands(self) -> Demands:
        """What a target asks of its questions."""
        return self.rule_demands or self.by.engine.demands_on(self.now)

    @cached_property
    def rule_demands(self) -> RuleDemands | None:
        """The same, if requirements score it; None for a scorer in code."""
        return self.by.engine.rule_demands(self.now)
