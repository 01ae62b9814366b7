"""Checks what requirements, rules and scores select: items that exist, and a requirement for every rung."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.bounds import base_problems, range_problems, threshold_problems, value_problems
from maturity_core.model.checks.references import twice, unknown
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import (
    Shape,
    ladder_levels,
    ladder_names,
    ladders_meant,
    own_questions,
    rank_of,
    score_of,
    selected,
)
from maturity_core.model.requirement import Filter, Items, Requirement, Score
from maturity_core.model.scorers import CutPoints, WeakestLink
from maturity_core.model.statistics import STATISTICS

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft

MOST_LEVELS = 5
"""The most levels that are named if a rule has the same problem at several."""


def selection_problems(draft: Draft, wrong: Collection[Path]) -> Iterator[Problem]:
    """Yield every problem with what is selected, skipping the tables at `wrong`, which have problems of their own."""
    if any(path[0] in {"dimensions", "capabilities", "questions", "levels", "level_lists", "scales"} for path in wrong):
        return
    ladders = list(_ladder_problems(draft))
    problems = [*_empty_groups(draft), *ladders]
    if not ladders:
        problems += _rule_problems(draft)
        faulty = {problem.path[:2] for problem in problems}
        problems += [*_requirement_problems(draft, faulty), *_score_problems(draft)]
    yield from problems
    if not problems and draft.all_ruled:
        yield from _missing_rungs(draft)
        yield from _prerequisite_problems(draft)
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


def _rule_problems(draft: Draft) -> Iterator[Problem]:
    writing = {path for _, path in draft.written_out}
    for index, rule in enumerate(draft.rules):
        path: Path = ("rules", index)
        problems: list[Problem] = []
        given = [name for name in rule.wants if getattr(rule, name) is not None]
        if rule.wants and len(given) != 1:
            what, got = "a rule of this kind needs exactly one of these", ", ".join(given) or "none"
            problems.append(Problem(what, got=got, allowed=", ".join(rule.wants), path=path))
        ladders = ladders_meant(draft, rule.ladder)
        names = {level.id: None for ladder in ladders for level in ladder_levels(draft, ladder)[1:]}
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


def _requirement_problems(draft: Draft, faulty: Collection[Path]) -> Iterator[Problem]:
    for index, requirement in enumerate(draft.requirements):
        if not ladders_meant(draft, requirement.ladder, requirement.level):
            what, where = "no ladder of that kind has this level above rank 0", ("requirements", index, "level")
            yield Problem(what, got=repr(requirement.level), path=where)
    found: dict[tuple[Path, Problem], list[str]] = {}
    for requirement, path in draft.written_out:
        for problem in _one_requirement(draft, requirement, path) if path not in faulty else ():
            found.setdefault((problem.path, problem), []).append(requirement.level)
    for (path, problem), levels in found.items():
        yield _for_levels(problem, list(dict.fromkeys(levels))) if path[0] == "rules" else problem


def _for_levels(problem: Problem, levels: Sequence[str]) -> Problem:
    """Return the problem of a requirement that a rule writes, saying which of the rule's levels it is for."""
    named = ", ".join(f"{level!r}" for level in levels[:MOST_LEVELS])
    more = f" and {len(levels) - MOST_LEVELS} more" if len(levels) > MOST_LEVELS else ""
    noun = "level" if len(levels) == 1 else "levels"
    return replace(problem, what=f"{problem.what} (for {noun} {named}{more})")


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
    problems = list(_items_problems(draft, ladder, requirement.of, (*path, "of")))
    if not problems:
        problems += threshold_problems(requirement, _weights(draft, ladder, requirement.of), path)
        problems += value_problems(requirement, path)
    if not problems and (requirement.by == "level" or isinstance(requirement.reaching, str)):
        problems += _rung_problems(draft, ladder, requirement, path)
    yield from problems


def _items_problems(draft: Draft, ladder: str, items: Items, where: Path) -> Iterator[Problem]:
    if len(items.kinds) != 1:
        allowed = "questions, capabilities, dimensions"
        yield Problem("select one kind of item", got=", ".join(items.kinds) or "none", allowed=allowed, path=where)
        return
    kind, selection, where = items.kind, items.selection, (*where, items.kind)
    if selection == () or (isinstance(selection, Filter) and "ids" in selection.model_fields_set and not selection.ids):
        yield Problem("the list of ids is empty", hint='name some, or write "all"', path=where)
        return
    problems: list[Problem] = []
    if isinstance(selection, Filter):
        problems += _filter_problems(draft, kind, selection, where)
    own = dict.fromkeys(selected(draft, ladder, Items.model_validate({kind: "all"})))
    ids, at = (selection.ids, (*where, "ids")) if isinstance(selection, Filter) else (selection, where)
    if ids != "all":
        problems += twice("id", ids, at)
        noun = KIND_OF.get(kind, "question")
        problems += [
            unknown(f"{noun} of the {ladder}", item, own, (*at, n)) for n, item in enumerate(ids) if item not in own
        ]
    if not problems and not selected(draft, ladder, items):
        remedy = "a ladder can select only its own items"
        problems.append(Problem(f"no {kind} are selected for the {ladder}", hint=remedy, path=where))
    yield from problems


