"""Checks what requirements, rules and scores select: items that exist, and a requirement for every rung."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_core.errors import Problem, listed
from maturity_core.model.checks.bounds import threshold_problems, value_problems
from maturity_core.model.checks.items import items_problems, rung_problems, weights_of
from maturity_core.model.checks.measures import averaging_problems, measure_problems
from maturity_core.model.checks.references import unknown
from maturity_core.model.checks.rungs import missing_rungs, rungs_never_there
from maturity_core.model.checks.scores import score_problems
from maturity_core.model.checks.units import needed_problems, unit_problems
from maturity_core.model.fields import Path
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import (
    ladder_levels,
    ladder_names,
    ladders_above,
    ladders_meant,
    own_questions,
    rank_of,
)
from maturity_core.model.requirement import Filter, Items, Requirement
from maturity_core.model.scorers import CutPoints, Staged, WeakestLink
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import unit_used
from maturity_core.model.written import trait_ladders

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft


def selection_problems(draft: Draft, wrong: Collection[Path]) -> Iterator[Problem]:
    """Yield every problem with what is selected, skipping the tables at `wrong`, which have problems of their own."""
    if any(path[0] in {"dimensions", "capabilities", "questions", "levels", "level_lists", "scales"} for path in wrong):
        return
    ladders = list(_ladder_problems(draft))
    problems = [*_empty_groups(draft), *ladders]
    if not ladders:
        problems += [*measure_problems(draft), *_rule_problems(draft)]
        faulty = {problem.path[:2] for problem in problems}
        problems += [*_requirement_problems(draft, faulty), *score_problems(draft)]
    yield from problems
    if not problems and draft.all_ruled:
        yield from missing_rungs(draft)
        yield from rungs_never_there(draft)
        yield from needed_problems(draft)
        yield from _prerequisite_problems(draft)
        yield from _trait_problems(draft)
        yield from _bound_problems(draft)


def _empty_groups(draft: Draft) -> Iterator[Problem]:
    for table, kind in (("dimensions", "dimension"), ("capabilities", "capability")):
        for index, entry in enumerate(getattr(draft, table)):
            if not own_questions(draft, Ladder(kind, entry.id)):
                yield Problem(f"the {kind} has no questions", hint="give it one, or remove it", path=(table, index))
    for table in ("dimensions", "capabilities", "questions"):
        if not getattr(draft, table):
            yield Problem(f"the framework has no {table}", path=(table,))
    if draft.scorer is not None and (draft.requirements or draft.rules):
        remedy = "remove the scorer, or the requirements and rules"
        yield Problem("a scorer in code replaces requirements and rules", hint=remedy, path=("scorer",))


def _ladder_problems(draft: Draft) -> Iterator[Problem]:
    names = dict.fromkeys([*ladder_names(draft), "each dimension", "each capability"])
    for table in ("requirements", "rules", "scores"):
        for index, entry in enumerate(getattr(draft, table)):
            path: Path = (table, index, "ladder")
            parts = (entry.ladder,) if isinstance(entry.ladder, str) else entry.ladder
            strange = [part for part in parts if part not in names]
            meant = ladders_meant(draft, entry.ladder)
            for part in strange:
                yield unknown("ladder", part, names, path)
            if not parts:
                yield Problem("no ladder is named", hint="name one, or remove the table", path=path)
            elif len(set(meant)) < len(meant):
                yield Problem(
                    "a ladder is named twice", got=", ".join(map(repr, parts)), hint="name each once", path=path
                )


def _levels_above(draft: Draft, ladders: Iterable[str]) -> dict[str, None]:
    """Return the levels above rank 0 of some ladders, each once."""
    return {level.id: None for ladder in ladders for level in ladder_levels(draft, ladder)[1:]}


def _rule_problems(draft: Draft) -> Iterator[Problem]:
    writing = {path for _, path in draft.written_out}
    for index, rule in enumerate(draft.rules):
        path: Path = ("rules", index)
        problems: list[Problem] = []
        given = [name for name in rule.wants if getattr(rule, name) is not None]
        if rule.wants and len(given) != 1:
            what, got = "a rule of this kind needs exactly one of these", ", ".join(given) or "none"
            problems.append(Problem(what, got=got, allowed=", ".join(rule.wants), path=path))
        if isinstance(rule, Staged) and rule.of is not None:
            problems += _staged_problems(rule.of, (*path, "of"))
        names = _levels_above(draft, ladders_meant(draft, rule.ladder))
        cuts = rule.cuts if isinstance(rule, CutPoints | WeakestLink) else {}
        places: list[tuple[str, Path]] = [(level, (*path, "levels", place)) for place, level in enumerate(rule.levels)]
        places += [(level, (*path, "cuts", level)) for level in cuts]
        for level, where in places:
            if level not in names:
                problems.append(unknown("level above rank 0 of these ladders", level, names, where))
        if not problems and path not in writing:
            remedy = "name ladders with levels, and levels that have a cut"
            problems.append(Problem("the rule writes no requirements", hint=remedy, path=path))
        yield from problems


def _staged_problems(of: Items, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the items of a staged rule: it chooses questions, and their stages itself."""
    if of.kinds != ("questions",):
        got = ", ".join(of.kinds) or "none"
        yield Problem("a staged rule can only select questions", got=got, allowed="questions", path=path)
    elif isinstance(of.questions, Filter):
        for key in ("stage", "from_stage", "up_to"):
            if getattr(of.questions, key) is not None:
                what, hint = "a staged rule chooses the stages itself", "remove it"
                yield Problem(what, hint=hint, path=(*path, "questions", key))


