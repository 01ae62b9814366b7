"""The portrait of a level in the model's words: its patterns, by what the answers say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.standing import told_level
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.nouns import Advice


def advice_told(assessment: Assessment) -> list[Advice]:
    """Return the advice for the level and the answers; none if too few questions are answered for a level."""
    level = told_level(assessment)
    return [level.advice[place] for place in assessment.advice] if level else []


def topic_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return which area is weakest, by name; empty without one, or if too few questions are answered.

    It is said apart if all that is to be done first is in others.
    """
    names = [assessment.framework.dimension(name).name for name in assessment.topic]
    if not names or assessment.not_yet:
        return ""
    framework, plan = assessment.framework, assessment.next_steps()
    begun = {framework.capability(entry.capability).dimension for entry in plan.first}
    apart = bool(begun) and begun.isdisjoint(assessment.topic)
    return words.form("topic-apart" if apart else "topic", len(names), names=words.listed(names))


def pattern_texts(assessment: Assessment, words: Words = ENGLISH) -> dict[str, list[str]]:
    """Return the patterns of the level under headings: those the answers bear out, other typical ones, those denied.

    Of several patterns about the same questions only the one that is borne out is told: the others are degrees of the
    same thing. Headings without a pattern are left out. Empty if too few questions are answered for a level.
    """
    level = told_level(assessment)
    if level is None:
        return {}
    found, texts = assessment.portrait, [pattern.text for pattern in level.patterns]
    for place in found.not_asked:
        texts[place] = words.say("pattern-not-asked", text=texts[place])
    asked = [{sign.question for sign in pattern.questions} for pattern in level.patterns]
    denied = [place for place in found.denied if not any(asked[place] <= asked[other] for other in found.borne_out)]
    typical = [place for place in range(len(texts)) if place not in {*found.borne_out, *found.denied}]
    groups = {
        "patterns-borne-out": found.borne_out,
        "patterns-also" if found.borne_out else "patterns-title": typical,
        "patterns-denied": denied,
    }
    told = {name: [texts[place] for place in places] for name, places in groups.items()}
    return {words.say(name, level=level.name): texts for name, texts in told.items() if texts}
