"""Laws of scoring about the short path: what is settled, what still matters, and the order of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import RESULTS
from maturity_core.testing.suite.completions import all_tried, fillings, with_open_questions
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_sheet
from maturity_core.testing.suite.when import takes_open_questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.readers.short_path import ShortPath

Levels = list[tuple[int, ...]]
"""The ranks to be settled, for each completion."""


@law("scoring", RESULTS, unless=takes_open_questions)
def settled_means_every_completion(subject: Subject, sheet: Sheet) -> bool:
    """Levels are called settled if and only if every way of answering the open questions gives the same ones."""
    opened = subject.counted(with_open_questions(sheet))
    for dimensions in (False, True):
        levels = set(_levels(subject, fillings(subject, opened), dimensions=dimensions))
        if _path(subject, opened, dimensions=dimensions).settled != (len(levels) == 1):
            what = "the levels of the framework and of all dimensions are" if dimensions else "the level is"
            raise Broken(
                f"{what} {'not ' if len(levels) == 1 else ''}called settled",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected="settled: nothing else is possible" if len(levels) == 1 else "open: other levels are possible",
            )
    return True


@law("scoring", RESULTS, unless=takes_open_questions)
def short_path_lists_what_is_open(subject: Subject, sheet: Sheet) -> bool:
    """The short path lists every open question once, unanswered or not known, and no other question."""
    columns = [column for column, code in enumerate(subject.counted(with_open_questions(sheet))) if code in OPEN]
    expected = sorted(subject.framework.questions[column].id for column in columns)
    for state in OPEN:
        opened = replaced(subject.counted(with_open_questions(sheet)), dict.fromkeys(columns, state))
        listed = [entry.question for entry in _path(subject, opened, dimensions=False).questions]
        if sorted(listed) != expected:
            raise Broken(
                f"the short path lists: {', '.join(listed) or 'none'}",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected=f"{', '.join(expected) or 'none'}, in some order",
            )
    return bool(columns)


@law("scoring", RESULTS, unless=takes_open_questions)
def short_path_asks_what_matters(subject: Subject, sheet: Sheet) -> bool:
    """A question that can still change a level is marked as mattering and asked before every one that cannot."""
    opened = subject.counted(with_open_questions(sheet))
    columns = [column for column, code in enumerate(opened) if code in OPEN]
    completed = fillings(subject, opened)
    packed = [bytes(code - NOT_APPLICABLE for code in one) for one in completed]  # compared more quickly than codes
    for dimensions in (False, True):
        levels = _levels(subject, completed, dimensions=dimensions)
        moving = {subject.framework.questions[one].id for one in columns if _moves(one, packed, levels)}
        path = _path(subject, opened, dimensions=dimensions)
        told = [entry.question for entry in path.questions if entry.matters]
        wrong = (moving ^ set(told)) if all_tried(subject, opened) else moving - set(told)
        late = [entry.question for entry in path.questions[len(told) :] if entry.matters]
        if wrong or late:
            name = min(wrong, default="") or late[0]
            found = "mattering" if name in told else "not mattering"
            raise Broken(
                f"{name} is marked as {found}" if wrong else f"{name} comes after one that cannot change a level",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected=f"questions that can change a level first: {', '.join(sorted(moving)) or 'none'}",
            )
    return bool(columns)


def _path(subject: Subject, sheet: Sheet, *, dimensions: bool) -> ShortPath:
    return subject.said(("path", sheet, dimensions), lambda: subject.result(sheet).short_path(dimensions=dimensions))


def _levels(subject: Subject, sheets: Sequence[Sheet], *, dimensions: bool) -> Levels:
    places = [
        place
        for place, ladder in enumerate(subject.ladders)
        if ladder == FRAMEWORK or (dimensions and ladder.kind == "dimension")
    ]
    return [tuple(ranks) for ranks in subject.stand(sheets).ranks[:, places].tolist()]


def _moves(column: int, packed: Sequence[bytes], levels: Levels) -> bool:
    """Return whether two of the sheets that differ in just one answer have different levels."""
    found: dict[bytes, tuple[int, ...]] = {}
    return any(
        found.setdefault(sheet[:column] + sheet[column + 1 :], ranks) != ranks
        for sheet, ranks in zip(packed, levels, strict=True)
    )


LAWS = (settled_means_every_completion, short_path_lists_what_is_open, short_path_asks_what_matters)
