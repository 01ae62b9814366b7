"""The law of questions that need others: an answer that is not asked for changes nothing."""

from __future__ import annotations

from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_change
from maturity_core.testing.suite.when import needs_nothing


@law("scoring", SHEETS, unless=needs_nothing)
def unasked_counts_as_lowest(subject: Subject, sheet: Sheet) -> bool:
    """An answer to a question whose need is not met changes nothing: it counts as its lowest option.

    If the question that it needs is open or not applicable, so is it, whatever its answer.
    """
    others: list[Sheet] = []
    for column, question in enumerate(subject.framework.questions):
        if question.needs is not None:
            given = [replaced(sheet, {column: option}) for option in range(len(question.options))]
            others += [other for other in given if other != sheet and subject.counted(other) == sheet]
    if not others:
        return False
    expected, found = subject.stand([sheet]), subject.stand(others)
    for row, place in found.differing(expected):
        raise Broken(
            f"with an answer that is not asked for, {subject.change(expected, found.at([row]), place)}",
            then=told_change(subject.framework, sheet, others[row]),
            expected="the result without it",
        )
    return True


LAWS = (unasked_counts_as_lowest,)
