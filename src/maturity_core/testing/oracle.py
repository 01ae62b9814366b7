"""The reference scorer: slow, exact, and written from the meaning alone, as a standard for the fast one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import NotFoundError, Problem, shown
from maturity_core.model.arguments import check_kind
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import Ladder
from maturity_core.model.states import OPEN
from maturity_core.testing.given import sheet_given, target_given
from maturity_core.testing.oracle_gaps import Gap, Target, gap, holding_back
from maturity_core.testing.oracle_levers import Lever, Levers
from maturity_core.testing.oracle_model import Model, Sheet
from maturity_core.testing.oracle_pairs import Pair, pair_of, topic
from maturity_core.testing.oracle_path import Path, path
from maturity_core.testing.oracle_range import Outlook, ScoreSpan, Span, answered, not_yet
from maturity_core.testing.oracle_shows import Shows, Strength, Tension
from maturity_core.testing.oracle_stand import Standing, stand
from maturity_core.testing.oracle_steps import Plan, plan

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

__all__ = ["Gap", "Lever", "Oracle", "Outlook", "Path", "Plan", "Sheet", "Standing", "Target", "Tension"]


class Oracle:
    """Scores sheets of one framework, slowly.

    A sheet is a tuple of codes, one for each question in file order: positions of options, or the constants of the
    other states. Ladders are named `framework`, `dimension ID` and `capability ID`. Requirements are identified by
    their index in `framework.all_requirements`.

    Args:
        framework: the framework to score.
        completions: the most completions of a sheet that are tried one by one to find its range.

    Raises:
        ArgumentError: for a profile: pass the whole framework, with what is not asked not applicable.
    """

    def __init__(self, framework: Framework, *, completions: int = 4096) -> None:
        self.model = Model(framework_given(framework).refuse_profile())
        check_kind(completions, int, "completions")
        self.completions = completions

    def _given(self, sheet: Sheet) -> Sheet:
        return self.model.counted(sheet_given(self.model.framework, sheet))

    def _aimed(self, target: Target) -> Target:
        aimed: Target = target_given(self.model.framework, target)
        return self.model.counted(aimed) if isinstance(aimed, tuple) else aimed

    def stand(self, sheet: Sheet) -> Standing:
        """Return level, score and remaining rungs of every ladder, and the state of every requirement."""
        return stand(self.model, self._given(sheet))

    def outlook(self, sheet: Sheet) -> Outlook:
        """Return the completions of a sheet, for its ranges and for what would narrow them."""
        return Outlook(self.model, self._given(sheet), self.completions)

    def range(self, sheet: Sheet) -> dict[str, Span | None]:
        """Return, for every ladder, the worst and best rank over all completions; None without a level."""
        return self.outlook(sheet).ranges

    def score_range(self, sheet: Sheet) -> dict[str, ScoreSpan | None]:
        """Return, for every ladder, the lowest and highest score over all completions; None without a score."""
        return self.outlook(sheet).score_ranges

    def completeness(self, sheet: Sheet) -> dict[str, Fraction | None]:
        """Return, for every ladder, the share of applicable questions that is answered; None if none applies."""
        given = self._given(sheet)
        counts = {ladder: answered(self.model, given, ladder) for ladder in self.model.ladders}
        return {ladder: Fraction(chosen, apply) if apply else None for ladder, (chosen, apply) in counts.items()}

    def not_yet(self, sheet: Sheet) -> dict[str, bool]:
        """Return, for every ladder, whether too few questions are answered to give it a level."""
        ranges, standing = self.range(sheet), self.stand(sheet)
        return {
            ladder: not_yet(self.model, self._given(sheet), ladder, span, standing.remaining(ladder))
            for ladder, span in ranges.items()
        }

    def narrows(self, sheet: Sheet) -> dict[str, str | None]:
        """Return, for every ladder, the open question that would narrow its range most; None if it is one value."""
        return self.outlook(sheet).narrowing

    def path(self, sheet: Sheet, *, dimensions: bool = False) -> Path:
        """Return whether the levels are settled, and the questions that matter, in the order of the short path."""
        return path(self.model, self._given(sheet), dimensions=dimensions)

    def gap(self, sheet: Sheet, target: Target = None) -> Gap:
        """Return the status, the target, and the option that each question with a gap has to reach."""
        return gap(self.model, self._given(sheet), self._aimed(target))

    def holding_back(self, sheet: Sheet, requirement: int) -> tuple[int, ...]:
        """Return the questions that have to move to meet one requirement; empty if it is met or set aside."""
        places = range(len(self.model.framework.all_requirements))
        if type(requirement) is not int or requirement not in places:
            what, allowed = "unknown requirement", f"0 to {len(places) - 1}"
            raise NotFoundError([Problem(what, "requirement", shown(requirement), allowed)])
        return holding_back(self.model, self._given(sheet), requirement)

    def plan(self, sheet: Sheet, target: Target = None) -> Plan:
        """Return the steps to a target, in the order to take them."""
        return plan(self.model, self._given(sheet), self._aimed(target))

    def ahead(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the capabilities that are ahead of their time, in file order."""
        return self.stand(sheet).ahead()

    def tensions(self, sheet: Sheet) -> set[Tension]:
        """Return the bounds of the framework's contrasts that are reached, and the dimensions that reach them."""
        return Shows(self.model, self._given(sheet)).tensions()

    def next_rungs(self, sheet: Sheet) -> dict[str, tuple[int, bool]]:
        """Return, by dimension, its next rung within reach, and whether one answer one option higher reaches it."""
        shows = Shows(self.model, self._given(sheet))
        rungs = {name: shows.next_rung(name) for name in shows.ids}
        return {name: (rung, shows.just_below(name)) for name, rung in rungs.items() if rung is not None}

    def strengths(self, sheet: Sheet) -> list[Strength]:
        """Return the dimensions that are well set up, each with the level no answer falls short of, and those even."""
        return Shows(self.model, self._given(sheet)).strengths()

    def portrait(self, sheet: Sheet) -> dict[str, list[int]]:
        """Return the places of the level's patterns that are `borne_out`, `denied` and `not_asked`."""
        return Shows(self.model, self._given(sheet)).portrait()

    def advice(self, sheet: Sheet) -> list[int]:
        """Return the places of the level's advice that is for the answers."""
        return Shows(self.model, self._given(sheet)).advice()

    def pairs(self, sheet: Sheet) -> dict[Tension, Pair]:
        """Return the questions whose answers pull apart, for each tension."""
        shows = Shows(self.model, self._given(sheet))
        return {tension: pair_of(shows, tension) for tension in shows.tensions()}

    def topic(self, sheet: Sheet) -> list[str]:
        """Return the dimensions to explore first, without those of which too little is answered."""
        given = self._given(sheet)
        waiting = self.not_yet(sheet) if {*given} & {*OPEN} else {}
        names = [dimension.id for dimension in self.model.framework.dimensions]
        return topic(Shows(self.model, given), [name for name in names if waiting.get(Ladder("dimension", name))])

    def levers(self, sheet: Sheet) -> list[Lever]:
        """Return the capabilities that close most of the distance to the default target for their cost, biggest first.

        All of them: a framework shows the first few, or none.
        """
        return Levers(self.model, self._given(sheet)).all()
