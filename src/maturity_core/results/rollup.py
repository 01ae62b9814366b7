"""Several teams rolled up by a declared rule: the whole, each unit, the spread, and the steps that serve most teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id, Label
from maturity_core.model.json_text import twice
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.parts import ExactRange, ScoreRange, Stamp
from maturity_core.results.placed import Placed
from maturity_core.results.stored import Many, Ratio, Real, Small, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["weakest", "share", "mean"]


class Rule(Node):
    """How teams make up a whole. Teams for which a ladder does not apply are left out of it.

    By the `weakest`, the level and the score are the lowest of any team. By a `share`, they are the highest that teams
    of at least this share of the weight have. By the `mean`, the score is the weighted mean; levels are not numbers, so
    there is no level.
    """

    kind: Kind
    share: Real | None = None
    share_exact: Ratio | None = None


class Team(Node):
    """A team: how much it weighs, to which unit it belongs, and where it is, the framework first.

    `edition` is the one that its answers were given to, and `asked_anew` has the questions that could not be carried
    over from there: they are unanswered.
    """

    name: Label
    weight: Real
    weight_exact: Ratio
    unit: Label | None
    edition: Label
    asked_anew: Annotated[tuple[Id, ...], Many] = ()
    ladders: Entries[Placed]


class RolledUp(Node):
    """One ladder of several teams: the level and the score by the rule, and how far apart the teams are.

    The ranges have what open questions leave possible. `lowest` and `highest` are the ends over the teams that have a
    level or a score; `weakest` names the teams that are lowest, by level and among those by score. `at` has the number
    of teams at each level. `not_yet` counts the teams that have answered too little for a level, and that count with
    what they answered; `without` those for which the ladder does not apply.
    """

    ladder: Ladder
    level: Id | None
    level_range: tuple[Id, Id] | None
    score: Real | None
    score_exact: Ratio | None
    score_range: ScoreRange | None
    score_range_exact: ExactRange | None
    lowest_level: Id | None
    highest_level: Id | None
    lowest_score: Real | None
    lowest_score_exact: Ratio | None
    highest_score: Real | None
    highest_score_exact: Ratio | None
    weakest: Annotated[tuple[Label, ...], Many]
    at: Annotated[tuple[Small, ...], Many]
    not_yet: Small
    without: Small


class Unit(Node):
    """A part of the whole: its name, the unit that it belongs to, and its teams, however deep below it they are."""

    name: Label
    unit: Label | None
    teams: Annotated[tuple[Label, ...], Many]
    ladders: Entries[RolledUp]


class SharedStep(Node):
    """A capability to raise, and the teams whose next steps it is among."""

    capability: Id
    teams: Annotated[tuple[Label, ...], Many]


class RollUp(Stored):
    """Several teams of one organisation rolled up: the whole, the framework first, and the units in between.

    Every unit is rolled up from its teams, never from other units. `steps` are those that serve most teams first, with
    each team's own target; teams that have answered too little have none.

    >>> from maturity_core import load_framework, roll_up
    >>> framework = load_framework("service-maturity-check")
    >>> teams = {"Berlin": framework.assess([2] * 20), "Lyon": framework.assess([1] * 20)}
    >>> found = roll_up(framework, teams)
    >>> found.whole["framework"].level, found.whole["framework"].highest_level, found.whole["framework"].weakest
    ('reactive', 'improving', ('Lyon',))
    >>> roll_up(framework, teams, "50%").whole["framework"].level
    'improving'
    """

    called: ClassVar[str] = "rollup"
    once: ClassVar[tuple[str, str]] = ("teams", "name")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    rule: Rule
    teams: Entries[Team]
    whole: Entries[RolledUp]
    units: Entries[Unit]
    steps: Entries[SharedStep]

    def contradictions(self) -> Iterator[Problem]:
        """Yield what cannot be true together: teams and units that are not there, or are there twice."""
        yield from super().contradictions()
        yield from twice(self.units.ids, f"{self.called}.units")
        names = {*self.teams.ids}
        listed = [(f"units.{unit.name}", unit.teams) for unit in self.units]
        listed += [(f"steps.{step.capability}", step.teams) for step in self.steps]
        for where, teams in listed:
            yield from (Problem("no such team", f"{self.called}.{where}", repr(name)) for name in {*teams} - names)
        parents = {*(team.unit for team in self.teams), *(unit.unit for unit in self.units)} - {None, *self.units.ids}
        yield from (Problem("no such unit", f"{self.called}.units", repr(name)) for name in parents)
