"""`maturity assess --out`: files of any size and format, every row kept, complete or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from app.table_files import ANSWERS, FORMATS, LEVELS, TABLE, read, write
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.answer_files import read_sheets
from maturity_app.streaming import csv_source, sinks, sources
from maturity_app.streaming.run import Wanted, assess_file
from maturity_core import AnswersError, Framework

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read two rows at a time, so that small files have several parts."""
    monkeypatch.setattr(sources, "PART", 2)
    monkeypatch.setattr(csv_source, "BLOCK", 64)
    monkeypatch.setattr(csv_source, "LEAST", 16)


@pytest.mark.parametrize("target", ["parquet", "arrow", "csv"])
@pytest.mark.parametrize("source", FORMATS)
def test_every_format_gives_every_format_with_the_results_of_the_same_table_in_memory(
    stream: Run, tiny: Framework, tmp_path: Path, source: str, target: str
) -> None:
    answers, out = write(tmp_path / f"answers.{source}", TABLE), tmp_path / f"scores.{target}"

    done = stream(answers, out)

    assert (done.code, done.out) == (0, "")
    assert done.told == f"written: {out}, 5 organisations\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([answers.name, out.name, "tiny.toml"])
    expected = tiny.assess_many(TABLE).to_arrow(ids="text")
    found = read(out)
    assert found.column_names == [*expected.column_names, "rejected"]
    assert found.column("level").to_pylist() == LEVELS
    for name in expected.column_names:
        values = expected.column(name).to_pylist()
        told = [None if value is None else str(value) for value in values] if target == "csv" else values
        assert found.column(name).to_pylist() == told
    assert found.column("rejected").null_count == 5


def test_which_results_and_towards_what_is_chosen(stream: Run, tmp_path: Path) -> None:
    answers, out = write(tmp_path / "a.parquet", TABLE), tmp_path / "scores.arrow"

    options = ["--outputs", "levels, gaps,next_steps", "--target", "high", "--limit", 1]
    done = stream(answers, out, *options)

    assert done.code == 0
    found = read(out)
    assert found.column_names == [
        "organisation",
        "level",
        *("gap_status", "gap_plan-holds", "gap_plan-known", "gap_plan-kept"),
        *("plan_status", "plan_length", "step_1", "rejected"),
    ]
    assert found.column("gap_status").to_pylist() == ["open", "reached", "open", "open", "open"]
    assert found.column("step_1").to_pylist() == ["plan", None, "plan", "plan", "plan"]


WRONG = TABLE.set_column(1, "plan-holds", [["often", "offen", None, "rarely", "=1+1"]]).set_column(
    3, "plan-kept", [[15.0, 1.0, -1.0, float("nan"), 101.0]]
)


@pytest.mark.parametrize(
    ("source", "rows"), [("parquet", [1, 2, 3, 4]), ("arrow", [1, 2, 3, 4]), ("csv", [3, 4, 5, 6])]
)
def test_rows_with_wrong_answers_are_kept_told_and_counted(
    stream: Run, tmp_path: Path, source: str, rows: list[int]
) -> None:
    """Rows of CSV are numbered as a spreadsheet numbers them, others from 0."""
    answers, out = write(tmp_path / f"a.{source}", WRONG), tmp_path / "scores.parquet"

    done = stream(answers, out)

    side = tmp_path / "scores.rejected.csv"
    assert done.code == 1
    assert done.told.splitlines() == [
        f"written: {out}, 5 organisations",
        f"4 rows not assessed: without results in {out}, and with the reasons in {side}",
    ]
    told = read(side).to_pylist()
    assert [int(entry["row"]) for entry in told] == rows
    assert [entry["reason"].partition(";")[0] for entry in told] == [
        "plan-holds: no such option",
        "plan-kept: the number is out of bounds",
        "plan-kept: expected a number, or an option's id",
        "plan-holds: no such option",
    ]
    found = read(out)
    assert found.column("organisation").to_pylist() == ANSWERS["organisation"]
    assert found.column("level").to_pylist() == ["low", None, None, None, None]
    assert found.column("score").null_count == 4
    assert found.column("rejected").to_pylist()[1:] == [entry["reason"] for entry in told]


