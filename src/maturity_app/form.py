"""`maturity form`: a model as a form of SurveyJS. What people answer with it is a sheet as it is.

A page for each dimension, a panel for each capability, a field for each question; fields are named after questions, and
choices after options.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.assessing import as_json
from maturity_app.console import FRAMEWORK, WORDS, warn
from maturity_app.endings import ending_of
from maturity_app.new_files import write_new
from maturity_core.model.fields import number_text

if TYPE_CHECKING:
    from maturity_core import Capability, Framework, Question
    from maturity_core.telling.words import Words


@click.command(short_help="Write the questions as a form of SurveyJS.")
@FRAMEWORK
@click.option("--out", metavar="FILE", required=True, help="Write to this .json file, which must not exist yet.")
@WORDS
def form(framework: Framework, out: str, words: Words) -> None:
    """Write the questions of a model as a form of SurveyJS, a library for forms on web pages.

    What it collects are answers by question id: the commands that read answers take them with `--map surveyjs`.
    """
    ending_of(out, (".json",), "a form")
    write_new(Path(out), f"{as_json(survey_form(framework, words))}\n")
    warn([f"written: {out}"])


def survey_form(framework: Framework, words: Words) -> dict[str, Any]:
    """Return a framework as the JSON of a form; texts that the model leaves out are left out."""
    pages = [
        _without_empty(
            type="page",
            name=f"dimension-{dimension.id}",
            title=dimension.name,
            description=dimension.summary,
            elements=[_panel(framework, one, words) for one in framework.capabilities if one.dimension == dimension.id],
        )
        for dimension in framework.dimensions
    ]
    whole = _without_empty(title=framework.name, description=framework.summary, locale=framework.language)
    return {**whole, "showProgressBar": True, "pages": pages}


def _panel(framework: Framework, capability: Capability, words: Words) -> dict[str, Any]:
    return _without_empty(
        type="panel",
        name=f"capability-{capability.id}",
        title=capability.name,
        description=capability.summary,
        elements=[_field(framework, one, words) for one in framework.questions if one.capability == capability.id],
    )


def _field(framework: Framework, question: Question, words: Words) -> dict[str, Any]:
    scale = framework.scales[question.scale]
    shared = _without_empty(
        name=question.id,
        title=question.text,
        description=question.help,
        isRequired=framework.open_questions == "reject",
        visibleIf=_needed(framework, question),
    )
    if scale.numeric:
        ends = {"min": scale.lowest, "max": scale.highest}
        bounds = {name: float(number) for name, number in ends.items() if number is not None}
        step = {"step": 1} if scale.whole_numbers else {"step": "any"}
        return {"type": "text", "inputType": "number", **shared, **bounds, **step}
    said = words.part("page")
    states = ["dont-know", *(["not-applicable"] if question.not_applicable else [])]
    choices = [{"value": option.id, "text": option.label} for option in question.options]
    return {
        "type": "radiogroup",
        **shared,
        "choices": [*choices, *({"value": state, "text": said.say(state)} for state in states)],
    }


def _needed(framework: Framework, question: Question) -> str:
    """Return the condition under which a question is asked; empty if it always is."""
    if question.needs is None:
        return ""
    other = framework.question(question.needs.question)
    scale, at = framework.scales[other.scale], other.options.ids.index(question.needs.option)
    if scale.numeric:
        number = number_text(scale.cuts[at - 1] if scale.better == "more" else scale.cuts[-at])
        over = {"more": ">", "less": "<"}[scale.better]
        falls_in = scale.cut_falls == ("above" if scale.better == "more" else "below")
        return f"{{{other.id}}} {over}{'=' if falls_in else ''} {number}" if at else ""
    return f"{{{other.id}}} anyof [{', '.join(repr(one) for one in other.options.ids[at:])}]"


def _without_empty(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", False)}
