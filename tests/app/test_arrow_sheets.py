"""Parquet and Arrow, read as sheets: by every command, with the result of the same table read in parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from written import aliased_team

import maturity_app.arrow_sheets
from maturity_app.answer_files import read_sheets
from maturity_core import AnswersError

Run = Callable[..., Any]
DAY = dt.date(2026, 11, 3)


def stored(path: Path, **columns: Any) -> str:
    pq.write_table(pa.table(columns), path)
    return str(path)


def refusal(path: str, **options: Any) -> str:
    with pytest.raises(AnswersError) as caught:
        read_sheets(aliased_team(), path, **options)
    return str(caught.value)


def test_values_are_read_as_they_are_stored(tmp_path: Path) -> None:
    path = stored(
        tmp_path / "a.parquet",
        organisation=[7, None],
        date=[DAY, None],
        q1=pa.array([3, -2], pa.int8()),
        Q2=pa.array(["yes", "-"]).dictionary_encode().cast(pa.dictionary(pa.int32(), pa.string())).take([0, None]),
        q3=pa.array([62.1, None], pa.float32()),
        q4=[0, 1],
    )

    first, second = read_sheets(aliased_team(), path)

    assert (first.codes, second.codes) == ((3, 1, 2, 0), (-2, -1, -1, 1))
    assert (first.organisation, first.facts.date, float(first.numbers["q3"])) == ("7", DAY, 62.1)
    assert (second.name, second.facts.date) == ("row 1", None)


def test_positions_from_1_and_what_is_no_answer(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.parquet", q1=[1, 5])
    assert [sheet.codes[0] for sheet in read_sheets(aliased_team(), path, positions_from=1)] == [0, 4]
    told = refusal(stored(tmp_path / "b.parquet", q1=[True, None], q3=[float("nan"), 101.0], q4=[2, 0]))

    assert "b.parquet, row 0, q1: booleans are not valid answers" in told
    assert "row 0, q4: no option has this position" in told
    assert "row 0, q3" in told
    assert "row 1, q3: the number is out of bounds" in told


def test_files_that_are_not_what_they_should_be_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "a.arrow"
    damaged.write_bytes(b"ARROW1")

    assert "not what its name says" in refusal(str(damaged))
    assert "cannot be read" in refusal(str(tmp_path / "none.parquet"))
    assert "the file has no organisations" in refusal(stored(tmp_path / "b.parquet", q1=pa.array([], pa.string())))
    assert "no column matches a question" in refusal(stored(tmp_path / "c.parquet", a=[1]))
    assert "this format cannot be read from standard input" in refusal("-", stated="parquet")
    monkeypatch.setattr(maturity_app.arrow_sheets, "MOST_CELLS", 5)
    assert "add --out FILE to maturity assess" in refusal(stored(tmp_path / "d.parquet", q1=[1] * 3, q4=[1] * 3))


def test_rows_of_an_earlier_edition_are_carried_and_strangers_refused(tmp_path: Path) -> None:
    framework, same = "framework", ["team-check", "team-check"]
    fine = stored(tmp_path / "a.parquet", q1=["agree"] * 2, **{framework: same})
    other = stored(tmp_path / "b.parquet", q1=["agree"] * 2, **{framework: ["team-check", "other"]})

    assert [sheet.codes[0] for sheet in read_sheets(aliased_team(), fine)] == [3, 3]
    assert "b.parquet, row 1" in refusal(other)


def test_every_command_reads_them(maturity: Run, tmp_path: Path) -> None:
    model, path = tmp_path / "team.toml", stored(tmp_path / "a.parquet", organisation=["N"], q1=["Agree"], own=["x"])
    model.write_text(aliased_team().to_toml(), "utf-8")

    done = maturity("assess", model, path)

    assert done.out.startswith("N\n")
    assert "columns of your own, which are not read: 'own'" in done.err
    assert maturity("report", model, path, "--out", tmp_path / "r.html").code == 0
    assert maturity("template", model, "--out", tmp_path / "a.json").code == 0
    told = maturity("assess", model, tmp_path / "a.json", "--out", tmp_path / "r.csv").err
    assert told.endswith("leave out --out, or write a workbook (.xlsx)\n")
    assert maturity("assess", model, tmp_path / "a.json", "--out", tmp_path / "r.xlsx").code == 0
