"""Read several answers files, with the problems of all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.answer_files import read_sheets
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_app.answer_files import Sheet
    from maturity_core import Framework


def read_every(framework: Framework, sources: Iterable[str], positions_from: int | None = None) -> list[Sheet]:
    """Return the sheets of several answers files, in the order of the files.

    Raises:
        AnswersError: lists every problem of all files.
    """
    found: list[Sheet] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            found += read_sheets(framework, source, None, positions_from)
        except AnswersError as error:
            problems += error.problems
    if problems:
        raise AnswersError(problems)
    return found
