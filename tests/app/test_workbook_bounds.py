"""Whatever a workbook asks for, it is bounded: in the process that opens it, which ends with a clear error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from app.workbooks import cells, ods_cell, ods_file, ods_row, sheet_file, xlsx

from maturity_app.workbooks import child, opening, parts
from maturity_app.workbooks.opening import open_workbook
from maturity_core import AnswersError

resource = pytest.importorskip("resource")
pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

HUGE, DAMAGED = "the workbook is too large", "the file is not a workbook, or is damaged"


def refused(path: Path) -> str:
    with pytest.raises(AnswersError) as caught:
        open_workbook(str(path), path.suffix[1:])
    return str(caught.value)


def instead(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process do something else."""
    (folder / "instead.py").write_text(f"import os, signal, sys\n{script}\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", ":".join([str(folder), *sys.path]))
    monkeypatch.setattr(opening, "CHILD", "instead")


def changed(path: Path, change: Callable[[dict[str, str]], object]) -> Path:
    """Write a workbook of one cell, after a change of its parts."""
    xlsx(path, {"One": [["a"]]})
    with ZipFile(path) as file:
        found = {name: file.read(name).decode() for name in file.namelist()}
    change(found)
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, text in found.items():
            file.writestr(name, text)
    return path


def as_picture(found: dict[str, str]) -> None:
    found["xl/worksheets/sheet1.png"] = found.pop("xl/worksheets/sheet1.xml")
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.png")


def twice(found: dict[str, str]) -> None:
    book = found["xl/workbook.xml"]
    sheet = book[book.index("<sheet ") : book.index("</sheets>")]
    found["xl/workbook.xml"] = book.replace(sheet, 2 * sheet)


PARTS: dict[str, tuple[Callable[[dict[str, str]], object], str]] = {
    "a sheet that is called a picture": (as_picture, "the sheet 'One' has no content"),
    "the same part in other letters": (
        lambda found: found.update({"XL\\Worksheets/Sheet1.xml": cells("")}),
        "two of its parts have the same name",
    ),
    "no list of sheets": (lambda found: found.pop("xl/workbook.xml"), "it has no xl/workbook.xml"),
    "no links": (lambda found: found.pop("xl/_rels/workbook.xml.rels"), "the sheet 'One' has no content"),
    "two sheets of one name": (twice, "two of its sheets have the same name"),
    "two formats": (lambda found: found.update({"Content.xml": "<a/>"}), "it has two formats"),
}


@pytest.mark.parametrize("kind", PARTS)
def test_L1_what_is_bounded_is_what_is_opened(tmp_path: Path, kind: str) -> None:
    """A reader may find sheets where nobody looked: such files are refused."""
    change, told = PARTS[kind]

    assert f"{DAMAGED}: {told}" in refused(changed(tmp_path / "a.xlsx", change))


LINKS = ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "/XL/Worksheets/sheet1.xml"]


@pytest.mark.parametrize("link", LINKS)
def test_a_sheet_is_found_by_every_link_that_programs_write(tmp_path: Path, link: str) -> None:
    def linked(found: dict[str, str]) -> None:
        name = "xl/_rels/workbook.xml.rels"
        found[name] = found[name].replace("worksheets/sheet1.xml", link)

    assert open_workbook(str(changed(tmp_path / "a.xlsx", linked)), "xlsx")[0].rows == [(1, ["a"])]


BESIDE = {
    "xl/drawings/vmlDrawing1.vml": "<xml><v:textbox><br></v:textbox></xml>",
    "xl/embeddings/other.xlsx": "PK no XML",
    "xl/media/image1.png": "PNG no XML",
    "xl/vbaProject.bin": "no XML",
}


def test_drawings_pictures_and_files_in_a_workbook_are_passed_over(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda found: found.update(BESIDE))

    assert open_workbook(str(path), "xlsx")[0].rows == [(1, ["a"])]


