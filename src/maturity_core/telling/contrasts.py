"""What pulls dimensions apart, what is well set up, and what each lacks to its own next rung, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.telling.wording import level_name, word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.parts import Tension
    from maturity_core.results.routes import Raise


def tension_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return a sentence for each tension; pairs of dimensions with the same lower one share a sentence.

    Dimensions with too few questions answered are left out; so are all if too few are answered overall.
    """
    names = {result.id: result.name for result in assessment.dimensions}
    levels = {result.id: result.level.name for result in assessment.dimensions if result.level}
    lower: dict[str, list[str]] = {}
    sentences: dict[str, str] = {}
    pulling: dict[str, Tension] = {}

    def with_answers(text: str, tension: Tension) -> str:
        return " ".join([text, *_answers_apart(assessment, tension, words)])

    for tension in assessment.tensions:
        if not _told(assessment, tension.dimensions):
            continue
        first = tension.dimensions[0]
        if tension.kind == "options apart":
            text = words.count("tension-options", tension.apart, name=names[first])
            sentences[f"{first} alone"] = with_answers(text, tension)
        elif tension.kind == "below overall":
            whole = assessment.level.name if assessment.level else ""
            text = words.say("tension-below", name=names[first], level=levels[first], whole=whole)
            sentences[f"{first} below"] = with_answers(text, tension)
        else:
            low = tension.dimensions[1]
            lower.setdefault(low, []).append(words.say("tension-other", name=names[first], level=levels[first]))
            pulling.setdefault(low, tension)
            text = words.say("tension", name=names[low], level=levels[low], others=words.listed(lower[low]))
            sentences[low] = with_answers(text, pulling[low])
    return list(sentences.values())


def _answers_apart(assessment: Assessment, tension: Tension, words: Words) -> Iterator[str]:
    """Yield the two answers that pull apart, if there are two."""
    if tension.questions:
        high, low = (assessment.framework.question(name) for name in tension.questions)
        counted = {**assessment.answers, **assessment.counted_as}
        above, below = (word_label(question, counted[question.id], words) for question in (high, low))
        yield words.say("tension-answers", high=high.text, above=above, low=low.text, below=below)


def next_rung_text(assessment: Assessment, dimension: str, words: Words = ENGLISH) -> str:
    """Return what a dimension lacks to its own next rung; empty if nothing, or if too few questions are answered."""
    found = next((entry for entry in assessment.next_rungs if entry.dimension == dimension), None)
    if found is None or not _told(assessment, [dimension]):
        return ""
    level = level_name(assessment.framework, Ladder("dimension", dimension), found.level)
    names = [words.say("gap-capability", name=gap.name, number=len(gap.questions)) for gap in found.capabilities]
    number = sum(len(gap.questions) for gap in found.capabilities)
    text = words.count("next-rung", number, level=level, capabilities=words.listed(names))
    return f"{text} {words.say('next-rung-near', level=level)}" if found.just_below else text


def even_text(assessment: Assessment, dimension: str, words: Words = ENGLISH) -> str:
    """Return that the answers of a dimension are even; empty if not, or if too few questions are answered."""
    even = any(strength.dimension == dimension and strength.kind == "even" for strength in assessment.strengths)
    return words.say("dimension-even") if even and _told(assessment, [dimension]) else ""


def strength_texts(assessment: Assessment, words: Words = ENGLISH, first: Iterable[Raise] = ()) -> list[str]:
    """Return a sentence for each dimension that is well set up; see `tension_texts` for what is left out.

    Nothing is called well set up in which one of the first steps lies, also if these lead to a target of one's own, nor
    the weakest area.
    """
    framework, results = assessment.framework, {result.id: result for result in assessment.dimensions}
    left_out = {*assessment.topic, *(framework.capability(step.capability).dimension for step in first)}
    found: list[str] = []
    for strength in assessment.strengths:
        result = results[strength.dimension]
        if strength.least is not None and _told(assessment, [result.id]) and result.id not in left_out:
            ladder, level = Ladder("dimension", result.id), result.level.id if result.level else ""
            top = framework.ladder_levels(ladder)[-1].id
            names = {
                "level": level_name(framework, ladder, level),
                "least": level_name(framework, ladder, strength.least),
            }
            form = "strength-held" if level == strength.least and level != top else "strength-well"
            found.append(words.say(form, name=result.name, **names))
    return found


def _told(assessment: Assessment, dimensions: Iterable[str]) -> bool:
    """Return whether enough questions are answered, overall and in these dimensions, to talk about levels."""
    waiting = {result.id for result in assessment.dimensions if result.not_yet}
    return not assessment.not_yet and waiting.isdisjoint(dimensions)
