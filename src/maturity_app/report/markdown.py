"""Write a report as Markdown: text stays text, whatever it looks like."""

from __future__ import annotations

import re
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
    Table,
)
from maturity_core.errors import printable
from maturity_core.telling import LANGUAGE
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    for section in report.sections:
        parts.append(_heading(2, section.title))
        parts += ["\n".join(lines) for block in section.blocks if (lines := list(_lines(block, said)))]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Return a text so that Markdown shows it unchanged within a line.

    >>> print(escaped("<b> & *a* | http://b"))
    \<b\> \& \*a\* \| http\://b
    """
    return _LINK.sub(r"\\", _ANYWHERE.sub(r"\\\1", " ".join(printable(text).split())))


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
        case Points():
            for place, point in enumerate(block.entries, start=1):
                yield f"{f'{place}.' if block.numbered else '*'} {_point(point)}"
        case Facts():
            yield from (f"* {begun(name)}: {escaped(text)}" for name, text in block.pairs)
        case Checks():
            yield from (_check(check, said) for check in block.entries)
        case Table():
            yield from _table(block)
        case Picture():
            yield from (line for other in block.instead for line in _table(other))


def _heading(level: int, text: str) -> str:
    """Return a heading; hash signs at the end of its text, which would close it, stay part of the text."""
    return "#" * level + " " + _CLOSING.sub(r"\\", escaped(text))


def _point(point: Point) -> str:
    return f"**{escaped(point.leads)}** {escaped(point.text)}" if point.leads else begun(point.text)


def _check(check: Check, said: Words) -> str:
    mark = f"[{MARKS[check.state]}]" if check.state in MARKS else f"({escaped(said.say('state-set-aside'))})"
    return f"- {mark} {escaped(' '.join(filter(None, [check.text, check.more])))}"


def _table(table: Table) -> Iterator[str]:
    yield from [f"**{escaped(table.caption)}**", ""]
    yield _row(table.header)
    yield _row("--:" if place in table.numbers else "---" for place in range(len(table.header)))
    for row in table.rows:
        yield _row(row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
