"""Laws of outcomes: no step moves one, and as few results have to show as can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.results.routes import Status
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import PLANS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.steps import shown
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.when import has_outcomes

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet


@law("steps", PLANS, unless=has_outcomes)
def outcomes_are_no_steps(subject: Subject, aim: Aim) -> bool:
    """No step moves an outcome; each result is an outcome that rises, led by the capabilities that the file names."""
    plan = subject.plan(aim)
    if plan is None or plan.status != Status.OPEN:
        return False
    for step in plan:
        if moved := [gap.question for gap in step.questions if subject.framework.question(gap.question).outcome]:
            raise Broken(f"the step {step.capability} moves {', '.join(moved)}", expected="no outcome")
    after, columns = shown(subject, aim.sheet, plan), subject.framework.questions.ids
    for result in plan.results:
        question, column = subject.framework.question(result.question), list(columns).index(result.question)
        rises = aim.sheet[column] != NOT_APPLICABLE and after[column] > max(aim.sheet[column], 0)
        if not question.outcome or not rises or result.led_by != question.led_by:
            raise Broken(
                f"a result is {result.question}, to {result.to}, led by {', '.join(result.led_by) or 'nothing'}",
                expected=f"an outcome that rises, led by {', '.join(question.led_by) or 'nothing'}",
            )
    return True


@law("steps", PLANS, unless=has_outcomes)
def no_superfluous_result(subject: Subject, drawn: Aim) -> bool:
    """With one option step less of any result, not even the best deeds reach the target."""
    plan, aim = subject.plan(drawn), subject.fixed(drawn)
    if plan is None or aim is None or not plan.results:
        return False
    after = shown(subject, aim.sheet, plan)
    for result in plan.results:
        column = list(subject.framework.questions.ids).index(result.question)
        lower = after[column] - 1 or min(aim.sheet[column], 0)
        sheet = _deeds_done(subject, replaced(after, {column: lower}))
        if subject.asked([aim.at(sheet)])[0][0] is Status.REACHED:
            raise Broken(
                f"the result {result.question}, to {result.to}, is superfluous: deeds reach the target with less",
                expected="no option step more than is needed",
            )
    return True


def _deeds_done(subject: Subject, sheet: Sheet) -> Sheet:
    """Return a sheet with the best answers to everything that applies and is no outcome."""
    triples = zip(subject.best(sheet), sheet, subject.framework.questions, strict=True)
    return tuple(code if question.outcome else best for best, code, question in triples)


LAWS = (outcomes_are_no_steps, no_superfluous_result)