def test_rows_of_csv_with_too_many_or_too_few_cells_are_rejected_and_the_others_assessed(
    tiny: Framework, file: Callable[[str, str], Path], tmp_path: Path
) -> None:
    text = "plan-holds;organisation\nalways;North\n\nalways\nalways;South;always\n;;;\nalways;East\n"

    done = assess_file(tiny, file("a.csv", text), None, tmp_path / "scores.csv", Wanted(["scores"]))

    assert (done.rows, done.rejected) == (4, 2)
    assert read(done.side).to_pydict() == {
        "row": ["4", "5"],
        "reason": [f"wrong number of cells; got {count}; allowed: 2, as in the header" for count in (1, 3)],
    }
    lines = (tmp_path / "scores.csv").read_text("utf-8-sig").splitlines()
    assert [line.partition(";")[0] for line in lines] == ["organisation", "North", "", "", "East"]


def outcome(call: Callable[[], Any]) -> tuple[Any, list[str]]:
    """Return what a call returns, or the places where it finds wrong answers."""
    try:
        return call(), []
    except AnswersError as error:
        return None, [problem.where for problem in error.problems]


TITLES = ["organisation", "plan-holds", "plan-known", "plan-kept", "plan-hold", ""]
CELLS = [
    "",
    "often",
    "unanswered",
    "not-applicable",
    "1",
    "2",
    "3",
    "-1",
    "50.5",
    "51",
    "1e3",
    "offen",
    '"',
    "nan",
    "9" * 30,
]


@given(
    st.lists(st.sampled_from(TITLES), min_size=1, max_size=4),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=4), max_size=5),
    st.sampled_from([",", ";"]),
)
def test_csv_means_what_it_means_in_an_answers_file(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, header: list[str], rows: list[list[str]], mark: str
) -> None:
    """The same levels if the file is right; if it is wrong, the same rows are, or the whole file is refused."""
    folder = tmp_path_factory.mktemp("csv")
    path = folder / "a.csv"
    path.write_text("\n".join(mark.join(row) for row in [header, *rows]) + "\n", "utf-8")
    out = folder / "scores.arrow"
    sheets, problems = outcome(lambda: read_sheets(tiny, str(path)))

    done, refused = outcome(lambda: assess_file(tiny, path, None, out, Wanted(["levels"])))

    if done is None:
        assert (sheets, bool(refused)) == (None, True)
        return
    found = read(out).column("level").to_pylist()
    if sheets is not None:
        ranks = tiny.assess_many([sheet.codes for sheet in sheets]).levels.tolist()
        assert found == [tiny.levels[rank].id if rank >= 0 else None for rank in ranks]
    wrong = {int(where.split("row ")[1].split(",")[0]) for where in problems}
    told = {int(row) for row in read(done.side).column("row").to_pylist()} if done.rejected else set()
    assert told == wrong


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.parquet", b"no parquet", "the file is incomplete, or not what its name says"),
        ("a.arrow", b"no arrow", "the file is incomplete, or not what its name says"),
        ("a.arrow", b"", "the file is incomplete, or not what its name says"),
        ("a.csv", b"", "the file has no organisations"),
        ("a.csv", b"plan-holds\n", "the file has no organisations"),
        ("a.csv", b"plan-hold\n1\n", "row 1: no such question; got 'plan-hold'; did you mean 'plan-holds'? if not"),
        ("a.csv", b'plan-holds\n1\n1\n"1\n', "the file is not CSV: unexpected end of data"),
        ("a.csv", b"plan-holds\n1\n1\n\xff\n", "the file is not UTF-8 text"),
        ("a.csv", b"plan-holds\n1\n1\n" + b"x" * 1_000_001, "a line is too long; allowed: up to 1000000 characters"),
        ("a.toml", b"[answers]", "not a file of many organisations; got .toml; allowed: .csv, .tsv, .parquet, .arrow"),
        ("a.parkuet", b"", ".arrow, .feather, .arrows, .xlsx, .ods; did you mean .parquet?"),
    ],
)  # fmt: skip
def test_F4_a_file_that_is_wrong_as_a_whole_leaves_nothing(
    stream: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    answers = tmp_path / name
    answers.write_bytes(content)

    done = stream(answers, tmp_path / "scores.parquet")

    assert done.code == 2
    assert message in done.err
    assert {path.name for path in tmp_path.iterdir()} == {name, "tiny.toml"}


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrows"])
def test_F4_a_file_that_was_cut_off_leaves_nothing(stream: Run, tmp_path: Path, form: str) -> None:
    answers = write(tmp_path / f"a.{form}", pa.concat_tables([TABLE] * 100))
    answers.write_bytes(answers.read_bytes()[: answers.stat().st_size // 2])

    done = stream(answers, tmp_path / "scores.parquet")

    assert done.code == 2
    assert "the file is incomplete, or not what its name says" in done.err
    assert {path.name for path in tmp_path.iterdir()} == {answers.name, "tiny.toml"}


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("plan-hold", "answers.plan-hold: no such question; got 'plan-hold'; did you mean 'plan-holds'?"),
        ("level", "answers.level: this name is reserved for results; got 'level'; rename the column"),
    ],
)
def test_columns_are_checked_before_anything_is_written(stream: Run, tmp_path: Path, column: str, message: str) -> None:
    answers = write(tmp_path / "a.parquet", TABLE.rename_columns(["organisation", column, "plan-known", "plan-kept"]))

    done = stream(answers, tmp_path / "scores.parquet")

    assert done.code == 2
    assert message in done.err
    assert not (tmp_path / "scores.parquet").exists()


def test_a_column_of_a_wrong_type_stops_the_run(stream: Run, tmp_path: Path) -> None:
    answers = write(tmp_path / "a.parquet", TABLE.set_column(1, "plan-holds", [[None, None, None, True, True]]))

    done = stream(answers, tmp_path / "scores.parquet")

    assert done.code == 2
    assert "answers.plan-holds: booleans are not valid answers; got bool" in done.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "tiny.toml"}