ODS_PARTS = {
    "a table within a table": (
        {"One": ods_row([f"<table:table-cell><table:table>{ods_row([])}</table:table></table:table-cell>"])},
        "it has a table within a table",
    ),
    "two sheets of one name": (
        {"One": '</table:table><table:table table:name="One">'},
        "two of its sheets have the same name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODS_PARTS)
def test_L1_the_same_of_ods(tmp_path: Path, kind: str) -> None:
    tables, told = ODS_PARTS[kind]

    assert f"{DAMAGED}: {told}" in refused(ods_file(tmp_path / "a.ods", tables))


def test_L1_all_sheets_together_are_bounded(tmp_path: Path) -> None:
    """Each of these sheets is small enough: together they have millions of cells, out of a file of a few kilobytes."""
    far = cells('<row r="1000000"><c r="B1000000"><v>1</v></c></row>')
    tables = {f"{at}": ods_row([ods_cell("x", 1_000)], 2_000) for at in range(4)}

    assert HUGE in refused(ods_file(tmp_path / "a.ods", tables))
    assert open_workbook(str(ods_file(tmp_path / "b.ods", {"0": ods_row([ods_cell("x", 10)], 20)})), "ods")
    assert HUGE in refused(sheet_file(tmp_path / "a.xlsx", far, **{f"xl/worksheets/{at}.xml": far for at in "23"}))


def test_L1_a_long_text_in_many_cells_is_refused_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gigabyte for each thousand cells, out of a few kilobytes; the process has less memory here, to be quick."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_001))
    text = f"<sst><si><t>{'a' * 1_000_000}</t></si></sst>"
    path = sheet_file(tmp_path / "a.xlsx", cells(rows), **{"xl/sharedStrings.xml": text})
    assert path.stat().st_size < 100_000
    instead(
        "from maturity_app.workbooks import child\nchild.LIMITS['AS'] = 4 * 10**8\n"
        "child.limit()\nchild.main(*sys.argv[1:])",
        tmp_path,
        monkeypatch,
    )

    assert "the workbook takes too much memory to open" in refused(path)


def test_L1_elements_nested_very_deeply_do_no_harm(tmp_path: Path) -> None:
    nested = cells("<a>" * 200_000 + "</a>" * 200_000)

    assert open_workbook(str(sheet_file(tmp_path / "a.xlsx", nested)), "xlsx")[0].rows == []


def test_L1_millions_of_parts_are_listed_in_the_process_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as file:
        for at in range(parts.MOST_PARTS + 1):
            file.writestr(f"{at}", "")
    monkeypatch.setattr(parts, "ZipFile", lambda _: pytest.fail("its parts were listed here"))

    assert HUGE in refused(path)


ENDS = {
    "memory": ("bytearray(3 * 10**9)", "the workbook takes too much memory to open; allowed: up to 2 GB"),
    "time": ("os.kill(os.getpid(), signal.SIGXCPU)", "the workbook takes too long to open; allowed: up to 120 seconds"),
    "a file": (
        "os.write(os.open('written', os.O_CREAT | os.O_WRONLY), b'x')",
        "the workbook cannot be opened; got OSError",
    ),
    "a crash": ("os.kill(os.getpid(), signal.SIGSEGV)", "the workbook cannot be opened; got SIGSEGV"),
    "files": ("[open(os.devnull) for _ in range(100)]", "the workbook cannot be opened; got OSError"),
    "an exit": ("sys.exit(3)", "the workbook cannot be opened; got exit code 3"),
}


@pytest.mark.parametrize("kind", ENDS)
def test_L1_the_end_of_the_process_is_a_clear_error(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process limits itself as it does with workbooks, and then does this instead."""
    script, told = ENDS[kind]
    instead(f"from maturity_app.workbooks.child import limit\nlimit()\n{script}", tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)

    found = refused(xlsx(tmp_path / "a.xlsx", {"One": [["a"]]}))

    assert told in found
    assert str(tmp_path / "a.xlsx") in found


def test_L1_a_process_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead("import time\ntime.sleep(60)", tmp_path, monkeypatch)
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.1)

    assert "the workbook takes too long to open" in refused(xlsx(tmp_path / "a.xlsx", {"One": [["a"]]}))


def test_L1_limits_are_no_higher_than_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (5, 5) if kind == resource.RLIMIT_CPU else (-1, -1))
    monkeypatch.setattr(resource, "setrlimit", lambda *given: asked.append(given))
    monkeypatch.delattr(resource, "RLIMIT_AS")

    child.limit()

    assert (resource.RLIMIT_CPU, (5, 5)) in asked
    assert (resource.RLIMIT_NOFILE, (64, 64)) in asked
    assert len(asked) == len(child.LIMITS) - 1


def test_a_workbook_without_sheets_is_empty(tmp_path: Path) -> None:
    assert open_workbook(str(ods_file(tmp_path / "a.ods", {})), "ods") == []
