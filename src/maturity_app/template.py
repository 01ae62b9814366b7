"""Answer sheets to fill in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from maturity_app.facts import links
from maturity_app.lines import WIDTH, wrapped
from maturity_app.origin import FACTS, FRAMEWORK, origin_of, origin_table, origin_toml
from maturity_app.raw_sheet import HEAD, ORGANISATION
from maturity_app.streaming.csv_rows import guarded
from maturity_app.table_files import ANSWERS
from maturity_core.answers.facts import ABOUT
from maturity_core.model.fields import number_text
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, WORDS
from maturity_core.telling.origin import edition_text
from maturity_core.telling.page.lines import prose
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.nouns import Dimension, Question
    from maturity_core.model.scale import Scale

DATE = "2026-11-03"
"""How a date is written."""
_OPEN, _UNKNOWN, _OUT = (WORDS[code] for code in (UNANSWERED, DONT_KNOW, NOT_APPLICABLE))


def template(framework: Framework, ending: str = ".toml", words: Words = ENGLISH) -> str:
    """Return an answers file in the format of an extension, with every question in it unanswered.

    TOML has the options of each question as comments; JSON and CSV have no room for them. All say what they belong to.
    """
    return WRITERS[ending](framework, words)


def _toml(framework: Framework, words: Words) -> str:
    show = words.part("show")
    parts = [*_head(framework, words), f'{ORGANISATION} = ""', "", *_comment(show.say("fill-in-facts", date=DATE))]
    parts += [*(f'{fact} = ""' for fact in HEAD), "", "[answers]", *_questions(framework, words)]
    first = framework.questions[0].id
    examples = zip(ABOUT, ("comments", "evidence"), ('"..."', '["https://...", "..."]'), strict=True)
    for table, name, value in examples:
        parts += ["", "", "#" * WIDTH, *_comment(show.say(f"fill-in-{name}")), f"#   {first} = {value}", f"[{table}]"]
    return "\n".join([*parts, "", "", "#" * WIDTH, *origin_toml(framework, words), ""])


def _json(framework: Framework, words: Words) -> str:
    del words  # JSON has no comments
    answers = {question.id: _OPEN for question in framework.questions}
    facts = dict.fromkeys((ORGANISATION, *HEAD), "")
    data = {**facts, ANSWERS: answers, **{table: {} for table in ABOUT}, FRAMEWORK: origin_table(framework)}
    return json.dumps(data, indent=2) + "\n"


def _csv(framework: Framework, words: Words) -> str:
    """Return a header and a row for one organisation, filled in so that it is not skipped as empty."""
    del words  # CSV has no comments
    origin = origin_of(framework)
    columns = dict.fromkeys((ORGANISATION, *HEAD), "") | {question.id: _OPEN for question in framework.questions}
    columns |= {fact: guarded(getattr(origin, fact)) for fact in FACTS if getattr(origin, fact)}
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, columns.values()])
    return text.getvalue()


WRITERS: dict[str, Callable[[Framework, Words], str]] = {".toml": _toml, ".json": _json, ".csv": _csv}
"""The function that writes an answers file, by file extension."""


def minutes(framework: Framework, questions: int | None = None) -> int:
    """Return how many minutes it takes to answer so many questions, or all of them, rounded up."""
    number = len(framework.questions) if questions is None else questions
    return -(-framework.seconds_per_question * number // 60)


def minutes_text(framework: Framework, words: Words, questions: int | None = None) -> str:
    """Return the same in words."""
    return words.count("minutes", minutes(framework, questions))


def _head(framework: Framework, words: Words) -> Iterator[str]:
    show, about = words.part("show"), words.say("about-minutes", minutes=minutes_text(framework, words))
    yield from _comment(show.say("answers-to", model=edition_text(framework, words), id=framework.id))
    questions = words.count("questions", len(framework.questions))
    yield from _comment(show.say("answers-take", questions=questions, minutes=about))
    yield "#"
    told = [*_help(framework.help), *_links(framework)]
    yield from [*told, "#"] if told else []
    yield from _comment(show.say("fill-in", unknown=_UNKNOWN, open=_OPEN, out=_OUT))
    yield ""


def _questions(framework: Framework, words: Words) -> Iterator[str]:
    for dimension in framework.dimensions:
        owned = {entry.id for entry in framework.capabilities if entry.dimension == dimension.id}
        yield from ["", "#" * WIDTH, *_comment(dimension.name), *_help(dimension.help), *_links(dimension)]
        for question in framework.questions:
            if question.capability in owned:
                yield from ["", *_question(framework, question, words), f'{question.id} = "{_OPEN}"']


def _question(framework: Framework, question: Question, words: Words) -> Iterator[str]:
    yield from [*_comment(question.text), *_help(question.help), *_links(question)]
    yield from _comment(needs_text(framework, question, words))
    scale = framework.scales[question.scale]
    wanted, how = number_text_of(scale, words), "fill-in-whole" if scale.whole_numbers else "fill-in-number"
    yield from _comment(words.part("show").say(how, number=wanted)) if wanted else ()
    options = [(option.id, option.label, option.help) for option in question.options if scale.listed]
    options += [(_OUT, out_text(question, words), "")] if question.not_applicable else []
    width = max((len(name) for name, _, _ in options), default=0)
    for name, label, help_ in options:
        yield from wrapped(label, f"#   {name:<{width}} = ", f"#   {'':<{width}}   ")
        yield from _help(help_, f"#   {'':<{width}}     ")


def out_text(question: Question, words: Words) -> str:
    """Return that a question does not apply, and the option that it counts as then, if any."""
    page, place = words.part("page"), question.stands_for
    if place is None:
        return page.say("not-applicable")
    return page.say("not-applicable-as", option=question.options[place].label)


def needs_text(framework: Framework, question: Question, words: Words) -> str:
    """Return from which answer to another question on a question is asked; empty if it always is."""
    if question.needs is None:
        return ""
    other = framework.question(question.needs.question)
    option, lowest = other.options[question.needs.option].label, question.options[0].label
    return words.part("page").say("not-asked-low", other=other.text, option=option, lowest=lowest)


def number_text_of(scale: Scale, words: Words, first: str = "") -> str:
    """Return what number a numeric scale asks for, beginning with `first` or *A number*; empty for other scales.

    Its bounds are shown as they have to be typed: with a decimal point.
    """
    if not scale.numeric:
        return ""
    parts = [words.say("number-unit", unit=scale.unit)] if scale.unit else []
    low, high = ("" if end is None else number_text(end) for end in (scale.lowest, scale.highest))
    bounds = "number-between" if low and high else "number-from" if low else "number-up-to" if high else ""
    parts += [words.say(bounds, low=low, high=high)] if bounds else []
    return " ".join([first or words.say("number-whole" if scale.whole_numbers else "number"), *parts])


def _help(text: str, first: str = "#   ") -> Iterator[str]:
    yield from prose(text, first, first)


def _links(entry: Framework | Dimension | Question) -> Iterator[str]:
    yield from links(entry.links, "#   ", "#     ")


def _comment(text: str) -> Iterator[str]:
    yield from wrapped(text, "# ")
