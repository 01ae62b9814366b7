"""The parts of an XLSX file: how far its sheets go, which cells are percentages, and which ones have no value."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from maturity_app.workbooks.parts import MOST_FAULTS, SheetFacts, TooLarge, local

if TYPE_CHECKING:
    from maturity_app.workbooks.parts import Parts

STYLES, BOOK, LINKS = "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
PERCENT_FORMATS = {"9", "10"}
"""The numbers of the percent formats that every spreadsheet has."""
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_LETTERS = 26


def xlsx_facts(parts: Parts) -> dict[str, SheetFacts]:
    """Return what is known of the sheets, by name.

    Raises:
        AnswersError: a part is damaged, or a sheet too large.
    """
    styles = _Styles()
    names = parts.names()
    if STYLES in names:
        parts.parse(STYLES, styles.start, end=styles.end)
    found: dict[str, SheetFacts] = {}
    for part in names:
        cells = _Cells(styles.percentages)
        parts.parse(part, cells.start, end=cells.end, text=cells.text)
        found[part] = cells.facts
    return {title: found[part] for title, part in _sheets(parts, names).items() if part in found}


def _sheets(parts: Parts, names: list[str]) -> dict[str, str]:
    """Return the parts of the sheets by the sheets' names."""
    titles: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            titles[attributes.get("name", "")] = link

    def link(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    if BOOK in names and LINKS in names:
        parts.parse(BOOK, sheet)
        parts.parse(LINKS, link)
    return {title: posixpath.join("/xl", targets.get(link, "")).removeprefix("/") for title, link in titles.items()}


class _Styles:
    """The styles of cells: which of them show a percentage."""

    def __init__(self) -> None:
        self.formats = set(PERCENT_FORMATS)
        self.percentages: set[str] = set()
        self.count = 0
        self.within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "numFmt" and "%" in attributes.get("formatCode", ""):
            self.formats.add(attributes.get("numFmtId", ""))
        self.within = self.within or kind == "cellXfs"
        if kind == "xf" and self.within:
            if attributes.get("numFmtId") in self.formats:
                self.percentages.add(str(self.count))
            self.count += 1

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.within = self.within and local(name) != "cellXfs"


class _Cells:
    """The cells of a sheet, in the order of the file."""

    def __init__(self, percentages: set[str]) -> None:
        self.percent_styles = percentages
        self.facts = SheetFacts()
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.has_value = self.has_formula = self.within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
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
        place, form = (self.row - 1, self.column - 1), self.attributes.get("t", "n")
        if form == "n" and self.has_value and self.attributes.get("s") in self.percent_styles:
            self.facts.percentages.add(place)
        if len(self.facts.faults) < MOST_FAULTS and (form == "e" or not self.has_value):
            what = "the cell shows an error" if form == "e" else "the formula in this cell was never calculated"
            self.facts.faults[place] = what

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
