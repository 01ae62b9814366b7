"""The law that is tried before all others about answers: where it is broken, they would only say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken, Record
from maturity_core.testing.suite.telling import told_sheet

if TYPE_CHECKING:
    from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

    from maturity_core.testing.suite.law import Law
    from maturity_core.testing.suite.subject import Subject


@law("definition", ONCE)
def answers_get_a_result(subject: Subject, _: None) -> bool:
    """The lowest answers to everything get a result, alone and in a batch."""
    if why := unscored(subject):
        raise Broken(why, then=told_sheet(subject.framework, subject.worst), expected="levels and scores")
    return True


def unscored(subject: Subject) -> str:
    """Return why the lowest answers get no result; empty if they get one."""
    return subject.once("unscored", lambda: _unscored(subject))


def _unscored(subject: Subject) -> str:
    try:
        subject.framework.assess(list(subject.worst))
        subject.stand([subject.worst])
    except Exception as error:  # noqa: BLE001 - a scorer in code may raise anything
        return f"{type(error).__name__}: {error}"
    return ""


def tried(law: Law, subject: Subject, settings: Settings | None) -> Record:
    """Return the record of a law, which is undecided if it is about answers and not even the first sheet is scored."""
    if law.group != "definition" and unscored(subject):
        reason = f"not tried: {answers_get_a_result.id} is broken"
        return Record(law.id, law.group, law.sentence, "undecided", reason=reason)
    return law.on(subject, settings)