def _filter_problems(draft: Draft, kind: str, chosen: Filter, where: Path) -> Iterator[Problem]:
    levels = {level.id: None for entries in (draft.levels, *draft.level_lists.values()) for level in entries}
    for key, stage in (("stage", chosen.stage), ("up_to", chosen.up_to)):
        if stage is not None and kind != "questions":
            yield Problem("only questions have a stage", path=(*where, key))
        elif stage is not None and stage not in levels:
            yield unknown("level", stage, levels, (*where, key))
    if chosen.dimension is not None and chosen.dimension not in (names := [entry.id for entry in draft.dimensions]):
        yield unknown("dimension", chosen.dimension, names, (*where, "dimension"))
    if chosen.capability is not None and chosen.capability not in (names := [entry.id for entry in draft.capabilities]):
        yield unknown("capability", chosen.capability, names, (*where, "capability"))


def _weights(draft: Draft, ladder: str, items: Items) -> list[Fraction]:
    weights = draft.lookup.weights[items.kind]
    return [weights[item] for item in selected(draft, ladder, items)]


def _rung_problems(draft: Draft, ladder: str, entry: Requirement | Score, path: Path) -> Iterator[Problem]:
    """Yield the items that lack the levels they should count with, or the rung they have to reach."""
    reaching = entry.reaching if isinstance(entry, Requirement) else None
    where: Path = (*path, "by" if reaching is None else "reaching")
    for item in selected(draft, ladder, entry.of):
        name = Ladder(KIND_OF[entry.of.kind], item)
        levels = ladder_levels(draft, name)
        if not levels or (name not in draft.ruled and draft.all_ruled and draft.scorer is None):
            yield Problem(f"the {name} has no levels", hint="give it requirements, or leave it out", path=where)
        elif isinstance(reaching, str) and not rank_of(levels, reaching):
            yield unknown(f"level above rank 0 of the {name}", reaching, [level.id for level in levels[1:]], where)


def _score_problems(draft: Draft) -> Iterator[Problem]:
    taken: set[str] = set()
    for index, score in enumerate(draft.scores):
        path: Path = ("scores", index)
        if score.shown and score.total_of:
            remedy = "remove it: a total is shown as it is"
            yield Problem("only a mean can be shown on another scale", hint=remedy, path=(*path, "shown"))
        elif score.shown and score.shown[0] >= score.shown[1]:
            got = " to ".join(number_text(bound) for bound in score.shown)
            yield Problem("the scale a score is shown on must rise", got=got, path=(*path, "shown"))
        clear = (score.mean_of is None) != (score.total_of is None)
        if not clear:
            yield Problem("a score needs exactly one of these", allowed="mean_of, total_of", path=path)
        for ladder in ladders_meant(draft, score.ladder):
            if ladder in taken:
                yield Problem(f"the score of the {ladder} is given twice", path=(*path, "ladder"))
            taken.add(ladder)
            yield from _score_items(draft, score, ladder, path) if clear else ()
    if "scores" not in draft.failed:
        yield from _default_score_problems(draft, [ladder for ladder in ladder_names(draft) if ladder not in taken])


def _default_score_problems(draft: Draft, ladders: Iterable[str]) -> Iterator[Problem]:
    for ladder in ladders:
        items = score_of(draft, ladder).of
        weights = _weights(draft, ladder, items)
        if weights and not any(weights):
            what = f"the score of the {ladder} has no item with a weight above 0"
            remedy = f"give one of its {items.kind} a weight, or its score other items"
            yield Problem(what, hint=remedy, path=("scores",))


def _score_items(draft: Draft, score: Score, ladder: str, path: Path) -> Iterator[Problem]:
    where: Path = (*path, "mean_of" if score.total_of is None else "total_of")
    problems = list(_items_problems(draft, ladder, score.of, where))
    if problems:
        yield from problems
    elif score.total_of is not None and ladder != FRAMEWORK:
        yield Problem("only the framework's score can be a total", got=ladder, path=where)
    elif not any(_weights(draft, ladder, score.of)):
        yield Problem("none of the items has a weight above 0", path=where)
    elif score.by == "level" and score.of.kind == "questions":
        yield Problem("questions have no levels", hint='remove by = "level"', path=(*path, "by"))
    else:
        yield from base_problems(score, path, total=score.total_of is not None)
        yield from range_problems(score, _weights(draft, ladder, score.of), path)
        yield from _rung_problems(draft, ladder, score, path) if score.by == "level" else ()


def _missing_rungs(draft: Draft) -> Iterator[Problem]:
    written = {(str(requirement.ladder), requirement.level) for requirement, _ in draft.written_out}
    for ladder in ladder_names(draft):
        for level in ladder_levels(draft, ladder)[1:]:
            if ladder in draft.ruled and (ladder, level.id) not in written:
                what = f"the level {level.id!r} of the {ladder} has no requirement"
                remedy = "give every level above rank 0 a requirement, or none of them"
                yield Problem(what, hint=remedy, path=level_place(draft, ladder, level.id))


def level_place(draft: Shape, ladder: Ladder, level: str) -> Path:
    """Return the place of a level in the list that `ladder` names."""
    table = draft.capabilities if ladder.kind == "capability" else draft.dimensions
    lists = [entry.levels for entry in table if entry.id == ladder.id and entry.levels]
    rank = rank_of(ladder_levels(draft, ladder), level) or 0
    return ("level_lists", lists[0], rank) if lists else ("levels", rank)


def _prerequisite_problems(draft: Draft) -> Iterator[Problem]:
    for index, capability in enumerate(draft.capabilities):
        for place, needed in enumerate(capability.requires):
            name = Ladder("capability", needed.capability)
            if needed.level is not None and name not in draft.ruled and draft.scorer is None:
                remedy = "name a credit, or give that capability requirements"
                path: Path = ("capabilities", index, "requires", place, "level")
                yield Problem(f"the {name} has no levels", got=repr(needed.level), hint=remedy, path=path)


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
