"""The content of an ODS file: how far its sheets go, with what is repeated; percentages, and cells without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.workbooks.parts import (
    BOOK,
    CONTENT,
    EMPTY_TEXT,
    MOST_CELLS,
    NEVER_CALCULATED,
    SHOWS_ERROR,
    SheetFacts,
    TooLarge,
    local,
)

if TYPE_CHECKING:
    from maturity_app.workbooks.cells import Place
    from maturity_app.workbooks.parts import Parts

REPEATED = "table:number-columns-repeated"
HIDDEN = {"collapse", "filter"}
"""What hides a row or a column: somebody, or a filter."""
CELLS = {"table-cell", "covered-table-cell"}
ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"}
"""How formulas show that they have no value; others are *Err:* and a number."""
LONGEST_ERROR = 10


def ods_facts(parts: Parts) -> dict[str, SheetFacts]:
    """Return what is known of the sheets, by name.

    Raises:
        AnswersError: the content is damaged or missing, or a sheet too large.
    """
    parts.main(CONTENT, BOOK)
    content = _Content()
    parts.parse(CONTENT, content.start, end=content.end, text=content.text)
    return content.sheets


class _Content:
    """The tables, in the order of the file."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self.facts = SheetFacts()
        self.row = self.column = self.depth = 0
        self.repeated = 1
        self.percentages: list[range] = []
        self.formula: Place | None = None
        """The cell that is being read, if it is a formula with a value."""
        self.shown = ""
        self.noting = self.is_hidden = False
        self.next = 1
        """The number of the next column that is described."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        kind = local(name)
        if kind == "table":
            self._table(attributes.get("table:name", ""))
        elif kind == "table-row":
            self.column, self.repeated, self.percentages = 0, _times(attributes.get("table:number-rows-repeated")), []
            self.is_hidden = attributes.get("table:visibility") in HIDDEN
        elif kind == "table-column":
            first, self.next = self.next, self.next + _times(attributes.get(REPEATED))
            if attributes.get("table:visibility") in HIDDEN:
                self.facts.hide(first, self.next - 1)
        elif kind == "annotation":
            self.noting = True
        elif kind in CELLS:
            self._cell(attributes, _times(attributes.get(REPEATED)))

    def _table(self, name: str) -> None:
        self.depth += 1
        if self.depth > 1:
            raise ValueError("it has a table within a table")
        if name in self.sheets:
            raise ValueError("two of its sheets have the same name")
        self.facts, self.row, self.next = SheetFacts(self.facts.after), 0, 1
        self.sheets[name] = self.facts

    def _cell(self, attributes: dict[str, str], times: int) -> None:
        form = attributes.get("office:value-type") or attributes.get("calcext:value-type")
        places, is_formula = range(self.column, self.column + times), "table:formula" in attributes
        self.column += times
        if form == "percentage":
            self.percentages.append(places)
        if form or is_formula:
            self.facts.fill(self.row + self.repeated, self.column)
            self.facts.hidden_columns.update(column + 1 for column in places if self.facts.is_unseen(column + 1))
            if self.is_hidden:
                self.facts.hidden_rows.update(range(self.row + 1, self.row + self.repeated + 1))
        place = (self.row, places.start)
        if attributes.get("calcext:value-type") == "error" or form == "error":
            self.facts.fault(place, SHOWS_ERROR)
        elif is_formula and not form:
            self.facts.fault(place, NEVER_CALCULATED)
        elif is_formula:
            self.formula, self.shown = place, attributes.get("office:string-value", "")

    def text(self, text: str) -> None:
        """Take text within an element."""
        if not self.noting and len(self.shown) < LONGEST_ERROR:
            self.shown += text.strip()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        kind = local(name)
        if kind == "table":
            self.depth -= 1
        elif kind == "annotation":
            self.noting = False
        elif kind in CELLS and self.formula is not None:
            self._formula(self.formula)
            self.formula = None
        elif kind == "table-row":
            for row in range(self.row, self.row + self.repeated) if self.percentages else ():
                self.facts.percentages.update((row, column) for places in self.percentages for column in places)
            self.row += self.repeated

    def _formula(self, place: Place) -> None:
        """Note what a formula shows, if that is no value."""
        if self.shown in ERRORS or self.shown.startswith("Err:"):
            self.facts.fault(place, SHOWS_ERROR)
        elif not self.shown:
            self.facts.fault(place, EMPTY_TEXT)


def _times(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_CELLS))):
        raise TooLarge
    return max(int(text), 1)
