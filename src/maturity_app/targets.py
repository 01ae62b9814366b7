"""The value of `--target`: a level or a score, goals by ladder, or another answers file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_app.answer_files import read_sheet, read_sheets
from maturity_app.how import AS_SHOWN
from maturity_core.errors import AnswersError, Problem, TargetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Assessment, Framework

FILE_MARK = "@"


def read_target(
    framework: Framework, text: str | None, positions_from: int | None = None
) -> str | dict[str, str] | Assessment | None:
    """Return the target that the text names, for the core to check.

    Args:
        framework: the framework the target belongs to.
        text: None; a level of the framework, or a score as results show it, such as `2.5` or `70%`; goals such as
            `dimension planning=managed,capability roadmap=60%`; or `@` and the name of an answers file.
        positions_from: the position of the lowest option in that file, 0 or 1, if known.

    Raises:
        TargetError: the goals are not written as `ladder=level`, or there is a duplicate ladder.
        AnswersError: the answers file is wrong.
    """
    if text is None:
        return None
    if "=" not in text and not text.startswith(FILE_MARK):
        return text
    if text.startswith(FILE_MARK):
        sheet = read_sheet(framework, text.removeprefix(FILE_MARK), None, positions_from, AS_SHOWN)
        return sheet.assessed(framework)
    parts = [tuple(side.strip() for side in part.split("=")) for part in text.split(",")]
    pairs = [part for part in parts if len(part) == 2 and all(part)]  # noqa: PLR2004 - ladder and level
    problems = [_unclear(part) for part in parts if part not in pairs]
    ladders = [ladder for ladder, _ in pairs]
    twice = sorted({ladder for ladder in ladders if ladders.count(ladder) > 1})
    problems += [Problem("duplicate ladder", "--target", repr(ladder)) for ladder in twice]
    if problems:
        raise TargetError(problems)
    return dict(pairs)


def read_targets(
    framework: Framework, text: str | None, names: Sequence[str], positions_from: int | None = None
) -> list[Any]:
    """Return the target of each organisation, by their names: the same for all, or that of its row in a file.

    A file of one organisation is the target of all.

    Raises:
        TargetError: the goals are not written as `ladder=level`, or there is a duplicate ladder.
        AnswersError: the answers file is wrong, or its organisations are not those.
    """
    if text is None or not text.startswith(FILE_MARK):
        return [read_target(framework, text, positions_from)] * len(names)
    file = text.removeprefix(FILE_MARK)
    sheets = read_sheets(framework, file, None, positions_from, AS_SHOWN)
    if len(sheets) == 1:
        return [sheets[0].assessed(framework)] * len(names)
    given = [sheet.name for sheet in sheets]
    twice = dict.fromkeys(name for name in given if given.count(name) > 1)
    strange, missing = ([name for name in one if name not in other] for one, other in ((given, names), (names, given)))
    problems = [Problem("duplicate organisation", file, repr(name)) for name in twice]
    problems += [
        Problem("no such organisation in the answers", file, repr(name), near=(name, names)) for name in strange
    ]
    problems += [Problem("there is no target for this organisation", file, repr(name)) for name in missing]
    if problems:
        raise AnswersError(problems)
    found = {name: sheet.assessed(framework) for name, sheet in zip(given, sheets, strict=True)}
    return [found[name] for name in names]


def _unclear(part: tuple[str, ...]) -> Problem:
    allowed = "dimension ID=LEVEL, capability ID=LEVEL or framework=LEVEL, separated by commas; or scores as levels"
    return Problem("not a goal", "--target", repr("=".join(part)), allowed)