@pytest.mark.parametrize("form", FORMATS)
def test_A4_a_file_without_rows_is_refused_in_every_format(stream: Run, tmp_path: Path, form: str) -> None:
    answers = write(tmp_path / f"a.{form}", TABLE.slice(0, 0))

    done = stream(answers, tmp_path / "s.arrow")

    assert done.code == 2
    assert "the file has no organisations" in done.err
    assert {path.name for path in tmp_path.iterdir()} == {answers.name, "tiny.toml"}


def test_kept_columns_with_a_dictionary_a_part_become_plain_columns(tiny: Framework, tmp_path: Path) -> None:
    region = pa.chunked_array([pa.array(["a", "b"]).dictionary_encode(), pa.array(["c", "d", "a"]).dictionary_encode()])
    answers = write(tmp_path / "a.parquet", TABLE.append_column("region", region))

    assess_file(tiny, answers, None, tmp_path / "scores.arrow", Wanted(["levels"]))

    found = read(tmp_path / "scores.arrow").column("region")
    assert found.to_pylist() == region.to_pylist()
    assert found.type == pa.string()


@pytest.mark.parametrize("taken", ["scores.parquet", "scores.rejected.csv"])
def test_F4_a_file_that_is_there_is_never_replaced(stream: Run, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine", "utf-8")

    done = stream(write(tmp_path / "a.parquet", WRONG), tmp_path / "scores.parquet")

    assert done.code == 2
    assert f"{tmp_path / taken}: a file of that name already exists and was left unchanged" in done.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "tiny.toml", taken}
    assert (tmp_path / taken).read_text("utf-8") == "mine"


def test_the_input_is_no_place_for_the_results(stream: Run, tmp_path: Path) -> None:
    answers = write(tmp_path / "a.parquet", TABLE)

    assert stream(answers, answers).code == 2
    assert read(answers).equals(TABLE)


