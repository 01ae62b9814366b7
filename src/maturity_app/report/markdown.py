"""Write a report as Markdown: text stays text, whatever it looks like."""

from __future__ import annotations

import re
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
    Points,
    Prose,
    Report,
    Table,
)
from maturity_core.model.long_text import one_line
from maturity_core.telling import LANGUAGE
from maturity_core.telling.isolating import harmless, marked_parts
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maturity_core.model.links import Link

MARKS = {"met": "x", "unmet": " "}
_ANYWHERE = re.compile(r"([\\`*_\[<>&|~$])")
_LINK = re.compile(r"(?i)(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)")
_SIGN = re.compile(r"^(?=[#+=:-])")
_CLOSING = re.compile(r"(?<![^ ])(?=#+$)")
_NUMBER = re.compile(r"^([0-9]{1,9})(?=[.)])")


def as_markdown(report: Report, language: Words | str = LANGUAGE) -> str:
    """Return the report as the text of a Markdown file, in the dialect with tables and task lists."""
    return _File(Words.of(language).part("report").isolated()).whole(report)


def escaped(text: str) -> str:
    r"""Return a text so that Markdown shows it unchanged within a line.

    >>> print(escaped("<b> & *a* | http://b"))
    \<b\> \& \*a\* \| http\://b
    """
    return _LINK.sub(r"\\", _ANYWHERE.sub(r"\\\1", " ".join(harmless(text).split())))


def begun(text: str) -> str:
    r"""Return a text so that Markdown shows it unchanged at the beginning of a line or of a list's entry.

    >>> print(begun("1. <b>"), begun("- b"))
    1\. \<b\> \- b
    """
    return _NUMBER.sub(r"\1\\", _SIGN.sub(r"\\", escaped(text)))


class _File:
    """A report being written; what is written in the other direction than its `words` is marked."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def whole(self, report: Report) -> str:
        """Return the whole file."""
        parts = [self._heading(1, report.title), self._begun(report.subtitle)]
        parts += ["\n".join(self._entries(Facts(report.facts)))] if report.facts else []
        for section in report.sections:
            parts.append(self._heading(2, section.title))
            parts += ["\n".join(lines) for block in section.blocks if (lines := list(self._lines(block)))]
        return "\n\n".join(parts) + "\n"

    def _said(self, text: str) -> str:
        return escaped(self.words.apart(text))

    def _begun(self, text: str) -> str:
        return begun(self.words.apart(text))

    def _lines(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block.level, block.text)
            case Paragraph():
                yield f"**{self._said(block.text)}**" if block.leads else self._begun(block.text)
            case Prose():
                yield from self._prose(block.text)
            case Links():
                links = (self._begun(link) if isinstance(link, str) else self._link(link) for link in block.entries)
                yield from (f"* {link}" for link in links)
            case Points() | Facts():
                yield from self._entries(block)
            case Checks():
                yield from map(self._check, block.entries)
            case Table():
                yield from self._table(block)
            case Picture():
                yield from (line for other in block.instead for line in self._table(other))

    def _heading(self, level: int, text: str) -> str:
        """Return a heading; hash signs at the end of its text, which would close it, stay part of the text."""
        return "#" * level + " " + _CLOSING.sub(r"\\", self._said(text))

    def _prose(self, text: str) -> Iterator[str]:
        """Yield the paragraphs and lists of a long text, with an empty line between them."""
        for place, part in enumerate(marked_parts(text)):
            yield from [""] if place else []
            yield from [self._begun(part)] if isinstance(part, str) else (f"* {self._begun(point)}" for point in part)

    def _link(self, link: Link | str) -> str:
        """Return a link, or a text that leads nowhere, within a line."""
        if isinstance(link, str):
            return self._said(link)
        words = self._said(link.text).replace("]", r"\]")
        address = link.address.replace("&", r"\&").replace("|", r"\|")
        return f"[{words}](<{address}>)"

    def _entries(self, block: Points | Facts) -> Iterator[str]:
        if isinstance(block, Facts):
            for name, text in block.pairs:
                yield from self._entry("*", f"{self._begun(name)}:", text)
            return
        for place, point in enumerate(block.entries, start=block.start):
            leads = f"**{self._said(point.leads)}**" if point.leads else ""
            mark = f"{place}." if block.numbered else "*"
            yield from self._entry(mark, leads, point.text)
            for line in point.more:
                yield from ["", f"{' ' * (len(mark) + 1)}{self._begun(line)}"]

    def _entry(self, mark: str, leads: str, text: str | Prose) -> Iterator[str]:
        """Yield an entry of a list: what leads to its text, then the text, whose other parts are indented."""
        if isinstance(text, str):
            yield f"{mark} {leads} {self._said(text)}" if leads else f"{mark} {self._begun(text)}"
            return
        parts = marked_parts(text.text)
        first = parts[0] if parts and isinstance(parts[0], str) else ""
        lines = list(self._prose(text.text))
        if leads:
            lines = [f"{leads} {self._said(first)}", *lines[1:]] if first else [leads, "", *lines]
        for place, line in enumerate(lines or [""]):
            yield f"{f'{mark} ' if place == 0 else ' ' * (len(mark) + 1)}{line}".rstrip()

    def _check(self, check: Check) -> str:
        out = self._said(self.words.say("state-set-aside"))
        mark = f"[{MARKS[check.state]}]" if check.state in MARKS else f"({out})"
        return f"- {mark} {self._said(' '.join(filter(None, [check.text, check.more])))}"

    def _table(self, table: Table) -> Iterator[str]:
        yield from [f"**{self._said(table.caption)}**", ""]
        yield self._row(table.header)
        yield self._row("--:" if place in table.numbers else "---" for place in range(len(table.header)))
        for row in table.rows:
            yield self._row(row)

    def _row(self, cells: Iterable[str | Cell]) -> str:
        told = (self._said(cell) if isinstance(cell, str) else self._remarked(cell) for cell in cells)
        return f"| {' | '.join(told)} |"

    def _remarked(self, cell: Cell) -> str:
        """Return a text and the remarks on it in one line: a cell has room for no more."""
        told = (
            f" {'; '.join(map(self._link, remark.entries))}"
            if isinstance(remark, Links)
            else f" — {self._said(one_line(remark.text))}"
            for remark in cell.remarks
        )
        return "".join([self._said(cell.text), *told])
