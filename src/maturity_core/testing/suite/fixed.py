"""Questions that count as an option where they do not apply, and whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject


def fixed_questions(subject: Subject) -> dict[int, int]:
    """Return the columns of these questions, each with the position of the option that it counts as."""
    pairs = enumerate(question.stands_for for question in subject.framework.questions)
    return {column: stands_for for column, stands_for in pairs if stands_for is not None}


def at_lowest(subject: Subject, sheet: Sheet) -> Sheet:
    """Return a sheet with the lowest option for such questions that do not apply, and for those that they need."""
    counted = subject.counted(sheet)
    fixed = [column for column in fixed_questions(subject) if counted[column] == NOT_APPLICABLE]
    needed = [other for column in fixed for other in subject.needed.by(column)]
    return replaced(sheet, dict.fromkeys([*fixed, *needed], 0))


def counts_as_options(subject: Subject, sheet: Sheet) -> bool:
    """Return whether there are such questions that are asked.

    What needs one that does not apply does not apply either, whatever that one counts as.

    Raises:
        Broken: if one of them, not applicable, gives another result than the option that it counts as.
    """
    needed, tried = subject.needed, False
    for column, stands_for in fixed_questions(subject).items():
        if not needed.is_asked(column, sheet):
            continue
        tried = True
        out = {other: NOT_APPLICABLE for other in range(len(sheet)) if column in needed.by(other)}
        left, other = replaced(sheet, out | {column: NOT_APPLICABLE}), replaced(sheet, out | {column: stands_for})
        if difference := subject.difference(subject.stand([other]), subject.stand([left])):
            question = subject.framework.questions[column]
            name = question.options[stands_for].id
            raise Broken(
                f"a question that does not apply does not count as {name}: {difference}",
                then=f"{question.id} = not-applicable; or {question.id} = {name}",
                expected="the same levels and scores",
            )
    return tried
