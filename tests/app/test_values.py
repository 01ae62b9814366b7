"""Values of options in files: read as values in every format, whatever positions count from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from app.table_files import read, write

if TYPE_CHECKING:
    from app.conftest import Done

FRAMEWORK = """
id = "marks"
edition = "1"
name = "Marks"
headline = "score"
basis = "own"
dimensions = [{ id = "work", name = "Work" }]
capabilities = [{ id = "plan", name = "Plan", dimension = "work" }]
questions = [
  { id = "kept", capability = "plan", text = "Is it kept?", scale = "marks" },
  { id = "seen", capability = "plan", text = "Is it seen?", scale = "marks" },
]

[source]
title = "An example"

[scales.marks]
options = [
  { id = "poor", label = "Poor", value = 1 },
  { id = "fair", label = "Fair", value = 2.5 },
  { id = "good", label = "Good", value = 5 },
]
"""


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    path = tmp_path / "marks.toml"
    path.write_text(FRAMEWORK, "utf-8")
    return path


SHEETS = {
    "a.toml": "[answers]\nkept = 5\nseen = 2.5\n",
    "a.json": '{"answers": {"kept": 5, "seen": 2.5}}',
    "a.csv": "organisation,kept,seen\none,5,2.5\n",
}


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("start", [(), ("--positions-from", "0"), ("--positions-from", "1")], ids=["", "0", "1"])
def test_a_sheet_of_values(maturity: Any, marks: Path, name: str, start: tuple[str, ...]) -> None:
    answers = marks.with_name(name)
    answers.write_text(SHEETS[name], "utf-8")

    done: Done = maturity("assess", marks, answers, *start)

    assert done.code == 0
    assert "Score: 3.75 on a scale of 1 to 5" in done.out
    assert "positions are read" not in done.err


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrows", "csv"])
def test_a_table_of_values(maturity: Any, marks: Path, tmp_path: Path, form: str) -> None:
    table = pa.table({"kept": [5, 1, 0], "seen": [2.5, 5, 1]})

    done: Done = maturity("assess", marks, write(tmp_path / f"a.{form}", table), "--out", tmp_path / "s.parquet")

    assert done.code == 1
    assert "positions are read" not in done.err
    found = read(tmp_path / "s.parquet")
    assert found.column("score").to_pylist() == [0.6875, 0.5, None]
    assert (
        found.column("rejected").to_pylist()[2].startswith("kept: no option has this value; got 0; allowed: 1, 2.5, 5")
    )