def _requirement_problems(draft: Draft, faulty: Collection[Path]) -> Iterator[Problem]:
    for index, requirement in enumerate(draft.requirements):
        if not ladders_meant(draft, requirement.ladder, requirement.level):
            what, where = "no ladder of that kind has this level above rank 0", ("requirements", index, "level")
            names = _levels_above(draft, ladders_meant(draft, requirement.ladder))
            yield Problem(what, got=repr(requirement.level), path=where, near=(requirement.level, names))
    found: dict[tuple[Path, Problem], list[str]] = {}
    for requirement, path in draft.written_out:
        for problem in _one_requirement(draft, requirement, path) if path not in faulty else ():
            found.setdefault((problem.path, problem), []).append(requirement.level)
    for (path, problem), levels in found.items():
        yield _for_levels(problem, list(dict.fromkeys(levels))) if path[0] == "rules" else problem


def _for_levels(problem: Problem, levels: Sequence[str]) -> Problem:
    """Return the problem of a requirement that a rule writes, saying which of the rule's levels it is for."""
    noun, named = "level" if len(levels) == 1 else "levels", ", ".join(map(repr, levels))
    return replace(problem, what=f"{problem.what} (for {noun} {named})")


def _one_requirement(draft: Draft, requirement: Requirement, path: Path) -> Iterator[Problem]:
    ladder = str(requirement.ladder)
    levels = ladder_levels(draft, ladder)
    if not rank_of(levels, requirement.level):
        above = [level.id for level in levels[1:]]
        yield unknown(f"level above rank 0 of the {ladder}", requirement.level, above, (*path, "level"))
    if len(requirement.given) != 1:
        allowed = ", ".join(STATISTICS)
        yield Problem(
            "give exactly one statistic", got=", ".join(requirement.given) or "none", allowed=allowed, path=path
        )
        return
    problems = list(items_problems(draft, ladder, requirement.of, (*path, "of")))
    problems += [] if problems else unit_problems(draft, ladder, requirement, path)
    if not problems:
        unit = unit_used(draft, ladder, requirement)
        problems += threshold_problems(requirement, weights_of(draft, ladder, requirement.of), unit, path)
        problems += value_problems(requirement, unit, path)
        problems += averaging_problems(draft, ladder, requirement, path) if requirement.of.kind == "measures" else ()
    if not problems and (requirement.by == "level" or isinstance(requirement.reaching, str)):
        problems += rung_problems(draft, ladder, requirement, path)
    yield from problems


def _prerequisite_problems(draft: Draft) -> Iterator[Problem]:
    for index, capability in enumerate(draft.capabilities):
        for place, needed in enumerate(capability.requires):
            name = Ladder("capability", needed.capability)
            if needed.level is not None and name not in draft.ruled and draft.scorer is None:
                remedy = "name a credit, or give that capability requirements"
                path: Path = ("capabilities", index, "requires", place, "level")
                yield Problem(f"the {name} has no levels", got=repr(needed.level), hint=remedy, path=path)


def _trait_problems(draft: Draft) -> Iterator[Problem]:
    for index, question in enumerate(draft.questions):
        if question.trait and draft.scorer is None and not draft.ruled & {*trait_ladders(draft, question)}:
            what, hint = "no ladder of this question awards its stage", "name a level above rank 0, or remove 'trait'"
            allowed = listed(_levels_above(draft, filter(draft.ruled.__contains__, ladders_above(draft, question))))
            path: Path = ("questions", index, "trait")
            yield Problem(what, got=repr(question.stage), allowed=allowed, hint=hint, path=path)


def _bound_problems(draft: Draft) -> Iterator[Problem]:
    """Yield the dimensions whose scales differ in length, if the file counts how many options apart answers are."""
    contrasts = draft.contrasts
    if contrasts is None or (contrasts.options_apart is None and contrasts.options_within is None):
        return
    for index, dimension in enumerate(draft.dimensions):
        counts = {
            len(draft.scales[question.scale].options)
            for question in own_questions(draft, Ladder("dimension", dimension.id))
        }
        if len(counts) > 1:
            what = "to count options apart, all scales of a dimension must have the same number of options"
            got, remedy = f"{', '.join(map(str, sorted(counts)))} options", "leave out options_apart and options_within"
            yield Problem(what, got=got, hint=remedy, path=("dimensions", index))
