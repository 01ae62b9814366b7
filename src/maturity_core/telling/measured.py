"""Requirements with what was measured for them, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.rounding import FULL
from maturity_core.model.statistics import STATISTICS
from maturity_core.telling.origin import whose_rules
from maturity_core.telling.traits import trait_answer
from maturity_core.telling.wording import answer_label, in_unit, requirement_texts
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.requirement import Requirement
    from maturity_core.results.explanation import RequirementState


def requirement_text(assessment: Assessment, state: RequirementState, words: Words = ENGLISH) -> str:
    """Return a requirement with its measured value, and a mark if it is ours while others are the source's."""
    framework = assessment.framework
    requirement = framework.all_requirements[state.requirement]
    ours = requirement.basis == "interpretation" and whose_rules(framework) == "rules-partly-ours"
    told = requirement_texts(framework, [state.requirement], words) + ([words.say("interpretation")] if ours else [])
    trait = trait_answer(assessment, requirement)
    value = _now(framework, state, trait, words)
    now = words.say("measured-option" if trait and trait[1] >= 0 else "measured", value=value)
    return " ".join([*told, now if value else words.say("measured-nothing")])


def now_text(assessment: Assessment, state: RequirementState, words: Words = ENGLISH) -> str:
    """Return what was measured for a requirement: of a trait, the answer; empty where nothing of it applies."""
    requirement = assessment.framework.all_requirements[state.requirement]
    return _now(assessment.framework, state, trait_answer(assessment, requirement), words)


def _now(framework: Framework, state: RequirementState, trait: tuple[Question, int] | None, words: Words) -> str:
    if state.measured_exact is None:
        return ""
    if trait is not None:
        return answer_label(*trait, words)
    requirement = framework.all_requirements[state.requirement]
    return measured_text(framework, requirement, state.measured_exact, state.threshold_exact, words)


def measured_text(
    framework: Framework, requirement: Requirement, value: Fraction, threshold: Fraction, words: Words = ENGLISH
) -> str:
    """Return a measured value in words, rounded so that it stays on its side of the threshold."""
    if STATISTICS[requirement.statistic].capped:
        return words.number(value)
    share = not in_unit(framework, requirement)
    return words.percent(value, [threshold, FULL]) if share else words.decimal(value, [threshold])
