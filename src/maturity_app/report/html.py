"""Write a report as one HTML page, which runs nothing and loads nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING

from maturity_app.report.blocks import (
    Block,
    Check,
    Checks,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Point,
    Points,
    Report,
    Section,
    Table,
)
from maturity_core.pictures.svg import element, told
from maturity_core.telling import LANGUAGE
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SYMBOLS = {"met": "✓", "unmet": "✗", "set aside": "○"}


def as_html(report: Report, language: Words | str = LANGUAGE) -> str:
    """Return the report as the text of an HTML file, in the language it was made in."""
    words = Words.of(language)
    said = words.part("report")
    style = (files("maturity_app.report") / "report.css").read_text("utf-8")
    head = element(
        "head",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{told(_policy(style))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        element("title", told(f"{report.title}: {report.subtitle}")),
        element("style", style),
    )
    top = element("header", element("h1", told(report.title)), element("p", told(report.subtitle)))
    main = element("main", *(_section(section, said) for section in report.sections))
    body = element("body", top, _contents(report, said), main)
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=words.language, dir=words.direction)}\n"


def _policy(style: str) -> str:
    """Return a policy that lets in nothing except this one style."""
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _contents(report: Report, said: Words) -> str:
    links = [element("li", element("a", told(section.title), href=f"#{section.name}")) for section in report.sections]
    return element("nav", element("ol", *links), **{"aria-label": said.say("contents")})


def _section(section: Section, said: Words) -> str:
    title = element("h2", told(section.title), id=f"{section.name}-title")
    inside = [_block(block, said) for block in section.blocks]
    return element("section", title, *inside, **{"id": section.name, "aria-labelledby": f"{section.name}-title"})


def _block(block: Block, said: Words) -> str:
    match block:
        case Heading():
            written = element(f"h{block.level}", told(block.text))
        case Paragraph():
            written = element("p", told(block.text), **{"class": "leads"} if block.leads else {})
        case Points():
            written = element("ol" if block.numbered else "ul", *map(_point, block.entries))
        case Facts():
            pairs = (_fact(name, text) for name, text in block.pairs)
            written = element("dl", *pairs, **{"class": "brief"} if block.brief else {})
        case Checks():
            written = element("ul", *(_check(check, said) for check in block.entries), **{"class": "checks"})
        case Table():
            written = _table(block)
        case Picture():
            written = _picture(block)
    return written


def _point(point: Point) -> str:
    return element("li", *([element("strong", told(point.leads)), " "] if point.leads else []), told(point.text))


def _fact(name: str, text: str) -> str:
    return element("div", element("dt", told(name)), element("dd", told(text)))


def _check(check: Check, said: Words) -> str:
    name = check.state.replace(" ", "-")
    mark = element("strong", f"{SYMBOLS[check.state]} {told(said.say(f'state-{name}'))}", **{"class": name})
    more = [element("p", told(check.more))] if check.more else []
    return element("li", element("p", mark, " ", told(check.text)), *more)


def _table(table: Table) -> str:
    """Return a table with explicit roles: laid out as lists on a phone, its rows stay rows for screen readers."""
    looks = [{"class": "number"} if place in table.numbers else {} for place in range(len(table.header))]
    titles = [
        element("th", told(title), role="columnheader", scope="col", **look)
        for title, look in zip(table.header, looks, strict=True)
    ]
    rows = [element("tr", *_cells(table.header, row, looks), role="row") for row in table.rows]
    head = element("thead", element("tr", *titles, role="row"), role="rowgroup")
    body = element("tbody", *rows, role="rowgroup")
    return element("table", element("caption", told(table.caption)), head, body, role="table")


def _cells(header: Sequence[str], row: Sequence[str], looks: Sequence[dict[str, str]]) -> Iterator[str]:
    for place, (title, text, look) in enumerate(zip(header, row, looks, strict=True)):
        kind = {"role": "cell"} if place else {"role": "rowheader", "scope": "row"}
        yield element("td" if place else "th", told(text), **kind, **look, **{"data-title": title})


def _picture(picture: Picture) -> str:
    several = len(picture.drawings) > 1
    drawn = [element("div", *([element("p", told(name))] if several else []), svg) for name, svg in picture.drawings]
    caption = [element("figcaption", told(picture.caption))] if picture.caption else []
    return element("figure", element("div", *drawn), *caption)
