"""Random words of a framework: its language, and help and links on its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from maturity_core.model.entries import Entries
from maturity_core.model.links import Link
from maturity_core.model.node import Node, altered
from maturity_core.model.nouns import Advice, Pattern, Remedy, Sign
from maturity_core.testing.draws import among, any_of, some_of
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.nouns import Capability, Question
    from maturity_core.testing.strategy_parts import Parts

Kind = TypeVar("Kind", bound=Node)
LANGUAGES = ("en", "pt-BR", "he", "az-Arab")
HELPS = (
    "Yes, if everyone knows it.",
    "What counts as yes:\n- it is written down\n- everyone\n  has read it\n\nElse no.",
    '- *one*\n- <b>two</b> & "three" \\ four\n\n# no heading\n\n- five',
    "\u05de\u05d4 \u05e0\u05d7\u05e9\u05d1 (A) 2?\n\n\u0628\u0639\u062f\u060c 87.5 %",
)
LINKS = (
    Link(text="Read more", address="https://example.org/a?b=1&c=[2]#d"),
    Link(text="<Ask> [us](now)", address="mailto:us@example.org"),
)


def words(draw: DrawFn, drawn: Parts) -> dict[str, Any]:
    """Draw words for the parts of a framework, and return those of the framework itself: mostly none at all."""
    if draw(among(*MOSTLY)):
        return {}
    help_, links = draw(among(*HELPS)), draw(among((), LINKS))
    drawn.dimensions = _with(drawn.dimensions, summary=help_, help=help_, links=links)
    drawn.capabilities = _with(
        drawn.capabilities, summary=help_, help=help_, links=links, remedy=draw(among("", help_))
    )
    drawn.questions = _with(drawn.questions, help=draw(among(*HELPS)), links=links)
    drawn.measures = _with(drawn.measures, summary=help_)
    if draw(st.booleans()):
        drawn.questions = tuple(altered(entry, labels=_labels(drawn, entry)) for entry in drawn.questions)
    drawn.capabilities = tuple(altered(entry, remedies=_remedies(draw, drawn, entry)) for entry in drawn.capabilities)
    drawn.scales = {
        name: altered(scale, options=Entries(_with(scale.options, help=help_))) if scale.listed else scale
        for name, scale in drawn.scales.items()
    }
    drawn.levels = tuple(
        altered(entry, summary=help_, patterns=_patterns(draw, drawn), advice=_advice(draw, drawn))
        for entry in drawn.levels
    )
    return {"language": draw(among(*LANGUAGES)), "summary": help_, "help": help_, "links": links}


def _labels(drawn: Parts, question: Question) -> tuple[str, ...]:
    """Return labels of a question's own for the options of its scale."""
    return tuple(f"Own {place}" for place in range(len(drawn.scales[question.scale].options)))


def _remedies(draw: DrawFn, drawn: Parts, capability: Capability) -> tuple[Remedy, ...]:
    """Draw remedies for some moves of a capability's questions, from one option or from any lower one."""
    own = [question for question in drawn.questions if question.capability == capability.id and not question.outcome]
    options = {question.id: drawn.scales[question.scale].options.ids for question in own}
    moves = [
        (name, now, ids[place])
        for name, ids in options.items()
        for place in range(1, len(ids))
        for now in (None, *ids[:place])
    ]
    return tuple(
        Remedy(question=name, now=now, to=to, text=draw(among(*HELPS)))
        for name, now, to in (draw(some_of(*moves, most=4)) if moves else ())
    )


def _patterns(draw: DrawFn, drawn: Parts) -> tuple[Pattern, ...]:
    """Draw patterns of a level: some are shown by a question or two, in a range that leaves some options out."""
    texts = draw(any_of("Plans hold.", "<b>Nobody</b> knows.", most=3))
    return tuple(Pattern(text=text, questions=_signs(draw, drawn)) for text in texts)


def _advice(draw: DrawFn, drawn: Parts) -> tuple[Advice, ...]:
    """Draw advice for a level; some of it is for those whose answers lie in a range."""
    texts = draw(any_of("Count.", "<i>Stop</i>.", most=3))
    return tuple(Advice(circumstance=f"In {text}", soon=text, questions=_signs(draw, drawn)) for text in texts)


def _signs(draw: DrawFn, drawn: Parts) -> tuple[Sign, ...]:
    """Draw up to two questions, each with a range that leaves some options out."""
    signs: list[Sign] = []
    scales = {question.id: question.scale for question in drawn.questions}
    for name in draw(some_of(*scales, most=2)):
        ids = drawn.scales[scales[name]].options.ids
        top = len(ids) - 1
        low = draw(among(*range(top + 1)))
        high = draw(among(*range(low, top + 1 if low else top)))
        ends = {"at_least": ids[low] if low else None, "at_most": ids[high] if high < top else None}
        signs.append(Sign(question=name, **ends))
    return tuple(signs)


def _with(entries: tuple[Kind, ...], **fields: Any) -> tuple[Kind, ...]:
    return tuple(altered(entry, **fields) for entry in entries)
