"""The parts of an XLSX file: how far its sheets go, which cells are percentages, and which ones have no value."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from maturity_app.workbooks.parts import (
    BOOK,
    CONTENT,
    EMPTY_TEXT,
    NEVER_CALCULATED,
    SHOWS_ERROR,
    SheetFacts,
    TooLarge,
    local,
    plain_name,
)

if TYPE_CHECKING:
    from maturity_app.workbooks.parts import Parts

STYLES, LINKS = "xl/styles.xml", "xl/_rels/workbook.xml.rels"
PERCENT_FORMATS = {"9", "10"}
"""The numbers of the percent formats that every spreadsheet has."""
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_ASIDE = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
"""What a number format shows as it is, or beside the number."""
_CONDITION = re.compile(r"\[[<>=]")
_TRUE = {"1", "true"}
_LETTERS = 26
UNCLEAR = (
    "the format of this cell shows only some numbers as percentages",
    "format it as a percentage, or as a number",
)


def xlsx_facts(parts: Parts) -> dict[str, SheetFacts]:
    """Return what is known of the sheets, by name.

    Raises:
        AnswersError: a part is damaged, or a sheet too large.
    """
    styles = _Styles()
    names = parts.main(BOOK, CONTENT)
    if STYLES in names:
        parts.parse(STYLES, styles.start, end=styles.end)
    found: dict[str, SheetFacts] = {}
    before = 0
    for part in names:
        cells = _Cells(styles, before)
        parts.parse(part, cells.start, end=cells.end, text=cells.text)
        found[plain_name(part)], before = cells.facts, cells.facts.after
    sheets = _sheets(parts, names)
    missing = [title for title, part in sheets.items() if part not in found]
    if missing:
        raise parts.damaged(ValueError(f"the sheet {missing[0]!r} has no content"))
    return {title: found[part] for title, part in sheets.items()}


def _sheets(parts: Parts, names: list[str]) -> dict[str, str]:
    """Return the parts of the sheets by the sheets' names."""
    titles: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            title = attributes.get("name", "")
            if title in titles:
                raise ValueError("two of its sheets have the same name")
            titles[title] = next((value for key, value in attributes.items() if local(key) == "id"), "")

    def link(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parts.parse(BOOK, sheet)
    if LINKS in names:
        parts.parse(LINKS, link)
    paths = {title: plain_name(targets.get(link, "")) for title, link in titles.items()}
    return {title: posixpath.normpath(posixpath.join("/xl", path)).removeprefix("/") for title, path in paths.items()}


class _Styles:
    """The styles of cells: which of them show a percentage, and which do so for some values only."""

    def __init__(self) -> None:
        self.formats: dict[str, bool | None] = dict.fromkeys(PERCENT_FORMATS, True)
        self.shown: list[bool | None] = []
        self.within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = shows_percent(attributes.get("formatCode", ""))
        self.within = self.within or kind == "cellXfs"
        if kind == "xf" and self.within:
            self.shown.append(self.formats.get(attributes.get("numFmtId", ""), False))

    def percent(self, style: str) -> bool | None:
        """Return whether a style shows a percentage; None if it does so for some values only."""
        known = style.isascii() and style.isdecimal() and int(style) < len(self.shown)
        return self.shown[int(style)] if known else False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.within = self.within and local(name) != "cellXfs"


def shows_percent(code: str) -> bool | None:
    r"""Return whether a number format shows a percentage: the number times a hundred, with a sign behind.

    Returns:
        None if the format has conditions, and shows only some numbers so. Signs in quotes and the like are only text.

    >>> [shows_percent(code) for code in ("0.0%", '0"%"', r"0\%", "0%;-0%;0", "[<1]0%;0")]
    [True, False, False, True, None]
    """
    sections = _ASIDE.sub("", code).split(";")[:3]
    shown = ["%" in section for section in sections]
    return None if _CONDITION.search(code) and len({*shown}) > 1 else shown[0]


class _Cells:
    """The cells of a sheet, in the order of the file."""

    def __init__(self, styles: _Styles, before: int) -> None:
        self.styles = styles
        self.facts = SheetFacts(before)
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.has_value = self.has_formula = self.within = self.is_hidden = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
            self.is_hidden = attributes.get("hidden") in _TRUE
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            self.facts.hide(_number(attributes.get("min"), 1), _number(attributes.get("max"), 1))
        elif kind == "c":
            self._place(attributes.get("r", ""))
            self.attributes, self.has_value, self.has_formula = attributes, False, False
        elif kind in {"v", "is"}:
            self.within = True
        elif kind == "f":
            self.has_formula = True

    def text(self, text: str) -> None:
        """Take text within an element."""
        self.has_value = self.has_value or (self.within and bool(text))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        kind = local(name)
        if kind in {"v", "is"}:
            self.within = False
        if kind != "c" or not (self.has_value or self.has_formula):
            return
        self.facts.fill(self.row, self.column)
        if self.is_hidden:
            self.facts.hidden_rows.add(self.row)
        if self.facts.is_unseen(self.column):
            self.facts.hidden_columns.add(self.column)
        place, form = (self.row - 1, self.column - 1), self.attributes.get("t", "n")
        percent = form == "n" and self.has_value and self.styles.percent(self.attributes.get("s", "0"))
        if percent:
            self.facts.percentages.add(place)
        if percent is None:
            self.facts.fault(place, UNCLEAR)
        elif form == "e":
            self.facts.fault(place, SHOWS_ERROR)
        elif not self.has_value:
            self.facts.fault(place, EMPTY_TEXT if form == "str" else NEVER_CALCULATED)

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if found:
            self.column = 0
            for letter in found[1]:
                self.column = _LETTERS * self.column + ord(letter) - ord("A") + 1
            self.row = int(found[2])
        elif reference:
            raise TooLarge
        else:
            self.column += 1


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < len("10000000")):
        raise TooLarge
    return int(text)
