"""Laws of gaps about their contents: their own questions, and what another sheet asks of those questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from maturity_core.answers.sheets import answer_word
from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE, UNANSWERED
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import PLANS, RESULTS
from maturity_core.testing.suite.gaps import asked_of
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_asked, told_target

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question


@law("gaps", PLANS)
def gaps_tell_of_their_questions(subject: Subject, aim: Aim) -> bool:
    """Each gap is listed under its question's capability, with the present answer."""
    framework, gaps = subject.framework, subject.gaps(aim)
    if gaps is None:
        return False
    codes = dict(zip((question.id for question in framework.questions), aim.sheet, strict=True))
    for group in gaps.capabilities:
        for gap in group.questions:
            question = framework.question(gap.question)
            pairs = {
                "answer": (gap.answer, answer_word(question, codes[gap.question])),
                "capability": (group.capability, question.capability),
                "the capability's name": (group.name, framework.capability(question.capability).name),
            }
            for name, (told, wanted) in pairs.items():
                if told != wanted:
                    raise Broken(f"in the gap of {question.id}, {name} is {told!r}", expected=repr(wanted))
    return len(gaps) > 0


@law("gaps", RESULTS)
def sheet_target_asks_its_answers(subject: Subject, sheet: Sheet) -> bool:
    """With another sheet as target, each question has to reach its credit there; those with none are left out."""
    for other in map(subject.counted, _near(subject, sheet)):
        gaps = subject.gaps(aim := Aim(sheet, other=other))
        pairs = list(zip(subject.framework.questions, sheet, other, strict=True))
        positions = subject.needed.asked([_as_there(*pair) for pair in pairs], sheet)
        wanted = told_asked(subject.framework, positions)
        left_out = [question.id for question, code, there in pairs if code == NOT_APPLICABLE or there < 0]
        expected = _towards(wanted, (), left_out)
        found = "the target is refused"
        if gaps is not None:
            asked = told_asked(subject.framework, asked_of(subject, gaps))
            found = _towards(asked, [rung.level for rung in gaps.target], gaps.left_out)
        if found != expected:
            raise Broken(found, then=told_target(subject, aim), expected=expected)
    return True


def _near(subject: Subject, sheet: Sheet) -> Iterator[Sheet]:
    """Yield sheets to aim at: the best, one halfway up, and one in which every second question has no option."""
    yield subject.tops
    yield tuple((top + 1) // 2 for top in subject.tops)
    nothing = subject.tops if subject.framework.open_questions == "reject" else (UNANSWERED,) * len(sheet)
    pairs = zip(subject.framework.questions, nothing, strict=True)
    without = [NOT_APPLICABLE if question.not_applicable else code for question, code in pairs]
    yield tuple(without[column] if (column + sum(sheet)) % 2 else top for column, top in enumerate(subject.tops))


def _as_there(question: Question, code: int, there: int) -> int:
    """Return the lowest option with the credit of the answer in the other sheet, if that is more than now."""
    credits_ = [option.credit for option in question.options]
    if code == NOT_APPLICABLE or there < 0 or credits_[there] <= credits_[max(code, 0)]:
        return NO_DEMAND
    return credits_.index(credits_[there])


def _towards(asked: str, levels: Sequence[str], left_out: Sequence[str]) -> str:
    aims = [f"target levels: {', '.join(levels)}"] if levels else []
    return "; ".join([f"gaps: {asked}", *aims, f"left out: {', '.join(left_out) or 'none'}"])


LAWS = (gaps_tell_of_their_questions, sheet_target_asks_its_answers)
