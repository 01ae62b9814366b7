"""A user's own column in files: kept and never read in every format, with the same names reserved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from app.table_files import ANSWERS, FORMATS, LEVELS, TABLE, read, write
from hypothesis import example, given
from hypothesis import strategies as st

from maturity_app.answer_files import read_sheets
from maturity_app.csv_files import SPACES
from maturity_app.origin import FACTS
from maturity_app.raw_sheet import ABOUT_SHEET
from maturity_app.streaming.run import Wanted, assess_file
from maturity_core import AnswersError, Framework
from maturity_core.answers.tables.columns import is_result

Run = Callable[..., Any]
OWN: dict[str, list[Any]] = {
    "texts": ["a", "often", None, "7", "x"],
    "bools": [True, False, None, True, False],
    "numbers": [1, 2, 3, 4, 5],
    "lists": [[1], [], None, [2], [3]],
    "tables": [{"a": 1}, None, {"a": 2}, {"a": 3}, {"a": 4}],
    "moments": [dt.datetime(2024, 2, 29, tzinfo=dt.UTC)] * 5,
    "decimals": [Decimal("1.50")] * 5,
    "bytes": [b"\xff", b"", None, b"a", b"b"],
    "nothing": [None] * 5,
}


@pytest.mark.parametrize("target", ["parquet", "arrow", "csv"])
@pytest.mark.parametrize("source", FORMATS)
@pytest.mark.parametrize("values", OWN.values(), ids=OWN)
def test_W3_a_column_of_ones_own_changes_no_result_in_any_format(
    stream: Run, tmp_path: Path, values: list[Any], source: str, target: str
) -> None:
    answers = write(tmp_path / f"a.{source}", TABLE.append_column("reason", pa.array(values)))

    done = stream(answers, tmp_path / f"scores.{target}")

    found = read(tmp_path / f"scores.{target}")
    assert (done.code, found.column("level").to_pylist()) == (0, LEVELS)
    assert found.column("rejected").null_count == 5
    assert "reason" in found.column_names


def test_W3_a_column_of_ones_own_is_kept_as_it_is(stream: Run, tmp_path: Path) -> None:
    notes = ["good", " two\nlines ", "", "=1+1", "ü"]
    for form in FORMATS:
        answers = write(tmp_path / f"a.{form}", TABLE.append_column("comment", pa.array(notes)))
        stream(answers, tmp_path / f"{form}.parquet")
        kept = [note.strip(" ") for note in notes] if form == "csv" else notes
        assert read(tmp_path / f"{form}.parquet").column("comment").to_pylist() == kept


def test_W3_a_short_csv_file_may_have_columns_of_ones_own(tiny: Framework, tmp_path: Path) -> None:
    plain = write(tmp_path / "a.csv", TABLE)
    own = write(
        tmp_path / "b.csv", TABLE.append_column("comment", pa.array(["often"] * 5)).append_column("", pa.nulls(5))
    )

    assert read_sheets(tiny, str(own)) == read_sheets(tiny, str(plain))


@example("\t", 0)
@given(title=st.text(st.characters(codec="utf-8", exclude_characters=',;"\r\n'), max_size=10), place=st.integers(0, 4))
def test_W3_a_column_of_any_title_changes_nothing_in_csv(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, title: str, place: int
) -> None:
    title = title.strip(" ")
    if title in {*ANSWERS, *FACTS, *ABOUT_SHEET} or is_result(tiny, title):
        return
    if place == TABLE.num_columns and not title.strip(SPACES):
        return  # no column: see below
    folder = tmp_path_factory.mktemp("own")
    table = TABLE.add_column(place, title, pa.array(["7"] * 5))
    path = write(folder / "a.csv", table)

    assert [sheet.codes for sheet in read_sheets(tiny, str(path))] == [
        sheet.codes for sheet in read_sheets(tiny, str(write(folder / "b.csv", TABLE)))
    ]
    assess_file(tiny, path, None, folder / "s.parquet", Wanted(["levels"]))
    assert read(folder / "s.parquet").column("level").to_pylist() == LEVELS


@pytest.mark.parametrize("title", ["", " ", "\u00a0"])
def test_W3_cells_beyond_the_last_title_are_refused_alike(tiny: Framework, tmp_path: Path, title: str) -> None:
    """Spreadsheets write empty columns there; a value in one belongs to nothing."""
    table = TABLE.append_column(title, pa.array([None, None, "7", None, None]))
    path = write(tmp_path / "a.csv", table)

    with pytest.raises(AnswersError, match="row 4: wrong number of cells"):
        read_sheets(tiny, str(path))
    done = assess_file(tiny, path, None, tmp_path / "s.parquet", Wanted(["levels"]))
    assert done.rejected == 1


@pytest.mark.parametrize("name", ["level", "rejected", "step_1", "gap_plan-holds", "dimension_work_score"])
def test_W3_a_reserved_name_is_refused_alike_in_every_format(
    stream: Run, tiny: Framework, tmp_path: Path, name: str
) -> None:
    told = f": this name is reserved for results; got {name!r}; rename the column"
    table = TABLE.append_column(name, pa.array(["a", None, "b", None, "c"]))

    for form in FORMATS:
        done = stream(write(tmp_path / f"a.{form}", table), tmp_path / "scores.parquet")
        assert done.code == 2
        assert told in done.err
        assert not (tmp_path / "scores.parquet").exists()
    with pytest.raises(AnswersError, match=f"^.*a.csv, row 1{told}$"):
        read_sheets(tiny, str(tmp_path / "a.csv"))


def test_W3_a_misspelt_question_is_refused_alike_in_every_format(stream: Run, tiny: Framework, tmp_path: Path) -> None:
    told = ": no such question; got 'plan-hold'; did you mean 'plan-holds'? if not, add an empty column 'plan-holds'"
    table = TABLE.rename_columns(["organisation", "plan-hold", "plan-known", "plan-kept"])

    for form in FORMATS:
        done = stream(write(tmp_path / f"a.{form}", table), tmp_path / "scores.parquet")
        assert (done.code, told in done.err) == (2, True)
    with pytest.raises(AnswersError, match="plan-holds"):
        read_sheets(tiny, str(tmp_path / "a.csv"))
