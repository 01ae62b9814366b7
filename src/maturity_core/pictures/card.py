"""Cards that show a framework, a result or many results in notebooks, as HTML without styles."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.pictures.bars import bars
from maturity_core.pictures.ladder import ladder
from maturity_core.pictures.markup import prose, prose_inside, said
from maturity_core.pictures.parts import Measure, Rung
from maturity_core.pictures.results import answered_bar, dimensions_radar, level_counts, level_ladder
from maturity_core.pictures.svg import element
from maturity_core.telling import LANGUAGE
from maturity_core.telling.coming import beside_text, is_beside, outlook_text, remedy_text, step_title
from maturity_core.telling.origin import edition_text, size_text, source_text
from maturity_core.telling.standing import has_levels, open_text, standing_texts, waiting_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import First, Plan


def assessment_card(assessment: Assessment, language: Words | str = LANGUAGE) -> str | None:
    """Return a result as a card: level, range, score, pictures and first steps.

    Return None, so that the notebook shows text, if the framework is not available: a stored result may outlive it.
    """
    words = Words.of(language).isolated()
    try:
        framework, plan = assessment.framework, assessment.next_steps()
    except MaturityError:
        return None
    beside = [level_ladder(assessment, language=words)] if has_levels(assessment, FRAMEWORK) else []
    pictures = [
        "".join([*beside, answered_bar(assessment, words)]),
        dimensions_radar(assessment, language=words),
    ]
    waiting = assessment.not_yet
    rest = _paragraphs(words, waiting_text(assessment, words)) if waiting else _first_steps(assessment, plan, words)
    return _card(
        words,
        framework,
        element("p", "<br>".join(_strong(text, words) for text in standing_texts(assessment, words))),
        *_paragraphs(words, open_text(assessment, words)),
        element("table", element("tr", *(element("td", picture) for picture in pictures)), role="presentation"),
        *rest,
    )


def _first_steps(assessment: Assessment, plan: Plan, words: Words) -> list[str]:
    framework = assessment.framework
    looks = words.other(framework.language)

    def item(step: First) -> str:
        remedy = prose_inside(remedy_text(framework, step, words, first=True), words.direction, **looks)
        return element("li", _strong(step_title(framework, step, words), words), f" {remedy}")

    lists = (
        (words.say("first-title"), "ol", [item(step) for step in plan.first if not is_beside(step)]),
        (beside_text(framework, plan, words), "ul", [item(step) for step in plan.first if is_beside(step)]),
    )
    told = [[*_paragraphs(words, title), element(kind, *items)] for title, kind, items in lists if items]
    return [*_paragraphs(words, outlook_text(assessment, plan, words)), *chain(*told)]


def batch_card(batch: AssessmentBatch, language: Words | str = LANGUAGE) -> str:
    """Return many results as a card: how many organisations are at each level."""
    words, whole = Words.of(language).isolated(), max(len(batch), 1)
    shares = [Measure(name, Fraction(number, whole), str(number)) for name, number in level_counts(batch, words)]
    size = words.count("organisations", len(batch))
    picture = bars(words.say("organisations-by-level"), shares, words)
    return _card(words, batch.framework, *_paragraphs(words, size), picture)


def framework_card(framework: Framework, language: Words | str = LANGUAGE) -> str:
    """Return a framework as a card: its size, its levels, its source."""
    words = Words.of(language).isolated()
    rungs = [Rung(words.apart(level.name), reached=False) for level in framework.levels]
    return _card(
        words,
        framework,
        *_paragraphs(words, size_text(framework, words)),
        *prose(framework.summary, words.direction, **words.other(framework.language)),
        ladder(words.say("levels"), rungs),
        *_paragraphs(words, source_text(framework, words)),
    )


def _card(words: Words, framework: Framework, *inside: str) -> str:
    title = element("p", _strong(edition_text(framework, words), words))
    return element("section", title, *inside, lang=words.tag(framework.language), dir=words.direction)


def _strong(text: str, words: Words) -> str:
    return element("strong", said(text, words.direction))


def _paragraphs(words: Words, *texts: str) -> list[str]:
    return [element("p", said(text, words.direction)) for text in texts if text]
