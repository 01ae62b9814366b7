"""Runs that stop halfway leave nothing behind, and cells that a spreadsheet would execute are guarded."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.answer_files import read_sheets
from maturity_app.new_files import drafts
from maturity_app.streaming import sinks
from maturity_app.streaming.csv_rows import guarded
from maturity_app.streaming.progress import Progress, line
from maturity_app.streaming.run import Rejects, Wanted, assess_file
from maturity_app.streaming.sinks import CsvSink
from maturity_core import AnswersError, Framework, MaturityError, RecordBatchScorer

Run = Callable[..., Any]
SINKS = {"parquet": sinks.ParquetSink, "arrow": sinks.ArrowSink, "csv": sinks.CsvSink}
NO_SPACE = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Return a file of three organisations, one of them with a wrong answer."""
    path = tmp_path / "answers.parquet"
    pq.write_table(pa.table({"organisation": ["=N", "S", "E"], "plan-holds": ["often", "offen", "rarely"]}), path)
    return path


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("moment", ["write", "close"])
@pytest.mark.parametrize("form", SINKS)
def test_F4_a_full_disk_leaves_nothing_and_says_how_to_go_on(
    stream: Run, answers: Path, monkeypatch: pytest.MonkeyPatch, form: str, moment: str
) -> None:
    monkeypatch.setattr(SINKS[form], moment, failing(NO_SPACE))

    done = stream(answers, answers.with_name(f"scores.{form}"))

    assert done.code == 2
    assert "cannot be written: No space left on device; nothing was kept; the same command starts again" in done.err
    assert {path.name for path in answers.parent.iterdir()} == {"answers.parquet", "tiny.toml"}


def test_F4_a_full_disk_on_the_device_itself(tiny: Framework, answers: Path, tmp_path: Path) -> None:
    """A draft on a device without space fails like one on a full disk."""

    class Full(CsvSink):
        def __init__(self, _: Path, names: Any, **how: Any) -> None:
            super().__init__(Path("/dev/full"), names, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sinks, "CsvSink", Full)
        with pytest.raises(MaturityError, match="cannot be written: No space left on device"):
            assess_file(tiny, answers, None, tmp_path / "scores.csv", Wanted(["levels"]))
    assert [path.name for path in tmp_path.iterdir()] == ["answers.parquet"]


def test_F4_a_run_that_is_stopped_leaves_nothing_and_says_how_to_start_again(
    maturity: Run, tiny_file: Path, answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordBatchScorer, "score_batch", failing(KeyboardInterrupt()))

    done = maturity("assess", tiny_file, answers, "--out", tmp_path / "scores.parquet")

    assert done.code == 130
    assert done.err.splitlines()[0] == "stopped: nothing was kept; the same command starts again from the first row"
    assert {path.name for path in tmp_path.iterdir()} == {"answers.parquet", "tiny.toml"}


