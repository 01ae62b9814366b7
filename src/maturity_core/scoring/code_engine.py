"""The engine of frameworks that a scorer in code scores."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from maturity_core.scoring.code import CodedScorer
from maturity_core.scoring.engine import Engine
from maturity_core.scoring.one import coded as one_coded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer
    from maturity_core.scoring.many.engine import ManyByCode
    from maturity_core.scoring.one import standing as one


class CodeEngine(Engine):
    """Calls a scorer in code, row by row: slower, and relies on monotonicity alone."""

    def __init__(self, framework: Framework, scorer: Scorer) -> None:
        super().__init__(framework)
        self.coded = CodedScorer(framework, scorer, self.ladders)

    @cached_property
    def many(self) -> ManyByCode:
        """See `Engine.many`."""
        from maturity_core.scoring.many.engine import ManyByCode  # noqa: PLC0415 - one sheet needs no arrays

        return ManyByCode(self.framework, self.coded)

    def stand_one(self, codes: Sequence[int]) -> one_coded.CodeStanding:
        """See `Engine.stand_one`."""
        return one_coded.CodeStanding(self.coded, codes)

    def demands_on(self, now: one.Standing) -> one_coded.CodeStanding:
        """See `Engine.demands_on`."""
        return cast("one_coded.CodeStanding", now)
