"""Targets: what gaps and plans aim at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.answers.numbers import MOST_BITS
from maturity_core.answers.sheets import sheet_codes
from maturity_core.answers.wording import TWO_MEANINGS
from maturity_core.errors import MaturityError, Problem, TargetError, shown
from maturity_core.model.fields import exact, number_text
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.nouns import Level
from maturity_core.model.units import score_of
from maturity_core.nearest import folded, nearest
from maturity_core.readers.marks import score_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework

_LONG_RATIO = re.compile(r"[+-]?[0-9]{1,999}/[1-9][0-9]{0,998}")
"""A ratio as results show it: an exact score may need more digits than a number in a file has."""


Sheet = tuple[int, ...]
"""Another sheet as a target: what its answers count as, in file order."""


@dataclass(frozen=True)
class Target:
    """A target as rungs and scores, by the names of ladders."""

    rungs: Mapping[str, int]
    scores: Mapping[str, Fraction]


def parse_target(framework: Framework, target: Any) -> Target | Sheet | None:
    """Return a target as rungs and scores by ladder, the codes of another sheet, or None for the default.

    Args:
        framework: the framework the target belongs to.
        target: None; a level of the framework, its id or its name, in any letter case; a score that the whole has to
            reach, as a number from 0 to 1, or as the text that results show, such as "2.5" or "70%"; a mapping of
            ladder (`framework`, `dimension ID`, `capability ID`, `measure ID`) to level or score; or another
            assessment.

    Raises:
        TargetError: with every ladder and level that does not exist, and every number that is not a score.
    """
    if target is None:
        return None
    record = getattr(target, "record", None)
    if record is not None:
        return _sheet(framework, target)
    problems: list[Problem] = []
    rungs: dict[str, int] = {}
    scores: dict[str, Fraction] = {}
    for ladder, value in _named(target):
        found = goal(framework, ladder, value.id if isinstance(value, Level) else value)
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, Fraction):
            scores[ladder] = found
        else:
            rungs[ladder] = found
    if problems or not (rungs or scores):
        raise TargetError(problems or "the target names no ladder")
    return Target(rungs, scores)


def _sheet(framework: Framework, target: Any) -> Sheet:
    """Return the codes of another assessment; a stored one is verified first."""
    record = target.record
    if not record.framework.fits(framework):
        raise TargetError([Problem("the target is an assessment by another framework", "target", record.framework.id)])
    try:
        target.verify(framework)
    except MaturityError as error:
        raise TargetError([replace(problem, where=f"target, {problem.where}") for problem in error.problems]) from error
    return tuple(framework.lookup.conditions.counted(sheet_codes(framework, record.answers)))


def _named(target: Any) -> list[tuple[Any, Any]]:
    return list(target.items()) if _is_mapping(target) else [(FRAMEWORK, target)]


def _is_mapping(target: Any) -> bool:
    return isinstance(target, Mapping)


def goal(framework: Framework, ladder: Any, value: Any) -> int | Fraction | Problem:
    """Return the rung of a level, or the score that a number is."""
    ladders = framework.engine.ladders
    if not isinstance(ladder, str) or ladder not in ladders:
        given = _named_as(ladder)
        whole = next((name for name in ladders if name.id == given), given)
        return Problem("no such ladder", "target", shown(ladder), near=(whole, ladders))
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return _score(framework, ladder, value)
    if isinstance(value, str) and (score := _shown_score(framework, ladder, value)) is not None:
        return score
    return _rung(framework.ladder_levels(ladder), ladder, value)


def _rung(levels: Sequence[Level], ladder: str, value: Any) -> int | Problem:
    """Return the rung that a text names: by its id, or in any letter case by its id or its name."""
    ids = [entry.id for entry in levels]
    if isinstance(value, str) and value in ids:
        return ids.index(value)
    wanted = folded(value) if isinstance(value, str) else None
    meant = [entry.id for entry in levels if wanted in {folded(entry.id), folded(entry.name)}]
    if len(meant) == 1:
        return ids.index(meant[0])
    if meant:
        return Problem(f"{TWO_MEANINGS} on the {ladder}", "target", shown(value), ", ".join(meant))
    names = {folded(entry.name): entry.id for entry in levels}
    near = _named_as(value) if wanted is None else names.get(nearest(wanted, names), value)
    return Problem(f"the {ladder} has no such level", "target", shown(value), near=(near, ids))


def _score(framework: Framework, ladder: str, value: Any) -> Fraction | Problem:
    low, high = score_ends(framework.engine, ladder)
    allowed = f"{number_text(low)} to {number_text(high)}"
    try:
        score = Fraction(value) if isinstance(value, int | Fraction) else exact(value)
    except ValueError as error:
        return Problem(f"the score of the {ladder} cannot be aimed at: {error}", "target", shown(value), allowed)
    if score.denominator.bit_length() > MOST_BITS:
        return Problem(f"the score of the {ladder} has too many digits", "target", shown(value), "at most 1,000 digits")
    if low <= score <= high:
        return score
    hint = "" if score_of(framework, ladder).shown is None else f"as it is shown, write it as text: {f'{value}'!r}"
    return Problem(f"the score of the {ladder} cannot be that", "target", shown(value), allowed, hint)


def _shown_score(framework: Framework, ladder: str, text: str) -> Fraction | Problem | None:
    """Return the score that a text names as results show it, such as "2.5" or "70%"; None if it names no number."""
    share = text.endswith("%")
    written = text.removesuffix("%")
    try:
        number = Fraction(written) if _LONG_RATIO.fullmatch(written) else exact(written)
    except ValueError:
        return None
    made_of, (low, high) = score_of(framework, ladder), score_ends(framework.engine, ladder)
    bottom, top = made_of.shown or (low, high)
    score = number / 100 if share else low + (number - bottom) * (high - low) / (top - bottom)
    if low <= score <= high and not (share and made_of.adds):
        return score
    as_number = made_of.adds or (made_of.shown is not None and not share)
    allowed = f"{number_text(bottom)} to {number_text(top)}" if as_number else "0% to 100%"
    return Problem(f"the score of the {ladder} cannot be that", "target", shown(text), allowed)


def _named_as(name: object) -> str:
    """Return a name as it is; anything else as messages show it."""
    return name if isinstance(name, str) else shown(name)
