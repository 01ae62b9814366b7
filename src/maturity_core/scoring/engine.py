"""Engines, which the readers use: one reads compiled requirements, the other calls a scorer in code.

Both answer two questions: what the levels and scores are, and which option a goal requires for each question; for one
sheet, in plain integers, and for many organisations at once, in arrays (`many`). Numpy is loaded for many alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, cast

from maturity_core.compiled.compiler import compile_framework
from maturity_core.model.ladders import ladder_names
from maturity_core.scoring.one import evaluate as one_evaluate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.compiled.terms import Compiled
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.engine import ManyByRules, ManyEngine
    from maturity_core.scoring.one import demands as one_demands
    from maturity_core.scoring.one import standing as one


class Engine(ABC):
    """Evaluates one framework, for one sheet; `many` does for many at once. `ladders` names the places of a standing.

    `within_reach` says that the best answers are known to reach every remaining rung. `compiled`, `single` and
    `rule_demands` exist only for frameworks that are scored by requirements. Of a scorer in code, readers know only
    that a better answer never lowers anything.
    """

    within_reach = False

    @cached_property
    def compiled(self) -> Compiled | None:
        """The compiled requirements; None for a scorer in code."""
        return None

    @cached_property
    def single(self) -> one_evaluate.Packed | None:
        """The compiled requirements for reading single sheets; None for a scorer in code."""
        return None

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.ladders = tuple(ladder_names(framework))
        self.index: dict[str, int] = {name: index for index, name in enumerate(self.ladders)}

    if TYPE_CHECKING:

        @cached_property
        def many(self) -> ManyEngine: ...  # noqa: D102 - the same for many organisations at once

    @abstractmethod
    def stand_one(self, codes: Sequence[int]) -> one.Standing:
        """Return the standing of one sheet, by its codes in file order."""

    @abstractmethod
    def demands_on(self, now: one.Standing) -> one.Demands:
        """Return what targets ask of one sheet, by its standing."""

    def rule_demands(self, now: one.Standing) -> one_demands.RuleDemands | None:
        """Return the same with all that requirements ask; None for a scorer in code."""
        del now
        return None


class RuleEngine(Engine):
    """Reads the compiled requirements of a data framework."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.within_reach = self.compiled.within_reach

    @cached_property
    def compiled(self) -> Compiled:
        """See `Engine.compiled`."""
        return compile_framework(self.framework)

    @cached_property
    def single(self) -> one_evaluate.Packed:
        """See `Engine.single`."""
        return one_evaluate.Packed(self.compiled)

    @cached_property
    def many(self) -> ManyByRules:
        """See `Engine.many`."""
        from maturity_core.scoring.many.engine import ManyByRules  # noqa: PLC0415 - one sheet needs no arrays

        return ManyByRules(self.framework, self.compiled)

    @cached_property
    def _demand_tables(self) -> one_demands.DemandTables:
        from maturity_core.scoring.one.demands import DemandTables  # noqa: PLC0415 - a level asks for nothing

        return DemandTables(self.single)

    def stand_one(self, codes: Sequence[int]) -> one_evaluate.RuleStanding:
        """See `Engine.stand_one`."""
        return one_evaluate.RuleStanding(self.single, codes)

    def demands_on(self, now: one.Standing) -> one_demands.RuleDemands:
        """See `Engine.demands_on`."""
        return self.rule_demands(now)

    def rule_demands(self, now: one.Standing) -> one_demands.RuleDemands:
        """See `Engine.rule_demands`."""
        from maturity_core.scoring.one.demands import RuleDemands  # noqa: PLC0415 - a level asks for nothing

        return RuleDemands(cast("one_evaluate.RuleStanding", now), self._demand_tables)
