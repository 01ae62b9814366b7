"""Rules about levels: whether one can be the result, and whether any requirement leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.implied import applies_with, implies
from maturity_core.model.checks.rungs import level_place
from maturity_core.model.fields import Path
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.model.written import bare_rungs
from maturity_core.scoring.many.evaluate import RuleStanding
from maturity_core.telling.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.terms import CompiledLadder
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.place import Ranks

MOST_SHEETS = 50_000
"""How many answer sheets are tried to find out whether a level can be the result."""


def unreachable_levels(subject: Subject) -> Iterator[Found]:
    """Find levels that are never the result: every sheet that meets one also meets the next."""
    framework, compiled = subject.framework, subject.compiled
    seen = [_seen(place.rank) for place in RuleStanding(compiled, _climbs(framework)).places]
    found: dict[Path, list[str]] = {}
    for index, ladder in enumerate(compiled.ladders):
        missing = [rung for rung in range(1, ladder.top) if rung not in seen[index] and ladder.rungs[rung - 1]]
        for rung in _never_reached(subject, index, missing) if missing else ():
            level = framework.ladder_levels(ladder.name)[rung].id
            found.setdefault(level_place(framework, ladder.name, level), []).append(ladder.name)
    for path, names in found.items():
        yield Found(path, f"it can never be the result for {_of(names)}: meeting it always meets the next level")


def _of(ladders: Sequence[str]) -> str:
    """Return the names of ladders as a phrase."""
    return joined(["the framework" if name == FRAMEWORK else f"the {name}" for name in ladders])


def _seen(ranks: Ranks) -> set[int]:
    return set(np.unique(ranks).tolist())


def _climbs(framework: Framework) -> Codes:
    """Return sheets from the worst to the best answers, one option better at a time, in three orders (columns)."""
    tops = framework.lookup.tops
    each = [place for place, top in enumerate(tops) for _ in range(top)]
    rounds = [place for option in range(max(tops)) for place, top in enumerate(tops) if option < top]
    steps = [np.array(order) == np.arange(len(tops))[:, None] for order in (each, each[::-1], rounds)]
    sheets = [np.cumsum(raised, axis=1, dtype=np.int8) for raised in steps]
    return np.ascontiguousarray(np.hstack([np.zeros((len(tops), 1), np.int8), *sheets]))


def _never_reached(subject: Subject, index: int, rungs: Sequence[int]) -> list[int]:
    """Return the rungs proved, by requirements or by trying every sheet, never to be the result."""
    ladder = subject.compiled.ladders[index]
    sheets = all_sheets(subject.framework, subject.reads.levels[index])
    if sheets is None:
        return [rung for rung in rungs if passed_through(subject, ladder, rung)]
    seen = _seen(RuleStanding(subject.compiled, sheets).places[index].rank)
    return [rung for rung in rungs if rung not in seen]


def all_sheets(framework: Framework, read: frozenset[int], most: int = MOST_SHEETS) -> Codes | None:
    """Return every way to answer the questions that are read, as columns; None if there are too many."""
    places = sorted(read)
    choices = [
        [*range(len(question.options)), *([NOT_APPLICABLE] if question.not_applicable else [])]
        for question in (framework.questions[place] for place in places)
    ]
    sizes = [len(codes) for codes in choices]
    if prod(sizes) > most:
        return None
    sheets = np.zeros((len(framework.questions), prod(sizes)), np.int8)
    for place, codes, chosen in zip(places, choices, np.unravel_index(np.arange(prod(sizes)), sizes), strict=True):
        sheets[place] = np.array(codes, np.int8)[chosen]
    return sheets


def passed_through(subject: Subject, ladder: CompiledLadder, rung: int) -> bool:
    """Return whether a rung is proved never to be the result: whenever it applies, the next does too and follows."""
    here = [rule for rule in ladder.requirements if rule.rung == rung]
    below = [rule for rule in ladder.requirements if rule.rung <= rung]
    following = [rule for rule in ladder.requirements if rule.rung == rung + 1]
    remains = all(any(applies_with(rule, other) for other in following) for rule in here)
    return remains and all(any(implies(subject.amounts, rule, other) for rule in below) for other in following)


def headline_without_level(subject: Subject) -> Iterator[Found]:
    """Find a framework whose headline is a level but which has no requirement for one."""
    framework = subject.framework
    if framework.headline == "level" and not subject.coded and not subject.compiled.ladders[-1].top:
        yield Found(("headline",), "the framework's own ladder has no requirements, and so no levels")


def levels_without_requirement(subject: Subject) -> Iterator[Found]:
    """Find dimensions and capabilities that name a list of levels but have no requirement."""
    framework, compiled = subject.framework, subject.compiled
    if subject.coded:
        return
    for table, kind in (("dimensions", "dimension"), ("capabilities", "capability")):
        for index, entry in enumerate(getattr(framework, table)):
            if entry.levels and not compiled.ladders[compiled.positions[Ladder(kind, entry.id)]].top:
                yield Found((table, index, "levels"), f"no requirement leads to the levels of {entry.levels!r}")


def stages_passed_over(subject: Subject) -> Iterator[Found]:
    """Find levels that dimensions and capabilities pass over, since they have no question of that stage."""
    framework = subject.framework
    found: dict[Path, list[str]] = {}
    for (ladder, level), meant in bare_rungs(framework, framework.all_requirements).items():
        if meant:
            found.setdefault(level_place(framework, ladder, level), []).append(ladder)
    for path, ladders in sorted(found.items()):
        what = f"no question of {joined(ladders)} has this stage, and nothing else is required for it there"
        yield Found(path, what)
