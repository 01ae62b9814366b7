"""Texts as HTML: with names in another direction isolated, and with paragraphs, lists and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.languages import direction_of
from maturity_core.pictures.svg import element, told
from maturity_core.telling.isolating import isolated, marked_parts, with_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.model.languages import Direction
    from maturity_core.model.links import Link


def said(text: str, direction: Direction = "ltr") -> str:
    r"""Return a text escaped for use between tags that surround words of this direction.

    >>> said("\u05d0 2 & 3"), said("2 & 3")
    ('<bdi>\u05d0 2 &amp; 3</bdi>', '2 &amp; 3')
    """
    return with_marks(isolated(text, direction), told, "<bdi>", "</bdi>")


def prose(text: str, direction: Direction = "ltr", /, **attributes: str) -> list[str]:
    r"""Return the paragraphs and lists of a long text as elements with these attributes.

    >>> prose("Yes, if:\n- it is written down")
    ['<p>Yes, if:</p>', '<ul><li>it is written down</li></ul>']
    """
    inner = _inner(direction, attributes)
    return [
        element("p", said(part, inner), **attributes)
        if isinstance(part, str)
        else element("ul", *(element("li", said(point, inner)) for point in part), **attributes)
        for part in marked_parts(text)
    ]


def prose_inside(text: str, direction: Direction = "ltr", /, **attributes: str) -> str:
    """Return a long text for an element that is a paragraph already: as elements only if it has more than one part."""
    parts = marked_parts(text)
    if len(parts) != 1 or not isinstance(parts[0], str):
        return "".join(prose(text, direction, **attributes))
    words = said(parts[0], _inner(direction, attributes))
    return element("span", words, **attributes) if attributes else words


def _inner(direction: Direction, attributes: Mapping[str, str]) -> Direction:
    """Return the direction of what is inside an element with these attributes."""
    return direction_of(attributes["lang"]) if "lang" in attributes else direction


def link_list(links: Iterable[Link | str], direction: Direction = "ltr", /, **attributes: str) -> str:
    """Return links as a list; a text that leads nowhere stays a text.

    >>> link_list(["Handbook"])
    '<ul><li>Handbook</li></ul>'
    """
    away = {"rel": "noopener noreferrer"}
    inner = _inner(direction, attributes)
    entries = [
        said(link, direction)
        if isinstance(link, str)
        else element("a", said(link.text, inner), href=link.address, **away, **attributes)
        for link in links
    ]
    return element("ul", *(element("li", entry) for entry in entries))
