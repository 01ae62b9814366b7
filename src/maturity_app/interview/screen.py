"""What the interview shows: plain lines, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.facts import facts, links
from maturity_app.lines import wrapped
from maturity_app.template import minutes_text, number_text_of, out_text
from maturity_core.model.long_text import led
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, WORDS
from maturity_core.telling.page.lines import prose
from maturity_core.telling.wording import answer_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework, SheetFacts
    from maturity_core.model.nouns import Question
    from maturity_core.telling.words import Words

STATES = {"d": WORDS[DONT_KNOW], "n": WORDS[NOT_APPLICABLE]}
SKIP, BACK, QUIT, HELP = "s", "b", "q", "?"
REMARKS = {"c": "comments", "e": "evidence"}
"""The letters that add a remark, each followed by its text, and the tables that these remarks are in."""
SHORT_HELP = 3
"""The most lines of help that are shown without being asked for."""
LETTERS = (*STATES, SKIP, BACK, QUIT, HELP)


def opening(framework: Framework, file: str, codes: Sequence[int], words: Words, *, begun: bool) -> Iterator[str]:
    """Yield how an interview opens: what is asked, how long it takes, where the answers go, and the model's help."""
    ask, (answered, applying) = words.part("ask"), progress(framework, codes)
    yield from wrapped(
        ask.say(
            "begun" if begun else "gone-on",
            framework=framework.name,
            questions=words.count("questions", len(codes)),
            minutes=minutes_text(framework, words),
            file=file,
            answered=answered,
            total=applying,
        )
    )
    yield from prose(framework.help)
    yield from links(framework.links, "  ", "    ")


def progress(framework: Framework, codes: Sequence[int]) -> tuple[int, int]:
    """Return how many questions are answered with an option, and how many apply; don't know is no answer."""
    counted = framework.lookup.conditions.counted(codes)
    return sum(code >= 0 for code in counted), sum(code != NOT_APPLICABLE for code in counted)


def instructions(words: Words, *, short: bool) -> Iterator[str]:
    """Yield what can be typed; on the short path, first what that path is."""
    ask = words.part("ask")
    yield from wrapped(ask.say("short")) if short else ()
    yield from wrapped(ask.say("help"))


def question_lines(
    framework: Framework, column: int, codes: Sequence[int], words: Words, *, idle: bool
) -> Iterator[str]:
    """Yield a question with its options; `idle` says that its answer can no longer change the level."""
    question, ask = framework.questions[column], words.part("ask")
    left = sum(code == UNANSWERED for code in framework.lookup.conditions.counted(codes))
    time = minutes_text(framework, words, left)
    answered, total = progress(framework, codes)
    where = ask.say("where", answered=answered, total=total, minutes=time)
    capability = framework.capability(question.capability)
    dimension = framework.dimension(capability.dimension).name
    yield ""
    yield from wrapped(" - ".join([where, dimension, *([ask.say("idle")] if idle else [])]))
    yield from wrapped(question.text)
    told = list(help_lines(question))
    yield from told if len(told) <= SHORT_HELP else wrapped(ask.say("help-waits"), "  ")
    yield from _options(framework, question, words)
    if codes[column] != UNANSWERED:
        yield from wrapped(ask.say("now", answer=answer_label(question, codes[column], words)), "  ")


def remark_lines(facts: SheetFacts, question: str, words: Words) -> Iterator[str]:
    """Yield the comment on an answer and the evidence for it, so far; nothing if there is none."""
    if question in facts.comments:
        yield from prose(words.say("comment", text=led(facts.comments[question])), "  ")
    if question in facts.evidence:
        yield from wrapped(words.say("evidence"), "  ")
        for piece in facts.evidence[question]:
            yield from wrapped(piece, "    ", "      ", whole_words=True)


def help_lines(question: Question) -> Iterator[str]:
    """Yield the help on a question and on its options, and its links; nothing if there is none."""
    yield from prose(question.help, "  ")
    for option in question.options:
        if option.help:
            yield from [*wrapped(f"{option.label}:", "  "), *prose(option.help, "    ")]
    yield from links(question.links, "  ", "    ")


def all_help(framework: Framework, question: Question, words: Words) -> Iterator[str]:
    """Yield the help on a question, then that on its capability and its dimension."""
    yield from help_lines(question)
    capability = framework.capability(question.capability)
    for entry in (capability, framework.dimension(capability.dimension)):
        told = [*prose(entry.help, "    "), *links(entry.links, "    ", "      ")]
        yield from [*wrapped(f"{words.say('help-about', name=entry.name)}:", "  "), *told] if told else []


def _options(framework: Framework, question: Question, words: Words) -> Iterator[str]:
    scale = framework.scales[question.scale]
    ask, wanted, listed = words.part("ask"), number_text_of(scale, words), question.options if scale.listed else ()
    yield from wrapped(ask.say("number", wanted=wanted) if listed else f"{wanted}.", "  ") if wanted else ()
    names = [option.id if wanted else str(place) for place, option in enumerate(listed, start=1)]
    options = [(name, option.label) for name, option in zip(names, listed, strict=True)]
    yield from facts([*options, *([("n", out_text(question, words))] if question.not_applicable else [])], "    ")


def choices(framework: Framework, question: Question, words: Words) -> str:
    """Return a short list of what may be typed."""
    scale, ask = framework.scales[question.scale], words.part("ask")
    first = number_text_of(scale, words, ask.say("any-number")) or f"1-{len(question.options)}"
    letters = [letter for letter in LETTERS if letter != "n" or question.not_applicable]
    return ask.say("choices", names=", ".join([first, *letters[:-1]]), last=letters[-1])
