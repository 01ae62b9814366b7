"""What the interview shows: plain lines, 80 columns wide, one under the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import facts, wrapped
from maturity_app.template import minutes, number_text_of
from maturity_app.texts import filled, texts
from maturity_core.model.states import UNANSWERED
from maturity_core.telling.wording import answer_label, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework
    from maturity_core.model.nouns import Question

LETTERS = ("d", "n", "s", "b", "q", "?")
TEXTS = texts("ask")


def opening(framework: Framework, file: str, codes: Sequence[int], *, begun: bool, short: bool) -> Iterator[str]:
    """Yield what is said before the first question."""
    total = len(codes)
    answered = sum(code != UNANSWERED for code in codes)
    yield from wrapped(
        filled(
            TEXTS["begun" if begun else "gone-on"],
            framework=framework.name,
            questions=counted(total, "question"),
            minutes=counted(minutes(framework), "minute"),
            file=file,
            answered=str(answered),
            total=str(total),
        )
    )
    yield from wrapped(TEXTS["short"]) if short else ()
    yield from wrapped(TEXTS["help"])


def question_lines(framework: Framework, column: int, codes: Sequence[int], *, idle: bool) -> Iterator[str]:
    """Yield a question with its options; `idle` says that its answer cannot change the level any more."""
    question = framework.questions[column]
    left = sum(code == UNANSWERED for code in codes)
    answered = str(len(codes) - left)
    time = counted(minutes(framework, left), "minute")
    where = filled(TEXTS["where"], answered=answered, total=str(len(codes)), minutes=time)
    capability = framework.capability(question.capability)
    dimension = framework.dimension(capability.dimension).name
    yield ""
    yield from wrapped(" - ".join([where, dimension, *([TEXTS["idle"]] if idle else [])]))
    yield from wrapped(question.text)
    yield from _options(framework, question)
    if codes[column] != UNANSWERED:
        yield from wrapped(filled(TEXTS["now"], answer=answer_label(question, codes[column])), "  ")


def _options(framework: Framework, question: Question) -> Iterator[str]:
    wanted = number_text_of(framework.scales[question.scale])
    yield from wrapped(filled(TEXTS["number"], wanted=wanted), "  ") if wanted else ()
    names = [option.id if wanted else str(place) for place, option in enumerate(question.options, start=1)]
    options = [(name, option.label) for name, option in zip(names, question.options, strict=True)]
    yield from facts([*options, *([("n", TEXTS["does-not-apply"])] if question.not_applicable else [])], "    ")


def choices(framework: Framework, question: Question) -> str:
    """Return in short what may be typed."""
    numeric = framework.scales[question.scale].numeric
    first = number_text_of(framework.scales[question.scale]).lower() if numeric else f"1-{len(question.options)}"
    letters = [letter for letter in LETTERS if letter != "n" or question.not_applicable]
    return f"{', '.join([first, *letters[:-1]])} or {letters[-1]}"
