"""Requirements of traits: the question that one is about, the option that it has to reach, and the answer it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.model.written import trait_position

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.requirement import Requirement


def trait_asked(framework: Framework, requirement: Requirement) -> tuple[Question, int] | None:
    """Return the question of a trait and the position of the option it has to reach; None for other requirements."""
    ids = requirement.of.selection if requirement.of.kind == "questions" and requirement.least is not None else ()
    if not isinstance(ids, tuple) or len(ids) != 1:
        return None
    question = framework.whole.question(ids[0])  # a profile has traits written out
    if not question.trait or question.stage != requirement.level:
        return None
    place = trait_position(framework.whole, question)
    return (question, place) if question.options[place].credit == requirement.threshold else None


def trait_answer(assessment: Assessment, requirement: Requirement) -> tuple[Question, int] | None:
    """Return the question of a trait and the code that its answer counts as; None for other requirements."""
    found = trait_asked(assessment.framework, requirement)
    if found is None:
        return None
    question = assessment.framework.question(found[0].id)
    code = int(assessment.counted[assessment.framework.lookup.columns[question.id]])
    return question, code if question.stands_for is None or code != NOT_APPLICABLE else question.stands_for
