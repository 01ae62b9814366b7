"""Cells of workbooks: percentages by their formats, formulas and errors without a value, numbers and decimal marks."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from app.workbooks import Percent, cells, ods, ods_file, sheet_file, xlsx

from maturity_app.answer_files import read_sheets
from maturity_app.workbooks.opening import open_workbook
from maturity_core import AnswersError, Framework, read_framework

Run = Callable[..., Any]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"
IDS = ["q1", "q2", "q3", "q4"]
pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="module")
def team() -> Framework:
    return read_framework(TEAM)


def refused(framework: Framework, path: Path) -> str:
    with pytest.raises(AnswersError) as caught:
        read_sheets(framework, str(path))
    return str(caught.value)


def xlsx_cell(form: str, formula: str, value: str) -> str:
    """Return a sheet of XLSX that is titled *q1* and *q2*, with this cell below the second title."""
    head = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>q1</t></is></c><c r="B1" t="inlineStr"><is><t>q2</t></is></c></row>'
    )
    cell = f'<c r="B2" {form}>{formula and f"<f>{formula}</f>"}{value}</c>'
    return cells(f'{head}<row r="2"><c r="A2" t="inlineStr"><is><t>agree</t></is></c>{cell}</row>')


def ods_cell_of(form: str, text: str) -> str:
    """Return the same for ODS."""

    def told(word: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'

    cell = f"<table:table-cell {form}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"
    return "".join(
        f"<table:table-row>{row}</table:table-row>" for row in (told("q1") + told("q2"), told("agree") + cell)
    )


FORMULA = 'table:formula="of:=A1"'
NEVER, ERROR, EMPTY = "was never calculated; open the workbook in a spreadsheet", "shows an error", "has an empty text"
FAULTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a formula without a value": ("xlsx", ("", "A1", ""), NEVER),
    "a formula with nothing in its value": ("xlsx", ("", "A1", "<v></v>"), NEVER),
    "a formula with an empty text": ("xlsx", ('t="str"', "A1", "<v></v>"), EMPTY),
    "an error": ("xlsx", ('t="e"', "1/0", "<v>#DIV/0!</v>"), ERROR),
    "an error that was pasted": ("xlsx", ('t="e"', "", "<v>#N/A</v>"), ERROR),
    "a formula of ODS without a value": ("ods", (FORMULA, ""), NEVER),
    "a formula of ODS with an empty text": ("ods", (f'{FORMULA} office:value-type="string"', ""), EMPTY),
    "an error of ODS": (
        "ods",
        (f'{FORMULA} office:value-type="string" office:string-value="" calcext:value-type="error"', "#N/A"),
        ERROR,
    ),
    "an error of ODS, by its text": ("ods", (f'{FORMULA} office:value-type="float" office:value="0"', "#REF!"), ERROR),
    "an error of ODS, by its number": (
        "ods",
        (f'{FORMULA} office:value-type="float" office:value="0"', "Err:502"),
        ERROR,
    ),
}


def faulty(folder: Path, kind: str, form: str, parts: tuple[str, ...]) -> Path:
    if form == "xlsx":
        return sheet_file(folder / "a.xlsx", xlsx_cell(*parts))
    return ods_file(folder / f"{len(kind)}.ods", {"One": ods_cell_of(*parts)})


@pytest.mark.parametrize("kind", FAULTS)
def test_A4_a_cell_without_a_value_is_refused_by_its_name_and_never_unanswered(
    team: Framework, tmp_path: Path, kind: str
) -> None:
    form, parts, told = FAULTS[kind]

    found = refused(team, faulty(tmp_path, kind, form, parts))

    assert "sheet One, cell B2: the " in found
    assert told in found


def test_a_formula_with_a_value_is_its_value(team: Framework, tmp_path: Path) -> None:
    paths = [
        sheet_file(tmp_path / "a.xlsx", xlsx_cell('t="str"', "A1", "<v>yes</v>")),
        ods_file(tmp_path / "a.ods", {"One": ods_cell_of(f'{FORMULA} office:value-type="string"', "yes")}),
    ]

    assert [read_sheets(team, str(path))[0].codes[:2] for path in paths] == [(3, 1)] * 2


def test_a_note_on_a_cell_is_not_its_text(team: Framework, tmp_path: Path) -> None:
    text = "<office:annotation><text:p>why</text:p></office:annotation>"
    table = ods_cell_of(f'{FORMULA} office:value-type="string"', "X").replace("<text:p>X</text:p>", text)

    assert EMPTY in refused(team, ods_file(tmp_path / "a.ods", {"One": table}))


def test_a_fault_in_a_sheet_that_is_not_read_is_no_fault(team: Framework, tmp_path: Path) -> None:
    other = "<table:table-row><table:table-cell " + FORMULA + "/></table:table-row>"
    path = ods_file(tmp_path / "a.ods", {"One": ods_cell_of('office:value-type="string"', "yes"), "Help": other})

    assert read_sheets(team, str(path))[0].codes[1] == 1


FORMATS = {
    "0%": 0.6,
    "0.00%;-0.00%;-": 0.6,
    '0"%"': 60,
    "0\\%": 60,
    '0.0_%;[Red]-0.0" % off"': 60,
}


def test_A4_a_percentage_is_known_by_the_format_of_its_cell(team: Framework, tmp_path: Path) -> None:
    """Sixty percent is told: as 0.6 times a hundred, or as 60 with a sign that is only text."""
    path = formatted(tmp_path, "q3", [(number, code) for code, number in FORMATS.items()])

    found = read_sheets(team, str(path))

    assert [(one.codes[2], dict(one.numbers)) for one in found] == [(2, {"q3": Fraction(60)})] * len(FORMATS)


def formatted(folder: Path, title: str, shown: list[tuple[float, str]]) -> Path:
    """Write a column of numbers, each with the format of its cell."""
    writer = pytest.importorskip("xlsxwriter")
    with writer.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, title)
        for row, (number, code) in enumerate(shown, start=1):
            sheet.write(row, 0, number, book.add_format({"num_format": code}))
    return folder / "a.xlsx"


def test_A4_a_format_with_conditions_is_refused(team: Framework, tmp_path: Path) -> None:
    path = formatted(tmp_path, "q3", [(0.6, "[<1]0%;0")])

    assert "cell A2: the format of this cell shows only some numbers as percentages" in refused(team, path)


DAYS = ('highest = 100\nunit = "%"', 'unit = "days"')
"""A question without an upper bound, so that 1.234 and 1234 are both answers."""


NUMBERS = [1.234, 62.5, 1234, 1234567.5, 0.125]


@pytest.mark.parametrize("write", [xlsx, ods], ids=["xlsx", "ods"])
@pytest.mark.parametrize("decimal", ["comma", "point"])
def test_A4_a_number_in_a_cell_is_that_number_whatever_the_decimal_mark(
    maturity: Run, team: Framework, tmp_path: Path, write: Any, decimal: str
) -> None:
    model = tmp_path / "days.toml"
    model.write_text(team.to_toml().replace(*DAYS), "utf-8")
    path = write(tmp_path / f"a.{write.__name__}", {"One": [["q3"], *([number] for number in NUMBERS)]})

    done = maturity("assess", model, path, "--decimal", decimal, "--json")

    assert [entry["assessment"]["numbers"]["q3"] for entry in json.loads(done.out)] == NUMBERS


def test_A4_texts_in_a_workbook_have_the_decimal_mark_that_is_stated(maturity: Run, tmp_path: Path) -> None:
    rows = [["organisation", *IDS], ["A", "agree", "yes", "62,5", "no"], ["A", "agree", "yes", Percent(0.625), "no"]]
    for write in (xlsx, ods):
        path, out = write(tmp_path / f"a.{write.__name__}", {"One": rows}), tmp_path / f"{write.__name__}.csv"

        assert maturity("assess", TEAM, path, "--decimal", "comma", "--out", out).code == 0
        _, first, second = out.read_text("utf-8").splitlines()
        assert first == second
        assert [dict(one.numbers) for one in read_sheets(read_framework(TEAM), str(path))] == [{"q3": 62.5}] * 2


def test_numbers_are_told_with_the_mark_and_texts_as_they_are(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"One": [[1.5, "1.5"]]})

    assert open_workbook(str(path), "xlsx", "comma")[0].rows == [(1, ["1,5", "1.5"])]
    assert open_workbook(str(path), "xlsx")[0].rows == [(1, ["1.5", "1.5"])]
