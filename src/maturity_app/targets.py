"""The value of `--target`: a level or a score, goals by ladder, or another answers file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.answer_files import read_sheet
from maturity_core.errors import Problem, TargetError

if TYPE_CHECKING:
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
        sheet = read_sheet(framework, text.removeprefix(FILE_MARK), positions_from=positions_from)
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


def _unclear(part: tuple[str, ...]) -> Problem:
    allowed = "dimension ID=LEVEL, capability ID=LEVEL or framework=LEVEL, separated by commas; or scores as levels"
    return Problem("not a goal", "--target", repr("=".join(part)), allowed)
