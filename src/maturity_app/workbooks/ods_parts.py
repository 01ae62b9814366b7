"""The content of an ODS file: how far its sheets go, with what is repeated; percentages, and cells without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.workbooks.parts import MOST_CELLS, MOST_FAULTS, SheetFacts, TooLarge, local

if TYPE_CHECKING:
    from maturity_app.workbooks.parts import Parts

CONTENT = "content.xml"


def ods_facts(parts: Parts) -> dict[str, SheetFacts]:
    """Return what is known of the sheets, by name.

    Raises:
        AnswersError: the content is damaged or missing, or a sheet too large.
    """
    if CONTENT not in parts.names():
        raise parts.damaged(ValueError(f"it has no {CONTENT}"))
    content = _Content()
    parts.parse(CONTENT, content.start, end=content.end)
    return content.sheets


class _Content:
    """The tables, in the order of the file."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self.facts = SheetFacts()
        self.row = self.column = 0
        self.repeated = 1
        self.percentages: list[range] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "table":
            self.facts, self.row = SheetFacts(), 0
            self.sheets[attributes.get("table:name", "")] = self.facts
        elif kind == "table-row":
            self.column, self.repeated, self.percentages = 0, _times(attributes.get("table:number-rows-repeated")), []
        elif kind in {"table-cell", "covered-table-cell"}:
            self._cell(attributes, _times(attributes.get("table:number-columns-repeated")))

    def _cell(self, attributes: dict[str, str], times: int) -> None:
        form = attributes.get("office:value-type") or attributes.get("calcext:value-type")
        places = range(self.column, self.column + times)
        self.column += times
        if form == "percentage":
            self.percentages.append(places)
        if form or "table:formula" in attributes:
            self.facts.fill(self.row + self.repeated, self.column)
        if len(self.facts.faults) < MOST_FAULTS and (form == "error" or (not form and "table:formula" in attributes)):
            what = "the cell shows an error" if form else "the formula in this cell was never calculated"
            self.facts.faults[self.row, places.start] = what

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if local(name) != "table-row":
            return
        for row in range(self.row, self.row + self.repeated) if self.percentages else ():
            self.facts.percentages.update((row, column) for places in self.percentages for column in places)
        self.row += self.repeated


def _times(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_CELLS))):
        raise TooLarge
    return max(int(text), 1)
