"""Cards: how a framework, a result and many results show themselves in notebooks, as HTML without any style."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError
from maturity_core.model.ladders import FRAMEWORK
from maturity_core.pictures.bars import bars
from maturity_core.pictures.ladder import ladder
from maturity_core.pictures.parts import Measure, Rung
from maturity_core.pictures.results import LEVELS, answered_bar, dimensions_radar, level_counts, level_ladder
from maturity_core.pictures.svg import element, told
from maturity_core.telling.coming import outlook_text, rest_text, step_title
from maturity_core.telling.origin import edition_text, size_text, source_text
from maturity_core.telling.standing import has_levels, open_text, standing_texts, waiting_text
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import Plan

STEPS = 3


def assessment_card(assessment: Assessment) -> str | None:
    """Return a result as a card: level, range, score, pictures, first steps.

    None, so that it shows as text, where its framework cannot be had: a stored result may outlive it.
    """
    try:
        framework, plan = assessment.framework, assessment.next_steps()
    except MaturityError:
        return None
    beside = [level_ladder(assessment)] if has_levels(assessment, FRAMEWORK) else []
    pictures = ["".join([*beside, answered_bar(assessment)]), dimensions_radar(assessment)]
    rest = _paragraphs(waiting_text(assessment)) if assessment.not_yet else _first_steps(assessment, plan)
    return _card(
        edition_text(framework),
        element("p", "<br>".join(map(_strong, standing_texts(assessment)))),
        *_paragraphs(open_text(assessment)),
        element("table", element("tr", *(element("td", picture) for picture in pictures)), role="presentation"),
        *rest,
    )


def _first_steps(assessment: Assessment, plan: Plan) -> list[str]:
    shown = plan.steps[:STEPS]
    framework = assessment.framework
    steps = [
        element("li", _strong(step_title(framework, step)), f" {told(framework.capability(step.capability).remedy)}")
        for step in shown
    ]
    return [
        *_paragraphs(outlook_text(assessment, plan, len(shown))),
        *([element("ol", *steps)] if steps else []),
        *_paragraphs(rest_text(plan, len(shown))),
    ]


def batch_card(batch: AssessmentBatch) -> str:
    """Return many results as a card: how many stand at which level."""
    whole = max(len(batch), 1)
    shares = [Measure(name, Fraction(number, whole), str(number)) for name, number in level_counts(batch)]
    size = counted(len(batch), "organisation")
    return _card(edition_text(batch.framework), *_paragraphs(size), bars(LEVELS, shares))


def framework_card(framework: Framework) -> str:
    """Return a framework as a card: its size, its levels, its source."""
    rungs = [Rung(level.name, reached=False) for level in framework.levels]
    return _card(
        edition_text(framework),
        *_paragraphs(size_text(framework), framework.summary),
        ladder("Levels", rungs),
        *_paragraphs(source_text(framework)),
    )


def _card(title: str, *inside: str) -> str:
    return element("section", element("p", _strong(title)), *inside, lang="en")


def _strong(text: str) -> str:
    return element("strong", told(text))


def _paragraphs(*texts: str) -> list[str]:
    return [element("p", told(text)) for text in texts if text]
