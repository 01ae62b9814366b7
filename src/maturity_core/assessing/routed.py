"""The ways forward from an assessment: what is missing to a target, which steps lead there, and what they cost.

The readers are imported when they are first asked: a level needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from maturity_core.assessing.explained import Explained
from maturity_core.model.nouns import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.readers.roadmap.benefits import BenefitsLike
    from maturity_core.readers.roadmap.costs import CostsLike
    from maturity_core.results.alternatives import Alternatives
    from maturity_core.results.roadmap import Roadmap
    from maturity_core.results.routes import Gaps, Plan


class Routed(Explained):
    """A class that knows its framework and its answers, and can say how they get to a target."""

    def gaps(self, target: TargetLike = None) -> Gaps:
        """Return what is missing to reach a target, down to question and option.

        Args:
            target: None for the next rung or, where no level is left, the next mark of the score; a level of the
                framework, its id or its name, in any letter case; a score that the whole has to reach, as a number like
                `score`, or as the text that results show, such as "2.5" or "70%"; a mapping of ladder (`framework`,
                `dimension ID`, `capability ID`, `measure ID`) to level or score; or another assessment.

        Raises:
            TargetError: the target is invalid.

        >>> from maturity_core import load_framework
        >>> assessment = load_framework("tsia-customer-success").assess({})
        >>> assessment.gaps("50%") == assessment.gaps(0.5)
        True
        """
        return self._default_gaps if target is None else self._gaps(target)

    @cached_property
    def _default_gaps(self) -> Gaps:
        return self._gaps(None)

    def _gaps(self, target: TargetLike) -> Gaps:
        from maturity_core.readers.gaps import gaps  # noqa: PLC0415 - see above

        return gaps(self._facts, target)

    def next_steps(self, target: TargetLike = None, limit: int | None = None) -> Plan:
        """Return the plan to a target: the capabilities to raise, in order.

        Args:
            target: as for `gaps`.
            limit: cut the plan after this many steps; a cut plan promises nothing.

        Raises:
            TargetError: the target is invalid.
        """
        return self._default_plan if target is None and limit is None else self._plan(target, limit)

    @cached_property
    def _default_plan(self) -> Plan:
        return self._plan(None, None)

    def _plan(self, target: TargetLike, limit: int | None) -> Plan:
        from maturity_core.readers.steps import next_steps  # noqa: PLC0415 - see above

        return next_steps(self._facts, target, limit)

    def roadmap(  # noqa: PLR0913 - each of them may be left out
        self,
        target: TargetLike = None,
        budget: Amount | None = None,
        costs: CostsLike | None = None,
        wanted: Sequence[str] = (),
        excluded: Sequence[str] = (),
        *,
        seconds: float | None = None,
        periods: Amount | Sequence[Amount] | None = None,
        benefits: BenefitsLike | None = None,
    ) -> Roadmap:
        """Return the cheapest route to a target, or the best under a budget, proven by a solver. Needs `roadmap`.

        Args:
            target: as for `gaps`. With a budget and no target, the route leads to the highest level, then to the
                highest score, at the least cost.
            budget: the most that the route may cost, 0 or more, in the unit of the costs.
            costs: what moves cost, by default as in plans. `{"capabilities": {"goals": 3}}` is an effort; `{"begin": 2,
                "step": 0.5}` in its place has both parts. `{"questions": {"goals-set": 2}}` is the cost of each option
                step; `{"often": 1, "always": 4}` in its place has that of the step to each option.
            wanted: ids of capabilities that have to be raised.
            excluded: ids of capabilities that must not be.
            seconds: the most that each call of the solver may take; then the result is not reproducible.
            periods: the phases of the route. A budget for each period lays its steps into at most 1,000 of them: one
                for all, or a list, whose last budget goes on. `"levels"` is a phase for each level up to the target.
            benefits: what your steps and levels bring in each period, in the unit of the costs:
                `{"per": "month", "capabilities": {"goals": 2}, "levels": {"managed": 5}}`. A level's amount is what
                reaching it adds. `{"outcomes": {"churn below 5%": "managed"}}` lets the target be named so.

        Raises:
            TargetError: the target is invalid.
            ArgumentError: a cost, the budget, a period, a benefit or one of the capabilities is; or the framework is
                scored in code.
            MissingExtraError: the solver is not installed.

        >>> from maturity_core import load_framework
        >>> assessment = load_framework("service-maturity-check").assess([2] * 20)
        >>> roadmap = assessment.roadmap("strategic", excluded=["lever"])
        >>> roadmap.certificate.proof, len(roadmap.certificate.requirements)
        ('optimal', 0)
        """
        from maturity_core.readers.roadmap.reading import roadmap  # noqa: PLC0415 - see above

        return roadmap(
            self._facts,
            target,
            budget=budget,
            costs=costs,
            wanted=wanted,
            excluded=excluded,
            seconds=seconds,
            periods=periods,
            benefits=benefits,
        )

    def alternatives(  # noqa: PLR0913 - each of them may be left out
        self,
        target: TargetLike = None,
        *,
        margin: Amount = "0.1",
        costs: CostsLike | None = None,
        wanted: Sequence[str] = (),
        excluded: Sequence[str] = (),
        seconds: float | None = None,
    ) -> Alternatives:
        """Return what is beside the cheapest route: the second best, and what good routes share. Needs `roadmap`.

        It takes a search for each capability, so it is slower than a roadmap.

        Args:
            target: as for `gaps`.
            margin: by what share a good route may be dearer than the cheapest; 0 or more.
            costs: as for `roadmap`. In place of each number there may be a range, `{"low": 3, "likely": 5, "high": 8}`:
                then the result says whether the route stays the cheapest within all of them.
            wanted: ids of capabilities that have to be raised.
            excluded: ids of capabilities that must not be.
            seconds: the most that each call of the solver may take; then the result is not reproducible.

        Raises:
            TargetError: the target is invalid.
            ArgumentError: a cost, the margin, or one of the capabilities is; or the framework is scored in code.
            MissingExtraError: the solver is not installed.

        >>> from maturity_core import load_framework
        >>> assessment = load_framework("johnny-grow-customer-service").assess([1] * 62)
        >>> found = assessment.alternatives()
        >>> found.second.left_out, found.second.instead, f"{found.second.more:.2f}"
        (('chn-process',), ('chn-channels',), '0.48')
        >>> [one.capability for one in found.capabilities if one.good == "every"]
        ['fin-return', 'cus-strategy', 'cus-voice', 'ppl-agents']
        """
        from maturity_core.readers.roadmap.alternatives import alternatives  # noqa: PLC0415 - see above

        return alternatives(
            self._facts, target, margin=margin, costs=costs, wanted=wanted, excluded=excluded, seconds=seconds
        )


Amount: TypeAlias = int | float | str | Decimal | Fraction
"""An amount of cost, read exactly."""
Goal: TypeAlias = str | Level | int | float | Decimal | Fraction
"""What a ladder has to reach: a level, its id, a score as a number, or as the text that results show."""
TargetLike: TypeAlias = Goal | Mapping[str, Goal] | Routed | None
"""A target: a level, its id or a score; goals by ladder; another assessment; None for the next level or mark."""
