"""What is written for spreadsheets: results and sheets to fill in as workbooks, and CSV as the input was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from app.workbooks import xlsx

from maturity_app.answer_files import read_sheets
from maturity_app.template import template
from maturity_app.workbooks.form import choices, write_form
from maturity_app.workbooks.opening import open_workbook
from maturity_core import Framework, load_framework, parse_framework, read_framework
from maturity_core.definition.writing import inline
from maturity_core.telling.words import ENGLISH

Run = Callable[..., Any]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"
ANSWERS = "organisation,q1,q2,q3,q4\n=cmd(),agree,yes,62.5,no\nNorth,N/A,n.a.,,dont-know\n"
pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="module")
def team() -> Framework:
    return read_framework(TEAM)


def rows(path: Path) -> dict[str, list[list[str]]]:
    return {table.name: [cells for _, cells in table.rows] for table in open_workbook(str(path), "xlsx")}


def test_results_as_a_workbook_have_three_sheets(maturity: Run, file: Callable[..., Path], tmp_path: Path) -> None:
    answers, out = file("a.csv", ANSWERS), tmp_path / "out.xlsx"

    done = maturity("assess", TEAM, answers, "--out", out)

    assert (done.code, done.out) == (0, "")
    found = rows(out)
    assert [*found] == ["Summary", "Dimensions", "Answers"]
    assert found["Summary"][1] == ["'=cmd()", "", "", "", "", "Steady", "0.625", "Steady", "Steady", "1"]
    assert found["Summary"][2][:1] + found["Summary"][2][5:] == ["North", "", "", "Start", "Strong", "0"]
    assert found["Dimensions"][1:3] == [
        ["'=cmd()", "", "people", "People", "Strong", "0.875", "1"],
        ["'=cmd()", "", "tools", "Tools", "Start", "0.375", "1"],
    ]
    assert found["Answers"][3][4:9] == [
        "q3",
        "Which share of requests is answered without a person?",
        "many",
        "Many",
        "62.5",
    ]
    assert [len(sheet) for sheet in found.values()] == [3, 5, 9]


def test_R2_no_cell_of_a_workbook_is_a_formula_and_texts_can_be_kept(
    maturity: Run, file: Callable[..., Path], tmp_path: Path
) -> None:
    for name, options, told in (("a", (), "'=cmd()"), ("b", ("--keep-formulas",), "=cmd()")):
        out = tmp_path / f"{name}.xlsx"
        maturity("assess", TEAM, file("a.csv", ANSWERS), "--out", out, *options)
        with ZipFile(out) as parts:
            assert all(b"<f>" not in parts.read(part) for part in parts.namelist())
            assert all("externalLink" not in part for part in parts.namelist())
        assert rows(out)["Summary"][1][0] == told


def test_N1_a_workbook_of_results_reads_back_as_its_answers(
    maturity: Run, team: Framework, file: Callable[..., Path], tmp_path: Path
) -> None:
    answers, out = file("a.csv", ANSWERS), tmp_path / "out.xlsx"
    maturity("assess", TEAM, answers, "--out", out)

    found, given = read_sheets(team, str(out)), read_sheets(team, str(answers))

    assert [one.codes for one in found] == [one.codes for one in given]
    assert [dict(one.numbers) for one in found] == [dict(one.numbers) for one in given]


def test_T2_the_same_results_are_the_same_bytes(maturity: Run, file: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        maturity("assess", TEAM, file("a.csv", ANSWERS), "--out", tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_U4_a_workbook_is_written_whole_or_not_at_all(
    maturity: Run, file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, out = file("a.csv", ANSWERS), tmp_path / "out.xlsx"
    assert "--outputs and --limit" in maturity("assess", TEAM, answers, "--out", out, "--limit", "1").err
    monkeypatch.setattr("maturity_app.workbooks.results.MOST_ROWS", 8)
    assert "too many rows for a workbook" in maturity("assess", TEAM, answers, "--out", out).err
    monkeypatch.undo()
    monkeypatch.setattr("maturity_app.workbooks.writing.MOST_ROWS", 2)
    assert "too many rows for a workbook" in maturity("assess", TEAM, answers, "--out", out).err
    assert not out.exists()
    monkeypatch.undo()
    out.write_text("mine", "utf-8")
    assert "already exists" in maturity("assess", TEAM, answers, "--out", out).err
    assert out.read_text("utf-8") == "mine"


def filled(framework: Framework, folder: Path, answers: dict[str, Any]) -> Path:
    """Return a workbook to fill in, filled in: with answers, a comment on each, and a name."""
    write_form(folder / "form.xlsx", framework, ENGLISH)
    table = rows(folder / "form.xlsx")["Answers"]
    cells: list[list[Any]] = [
        [row[0], "North"] if row[0] == "organisation"
        else [row[0], row[1], answers[row[0]], "noted", "", row[5]] if row[0] in answers
        else row
        for row in table
    ]  # fmt: skip
    return xlsx(folder / "filled.xlsx", {"Answers": cells})


@pytest.mark.parametrize("name", ["service-maturity-check", "tsia-customer-success", "team"])
def test_N1_a_workbook_filled_in_by_hand_comes_back(
    team: Framework, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    framework = team if name == "team" else load_framework(name)
    last = {entry.id: choices(framework, entry, "en")[len(entry.options) - 1] for entry in framework.questions}

    (found,) = read_sheets(framework, str(filled(framework, tmp_path, last)))

    assert [*found.codes] == [len(entry.options) - 1 for entry in framework.questions]
    assert found.organisation == "North"
    assert {*found.facts.comments} == {entry.id for entry in framework.questions}
    assert "does not say" not in capsys.readouterr().err


def test_every_choice_of_a_form_is_read_as_what_it_says(team: Framework) -> None:
    asked = parse_framework(team.to_toml().replace('label = "Yes"', 'label = "Unknown"'))
    assert choices(asked, asked.question("q4"), "en") == ["No", "yes", "don't know"]
    assert choices(team, team.question("q2"), "de") == ["No", "Yes", "weiß nicht", "nicht anwendbar"]
    for framework in (team, *map(load_framework, ("esg-customer-success", "johnny-grow-customer-service"))):
        for question in framework.questions:
            for place, text in enumerate(choices(framework, question, "en")[: len(question.options)]):
                assert framework.assess({question.id: text}).codes[framework.questions.index(question)] == place


def test_long_lists_of_choices_are_on_a_hidden_sheet(tmp_path: Path) -> None:
    framework = load_framework("service-maturity-check")
    write_form(tmp_path / "form.xlsx", framework, ENGLISH)
    with ZipFile(tmp_path / "form.xlsx") as parts:
        sheet, book = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))

    rules = re.findall(r'<dataValidation type="list".*?sqref="C([0-9]+)"><formula1>(.*?)</formula1>', sheet)
    assert len(rules) == len(framework.questions)
    assert all(rule.startswith('"') or re.fullmatch(r"Lists!\$A\$\d+:\$[A-Z]\$\d+", rule) for _, rule in rules)
    assert any(rule.startswith("Lists!") for _, rule in rules)
    assert '<sheet name="Lists" sheetId="2" state="hidden"' in book


def test_U4_the_command_writes_what_the_ending_names(maturity: Run, tmp_path: Path) -> None:
    for ending in ("toml", "json", "csv", "xlsx"):
        path = tmp_path / f"sheet.{ending}"
        assert maturity("template", TEAM, "--out", path).code == 0
        assert maturity("assess", TEAM, path).code == 0
    assert "got .ods; allowed: .toml, .json, .csv, .xlsx" in maturity("template", TEAM, "--out", "sheet.ods").err
    assert template(read_framework(TEAM), ".csv").startswith("organisation,")


STYLES = {
    "commas": (",", "", b"organisation,level", b"0.625"),
    "a mark": (",", "\ufeff", b"\xef\xbb\xbforganisation,level", b"0.625"),
    "semicolons": (";", "", b"\xef\xbb\xbforganisation;level", b"0.625"),
    "tabs": ("\t", "", b"\xef\xbb\xbforganisation\tlevel", b"0.625"),
}


@pytest.mark.parametrize("kind", STYLES)
def test_results_in_csv_are_written_as_the_answers_were(
    maturity: Run, file: Callable[..., Path], tmp_path: Path, kind: str
) -> None:
    mark, first, start, score = STYLES[kind]
    text = f"{first}organisation,q1,q2,q3,q4\nM\u00fcller; S\u00f6hne,agree,yes,60,no\n".replace(",", mark)
    text = text.replace("M\u00fcller; S\u00f6hne", '"M\u00fcller; S\u00f6hne"')

    maturity("assess", TEAM, file("a.csv", text), "--out", tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_bytes()

    assert written.startswith(start)
    assert score in written
    assert ('"M\u00fcller; S\u00f6hne";' if mark == ";" else f"M\u00fcller; S\u00f6hne{mark}").encode() in written


def test_results_have_the_decimal_mark_that_was_stated(
    maturity: Run, file: Callable[..., Path], tmp_path: Path
) -> None:
    answers = file("a.csv", "q1;q2;q3;q4\nagree;yes;62,5;no\n")

    maturity("assess", TEAM, answers, "--decimal", "comma", "--out", tmp_path / "out.csv")

    assert b"steady;0,625;" in (tmp_path / "out.csv").read_bytes()
    maturity("assess", TEAM, answers, "--out", tmp_path / "out.tsv")
    assert b"steady\t0.625\t" in (tmp_path / "out.tsv").read_bytes()


def test_L1_a_text_that_no_cell_can_hold_is_cut_and_says_so(
    maturity: Run, file: Callable[..., Path], tmp_path: Path
) -> None:
    """Twenty pieces of evidence at their longest, and with emoji, which count twice: the file stays whole."""
    pieces = [f"{at} " + "\U0001f389" * 1_990 for at in range(20)]
    data = {"answers": {"q1": "agree", "q2": "yes"}, "evidence": {"q1": pieces[:9], "q2": pieces}}
    answers, out = file("a.json", json.dumps(data)), tmp_path / "out.xlsx"

    done = maturity("assess", TEAM, answers, "--out", out)

    assert done.code == 0
    told = "2 texts cut to the 32,767 characters that a cell can have; .csv and .json keep all"
    assert f"{out}: {told}" in done.err
    cells = [row[-1] for row in rows(out)["Answers"][1:3]]
    assert cells[0].endswith(f"\U0001f389 [cut: {len(chr(10).join(pieces[:9])):,} characters]")
    assert all(len(cell.encode("utf-16-le")) in {65_532, 65_534} for cell in cells)
    assert "cut" not in maturity("assess", TEAM, file("b.csv", ANSWERS), "--out", tmp_path / "b.xlsx").err


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


LABELS = {
    "a formula": "=1+1",
    "a sign": "-1 (worse)",
    "an address": "@home",
    "quotes": 'the "usual" way',
    "a comma": "yes, always",
    "a number that is another's position": "0",
    "a word for a state": "Unknown",
    "many emoji": "\U0001f389" * 120,
    "a date": "1-2",
}


@pytest.mark.parametrize("kind", LABELS)
def test_N1_every_choice_comes_back_whatever_its_label_is(team: Framework, tmp_path: Path, kind: str) -> None:
    framework = parse_framework(team.to_toml().replace('label = "Yes"', f"label = {inline(LABELS[kind])}"))
    offered = {entry.id: choices(framework, entry, "en") for entry in framework.questions}
    assert not any(text.startswith(tuple("=+-@")) for texts in offered.values() for text in texts)
    for place in range(2):
        path = filled(framework, made(tmp_path / str(place)), {name: texts[place] for name, texts in offered.items()})

        (found,) = read_sheets(framework, str(path))

        assert found.codes[1] == found.codes[3] == place


def test_what_is_chosen_stays_text_and_what_is_typed_a_number(team: Framework, tmp_path: Path) -> None:
    """A spreadsheet would make a date of a choice such as 1-2, unless the cell is formatted as text."""
    write_form(tmp_path / "form.xlsx", team, ENGLISH)
    with ZipFile(tmp_path / "form.xlsx") as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))

    asked = re.findall(r'<dataValidation type="list".*?sqref="(C[0-9]+)">', sheet)
    styled = dict(re.findall(r'<c r="(C[0-9]+)" s="([0-9]+)"/>', sheet))
    formats = re.findall(r'<xf numFmtId="([0-9]+)"', styles.partition("<cellXfs")[2])
    assert [formats[int(styled[cell])] if cell in styled else "" for cell in asked] == ["49", "49", "", "49"]


SAID = ["=1+1", "'=1+1", "-2.5", "@home", "it's", "'", "two\nlines", "_x0041_", "+ more", "  lead"]


@pytest.mark.parametrize("options", [(), ("--keep-formulas",)])
def test_N1_whatever_was_said_of_answers_comes_back_from_a_workbook_and_from_a_table_of_facts(
    maturity: Run, team: Framework, file: Callable[..., Path], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Those that a spreadsheet would run have an apostrophe in the file, and none once it was read."""
    sheets = [
        {"organisation": name, "answers": {"q1": "agree"}, "comments": {"q1": name}, "evidence": {"q1": [name.strip()]}}
        for name in (text.replace("\n", " ").strip() for text in SAID if not options or text[:1] != "'")
    ]
    answers = file("a.json", json.dumps(sheets))
    assert maturity("assess", TEAM, answers, "--out", tmp_path / "out.xlsx", *options).code == 0
    assert maturity("facts", TEAM, answers, "--out", tmp_path / "facts.csv", *options).code == 0

    for path in (tmp_path / "out.xlsx", tmp_path / "facts.csv"):
        found = read_sheets(team, str(path))

        assert [one.organisation for one in found] == [one["organisation"] for one in sheets]
        assert [dict(one.facts.comments) for one in found] == [one["comments"] for one in sheets]
        assert [{"q1": list(one.facts.evidence["q1"])} for one in found] == [one["evidence"] for one in sheets]
