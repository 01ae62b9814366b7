"""Workbooks: bounded before they are opened, nothing in them is followed, and all ways in which answers lie in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from app.workbooks import cells, ods, ods_cell, ods_file, ods_row, sheet_file, xlsx

from maturity_app.answer_files import read_sheets
from maturity_app.workbooks import child, parts
from maturity_app.workbooks.opening import open_workbook
from maturity_core import AnswersError, Framework, MissingExtraError, read_framework

Run = Callable[..., Any]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"
IDS = ["q1", "q2", "q3", "q4"]
pytest.importorskip("python_calamine")


@pytest.fixture(scope="module")
def team() -> Framework:
    return read_framework(TEAM)


def refused(path: Path) -> str:
    with pytest.raises(AnswersError) as caught:
        open_workbook(str(path), path.suffix[1:])
    return str(caught.value)


def refused_unopened(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return why a workbook is refused by the process that opens it, before it does; run here, without the process."""
    monkeypatch.setattr(child, "import_module", lambda _: pytest.fail("the workbook was opened"))
    with pytest.raises(AnswersError) as caught:
        list(child.told(str(path), path.suffix[1:], "."))
    return str(caught.value)


HUGE = "the workbook is too large"
DAMAGED = "the file is not a workbook, or is damaged"
HOSTILE = {
    "a cell far out": (cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), HUGE),
    "a cell beyond the last": (cells('<row r="9999999"><c r="A9999999"><v>1</v></c></row>'), HUGE),
    "a column beyond the last": (cells('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), HUGE),
    "a row without a number": (cells('<row r="x"><c><v>1</v></c></row>'), HUGE),
    "no reference": (cells('<row r="1"><c r="A-1"><v>1</v></c></row>'), HUGE),
    "rows without numbers": (
        cells("<row><c><v>1</v></c></row>" * 3 + '<row><c r="XFD999999"><v>1</v></c></row>'),
        HUGE,
    ),
    "entities": ('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>', DAMAGED),
    "not well-formed": ("<worksheet><sheetData>", DAMAGED),
    "text before": ("x<worksheet></worksheet>", DAMAGED),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_L1_a_hostile_sheet_is_refused_before_it_is_opened(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, told = HOSTILE[kind]
    path = sheet_file(tmp_path / "a.xlsx", content)

    assert told in refused_unopened(path, monkeypatch)


def test_L1_a_sheet_in_a_part_of_another_name_is_bounded_too(tmp_path: Path) -> None:
    far = HOSTILE["a cell far out"][0]

    assert HUGE in refused(sheet_file(tmp_path / "a.xlsx", cells(""), **{"xl/other.rels": far}))


def test_L1_parts_are_counted_as_they_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet_file(tmp_path / "a.xlsx", cells("<!--" + " " * 3_000_000 + "-->"))
    assert path.stat().st_size < 50_000
    assert open_workbook(str(path), "xlsx")[0].rows == []
    monkeypatch.setattr(parts, "MOST_BYTES", 2_000_000)

    assert HUGE in refused_unopened(path, monkeypatch)

    monkeypatch.setattr(parts, "MOST_PARTS", 3)
    assert HUGE in refused_unopened(path, monkeypatch)


ODS_HOSTILE = {
    "a cell repeated": ods_row([ods_cell("x", 16_384)], 1_000_000),
    "a row repeated": ods_row([ods_cell(None, 16_000), ods_cell("x")], 1_000),
    "empty rows before": ods_row([ods_cell(None)], 1_048_575) + ods_row([ods_cell(None, 16_383), ods_cell("x")]),
    "more rows than there are": ods_row([ods_cell(None)], 9_999_999) + ods_row([ods_cell("x")]),
    "a count that is none": '<table:table-row table:number-rows-repeated="-1"/>',
}


@pytest.mark.parametrize("kind", ODS_HOSTILE)
def test_L1_a_hostile_ods_is_refused_before_it_is_opened(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ods_file(tmp_path / "a.ods", {"One": ODS_HOSTILE[kind]})

    assert HUGE in refused_unopened(path, monkeypatch)


def test_D2_ods_with_entities_or_without_content_is_refused(tmp_path: Path) -> None:
    entities = ods_file(tmp_path / "a.ods", {}, before='<!DOCTYPE a [<!ENTITY b "c">]>')
    assert DAMAGED in refused(entities)
    with ZipFile(tmp_path / "b.ods", "w") as file:
        file.writestr("other.xml", "<a/>")
    assert f"{DAMAGED}: it has no content.xml" in refused(tmp_path / "b.ods")


NO_WORKBOOKS = {
    "text": (b"organisation,q1\n", DAMAGED),
    "empty": (b"", DAMAGED),
    "old or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or has the old format .xls"),
    "cut short": (b"PK\x03\x04" + bytes(40), DAMAGED),
}


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
def test_F7_what_is_no_workbook_is_refused(tmp_path: Path, kind: str) -> None:
    content, told = NO_WORKBOOKS[kind]
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    assert told in refused(path)
    assert str(path) in refused(path)
    assert "cannot be read" in refused(tmp_path / "missing.xlsx")


def test_L1_the_reader_has_a_limit_of_memory_and_a_message_where_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a file does to its reader, it does in a process of its own."""
    path = xlsx(tmp_path / "a.xlsx", {"One": [["a"]]})
    monkeypatch.setattr("maturity_app.workbooks.opening.CHILD", "maturity_app.nowhere")

    assert "the workbook cannot be opened" in refused(path)


def test_L1_the_process_that_opens_a_workbook_limits_itself(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    script = (
        "from maturity_app.workbooks.child import limit; limit(); import resource;"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0]); bytearray(3_000_000_000)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)

    assert done.stdout == "2000000000\n"
    assert "MemoryError" in done.stderr
    assert resource is not None


def test_nothing_beside_the_workbook_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that opens it does not take modules from the folder it was started in."""
    path = xlsx(tmp_path / "a.xlsx", {"One": [["a"]]})
    (tmp_path / "json.py").write_text("raise SystemExit('ran')", "utf-8")
    monkeypatch.chdir(tmp_path)

    assert open_workbook(str(path), "xlsx")[0].rows == [(1, ["a"])]


def test_a_number_that_may_be_a_percentage_is_refused_with_both_meanings(team: Framework, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"One": [IDS, ["agree", "yes", 0.6, "no"]]})

    with pytest.raises(AnswersError, match=r"q3: this could mean two things; got 0.6; allowed: 0.6% or 60%; show the"):
        read_sheets(team, str(path))


FACTS = [["Organisation", "North"], ["Date", "2026-11-03"], ["Anything else", "kept aside"], []]
TITLES = ["Question", "Text", "Answer", "Note", "Evidence"]


def sheet(*given: Any) -> list[list[Any]]:
    rows = [["q1", "", given[0], "fine", "Plan https://example.org/plan"], ["q2", "", given[1]]]
    return [*FACTS, TITLES, *rows, ["Tools"], ["are backups tested?", "", given[2]], ["q3", "", given[3], "counted"]]


def test_A4_a_row_per_question_has_facts_notes_and_evidence(
    team: Framework, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"One": sheet("Agree", "yes", "no", 60), "Help": [["Read me"]]})

    (found,) = read_sheets(team, str(path))

    assert (found.codes, found.row, dict(found.numbers)) == ((3, 1, 2, 0), None, {"q3": Fraction(60)})
    assert (found.organisation, str(found.facts.date)) == ("North", "2026-11-03")
    assert dict(found.facts.comments) == {"q1": "fine", "q3": "counted"}
    assert dict(found.facts.evidence) == {"q1": ("Plan https://example.org/plan",)}
    told = capsys.readouterr().err
    assert "read as a row per question, because row 5 has the columns 'question' and 'answer'" in told
    assert "the sheet 'One' is read, others have no questions: Help" in told


def test_A4_a_sheet_per_respondent(team: Framework, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Anna": sheet("Agree", "yes", "no", 60), "Ben": sheet("N/A", "no", "no", 20)})

    found = read_sheets(team, str(path))

    assert [one.codes for one in found] == [(3, 1, 2, 0), (-3, 0, 0, 0)]
    assert [one.facts.respondent for one in found] == ["Anna", "Ben"]


def test_A4_several_tables_in_a_workbook_are_refused_with_both_meanings(
    maturity: Run, team: Framework, tmp_path: Path
) -> None:
    table = [["organisation", *IDS], ["North", "agree", "yes", 60, "no"]]
    path = xlsx(tmp_path / "a.xlsx", {"2025": table, "2026": table})

    done = maturity("assess", TEAM, path)
    assert done.code == 2
    assert (
        "several sheets hold answers; got 2; allowed: the answers in one of 2025, 2026; or a sheet for each" in done.err
    )
    assert "add --sheet NAME or --layout sheets" in done.err
    assert maturity("assess", TEAM, path, "--sheet", "2026").code == 0
    assert maturity("assess", TEAM, path, "--layout", "sheets").code == 0
    assert "no such sheet" in maturity("assess", TEAM, path, "--sheet", "2027").err
    assert read_sheets(team, str(xlsx(tmp_path / "b.xlsx", {"2025": table})))[0].organisation == "North"


def test_A4_the_table_of_facts_is_a_table_with_a_row_per_question(
    maturity: Run, team: Framework, tmp_path: Path
) -> None:
    """What `maturity facts` writes can be read as answers: a number goes before its band, which it has to fit."""
    text = "organisation,question,answer,number,comment,evidence\nNorth,q3,many,60,counted,\nSouth,q3,few,,none,\n"
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")

    found = read_sheets(team, str(path))
    assert [(one.organisation, one.codes[2]) for one in found] == [("North", 2), ("South", 0)]
    assert [[*one.numbers] for one in found] == [["q3"], []]
    path.write_text(text.replace("60", "10").replace("South", "North"), "utf-8")
    done = maturity("assess", TEAM, path)
    assert "row 2, number: the number does not fit the answer; got 10; allowed: many" in done.err
    assert "row 3: this question has a second row; got 'q3'" in done.err


def test_an_own_table_beside_questions_stays_a_row_per_organisation(team: Framework, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question,answer,q1\nx,y,agree\n", "utf-8")

    assert read_sheets(team, str(path))[0].codes[0] == 3
    path.write_text("question,unit\nx,y\n", "utf-8")
    with pytest.raises(AnswersError, match="no column matches a question"):
        read_sheets(team, str(path))


def test_without_the_extra_the_error_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ods(tmp_path / "a.ods", {"One": [["a"]]})
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    with pytest.raises(
        MissingExtraError, match=r"this needs the extra 'sheets'.*pip install 'maturity-core\[sheets\]'"
    ):
        open_workbook(str(path), "ods")


def test_a_workbook_is_assessed_in_parts_too(maturity: Run, tmp_path: Path) -> None:
    rows = [["organisation", *IDS], ["North", "agree", "yes", 60, "no"], [], ["South", "oftn", "yes", 60, "no"]]
    path = xlsx(tmp_path / "a.xlsx", {"One": rows})

    done = maturity("assess", TEAM, path, "--out", tmp_path / "out.csv")

    assert done.code == 1
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[1] == "North,steady,0.625,strong,start,0.875,0.375,"
    assert (tmp_path / "out.rejected.csv").read_text("utf-8").splitlines()[1].startswith("4,")