@pytest.mark.parametrize("options", [["--json"], ["--fail-under", "high"], ["--facts", "facts.csv"]])
def test_what_is_for_answers_on_the_terminal_does_not_go_with_a_file(
    stream: Run, tmp_path: Path, options: list[str]
) -> None:
    done = stream(write(tmp_path / "a.csv", TABLE), tmp_path / "s.csv", *options)

    assert done.code == 2
    assert "--out cannot be used with --json, --fail-under or --facts." in done.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--outputs", "level"], "outputs: no such output; got 'level'; allowed: levels, scores, "),
        (["--outputs", ""], "outputs: no such output; got ''"),
        (["--target", "higher"], "target: the framework has no such level; got 'higher'"),
    ],
)
def test_wrong_options_are_told(stream: Run, tmp_path: Path, options: list[str], message: str) -> None:
    done = stream(write(tmp_path / "a.csv", TABLE), tmp_path / "s.csv", *options)

    assert done.code == 2
    assert message in done.err


def test_without_pyarrow_the_extra_is_named(stream: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = write(tmp_path / "a.csv", TABLE)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    done = stream(answers, tmp_path / "scores.csv")

    assert done.code == 2
    assert "this needs the extra 'arrow', which installs pyarrow" in done.err


MEASURE = """
import sys
from maturity_app.cli import run
code = run(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read where Linux tells it")
def test_memory_does_not_grow_with_the_number_of_rows(tiny_file: Path, tmp_path: Path) -> None:
    """A million rows more are 8 MB more of answers and 40 MB more of results: none of them may pile up."""
    peaks: list[int] = []
    for times in (1, 5):
        answers = tmp_path / f"{times}.parquet"
        with pq.ParquetWriter(answers, CODES.schema) as file:
            for _ in range(times):
                file.write_table(CODES)
        command = [sys.executable, "-c", MEASURE, "assess", tiny_file, answers, "--out", tmp_path / f"{times}.arrow"]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
        code, peak = map(int, done.stdout.split())
        peaks.append(peak)
        assert code == 0
        assert pa.ipc.open_file(tmp_path / f"{times}.arrow").schema.names[0] == "level"

    assert peaks[1] - peaks[0] < 25


CODES = pa.table({name: pa.array([0, 1, 2, 0] * 62_500, pa.int8()) for name in ("plan-holds", "plan-known")})


@pytest.mark.parametrize(("rows", "size", "groups"), [(3, 1 << 20, [3, 2]), (9, 1 << 20, [5]), (9, 1, [2, 2, 1])])
def test_rows_are_gathered_until_they_fill_a_group_or_take_much_memory(
    tiny: Framework, tmp_path: Path, rows: int, size: int, groups: list[int]
) -> None:
    answers = write(tmp_path / "a.parquet", TABLE)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sinks, "ROW_GROUP", rows)
        patch.setattr(sinks, "MOST_PENDING", size)
        for form in ("parquet", "arrow"):
            assess_file(tiny, answers, None, tmp_path / f"s.{form}", Wanted(["levels"]))
            assert read(tmp_path / f"s.{form}").column("level").to_pylist() == LEVELS

    meta, file = pq.ParquetFile(tmp_path / "s.parquet").metadata, pa.ipc.open_file(tmp_path / "s.arrow")
    found = [meta.row_group(place).num_rows for place in range(meta.num_row_groups)]
    assert found == [file.get_batch(place).num_rows for place in range(file.num_record_batches)]
    assert found == groups


def test_rows_that_take_much_memory_are_written_to_csv_by_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sinks, "MOST_PENDING", 1)

    with sinks.CsvSink(tmp_path / "s.csv", ["a", "b"], keep_formulas=False) as sink:
        sink.write(pa.record_batch([["x", "y", "z"], [1, 2, 3]], ["a", "b"]))

    assert (tmp_path / "s.csv").read_text("utf-8") == "a,b\nx,1\ny,2\nz,3\n"
