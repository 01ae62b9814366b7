"""The portrait of a level in the model's words: its patterns, by what the answers say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NOT_APPLICABLE, WORDS
from maturity_core.telling.coming import goal_text
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

    It is said apart if all that is to be done first is in others, or if others, in which nothing is, score less; and
    if the target doesn't need it.
    """
    names = [assessment.framework.dimension(name).name for name in assessment.topic]
    if not names or assessment.not_yet:
        return ""
    framework, plan = assessment.framework, assessment.next_steps()
    begun = {framework.capability(entry.capability).dimension for entry in plan.first}
    apart = bool(begun) and begun.isdisjoint(assessment.topic)
    stays = {rung.ladder for rung in plan.stays}.issuperset(Ladder("dimension", name) for name in assessment.topic)
    form = "apart" if apart else "begun" if _is_outdone(assessment) else "stays" if stays else ""
    goal = goal_text(framework, plan, words)
    return words.form("-".join(filter(None, ["topic", form])), len(names), names=words.listed(names), goal=goal)


def _is_outdone(assessment: Assessment) -> bool:
    """Return whether dimensions are compared by score alone, and one scores less than those to explore."""
    named = {level.id for level in assessment.framework.levels}
    told = [result for result in assessment.dimensions if not result.not_yet and result.score_exact is not None]
    least = min(told, key=lambda result: (result.score_exact or 0, result.id not in assessment.topic))
    by_level = all(result.level is not None and result.level.id in named for result in told)
    return not by_level and least.id not in assessment.topic


def pattern_texts(assessment: Assessment, words: Words = ENGLISH) -> dict[str, list[str]]:
    """Return the patterns of the level under headings: those the answers bear out, other typical ones, those denied.

    Of several patterns about the same questions only the one that is borne out is told, or the first one denied: the
    others are degrees of the same thing. Those about nothing that applies are left out, and headings without a pattern.
    Empty if too few questions are answered for a level.
    """
    level = told_level(assessment)
    if level is None:
        return {}
    found, texts = assessment.portrait, [pattern.text for pattern in level.patterns]
    for place in found.not_asked:
        texts[place] = words.say("pattern-not-asked", text=texts[place])
    asked = [{sign.question for sign in pattern.questions} for pattern in level.patterns]
    known = [*found.borne_out, *found.denied]
    first = [next(other for other in known if asked[other] == asked[place]) for place in found.denied]
    denied = [place for place, other in zip(found.denied, first, strict=True) if place == other]
    apart = {name for name, word in assessment.answers.items() if word == WORDS[NOT_APPLICABLE]}
    aside = {place for place, names in enumerate(asked) if names and names <= apart}
    typical = [place for place in range(len(texts)) if place not in {*found.borne_out, *found.denied, *aside}]
    groups = {
        "patterns-borne-out": found.borne_out,
        "patterns-also" if found.borne_out else "patterns-title": typical,
        "patterns-denied": denied,
    }
    told = {name: [texts[place] for place in places] for name, places in groups.items()}
    return {words.say(name, level=level.name): texts for name, texts in told.items() if texts}