def test_F4_a_file_that_appears_during_the_run_is_not_replaced(
    tiny: Framework, answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is the file of rejected rows left without the results."""
    out = tmp_path / "scores.parquet"
    monkeypatch.setattr(Progress, "clear", lambda _: out.write_text("mine", "utf-8"))

    with pytest.raises(MaturityError, match=r"scores\.parquet: a file of that name already exists"):
        assess_file(tiny, answers, None, out, Wanted(["levels"]))

    assert {path.name for path in tmp_path.iterdir()} == {"answers.parquet", "scores.parquet"}
    assert out.read_text("utf-8") == "mine"


def test_F4_drafts_without_links_are_renamed_and_replace_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))

    with drafts(first, second) as (draft, _):
        draft.write_text("one", "utf-8")
    with pytest.raises(MaturityError, match="third: a file of that name"):
        write_two(second, third)

    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"first": "one", "third": "two"}


def write_two(second: Path, third: Path) -> None:
    with drafts(second, third) as made:
        for path in (*made, third):
            path.write_text("two", "utf-8")


DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\tx", " =1", "\u00a0=1", "x\n=1", "x\r\n =1", "\u2003@x",
    "\uff1d1", "\ufeff=1",
]  # fmt: skip
HARMLESS = ["North", "North-East", "a=b", "1+1", "", "x\ny", "x\r\ny", "'=1", "Ä", " x"]


@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_R2_texts_that_a_spreadsheet_would_run_get_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_R2_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(), st.sampled_from("=+-@\t\r"), st.sampled_from(["", " ", "\u00a0", "x\n", "\n \t"]))
def test_R2_no_line_of_a_guarded_text_begins_like_a_formula(text: str, mark: str, before: str) -> None:
    assert guarded(f"{before}{mark}{text}").startswith("'")


def test_R2_kept_columns_titles_and_reasons_are_guarded_and_numbers_are_not(
    maturity: Run, tiny_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.parquet"
    table = {"=organisation": ["=N", "S", None], "plan-holds": ["=x", "rarely", "often"], "debt": [-1, -2, None]}
    pq.write_table(pa.table(table), path)

    done = maturity("assess", tiny_file, path, "--out", tmp_path / "s.csv", "--outputs", "levels")

    assert done.code == 1
    first, *rows = (tmp_path / "s.csv").read_text("utf-8").splitlines()
    assert first == "'=organisation,debt,level,rejected"
    assert [row.split(",")[:3] for row in rows] == [["'=N", "-1", ""], ["S", "-2", "low"], ["", "", "low"]]
    assert "no such option; got '=x'" in (tmp_path / "s.rejected.csv").read_text("utf-8")


def test_R2_the_guard_is_left_off_where_it_is_asked_for(
    maturity: Run, tiny_file: Path, answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "s.csv"

    maturity("assess", tiny_file, answers, "--out", out, "--outputs", "levels", "--keep-formulas")

    assert out.read_text("utf-8").splitlines()[1] == "=N,low,"


@pytest.mark.parametrize(("keep", "cell"), [(False, "'=1+1"), (True, "=1+1")], ids=["guarded", "kept"])
def test_R2_reasons_are_guarded_too_unless_they_are_to_be_kept(tmp_path: Path, cell: str, *, keep: bool) -> None:
    with Rejects(tmp_path / "s.rejected.csv", keep_formulas=keep) as rejects:
        rejects.write([-1, 2], pa.array(["=1+1", None]))

    assert (tmp_path / "s.rejected.csv").read_text("utf-8") == f"row,reason\n-1,{cell}\n"


def test_R2_numbers_below_zero_are_no_formulas_whatever_their_type(tmp_path: Path) -> None:
    types = [pa.int8(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(20, 1), pa.decimal256(20, 1)]
    with CsvSink(tmp_path / "s.csv", map(str, types), keep_formulas=False) as sink:
        sink.write(pa.record_batch([pa.array([-2]).cast(kind) for kind in types], list(map(str, types))))

    assert (tmp_path / "s.csv").read_text("utf-8").splitlines()[1] == "-2,-2,-2.0,-2.0,-2.0,-2.0"


KEPT = {
    "dates": (pa.array([0, None, 1], pa.date32()), ["1970-01-01", "", "1970-01-02"]),
    "decimals": (pa.array(["-1.50", None, "2.00"]).cast(pa.decimal128(5, 2)), ["-1.50", "", "2.00"]),
    "bools": (pa.array([True, None, False]), ["True", "", "False"]),
    "doubles": (pa.array([0.1, None, -1e300]), ["0.1", "", "-1e+300"]),
    "categories": (pa.array(["a", None, "=a"]).dictionary_encode(), ["a", "", "'=a"]),
    "large texts": (pa.array(["a", None, "=a"], pa.large_string()), ["a", "", "'=a"]),
    "nulls": (pa.nulls(3), ["", "", ""]),
}


@pytest.mark.parametrize(("column", "cells"), KEPT.values(), ids=KEPT)
def test_kept_columns_of_every_type_are_written_to_csv(tmp_path: Path, column: pa.Array, cells: list[str]) -> None:
    with CsvSink(tmp_path / "s.csv", ["a", "b"], keep_formulas=False) as sink:
        sink.write(pa.record_batch([column, pa.array([1, 2, 3])], ["a", "b"]))

    rows = (tmp_path / "s.csv").read_text("utf-8").splitlines()
    assert rows == ["a,b", *(f"{cell},{place}" for place, cell in enumerate(cells, start=1))]


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_the_run_is_and_nothing_stays() -> None:
    times = iter([0.0, 0.0, 0.1, 2.0])
    terminal = Terminal()
    progress = Progress(terminal, lambda: next(times))

    for rows, share in ((1, 0.0), (2, 0.1), (500_000, 0.25)):
        progress.tell(rows, share)
    progress.clear()

    assert terminal.getvalue().split("\r\x1b[K") == [
        "",
        "....................   0%  1 rows",
        "#####...............  25%  500,000 rows, 250,000 a second, 6 s left",
        "",
    ]


def test_no_terminal_shows_nothing() -> None:
    stream = io.StringIO()
    progress = Progress(stream)

    progress.tell(1, 0.5)
    progress.clear()

    assert not stream.getvalue()


@given(st.integers(0, 10**12), st.floats(0, 1), st.floats(0, 10**6))
def test_the_line_of_progress_stays_on_one_line(rows: int, share: float, seconds: float) -> None:
    assert "\n" not in line(rows, share, seconds)
    assert line(rows, share, seconds).index("%") == 24


@pytest.mark.parametrize("mark", [";", ","])
def test_A4_cells_without_a_title_at_the_end_may_be_missing_in_some_rows(
    tiny: Framework, file: Callable[[str, str], Path], tmp_path: Path, mark: str
) -> None:
    """Spreadsheets end some rows early, and others with empty cells; a filled cell without a title is refused."""
    text = "plan-holds;organisation;;\nalways;North\nalways;South;\nalways;East;;\nalways\nalways;West;x\n"
    path = file("a.csv", text.replace(";", mark))

    done = assess_file(tiny, path, None, tmp_path / "scores.csv", Wanted(["scores"]))

    assert (done.rows, done.rejected) == (5, 2)
    assert [line.partition(",")[0] for line in done.side.read_text("utf-8").splitlines()] == ["row", "5", "6"]
    with pytest.raises(AnswersError) as caught:
        read_sheets(tiny, str(path))
    assert [problem.where.rpartition("row ")[2] for problem in caught.value.problems] == ["5", "6"]
