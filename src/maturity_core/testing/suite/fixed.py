"""Questions that count as an option where they do not apply, and whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.subject import replaced

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject


def fixed_questions(subject: Subject) -> dict[int, int]:
    """Return the columns of these questions, each with the position of the option that it counts as."""
    pairs = enumerate(question.stands_for for question in subject.framework.questions)
    return {column: stands_for for column, stands_for in pairs if stands_for is not None}


def at_lowest(subject: Subject, sheet: Sheet) -> Sheet:
    """Return a sheet with the lowest option for such questions that do not apply, and for those that they need."""
    conditions = subject.framework.lookup.conditions
    counted = conditions.counted(sheet)
    lowest = {column for column in fixed_questions(subject) if counted[column] == NOT_APPLICABLE}
    for pair in reversed(conditions.pairs):
        lowest |= {pair.other} if pair.question in lowest else set()
    return replaced(sheet, dict.fromkeys(lowest, 0))


def counts_as_options(subject: Subject, sheet: Sheet) -> bool:
    """Return whether there are such questions, leaving out those that others need, and those that are not asked.

    What needs a question that does not apply does not apply either, whatever that one counts as.

    Raises:
        Broken: if one of them, not applicable, gives another result than the option that it counts as.
    """
    conditions = subject.framework.lookup.conditions
    left_out = conditions.needing.keys() | conditions.waiting(sheet)
    tried = {column: code for column, code in fixed_questions(subject).items() if column not in left_out}
    for column, stands_for in tried.items():
        left, other = replaced(sheet, {column: NOT_APPLICABLE}), replaced(sheet, {column: stands_for})
        if difference := subject.difference(subject.stand([other]), subject.stand([left])):
            question = subject.framework.questions[column]
            name = question.options[stands_for].id
            raise Broken(
                f"a question that does not apply does not count as {name}: {difference}",
                then=f"{question.id} = not-applicable; or {question.id} = {name}",
                expected="the same levels and scores",
            )
    return bool(tried)
