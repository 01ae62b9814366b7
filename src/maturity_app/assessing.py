"""What `maturity assess` prints as JSON, and what it checks against a level."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_core.errors import Problem, TargetError, printable
from maturity_core.nearest import nearest
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


def all_as_data(framework: Framework, sheets: Sequence[Sheet], target: Any, limit: int | None) -> list[dict[str, Any]]:
    """Return the complete results of all organisations as data for JSON.

    Raises:
        TargetError: lists every organisation for which the target is not valid.
    """
    problems: list[Problem] = []
    found: list[dict[str, Any]] = []
    for sheet in sheets:
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


def rank_asked(framework: Framework, level: str) -> int:
    """Return the rank of a level of the framework by its id.

    Raises:
        TargetError: there is no such level.
    """
    ids = [entry.id for entry in framework.levels]
    if level not in ids:
        near = nearest(level, ids)
        hint = near and f"did you mean {near!r}?"
        raise TargetError([Problem("no such level", "--fail-under", repr(level), ", ".join(ids), hint)])
    return ids.index(level)


def below(names: Sequence[str], ranks: Sequence[int], asked: int) -> list[str]:
    """Return the names whose rank is below `asked`; having no level counts as below every level."""
    return [printable(name) for name, rank in zip(names, ranks, strict=True) if rank < asked]
