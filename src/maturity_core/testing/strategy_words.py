"""Random words of a framework: its language, and help and links on its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from maturity_core.model.entries import Entries
from maturity_core.model.links import Link
from maturity_core.model.node import Node, altered
from maturity_core.testing.draws import among
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

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
    drawn.scales = {
        name: altered(scale, options=Entries(_with(scale.options, help=help_))) for name, scale in drawn.scales.items()
    }
    return {"language": draw(among(*LANGUAGES)), "summary": help_, "help": help_, "links": links}


def _with(entries: tuple[Kind, ...], **fields: Any) -> tuple[Kind, ...]:
    return tuple(altered(entry, **fields) for entry in entries)
