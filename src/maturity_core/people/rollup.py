"""Teams rolled up by a declared rule, each unit from its teams, with the spread and the steps that serve most."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, Problem, TargetError, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.entries import Entries
from maturity_core.model.fields import exact, is_list
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import known
from maturity_core.people.given import Called, all_arrived, assessments_given, named
from maturity_core.people.placing import compared, placed
from maturity_core.people.rolling import Seen, rolled_up
from maturity_core.people.units import misplaced, tree
from maturity_core.readers.outline import core_version
from maturity_core.results.numbers import both
from maturity_core.results.rollup import RolledUp, RollUp, Rule, SharedStep, Team, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.people.given import Arrived

KINDS = ("weakest", "mean")
TEAMS = Called(
    "teams",
    "team",
    namesake="give each team its own name; for one team at several dates, use compare_dates",
    together=False,
)


def roll_up(  # noqa: PLR0913 - each of them may be left out
    framework: Framework,
    teams: Sequence[Assessment] | Mapping[str, Assessment],
    rule: str | float | Fraction = "weakest",
    *,
    weights: Mapping[str, Any] | None = None,
    parents: Mapping[str, str] | None = None,
    target: TargetLike = None,
    targets: Mapping[str, TargetLike] | None = None,
) -> RollUp:
    """Return several teams of one organisation rolled up: one line for the whole, with the spread, and shared steps.

    Args:
        framework: the framework of all of them. Results of earlier editions are carried over to it.
        teams: assessments by the names of teams, or in a list: they are then named by their sheets' organisations.
        rule: `weakest`: what every team has; a share such as "75%", "2/3" or 0.5: what teams of at least this share of
            the weight have; `mean`: the weighted mean of scores, which gives no level.
        weights: how much teams count, by name, above 0; 1 where none is given. The weakest is so without weight.
        parents: the unit that a team or a unit belongs to, by name: a tree of any depth.
        target: what the next steps of all teams aim for, as for `Assessment.gaps`.
        targets: the same for single teams, by name.

    Raises:
        AnswersError: listing everything that is wrong with the teams.
        ArgumentError: the rule, a weight, or the tree of units is wrong, or names a team that is not there.
        TargetError: a target is invalid.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> teams = {name: framework.assess([code] * 20) for name, code in {"North": 1, "South": 0}.items()}
    >>> roll_up(framework, teams, parents={"North": "Sales"}).units["Sales"].teams
    ('North',)
    """
    framework_given(framework)
    entries = assessments_given(teams, TEAMS)
    own = is_list(teams)
    given = named([(name, sheet.facts.organisation if own else name, sheet) for name, sheet in entries], TEAMS)
    arrivals = all_arrived(given, framework, TEAMS)
    made_by, weighs, above, aims = _declared(given, rule, weights, parents, targets)
    sheets = {name: found.sheet for name, found in arrivals.items()}
    seen = {name: dict(_seen(sheet)) for name, sheet in sheets.items()}

    def rolled(names: Sequence[str]) -> Entries[RolledUp]:
        whom = {name: seen[name] for name in names}
        return Entries(rolled_up(framework, ladder, whom, weighs, made_by) for ladder in seen[names[0]])

    units = [
        Unit(name=name, unit=above.get(name), teams=tuple(own), ladders=rolled(own))
        for name, own in tree([*given], above).items()
    ]
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": framework.outline.stamp,
        "rule": made_by,
        "teams": Entries(_team(given[name], arrivals[name], (name, above.get(name)), weighs[name]) for name in given),
        "whole": rolled([*given]),
        "units": Entries(units),
        "steps": Entries(_shared(sheets, {name: aims.get(name, target) for name in given})),
    }
    return known(RollUp, values, unset=("schema_version",))


def _declared(
    teams: Mapping[str, Assessment], rule: Any, weights: Any, parents: Any, targets: Any
) -> tuple[Rule, dict[str, Fraction], dict[str, str], dict[str, TargetLike]]:
    """Return the rule, the weights, the tree and the targets.

    Raises:
        ArgumentError: listing everything that is wrong with them.
    """
    problems: list[Problem] = []
    made_by, weighs = _rule(rule, problems), _weights(weights, teams, problems)
    above: dict[str, str] = {} if parents is None else {**mapping(parents, "parents")}
    problems += misplaced(teams, above)
    aims: dict[str, TargetLike] = {} if targets is None else {**mapping(targets, "targets")}
    problems += [_stranger("targets", name, teams) for name in aims if name not in teams]
    if problems:
        raise ArgumentError(problems)
    return made_by, weighs, above, aims


def _rule(given: Any, problems: list[Problem]) -> Rule:
    """Return the rule, or the weakest if there is none such."""
    if isinstance(given, str) and given in KINDS:
        return Rule(kind="mean" if given == "mean" else "weakest")
    text = given.strip() if isinstance(given, str) else given
    try:
        percent = isinstance(text, str) and text.endswith("%")
        share = exact(text[:-1]) / 100 if percent else exact(text)
    except ValueError:
        share = Fraction(0)
    if 0 < share <= 1:
        return Rule(kind="share", **both(share=share))
    allowed = "weakest, mean, or a share above 0% and up to 100%"
    near = (given, KINDS) if isinstance(given, str) else None
    problems.append(Problem("no such rule", "rule", shown(given), allowed, near=near))
    return Rule(kind="weakest")


def _weights(given: Any, teams: Mapping[str, Any], problems: list[Problem]) -> dict[str, Fraction]:
    """Return the weight of every team; 1 for one whose weight is wrong."""
    found = dict.fromkeys(teams, Fraction(1))
    weights: Mapping[str, Any] = {} if given is None else mapping(given, "weights")
    for name, value in weights.items():
        if name not in teams:
            problems.append(_stranger("weights", name, teams))
            continue
        try:
            weight = exact(value)
        except ValueError as error:
            problems.append(Problem(f"{error}", f"weights.{name}", shown(value)))
            continue
        if weight <= 0:
            problems.append(Problem("a team cannot weigh nothing", f"weights.{name}", shown(value), "above 0"))
        else:
            found[name] = weight
    return found


def _stranger(table: str, name: Any, teams: Mapping[str, Any]) -> Problem:
    near = (name, [*teams]) if isinstance(name, str) else None
    return Problem("no such team", f"{table}.{name if near else shown(name)}", shown(name), near=near)


def _seen(sheet: Assessment) -> Iterator[tuple[Ladder, Seen]]:
    """Yield where a team is: the framework, its dimensions and its measures."""
    for ladder, result in compared(sheet).items():
        ids = sheet.framework.ladder_levels(ladder).ids
        ends = result.level_range or (result.level, result.level)
        ranks = tuple(-1 if level is None else ids.index(level.id) for level in (result.level, *ends))
        scores = (result.score_exact, *(result.score_range_exact or (result.score_exact, result.score_exact)))
        yield ladder, Seen(ranks, scores, waits=result.not_yet)


def _team(given: Assessment, found: Arrived, named: tuple[str, str | None], weight: Fraction) -> Team:
    edition = given.facts.carried_from or given.record.framework.edition
    said = {"edition": edition, "asked_anew": found.carried.ask, "ladders": placed(found.sheet)}
    return known(Team, {"name": named[0], **both(weight=weight), "unit": named[1], **said})


def _shared(sheets: Mapping[str, Assessment], targets: Mapping[str, TargetLike]) -> list[SharedStep]:
    """Return the next steps of all teams, those that most of them share first.

    Raises:
        TargetError: listing every team whose target is invalid.
    """
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name, sheet in sheets.items():
        if sheet.not_yet:
            continue
        try:
            plan = sheet.next_steps(targets[name])
        except TargetError as error:
            problems += [replace(problem, where=f"{name}, {problem.where}") for problem in error.problems]
            continue
        for step in plan:
            found.setdefault(step.capability, []).append(name)
    if problems:
        raise TargetError(problems)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [SharedStep(capability=capability, teams=tuple(names)) for capability, names in ordered]
