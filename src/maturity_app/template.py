"""Answer sheets to fill in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import WIDTH, wrapped
from maturity_app.origin import FACTS, FRAMEWORK, origin_of, origin_table, origin_toml
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.streaming.sinks import guarded
from maturity_app.table_files import ANSWERS
from maturity_core.model.fields import number_text
from maturity_core.model.states import STATE_WORDS
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

_OPEN, _UNKNOWN, _OUT = STATE_WORDS


def template(framework: Framework, ending: str = ".toml") -> str:
    """Return an answers file in the format of an ending: every question is there and unanswered.

    TOML has the options of each question as comments; JSON and CSV have no place for them. All say what they are for.
    """
    return WRITERS[ending](framework)


def _toml(framework: Framework) -> str:
    parts = [*_head(framework), 'organisation = ""', "", "[answers]", *_questions(framework)]
    return "\n".join([*parts, "", "", "#" * WIDTH, *origin_toml(framework), ""])


def _json(framework: Framework) -> str:
    answers = {question.id: _OPEN for question in framework.questions}
    data = {ORGANISATION: "", ANSWERS: answers, FRAMEWORK: origin_table(framework)}
    return json.dumps(data, indent=2) + "\n"


def _csv(framework: Framework) -> str:
    """Return a header, and a row of one organisation: an empty row would be passed over."""
    origin = origin_of(framework)
    columns = {ORGANISATION: ""} | {question.id: _OPEN for question in framework.questions}
    columns |= {fact: guarded(getattr(origin, fact)) for fact in FACTS}
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, columns.values()])
    return text.getvalue()


WRITERS: dict[str, Callable[[Framework], str]] = {".toml": _toml, ".json": _json, ".csv": _csv}
"""By the ending of a file what writes an answers file in that format."""


def minutes(framework: Framework, questions: int | None = None) -> int:
    """Return how long it takes to answer so many questions, or all of them, rounded up."""
    number = len(framework.questions) if questions is None else questions
    return -(-framework.seconds_per_question * number // 60)


def _head(framework: Framework) -> Iterator[str]:
    takes = f"{counted(len(framework.questions), 'question')}, about {counted(minutes(framework), 'minute')}."
    yield from _comment(f"Answers to: {framework.name}, edition {framework.edition} ({framework.id}).")
    yield from _comment(takes)
    yield "#"
    yield from _comment(
        "Under each question stand its options. Of the one that fits, put the word before the equals sign "
        "between the quotes below. "
        f'"{_UNKNOWN}" says that nobody knows; "{_OPEN}" leaves the question open. '
        f'"{_OUT}" is possible only where it is listed.'
    )
    yield ""


def _questions(framework: Framework) -> Iterator[str]:
    for dimension in framework.dimensions:
        owned = {entry.id for entry in framework.capabilities if entry.dimension == dimension.id}
        yield from ["", "#" * WIDTH, *_comment(dimension.name)]
        for question in framework.questions:
            if question.capability in owned:
                yield from ["", *_question(framework, question), f'{question.id} = "{_OPEN}"']


def _question(framework: Framework, question: Question) -> Iterator[str]:
    yield from _comment(question.text)
    wanted = number_text_of(framework.scales[question.scale])
    yield from _comment(f"{wanted}, without quotes; or one of:") if wanted else ()
    options = [(option.id, option.label) for option in question.options]
    options += [(_OUT, "This does not apply to us")] if question.not_applicable else []
    width = max(len(name) for name, _ in options)
    for name, label in options:
        yield from wrapped(label, f"#   {name:<{width}} = ", f"#   {'':<{width}}   ")


def number_text_of(scale: Scale) -> str:
    """Return which number a numeric scale asks for; nothing for other scales."""
    if not scale.numeric:
        return ""
    low, high = ("" if bound is None else number_text(bound) for bound in (scale.lowest, scale.highest))
    parts = [scale.unit and f"in {scale.unit}", low and f"from {low}", high and f"up to {high}"]
    return " ".join(["A number", *filter(None, parts)])


def _comment(text: str) -> Iterator[str]:
    yield from wrapped(text, "# ")
