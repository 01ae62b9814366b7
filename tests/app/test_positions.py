"""Positions: counted from 0, or from 1 if requested; a file that could be either is reported once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from app.table_files import read, write

from maturity_app.answer_files import read_sheets
from maturity_core import AnswersError, Framework

Run = Callable[..., Any]
IDS = ("plan-holds", "plan-known", "plan-kept")
FORMATS = ("parquet", "arrow", "arrows", "csv")
DOUBT = "positions are read as starting at 0, but none is 0: plan-holds, plan-known; if they start at 1, add"


def table(*rows: tuple[Any, ...]) -> pa.Table:
    return pa.table(dict(zip(IDS, map(list, zip(*rows, strict=True)), strict=True)))


LIKERT = table((1, 2, 15), (2, 1, 60), (2, None, None))
"""Nobody gave the highest answer: read as positions from 0, every answer is one too high."""


def doubts(err: str) -> list[str]:
    return [line for line in err.splitlines() if "positions are read" in line]


@pytest.mark.parametrize("form", FORMATS)
def test_W1_a_table_without_a_zero_is_told_once_by_its_columns(stream: Run, tmp_path: Path, form: str) -> None:
    answers = write(tmp_path / f"a.{form}", LIKERT, part=1)

    done = stream(answers, tmp_path / "s.parquet")

    assert done.code == 0
    assert doubts(done.err) == [f"{answers}: {DOUBT} --positions-from 1, otherwise --positions-from 0"]
    assert read(tmp_path / "s.parquet").column("level").to_pylist() == ["high", "high", "low"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("start", "levels"), [("0", ["high", "high", "low"]), ("1", ["low", "high", "low"])])
def test_W1_where_it_is_said_nothing_is_told(
    stream: Run, tmp_path: Path, form: str, start: str, levels: list[str]
) -> None:
    """From 1: (0 + 1/2 + 0)/3; (1/2 + 0 + 1)/3; (1/2 + 0 + 0)/3."""
    done = stream(write(tmp_path / f"a.{form}", LIKERT), tmp_path / "s.parquet", "--positions-from", start)

    assert (done.code, doubts(done.err)) == (0, [])
    assert read(tmp_path / "s.parquet").column("level").to_pylist() == levels


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "fine",
    [table((0, 1, 1), (1, 1, 1)), table(("often", "always", 1), ("rarely", None, 2)), table((1, None, 60))],
    ids=["a zero", "ids", "one answer"],
)
def test_W1_what_cannot_start_at_1_or_says_too_little_is_not_told(
    stream: Run, tmp_path: Path, form: str, fine: pa.Table
) -> None:
    assert doubts(stream(write(tmp_path / f"a.{form}", fine), tmp_path / "s.parquet").err) == []


SHEETS = {
    "a.toml": "[answers]\nplan-holds = 1\nplan-known = 2\nplan-kept = 15\n",
    "a.json": json.dumps({"answers": dict(zip(IDS, (1, 2, 15), strict=True))}),
    "a.csv": "plan-holds,plan-known,plan-kept\n1,2,15\n",
}


@pytest.mark.parametrize("name", SHEETS)
def test_W1_a_single_sheet_is_read_by_the_same_rule(
    tiny: Framework, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / name
    path.write_text(SHEETS[name], "utf-8")

    assert read_sheets(tiny, str(path))[0].codes == (1, 2, 0)
    assert doubts(capsys.readouterr().err) == [f"{path}: {DOUBT} --positions-from 1, otherwise --positions-from 0"]
    assert read_sheets(tiny, str(path), positions_from=1)[0].codes == (0, 1, 0)
    assert read_sheets(tiny, str(path), positions_from=0)[0].codes == (1, 2, 0)
    assert doubts(capsys.readouterr().err) == []


@pytest.mark.parametrize("form", FORMATS)
def test_W1_a_position_just_out_of_range_is_refused_with_the_option_that_reads_it(
    stream: Run, tiny: Framework, tmp_path: Path, form: str
) -> None:
    hint = "if positions start at 1, add --positions-from 1"
    stream(write(tmp_path / f"a.{form}", table((3, 1, 1), (4, 1, 1))), tmp_path / "s.parquet")

    near, far = read(tmp_path / "s.parquet").column("rejected").to_pylist()
    assert near.startswith("plan-holds: no option has this position; got 3; allowed: rarely")
    assert near.endswith(hint)
    assert far.startswith("plan-holds: no option has this position; got 4; allowed: ")
    assert hint not in far
    path = tmp_path / "b.json"
    path.write_text('{"answers": {"plan-holds": 3}}', "utf-8")
    with pytest.raises(AnswersError, match=hint):
        read_sheets(tiny, str(path))


@pytest.mark.parametrize("form", FORMATS)
def test_W1_from_1_there_is_no_position_0(stream: Run, tmp_path: Path, form: str) -> None:
    done = stream(
        write(tmp_path / f"a.{form}", table((0, 1, 1), (4, 3, 1))), tmp_path / "s.parquet", "--positions-from", "1"
    )

    allowed = "allowed: 1 to 3; rarely, often, always"
    assert done.code == 1
    assert read(tmp_path / "s.parquet").column("rejected").to_pylist() == [
        f"plan-holds: no option has this position; got {given}; {allowed}" for given in (0, 4)
    ]


def test_W1_codes_of_states_and_dictionaries_of_numbers_are_read_from_1_too(
    stream: Run, tiny: Framework, tmp_path: Path
) -> None:
    held = pa.array([3, 1, None, -1], pa.int8()).dictionary_encode()
    known = pa.array([2, -3, -2, 3], pa.int16())
    pq.write_table(pa.table({"plan-holds": held, "plan-known": known}), tmp_path / "a.parquet")

    done = stream(tmp_path / "a.parquet", tmp_path / "s.parquet", "--positions-from", "1", "--outputs", "scores")

    wanted = tiny.assess_many([[2, 1, -1], [0, -3, -1], [-1, -2, -1], [-1, 2, -1]])
    assert done.code == 0
    assert read(tmp_path / "s.parquet").column("score").to_pylist() == wanted.scores.tolist()


def test_W1_every_command_that_reads_answers_takes_the_option(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.json"
    sheet.write_text(SHEETS["a.json"], "utf-8")
    start = ("--positions-from", "1")

    found = json.loads(maturity("assess", tiny_file, sheet, "--json", "--target", f"@{sheet}", *start).out)
    assert found["assessment"]["answers"] == {"plan-holds": "rarely", "plan-known": "often", "plan-kept": "few"}
    assert found["gaps"]["status"] == "nothing left" or not found["gaps"]["capabilities"]
    assert maturity("report", tiny_file, sheet, "--out", tmp_path / "r.json", *start).code == 0
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert written["assessment"]["answers"]["plan-known"] == "often"
    done = maturity("compare", tiny_file, f"one={sheet}", f"two={sheet}", *start)
    assert "positions are read" not in done.err


def test_W1_codes_given_from_python_stay_codes(tiny: Framework) -> None:
    assert tiny.assess_many([[1, 1, 1], [2, 2, 2]])[0].answers["plan-holds"] == "often"
