"""The cases a law is tried on: all of them if they are few, otherwise drawn ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Generic, TypeVar

from hypothesis import strategies as st

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import NOT_APPLICABLE, UNANSWERED
from maturity_core.readers.marks import score_ends
from maturity_core.testing.draws import one_each
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.strategies import answers, targets
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cover import cover
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_sheet, told_target

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

C = TypeVar("C")
MOST_SHEETS, MOST_RESULTS, MOST_PLANS, MOST_BATCHES = 4096, 256, 128, 64
"""The most cases that are all tried: read in one go, read one by one, with a plan each, in many batches each."""


@dataclass(frozen=True)
class Cases(Generic[C]):
    """One kind of case: how to list all of a framework, smallest first, how to draw some, how to describe one.

    `few` returns None if there are too many. `cost` is how expensive a case is: fewer expensive ones are drawn. Where a
    case is about a sheet, `first` are those that are tried before any is drawn, and `at` is a case with another sheet.
    If `once`, there is only one case.
    """

    few: Callable[[Subject], Sequence[C] | None]
    draw: Callable[[Subject], SearchStrategy[C]]
    tell: Callable[[Subject, C], list[str]]
    cost: int = 1
    first: Callable[[Subject], Sequence[C]] = lambda _: ()
    at: Callable[[Subject, C, Sheet], C] | None = None
    once: bool = False


def _all_of(spaces: Sequence[Sequence[int]], most: int) -> list[Sheet] | None:
    """Return every sheet made of these codes, ordered by how few steps it is from the first codes."""
    if prod(len(codes) for codes in spaces) > most:
        return None
    places = sorted(product(*(range(len(codes)) for codes in spaces)), key=lambda place: (sum(place), place))
    return [tuple(codes[at] for codes, at in zip(spaces, place, strict=True)) for place in places]


def _ahead(subject: Subject, sheets: list[Sheet] | None) -> list[Sheet] | None:
    """Return what the answers of sheets count as, each once; the framework will be asked about all of them."""
    counted = None if sheets is None else list(dict.fromkeys(map(subject.counted, sheets)))
    subject.look_ahead(counted or ())
    return counted


def _states(subject: Subject) -> list[list[int]]:
    """Return every code of each question; *don't know* is left to the law that compares it with *unanswered*."""
    unanswered = [] if subject.framework.open_questions == "reject" else [UNANSWERED]
    return [
        [0, *unanswered, *range(1, len(question.options)), *([NOT_APPLICABLE] if question.not_applicable else [])]
        for question in subject.framework.questions
    ]


def _ends(subject: Subject, *, highest: bool) -> list[list[int]]:
    """Return each question's lowest or highest option, and *not applicable* where it is allowed."""
    pairs = zip(subject.framework.questions, subject.tops, strict=True)
    return [[top * highest, *([NOT_APPLICABLE] if question.not_applicable else [])] for question, top in pairs]


def _drawn_sheet(subject: Subject) -> SearchStrategy[Sheet]:
    return answers(subject.framework).map(subject.counted)


def _sheets(cost: int, most: int) -> Cases[Sheet]:
    return Cases(
        few=lambda subject: _ahead(subject, _all_of(_states(subject), most)),
        draw=_drawn_sheet,
        tell=lambda subject, sheet: [told_sheet(subject.framework, sheet)],
        cost=cost,
        first=cover,
        at=lambda subject, _, sheet: subject.counted(sheet),
    )


def _partly(*, highest: bool) -> Cases[Sheet]:
    return Cases(
        few=lambda subject: _ahead(subject, _all_of(_ends(subject, highest=highest), MOST_SHEETS)),
        draw=lambda subject: one_each(_ends(subject, highest=highest)).map(subject.counted),
        tell=lambda subject, sheet: [told_sheet(subject.framework, sheet)],
    )


def _goals(subject: Subject) -> Iterator[Aim]:
    """Yield every target of one rung, the top rungs of all ladders together, scores, the best sheet, the default."""
    for ladder, ranks in reversed(subject.rungs.items()):
        for rank in ranks:
            yield Aim((), ((ladder, rank),))
    if len(subject.rungs) > 1:
        yield Aim((), tuple((ladder, ranks[-1]) for ladder, ranks in subject.rungs.items() if ranks))
    low, high = score_ends(subject.framework.engine, FRAMEWORK)
    yield Aim((), scores=((FRAMEWORK, (low + 2 * high) / 3),))
    yield Aim((), scores=tuple((ladder, score_ends(subject.framework.engine, ladder)[1]) for ladder in subject.ladders))
    yield Aim((), other=subject.tops)
    yield Aim(())


def _all_aims(subject: Subject, most: int) -> list[Aim] | None:
    goals = list(_goals(subject))
    sheets = _ahead(subject, _all_of(_states(subject), most // len(goals)))
    return None if sheets is None else [goal.at(sheet) for sheet in sheets for goal in goals]


def _first_aims(subject: Subject) -> list[Aim]:
    """Return the sheets of the cover, each with another target: the default, then the others in turn."""
    goals = list(_goals(subject))[::-1]
    return [goals[place % len(goals)].at(sheet) for place, sheet in enumerate(cover(subject))]


@st.composite
def _drawn_aim(draw: st.DrawFn, subject: Subject) -> Aim:
    sheet = subject.counted(draw(answers(subject.framework)))
    target = draw(targets(subject.framework))
    if isinstance(target, tuple):
        return Aim(sheet, other=target)
    goals = [*(target or {}).items()]
    rungs = tuple((ladder, goal) for ladder, goal in goals if isinstance(goal, int))
    return Aim(sheet, rungs, scores=tuple((ladder, goal) for ladder, goal in goals if isinstance(goal, Fraction)))


def _aims(cost: int, most: int) -> Cases[Aim]:
    return Cases(
        few=lambda subject: _all_aims(subject, most),
        draw=_drawn_aim,
        tell=lambda subject, aim: [told_sheet(subject.framework, aim.sheet), told_target(subject, aim)],
        cost=cost,
        first=_first_aims,
        at=lambda subject, aim, sheet: aim.at(subject.counted(sheet)),
    )


ONCE: Cases[None] = Cases(few=lambda _: [None], draw=lambda _: st.none(), tell=lambda _subject, _case: [], once=True)
SHEETS = _sheets(1, MOST_SHEETS)
"""Sheets that are read in one go."""
RESULTS = _sheets(3, MOST_RESULTS)
"""Sheets that are read one by one."""
COMPARED = _sheets(8, MOST_RESULTS)
"""Sheets whose results are compared with those of the slow reference, or read over and over."""
BATCHES = _sheets(16, MOST_BATCHES)
"""Sheets that are read in many batches each."""
LOWEST, HIGHEST = _partly(highest=False), _partly(highest=True)
"""Sheets whose questions are at one end of their scales, or do not apply."""
AIMS = _aims(2, MOST_SHEETS)
PLANS = _aims(4, MOST_PLANS)
"""Sheets with a target, whose gaps are read in one go, or whose plans are read one by one."""
ROUTES = _aims(8, MOST_PLANS)
"""Sheets with a target, whose plans are compared with those of the slow reference, or of a variant."""
