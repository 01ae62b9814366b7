"""The value of `--target`: a level or a score, goals by ladder, or another answers file."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_app.answer_files import read_sheet
from maturity_core.errors import Problem, TargetError
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.units import score_of
from maturity_core.readers.marks import score_ends
from maturity_core.telling.wording import score_text

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework

FILE_MARK = "@"
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?")
_SHARE = re.compile(r"([0-9]{1,12}(\.[0-9]{1,6})?)%")


def read_target(
    framework: Framework, text: str | None, positions_from: int | None = None
) -> str | Fraction | dict[str, str | Fraction] | Assessment | None:
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
        return read_goal(framework, FRAMEWORK, text, "--target")
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
    return {ladder: read_goal(framework, ladder, goal, "--target") for ladder, goal in pairs}


def read_goal(framework: Framework, ladder: str, text: str, where: str) -> str | Fraction:
    """Return a score of a ladder, given as results show it; anything else is a level, and returned as it is.

    Raises:
        TargetError: the ladder cannot have that score.

    >>> from maturity_core import load_framework
    >>> read_goal(load_framework("service-maturity-check"), "framework", "70%", "--target")
    Fraction(7, 10)
    """
    share, number = _SHARE.fullmatch(text), _NUMBER.fullmatch(text)
    if not share and not number:
        return text
    bottom, top = score_of(framework, ladder).shown or (0, 1)
    score = Fraction(share[1]) / 100 if share else (Fraction(text) - bottom) / (top - bottom)
    low, high = score_ends(framework.engine, ladder)
    if low <= score <= high:
        return score
    allowed = " to ".join(score_text(framework, ladder, end) for end in (low, high))
    raise TargetError([Problem(f"the {ladder} has no such score", where, repr(text), allowed)])


def _unclear(part: tuple[str, ...]) -> Problem:
    allowed = "dimension ID=LEVEL, capability ID=LEVEL or framework=LEVEL, separated by commas; or scores as levels"
    return Problem("not a goal", "--target", repr("=".join(part)), allowed)
