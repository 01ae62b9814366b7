"""What `maturity assess` prints as JSON, and what it checks against a level."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from maturity_core.errors import Problem, TargetError
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.readers.targets import Target, parse_target
from maturity_core.telling.standing import told_level

if TYPE_CHECKING:
    from maturity_app.answer_files import Sheet
    from maturity_core import Assessment, Framework
    from maturity_core.telling.words import Words


def level_told(assessment: Assessment, words: Words) -> tuple[str, str]:
    """Return the level name that the page shows, and the text before it; the name is empty if no level is shown."""
    level = told_level(assessment)
    return level.name if level else "", words.say("level-head")


def as_data(assessment: Assessment, target: Any, limit: int | None) -> dict[str, Any]:
    """Return the complete result of one organisation as data for JSON.

    Raises:
        TargetError: the target is not valid here.
    """
    return assessment.result(target, limit).model_dump(mode="json")


def all_as_data(
    framework: Framework, sheets: Sequence[Sheet], targets: Sequence[Any], limit: int | None
) -> list[dict[str, Any]]:
    """Return the complete results of all organisations as data for JSON, each with its target.

    Raises:
        TargetError: lists every organisation for which the target is not valid.
    """
    problems: list[Problem] = []
    found: list[dict[str, Any]] = []
    for sheet, target in zip(sheets, targets, strict=True):
        try:
            found.append(as_data(sheet.assessed(framework), target, limit))
        except TargetError as error:
            problems += [replace(problem, where=f"{sheet.name}, {problem.where}") for problem in error.problems]
    if problems:
        raise TargetError(problems)
    return found


def as_json(data: Any) -> str:
    """Return data as ASCII JSON, so that any name can be printed and reads back unchanged."""
    return json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True)
class Asked:
    """The level, by its rank, or the score that every organisation has to reach, and how it is told."""

    goal: int | Fraction
    told: str

    def above(self, result: Assessment) -> bool:
        """Return whether it is above the result; having no level or no score counts as below all of them."""
        if isinstance(self.goal, Fraction):
            return result.score_exact is None or result.score_exact < self.goal
        ids = [entry.id for entry in result.framework.levels]
        return result.level is None or ids.index(result.level.id) < self.goal


def goal_asked(framework: Framework, text: str) -> Asked:
    """Return what is asked of every organisation: a level of the framework by id or name, or a score as it is shown.

    Raises:
        TargetError: there is no such level or score.
    """
    try:
        target = cast("Target", parse_target(framework, text))  # a text is a level or a score
    except TargetError as error:
        raise TargetError(replace(problem, where="--fail-under") for problem in error.problems) from error
    if FRAMEWORK in target.scores:
        return Asked(target.scores[FRAMEWORK], text)
    rank = target.rungs[FRAMEWORK]
    return Asked(rank, framework.levels[rank].name)
