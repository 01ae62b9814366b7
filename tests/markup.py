"""The contents of HTML and SVG as an HTML parser sees them: elements with their attributes, and texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "meta"}
PICTURE = {
    *("svg", "title", "desc", "g", "text", "rect", "line", "polygon", "circle"),
    *("@xmlns", "@role", "@viewbox", "@width", "@height", "@x", "@y", "@x1", "@x2", "@y1", "@y2", "@cx", "@cy", "@r"),
    *("@rx", "@points", "@transform", "@fill", "@fill-opacity", "@stroke", "@stroke-opacity", "@stroke-width"),
    *("@stroke-dasharray", "@font-family", "@font-size", "@font-weight", "@text-anchor", "@overflow"),
}
"""Everything that pictures are made of: nothing that runs, loads, links or sets styles, and no ids that could clash."""


@dataclass
class Markup:
    """The elements of a text in order, with the names of their attributes, and the texts between tags."""

    elements: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of all elements and attributes."""
        return {tag for tag, _ in self.elements} | {f"@{name}" for _, names in self.elements for name in names}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Markup()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.elements.append((tag, tuple(name for name, _ in attrs)))
        self.found.values += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.found.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.handle_pi(data)

    def handle_pi(self, data: str) -> None:
        message = f"neither a comment nor an instruction is ever written: {data!r}"
        raise AssertionError(message)

    def unknown_decl(self, data: str) -> None:
        self.handle_pi(data)


def read(text: str) -> Markup:
    """Return the contents of a text, having checked that every element is closed, in order."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader.found
