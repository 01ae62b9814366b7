"""Random words of a framework: its language, and help and links on its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from maturity_core.model.entries import Entries
from maturity_core.model.links import Link
from maturity_core.model.node import Node, altered
from maturity_core.model.nouns import Pattern, Remedy, Sign
from maturity_core.testing.draws import among, any_of, some_of
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.nouns import Capability
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
    drawn.dimensions = _with(drawn.dimensions, help=help_)
    drawn.capabilities = _with(drawn.capabilities, help=help_, links=links)
    drawn.questions = _with(drawn.questions, help=draw(among(*HELPS)), links=links)
    drawn.capabilities = tuple(altered(entry, remedies=_remedies(draw, drawn, entry)) for entry in drawn.capabilities)
    drawn.scales = {
        name: altered(scale, options=Entries(_with(scale.options, help=help_))) for name, scale in drawn.scales.items()
    }
    drawn.levels = tuple(altered(entry, patterns=_patterns(draw, drawn)) for entry in drawn.levels)
    return {"language": draw(among(*LANGUAGES)), "summary": help_, "help": help_, "links": links}


def _remedies(draw: DrawFn, drawn: Parts, capability: Capability) -> tuple[Remedy, ...]:
    """Draw remedies for some moves of a capability's questions, from one option or from any lower one."""
    own = [question for question in drawn.questions if question.capability == capability.id and not question.outcome]
    sizes = {question.id: len(drawn.scales[question.scale].options) for question in own}
    moves = [(name, now, to) for name, size in sizes.items() for to in range(1, size) for now in (None, *range(to))]
    return tuple(
        Remedy(question=name, now=None if now is None else f"o{now}", to=f"o{to}", text=draw(among(*HELPS)))
        for name, now, to in (draw(some_of(*moves, most=4)) if moves else ())
    )


def _patterns(draw: DrawFn, drawn: Parts) -> tuple[Pattern, ...]:
    """Draw patterns of a level: some are shown by a question or two, in a range that leaves some options out."""
    found: list[Pattern] = []
    for text in draw(any_of("Plans hold.", "<b>Nobody</b> knows.", most=3)):
        signs: list[Sign] = []
        scales = {question.id: question.scale for question in drawn.questions}
        for name in draw(some_of(*scales, most=2)):
            top = len(drawn.scales[scales[name]].options) - 1
            low = draw(among(*range(top + 1)))
            high = draw(among(*range(low, top + 1 if low else top)))
            ends = {"at_least": f"o{low}" if low else None, "at_most": f"o{high}" if high < top else None}
            signs.append(Sign(question=name, **ends))
        found.append(Pattern(text=text, questions=tuple(signs)))
    return tuple(found)


def _with(entries: tuple[Kind, ...], **fields: Any) -> tuple[Kind, ...]:
    return tuple(altered(entry, **fields) for entry in entries)
