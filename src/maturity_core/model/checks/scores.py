"""Checks scores: what they are made of, the scale they are shown on, their range and their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.bounds import base_problems
from maturity_core.model.checks.items import items_problems, rung_problems, weights_of
from maturity_core.model.checks.measures import averaging_problems
from maturity_core.model.checks.units import unit_problems
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import ladder_names, ladders_meant
from maturity_core.model.requirement import Score
from maturity_core.model.statistics import CREDIT, STATISTICS
from maturity_core.model.units import score_of, unit_used

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.scale import Ends

MOST_MARKS = 100
"""The most marks that a score can have."""


def score_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the scores of a file, and with those that it leaves to the default."""
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
        known = {*taken, *draft.lookup.measures}
        yield from _default_problems(draft, [ladder for ladder in ladder_names(draft) if ladder not in known])


def _default_problems(draft: Draft, ladders: Iterable[str]) -> Iterator[Problem]:
    for ladder in ladders:
        items = score_of(draft, ladder).of
        weights = weights_of(draft, ladder, items)
        if weights and not any(weights):
            what = f"the score of the {ladder} has no item with a weight above 0"
            remedy = f"give one of its {items.kind} a weight, or its score other items"
            yield Problem(what, hint=remedy, path=("scores",))


def _score_items(draft: Draft, score: Score, ladder: str, path: Path) -> Iterator[Problem]:
    where: Path = (*path, "mean_of" if score.total_of is None else "total_of")
    problems = list(items_problems(draft, ladder, score.of, where))
    if problems:
        yield from problems
    elif score.total_of is not None and ladder != FRAMEWORK:
        yield Problem("only the framework's score can be a total", got=ladder, path=where)
    elif not any(weights_of(draft, ladder, score.of)):
        yield Problem("none of the items has a weight above 0", path=where)
    elif score.by == "value" and score.total_of is None:
        hint = 'remove by = "value": a mean is shown in the unit of its items'
        yield Problem("only a total adds up values", hint=hint, path=(*path, "by"))
    elif problems := list(unit_problems(draft, ladder, score, path)):
        yield from problems
    elif score.by == "level" and score.of.kind == "questions":
        yield Problem("questions have no levels", hint='remove by = "level"', path=(*path, "by"))
    else:
        yield from base_problems(score, path, total=score.total_of is not None)
        weights, unit = weights_of(draft, ladder, score.of), unit_used(draft, ladder, score)
        yield from averaging_problems(draft, ladder, score, path)
        yield from _range_problems(score, weights, unit, path)
        yield from _mark_problems(draft, score, weights, ladder, path)
        yield from rung_problems(draft, ladder, score, path) if score.by == "level" else ()


def _range_problems(score: Score, weights: Sequence[Fraction], unit: Ends, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the range that a score states: only a total has one, from its items' weights."""
    if score.range is None:
        return
    where: Path = (*path, "range")
    if score.total_of is None:
        yield Problem("only a total can state its range", hint="a mean runs from 0 to 1; remove it", path=where)
    elif (score.base is None) is not (score.top is None):
        got, allowed = (
            " to ".join(map(number_text, ends))
            for ends in (score.range, STATISTICS["total"].limits(weights, score.base, score.top, unit))
        )
        if got != allowed:
            yield Problem("this is not the range of the total", got=got, allowed=allowed, path=where)


def _mark_problems(
    draft: Draft, score: Score, weights: Sequence[Fraction], ladder: str, path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the marks of a score: only the framework has them; they rise on the scale shown."""
    where: Path = (*path, "marks")
    if score.marks and ladder != FRAMEWORK:
        yield Problem("only the framework's score has marks", got=ladder, hint="remove them", path=where)
        return
    if len(score.marks) > MOST_MARKS:
        allowed = f"at most {MOST_MARKS}"
        yield Problem("a score has too many marks", got=str(len(score.marks)), allowed=allowed, path=where)
    low, high = score_of(draft, ladder).shown or CREDIT
    if score.total_of is not None:
        if (score.base is None) is (score.top is None):
            return
        low, high = STATISTICS["total"].limits(weights, score.base, score.top, unit_used(draft, ladder, score))
    for place, mark in enumerate(score.marks):
        if not low < mark <= high:
            allowed = f"above {number_text(low)}, at most {number_text(high)}"
            yield Problem("the mark is out of bounds", got=number_text(mark), allowed=allowed, path=(*where, place))
    if any(after <= before for before, after in pairwise(score.marks)):
        yield Problem("the marks must be in rising order", got=", ".join(map(number_text, score.marks)), path=where)
