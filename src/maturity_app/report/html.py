"""Write a report as one HTML page, which runs nothing and loads nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING

from maturity_app.report.blocks import (
    Block,
    Cell,
    Check,
    Checks,
    Facts,
    Heading,
    Links,
    Paragraph,
    Picture,
    Point,
    Points,
    Prose,
    Report,
    Section,
    Table,
)
from maturity_app.report.fitting import WHOLE, check_lines, lines_of, point_lines
from maturity_core.pictures.markup import link_list, prose, prose_inside, said
from maturity_core.pictures.svg import element, told
from maturity_core.telling import LANGUAGE
from maturity_core.telling.isolating import isolated
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SYMBOLS = {"met": "✓", "unmet": "✗", "set aside": "○"}


def as_html(report: Report, language: Words | str = LANGUAGE) -> str:
    """Return the report as the text of an HTML file, in the language it was made in."""
    return _Page(report, Words.of(language)).whole()


def _policy(style: str) -> str:
    """Return a policy that lets in nothing except this one style."""
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _look(lines: float) -> dict[str, str]:
    """Return the look of what takes so many lines: only what is long may go on overleaf."""
    return {"class": "long"} if lines > WHOLE else {}


class _Page:
    """A report being written; `own` are the attributes of texts in the model's language, where it is another."""

    def __init__(self, report: Report, words: Words) -> None:
        self.report, self.words = report, words.part("report")
        self.own = words.other(report.language)

    def whole(self) -> str:
        """Return the whole page."""
        report, words = self.report, self.words
        style = (files("maturity_app.report") / "report.css").read_text("utf-8")
        title = ": ".join(isolated(text, words.direction) for text in (report.title, report.subtitle))
        head = element(
            "head",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{told(_policy(style))}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            element("title", told(title)),
            element("style", style),
        )
        facts = [self._block(Facts(report.facts, brief=True))] if report.facts else []
        subtitle = element("p", self._said(report.subtitle))
        top = element("header", element("h1", self._said(report.title)), subtitle, *facts)
        main = element("main", *map(self._section, report.sections))
        body = element("body", top, self._contents(), main)
        return f"<!DOCTYPE html>\n{element('html', head, body, lang=words.tag(report.language), dir=words.direction)}\n"

    def _said(self, text: str | Prose) -> str:
        """Return a text for an element that is a line or a paragraph."""
        if isinstance(text, Prose):
            return prose_inside(text.text, self.words.direction, **self.own)
        return said(text, self.words.direction)

    def _contents(self) -> str:
        links = [
            element("li", element("a", self._said(section.title), href=f"#{section.name}"))
            for section in self.report.sections
        ]
        return element("nav", element("ol", *links), **{"aria-label": self.words.say("contents")})

    def _section(self, section: Section) -> str:
        title = element("h2", self._said(section.title), id=f"{section.name}-title")
        named = {"id": section.name, "aria-labelledby": f"{section.name}-title"}
        named |= {"class": "page"} if section.page else {}
        return element("section", title, *map(self._block, section.blocks), **named)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                written = element(f"h{block.level}", self._said(block.text))
            case Paragraph():
                written = element("p", self._said(block.text), **{"class": "leads"} if block.leads else {})
            case Prose():
                written = "".join(prose(block.text, self.words.direction, **self.own))
            case Links():
                written = link_list(block.entries, self.words.direction, **self.own)
            case Points():
                look = {"class": "columns"} if block.columns else {}
                look |= {"start": str(block.start)} if block.start > 1 else {}
                written = element("ol" if block.numbered else "ul", *map(self._point, block.entries), **look)
            case Facts():
                pairs = (self._fact(name, text) for name, text in block.pairs)
                written = element("dl", *pairs, **{"class": "brief"} if block.brief else _look(lines_of([block])))
            case Checks():
                written = element("ul", *map(self._check, block.entries), **{"class": "checks"})
            case Table():
                written = self._table(block)
            case Picture():
                written = self._picture(block)
        return written

    def _point(self, point: Point) -> str:
        leads = [element("strong", self._said(point.leads)), " "] if point.leads else []
        more = (element("p", self._said(line), **{"class": "more"}) for line in point.more)
        return element("li", *leads, self._said(point.text), *more, **_look(point_lines(point)))

    def _fact(self, name: str, text: str | Prose) -> str:
        return element("div", element("dt", self._said(name)), element("dd", self._said(text)))

    def _check(self, check: Check) -> str:
        name = check.state.replace(" ", "-")
        state = self._said(self.words.say(f"state-{name}"))
        mark = element("strong", f"{SYMBOLS[check.state]} {state}", **{"class": name})
        more = [element("p", self._said(check.more))] if check.more else []
        return element("li", element("p", mark, " ", self._said(check.text)), *more, **_look(check_lines(check)))

    def _table(self, table: Table) -> str:
        """Return a table with explicit roles: laid out as lists on a phone, its rows stay rows for screen readers."""
        looks = [{"class": "number"} if place in table.numbers else {} for place in range(len(table.header))]
        titles = [
            element("th", self._said(title), role="columnheader", scope="col", **look)
            for title, look in zip(table.header, looks, strict=True)
        ]
        rows = [element("tr", *self._cells(table, row, looks), role="row") for row in table.rows]
        head = element("thead", element("tr", *titles, role="row"), role="rowgroup")
        body = element("tbody", *rows, role="rowgroup")
        caption = element("caption", self._said(table.caption))
        return element("table", caption, head, body, role="table", **_look(lines_of([table])))

    def _cells(self, table: Table, row: Sequence[str | Cell], looks: Sequence[dict[str, str]]) -> Iterator[str]:
        for place, (title, cell, look) in enumerate(zip(table.header, row, looks, strict=True)):
            kind = {"role": "cell"} if place else {"role": "rowheader", "scope": "row"}
            own = self.own if place in table.own else {}
            inside = [self._said(cell)] if isinstance(cell, str) else self._remarked(cell, own)
            own = own if isinstance(cell, str) else {}
            yield element("td" if place else "th", *inside, **kind, **look, **own, **{"data-title": title})

    def _remarked(self, cell: Cell, own: dict[str, str]) -> Iterator[str]:
        """Yield a text, perhaps of the model's, and the remarks on it, which are never in the model's language."""
        yield element("span", self._said(cell.text), **own)
        direction = self.words.direction
        told = (
            link_list(remark.entries, direction)
            if isinstance(remark, Links)
            else "".join(prose(remark.text, direction))
            for remark in cell.remarks
        )
        yield element("div", *told, **{"class": "remarks"})

    def _picture(self, picture: Picture) -> str:
        several = len(picture.drawings) > 1
        drawn = [
            element("div", *([element("p", self._said(name))] if several else []), svg)
            for name, svg in picture.drawings
        ]
        caption = [element("figcaption", self._said(picture.caption))] if picture.caption else []
        return element("figure", element("div", *drawn), *caption)
