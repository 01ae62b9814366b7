"""Sheets with open questions, and the ways of answering those questions."""

from __future__ import annotations

from itertools import product
from math import prod

from maturity_core.model.states import NOT_APPLICABLE, OPEN, UNANSWERED
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.subject import COMPLETIONS, Subject


def with_open_questions(sheet: Sheet) -> Sheet:
    """Return a sheet with open questions: its own, or if it has none, every third question."""
    if any(code in OPEN for code in sheet):
        return sheet
    return tuple(code if place % 3 or code == NOT_APPLICABLE else UNANSWERED for place, code in enumerate(sheet))


def fillings(subject: Subject, sheet: Sheet) -> list[Sheet]:
    """Return every completion if they are few; else the lowest, the highest, and both with each option of each."""
    options = _options(subject, sheet)
    if all_tried(subject, sheet):
        return [replaced(sheet, dict(zip(options, chosen, strict=True))) for chosen in product(*options.values())]
    ends = [subject.filled(sheet, highest=highest) for highest in (False, True)]
    pairs = [(column, option) for column, codes in options.items() for option in codes]
    return [*ends, *(replaced(end, {column: option}) for end in ends for column, option in pairs)]


def all_tried(subject: Subject, sheet: Sheet) -> bool:
    """Return whether the fillings of a sheet are all its completions."""
    return prod(map(len, _options(subject, sheet).values())) <= COMPLETIONS


def _options(subject: Subject, sheet: Sheet) -> dict[int, range]:
    return {column: range(subject.tops[column] + 1) for column, code in enumerate(sheet) if code in OPEN}
