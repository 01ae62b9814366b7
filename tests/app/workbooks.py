"""Workbooks for tests: XLSX as spreadsheets write it, and ODS by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
KIND = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = Mapping[str, Sequence[Any]]
"""Rows by the names of sheets."""


class Percent(float):
    """A number in a cell that is shown as a percentage."""


def xlsx(path: Path, sheets: TABLE) -> Path:
    """Write a workbook of sheets by name, each a list of rows."""
    writer = pytest.importorskip("xlsxwriter")
    with writer.Workbook(path) as book:
        shown = book.add_format({"num_format": "0%"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(place, column, *([float(cell), shown] if isinstance(cell, Percent) else [cell]))
    return path


def ods(path: Path, sheets: TABLE) -> Path:
    """Write the same as ODS, with the empty rows and columns up to the last ones that LibreOffice adds."""
    end = ods_row([ods_cell(None, 16_384)], 1_048_000)
    tables = {
        name: "".join(ods_row(ods_cell(cell) for cell in row) for row in rows) + end for name, rows in sheets.items()
    }
    return ods_file(path, tables)


def ods_file(path: Path, tables: Mapping[str, str], before: str = "") -> Path:
    """Write an ODS file of tables by name, given as XML."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())
    body = "".join(f"<table:table table:name={quoteattr(name)}>{rows}</table:table>" for name, rows in tables.items())
    content = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", KIND)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", f"{before}<office:document-content {spaces}>{content}</office:document-content>")
    return path


def ods_row(cells: Iterable[str], times: int = 1) -> str:
    """Return a row, repeated."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(cell: Any, times: int = 1) -> str:
    """Return a cell, repeated."""
    repeated = f'table:number-columns-repeated="{times}"'
    if cell is None or cell == "":
        return f"<table:table-cell {repeated}/>"
    kind, value = "string", ""
    if isinstance(cell, bool):
        kind, value = "boolean", f'office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, int | float):
        kind = "percentage" if isinstance(cell, Percent) else "float"
        value = f'office:value="{float(cell)}"'
    text = f"<text:p>{escape(str(cell))}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" {value} {repeated}>{text}</table:table-cell>'


def sheet_file(path: Path, content: str, **others: str) -> Path:
    """Write an XLSX file with this content of its only sheet, and with other parts."""
    xlsx(path, {"One": [["a"]]})
    with ZipFile(path) as file:
        found = {name: file.read(name).decode() for name in file.namelist()}
    found |= {"xl/worksheets/sheet1.xml": content, **others}
    path.unlink()
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, text in found.items():
            file.writestr(name, text)
    return path


def cells(text: str) -> str:
    """Return the content of a sheet of XLSX, given its rows."""
    return f"<worksheet><sheetData>{text}</sheetData></worksheet>"
