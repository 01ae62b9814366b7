"""Organisations whose reports are tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markup import Markup, read

from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]


PAGE = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "h1", "h2", "h3", "h4"),
    *("p", "ul", "ol", "li", "a", "span", "bdi", "strong", "dl", "dt", "dd", "div", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *(
        "@dir",
        "@lang",
        "@charset",
        "@http-equiv",
        "@content",
        "@name",
        "@id",
        "@class",
        "@href",
        "@rel",
        "@start",
        "@scope",
        "@role",
    ),
    *("@aria-label", "@aria-labelledby", "@data-title", "@rel"),
}


def html(subject: Subject) -> Markup:
    """Return the report as an HTML parser sees it."""
    return read(as_html(report(subject, full=True)))


def parsed(text: str) -> list[Any]:
    """Return the tokens of a Markdown text, including those within lines."""
    found: list[Any] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or ())]
    return found


def shown(text: str) -> str:
    """Return the text that a Markdown renderer shows, pieces joined by spaces."""
    return " ".join(token.content for token in parsed(text) if token.type == "text")
