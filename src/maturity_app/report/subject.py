"""The subject of a report: a result with its target, or a group; what is beside it, and the language to write in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maturity_app.report.beside import Beside
from maturity_core.telling import LANGUAGE
from maturity_core.telling.coming import first_in_order, steps_in_order
from maturity_core.telling.standing import told_level
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework, Gaps, Plan
    from maturity_core.model.nouns import Level
    from maturity_core.results.explanation import LadderState
    from maturity_core.results.roadmap import Roadmap
    from maturity_core.results.routes import First, Step


NOTHING = Beside()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What every report has: the language to write in, one with a table of texts, and what is beside a result."""

    language: str = LANGUAGE
    beside: Beside = NOTHING

    @property
    def framework(self) -> Framework:
        """The framework of all of it."""
        raise NotImplementedError

    @cached_property
    def words(self) -> Words:
        """The words of the report's language, about results; names in the other direction are marked."""
        return Words.of(self.language).isolated()

    def say(self, name: str, /, **values: object) -> str:
        """Return one of the report's own texts, with its places filled in."""
        return self.words.part("report").say(name, **values)

    def form(self, name: str, number: int, /, **values: object) -> str:
        """Return one of the report's own texts in the form that goes with a number."""
        return self.words.part("report").form(name, number, **values)


@dataclass(frozen=True)
class Group(Told):
    """Raters or teams, without a result of their own."""

    model: Framework

    @property
    def framework(self) -> Framework:
        """The framework of all of them."""
        return self.model

    @property
    def name(self) -> str:
        """The organisation of the raters, or the unit that all teams belong to; empty if there is none, or several."""
        raters = self.beside.panel.raters if self.beside.panel else ()
        units = self.beside.rollup.units if self.beside.rollup else ()
        names = {rater.organisation for rater in raters} or {unit.name for unit in units if unit.unit is None}
        return names.pop() if len(names) == 1 else ""


@dataclass(frozen=True)
class Subject(Told):
    """One organisation's result, towards a target; `limit` cuts the steps.

    `periods` asks for phases of the proven route, as in `Assessment.roadmap`. `full` is set by a report with its
    appendix, which tells the steps there.
    """

    assessment: Assessment
    target: Any = None
    limit: int | None = None
    periods: Any = None
    full: bool = False

    @property
    def framework(self) -> Framework:
        """The framework of the assessment."""
        return self.assessment.framework

    @property
    def level(self) -> Level | None:
        """The level that is shown: none while too little is answered."""
        return told_level(self.assessment)

    @cached_property
    def gaps(self) -> Gaps:
        """What is missing to reach the target."""
        return self.assessment.gaps(self.target)

    @cached_property
    def plan(self) -> Plan:
        """All steps to the target."""
        return self.assessment.next_steps(self.target)

    @cached_property
    def roadmap(self) -> Roadmap:
        """The proven route to the target.

        Raises:
            MissingExtraError: the solver is not installed.
        """
        return self.assessment.roadmap(self.target, periods=self.periods)

    @property
    def steps(self) -> list[Step | First]:
        """What to do, to describe in full, in the order in which it is told, up to the limit."""
        return steps_in_order(self.plan)[: self.limit]

    @property
    def first(self) -> tuple[First, ...]:
        """What to do first, up to the limit: what the target needs before what it doesn't."""
        return tuple(first_in_order(self.plan)[: self.limit])

    @cached_property
    def ladders(self) -> Mapping[str, LadderState]:
        """The explanation of each ladder's level; empty for a scorer in code."""
        return {state.ladder: state for state in self.assessment.explain().ladders}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each question in the report, by its id."""
        return {question.id: place for place, question in enumerate(self.framework.questions, start=1)}
