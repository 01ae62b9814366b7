"""What is hidden in a workbook: rows and columns are read and named, sheets are not read, and named if they matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from app.workbooks import ods_cell, ods_file, xlsx
from builders import question, tiny

from maturity_app.answer_files import read_sheets
from maturity_app.how import How
from maturity_app.workbooks.child import runs
from maturity_app.workbooks.form import write_form
from maturity_app.workbooks.opening import open_workbook
from maturity_core import AnswersError
from maturity_core.telling.words import ENGLISH

FRAMEWORK = tiny(questions=[question(f"q-{letter}") for letter in "abc"])
ROWS: list[list[Any]] = [
    ["organisation", "q-a", "", "q-b", "q-c"],
    *[[f"Team {row}", "often", "", "always", "rarely"] for row in range(2, 9)],
]
HIDDEN_ROWS, HIDDEN_COLUMNS = [3, 5, 6, 7, 12], [3, 4, 5]


def in_xlsx(path: Path) -> Path:
    writer = pytest.importorskip("xlsxwriter")
    with writer.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        for place, row in enumerate(ROWS):
            sheet.write_row(place, 0, row)
        for number in HIDDEN_ROWS:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        sheet.set_column(HIDDEN_COLUMNS[0] - 1, HIDDEN_COLUMNS[-1] - 1, None, None, {"hidden": True})
    return path


def in_ods(path: Path) -> Path:
    pytest.importorskip("python_calamine")
    columns = "<table:table-column/>" * 2
    columns += '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
    rows = ""
    for place, row in enumerate([*ROWS, *[[""]] * 5], start=1):
        state = ' table:visibility="filter"' if place in HIDDEN_ROWS else ""
        rows += f"<table:table-row{state}>{''.join(map(ods_cell, row))}</table:table-row>"
    return ods_file(path, {"Answers": columns + rows})


@pytest.mark.parametrize("write", [in_xlsx, in_ods], ids=["xlsx", "ods"])
def test_hidden_rows_and_columns_are_read_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    """Those without a filled cell are not named."""
    path = write(tmp_path / f"a.{write.__name__[3:]}")

    found = read_sheets(FRAMEWORK, str(path))

    assert [sheet.codes for sheet in found] == [(1, 2, 0)] * 7
    told = capsys.readouterr().err
    assert "sheet 'Answers': hidden, and read like the others: rows 3, 5 to 7\n" in told
    assert "sheet 'Answers': hidden, and read like the others: columns D to E\n" in told


def test_one_hidden_row_is_one(tmp_path: Path) -> None:
    row = f'<table:table-row table:visibility="collapse">{ods_cell("a")}</table:table-row>'
    pytest.importorskip("python_calamine")

    (table,) = open_workbook(str(ods_file(tmp_path / "a.ods", {"One": row})), "ods")

    assert [*table.hidden(1)] == ["row 1"]
    assert [*table.hidden(2)] == []
    assert runs([]) == []


def test_hidden_sheets_with_questions_are_named_and_read_only_if_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    writer, path = pytest.importorskip("xlsxwriter"), tmp_path / "a.xlsx"
    with writer.Workbook(path) as book:
        for name, answer in (("Now", "often"), ("Before", "rarely"), ("Lists", "")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["q-a"] if answer else ["rarely", "often"])
            sheet.write_row(1, 0, [answer or "always"])
            if name != "Now":
                sheet.hide()

    assert read_sheets(FRAMEWORK, str(path))[0].codes[0] == 1
    told = capsys.readouterr().err
    assert "hidden sheets with questions are not read: Before; show the sheet to read it, or add --sheet NAME" in told
    assert read_sheets(FRAMEWORK, str(path), how=How(sheet="Before"))[0].codes[0] == 0
    assert ": hidden" not in capsys.readouterr().err


def test_columns_beyond_the_last_are_no_trouble(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    far = '<table:table-column table:visibility="collapse" table:number-columns-repeated="4000000"/>' * 3
    row = f"<table:table-row>{ods_cell('q-a')}</table:table-row>"

    (table,) = open_workbook(str(ods_file(tmp_path / "a.ods", {"One": far + row})), "ods")

    assert [*table.hidden(1)] == ["column A"]
    wide = ods_file(tmp_path / "b.ods", {"One": f"{far}<table:table-row>{ods_cell('x', 20_000)}</table:table-row>"})
    with pytest.raises(AnswersError, match="too large"):
        open_workbook(str(wide), "ods")


def test_nothing_is_said_where_nothing_is_hidden_but_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Our own workbook to fill in hides what it was made for, above its table."""
    path = tmp_path / "a.xlsx"
    write_form(path, FRAMEWORK, ENGLISH)

    read_sheets(FRAMEWORK, str(path))
    read_sheets(FRAMEWORK, str(xlsx(tmp_path / "b.xlsx", {"Answers": ROWS})))

    assert ": hidden" not in capsys.readouterr().err
