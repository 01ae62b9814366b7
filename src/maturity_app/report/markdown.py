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
from maturity_core.model.long_text import one_line, parts_of
from maturity_core.telling import LANGUAGE
from maturity_core.telling.isolating import harmless
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
    said = Words.of(language).part("report")
    parts = [_heading(1, report.title), begun(report.subtitle)]
    parts += ["\n".join(_entries(Facts(report.facts)))] if report.facts else []
    for section in report.sections:
        parts.append(_heading(2, section.title))
        parts += ["\n".join(lines) for block in section.blocks if (lines := list(_lines(block, said)))]
    return "\n\n".join(parts) + "\n"


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


def _lines(block: Block, said: Words) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block.level, block.text)
        case Paragraph():
            yield f"**{escaped(block.text)}**" if block.leads else begun(block.text)
        case Prose():
            yield from _prose(block.text)
        case Links():
            yield from (f"* {begun(link) if isinstance(link, str) else _link(link)}" for link in block.entries)
        case Points() | Facts():
            yield from _entries(block)
        case Checks():
            yield from (_check(check, said) for check in block.entries)
        case Table():
            yield from _table(block)
        case Picture():
            yield from (line for other in block.instead for line in _table(other))


def _heading(level: int, text: str) -> str:
    """Return a heading; hash signs at the end of its text, which would close it, stay part of the text."""
    return "#" * level + " " + _CLOSING.sub(r"\\", escaped(text))


def _prose(text: str) -> Iterator[str]:
    """Yield the paragraphs and lists of a long text, with an empty line between them."""
    for place, part in enumerate(parts_of(text)):
        yield from [""] if place else []
        yield from [begun(part)] if isinstance(part, str) else (f"* {begun(point)}" for point in part)


def _link(link: Link | str) -> str:
    """Return a link, or a text that leads nowhere, within a line."""
    if isinstance(link, str):
        return escaped(link)
    words, address = escaped(link.text).replace("]", r"\]"), link.address.replace("&", r"\&").replace("|", r"\|")
    return f"[{words}](<{address}>)"


def _entries(block: Points | Facts) -> Iterator[str]:
    if isinstance(block, Facts):
        for name, text in block.pairs:
            yield from _entry("*", f"{begun(name)}:", text)
        return
    for place, point in enumerate(block.entries, start=1):
        leads = f"**{escaped(point.leads)}**" if point.leads else ""
        yield from _entry(f"{place}." if block.numbered else "*", leads, point.text)


def _entry(mark: str, leads: str, text: str | Prose) -> Iterator[str]:
    """Yield an entry of a list: what leads to its text, then the text, whose other parts are indented."""
    if isinstance(text, str):
        yield f"{mark} {leads} {escaped(text)}" if leads else f"{mark} {begun(text)}"
        return
    parts = parts_of(text.text)
    first = parts[0] if parts and isinstance(parts[0], str) else ""
    lines = list(_prose(text.text))
    if leads:
        lines = [f"{leads} {escaped(first)}", *lines[1:]] if first else [leads, "", *lines]
    for place, line in enumerate(lines or [""]):
        yield f"{f'{mark} ' if place == 0 else ' ' * (len(mark) + 1)}{line}".rstrip()


def _check(check: Check, said: Words) -> str:
    mark = f"[{MARKS[check.state]}]" if check.state in MARKS else f"({escaped(said.say('state-set-aside'))})"
    return f"- {mark} {escaped(' '.join(filter(None, [check.text, check.more])))}"


def _table(table: Table) -> Iterator[str]:
    yield from [f"**{escaped(table.caption)}**", ""]
    yield _row(table.header)
    yield _row("--:" if place in table.numbers else "---" for place in range(len(table.header)))
    for row in table.rows:
        yield _row(row)


def _row(cells: Iterable[str | Cell]) -> str:
    return f"| {' | '.join(escaped(cell) if isinstance(cell, str) else _remarked(cell) for cell in cells)} |"


def _remarked(cell: Cell) -> str:
    """Return a text and the remarks on it in one line: a cell has room for no more."""
    told = (
        f" {'; '.join(map(_link, remark.entries))}"
        if isinstance(remark, Links)
        else f" — {escaped(one_line(remark.text))}"
        for remark in cell.remarks
    )
    return "".join([escaped(cell.text), *told])
