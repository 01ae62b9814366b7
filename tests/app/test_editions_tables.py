"""Tables of any size with rows of an earlier edition: `assess --out` carries them over like single sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from app.table_files import read, write

from maturity_app.origin import UNWORDED, origin_of
from maturity_app.streaming import csv_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]

NAMES = ("organisation", "edition", "plan-holds", "plan-stands", "plan-known", "plan-kept", "plan-liked", "plan-shared")
ROWS: list[list[str | None]] = [
    ["Old", "1", "rarely", None, "always", "40.5", "often", None],
    ["New", "2", None, "always", "often", "60", None, "always"],
    ["Older", "1", "always", None, "rarely", None, None, None],
    ["Open", "1", None, None, None, None, None, None],
    ["Known", "1", "dont-know", None, "not-applicable", "3", None, None],
    ["Newer", "2", None, "never", "often", "3", None, None],
]
"""Rows of two editions, in turn."""
FORMATS = ("csv", "parquet", "arrow")


def table(rows: list[list[str | None]] = ROWS, names: tuple[str, ...] = NAMES) -> pa.Table:
    """Return rows as a table of texts, with a column of numbers."""
    texts = [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)]
    kinds = [pa.float64() if name == "plan-kept" else pa.string() for name in names]
    return pa.table([cells.cast(kind) for cells, kind in zip(texts, kinds, strict=True)], list(names))


def assessed(maturity: Run, now_file: Path, path: Path, *more: str) -> tuple[Any, list[dict[str, Any]]]:
    """Return what `assess --out` says and writes."""
    out = path.with_name("out.parquet")
    done = maturity("assess", now_file, path, "--out", out, *more)
    return done, read(out).to_pylist()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part", [2, 100])
def test_rows_of_every_edition_get_what_they_get_in_a_short_file(
    maturity: Run, now_file: Path, tmp_path: Path, form: str, part: int
) -> None:
    short = json.loads(maturity("assess", now_file, write(tmp_path / "short.csv", table()), "--json").out)

    done, rows = assessed(maturity, now_file, write(tmp_path / f"rows.{form}", table(), part))

    assert done.code == 0
    assert [row["organisation"] for row in rows] == [row[0] for row in ROWS]
    assert [row["rejected"] for row in rows] == [None] * len(ROWS)
    found = [(row["level"], row["score"]) for row in rows]
    levels = [(row["assessment"]["level"], row["assessment"]["score"]) for row in short]
    assert found == levels
    assert {*rows[0]} & {"plan-holds", "plan-liked", "plan-stands"} == set()
    assert [row["edition"] for row in rows] == [row[1] for row in ROWS]
    assert [row["carried_from"] for row in rows] == ["1" if row[1] == "1" else None for row in ROWS]


@pytest.mark.parametrize("form", FORMATS)
def test_what_became_of_the_answers_is_said_once_for_all_rows(
    maturity: Run, then: Framework, now_file: Path, tmp_path: Path, form: str
) -> None:
    origin = origin_of(then)
    names = ("framework", "edition", "rules", "words", "plan-holds", "plan-known", "plan-kept", "plan-liked")
    facts = [origin.framework, origin.edition, origin.rules, origin.words]
    rows: list[list[str | None]] = [
        [*facts, "rarely", "always", "40.5", "often"],
        [*facts, "always", "always", "40.5", None],
    ]
    path = write(tmp_path / f"rows.{form}", table(rows * 3, names))

    done, found = assessed(maturity, now_file, path)

    told = (
        "filled in for edition 1 and carried over to edition 2; renamed: plan-stands (was plan-holds); "
        "new, or to be answered again: plan-known, plan-shared; no longer asked: plan-liked"
    )
    assert [line for line in done.err.splitlines() if "carried" in line] == [f"{path}: {told}"]
    assert [row["rejected"] for row in found] == [None] * 6


@pytest.mark.parametrize("form", FORMATS)
def test_what_rows_say_themselves_of_where_they_come_from_stays(
    maturity: Run, now_file: Path, tmp_path: Path, form: str
) -> None:
    names = ("carried_from", "edition", "plan-known")
    rows: list[list[str | None]] = [
        ["0", "1", "often"],
        [None, "1", "often"],
        ["1", "2", "often"],
        [None, None, "often"],
    ]
    path = write(tmp_path / f"rows.{form}", table(rows, names))

    done, found = assessed(maturity, now_file, path)

    assert done.code == 0
    assert [row["carried_from"] for row in found] == ["0", "1", "1", None]


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_without_editions_says_nothing_of_where_rows_come_from(
    maturity: Run, now_file: Path, tmp_path: Path, form: str
) -> None:
    path = write(tmp_path / f"rows.{form}", table([["tiny", "often"]], ("framework", "plan-known")))

    assert "carried_from" not in assessed(maturity, now_file, path)[1][0]


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_of_an_edition_nothing_is_known_of_is_refused_alone(
    maturity: Run, now_file: Path, tmp_path: Path, form: str
) -> None:
    rows: list[list[str | None]] = [["2", "often"], ["7", "often"], [None, "often"]]
    path = write(tmp_path / f"rows.{form}", table(rows, ("edition", "plan-known")))

    done, found = assessed(maturity, now_file, path)

    assert done.code == 1
    assert [row["rejected"] is None for row in found] == [True, False, True]
    assert found[1]["rejected"].startswith("filled in for edition 7, not edition 2, and does not say whether the rules")
    assert [row["carried_from"] for row in found] == [None, None, None]


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_that_cannot_be_carried_is_refused_alone(
    maturity: Run, now_file: Path, tmp_path: Path, form: str
) -> None:
    rows = [*ROWS, ["Wrong", "1", "rarely", None, "often", "3", None, "often"], ["Last", "1", "rarely", *[None] * 5]]

    done, found = assessed(maturity, now_file, write(tmp_path / f"rows.{form}", table(rows)))

    assert done.code == 1
    assert [row["rejected"] is None for row in found] == [*[True] * 6, False, True]
    assert found[6]["level"] is None
    what = "the framework does not know this question of edition 1; got 'plan-shared'"
    allowed = "allowed: plan-holds, plan-known, plan-kept, plan-liked; did you mean 'plan-liked'?"
    assert found[6]["rejected"] == f"plan-shared: {what}; {allowed}"
    assert UNWORDED in done.err


def test_positions_are_carried_where_the_wording_is_the_same(
    maturity: Run, then: Framework, now_file: Path, tmp_path: Path
) -> None:
    names = ("edition", "words", "plan-holds", "plan-liked")
    words = origin_of(then).words
    rows: list[list[str | None]] = [["1", words, "1", "2"], ["1", None, "1", "2"], ["1", words, "3", None]]
    path = write(tmp_path / "rows.csv", table(rows, names))

    _, found = assessed(maturity, now_file, path, "--positions-from", "1")

    refused = [row["rejected"] for row in found]
    what = "this number cannot be used, because the options have changed; got 1; use the option's id"
    assert refused == [None, f"plan-holds: {what}", None]
    assert [row["score"] for row in found][::2] == sheets(
        maturity, now_file, [("never", "unanswered"), ("always", "unanswered")]
    )


def test_words_of_questions_that_the_edition_did_not_have_refuse_all_rows(
    maturity: Run, now_file: Path, tmp_path: Path
) -> None:
    names = ("edition", "words", "plan-holds")
    rows: list[list[str | None]] = [["1", "plan-stranger:0123abcd", "7"], ["1", None, "rarely"]]

    _, found = assessed(maturity, now_file, write(tmp_path / "rows.csv", table(rows, names)))

    stranger, position = found[0]["rejected"].split(" | ")
    assert stranger.startswith("plan-stranger: the framework does not know this question of edition 1")
    assert position.startswith("plan-holds: this number cannot be used")
    assert found[1]["rejected"] is None


def test_codes_and_numbers_are_carried_from_arrow(
    maturity: Run, then: Framework, now_file: Path, tmp_path: Path
) -> None:
    columns = {
        "edition": ["1", "1", "1"],
        "words": [origin_of(then).words] * 3,
        "plan-holds": pa.array([2, -1, 0], pa.int8()),
        "plan-kept": pa.array([40.5, None, 80.0]),
    }

    done, found = assessed(maturity, now_file, write(tmp_path / "rows.parquet", pa.table(columns)))

    assert (done.code, [row["rejected"] for row in found]) == (0, [None] * 3)
    assert [row["score"] for row in found] == sheets(
        maturity, now_file, [("always", "41"), ("unanswered", "unanswered"), ("never", "80")]
    )


def sheets(maturity: Run, now_file: Path, answers: list[tuple[str, str]]) -> list[float]:
    """Return the scores of sheets with these answers to two of the questions."""
    path = now_file.with_name("sheets.csv")
    lines = ["edition,plan-stands,plan-kept", *(f"2,{one},{other}" for one, other in answers)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return [row["assessment"]["score"] for row in json.loads(maturity("assess", now_file, path, "--json").out)]


def test_rows_of_many_parts_keep_their_places(
    maturity: Run, now_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_source, "BLOCK", 256)
    monkeypatch.setattr(csv_source, "LEAST", 64)
    rows = [[f"{row[0]}{place}", *row[1:]] for place in range(40) for row in ROWS]

    _, found = assessed(maturity, now_file, write(tmp_path / "rows.csv", table(rows)))

    assert [row["organisation"] for row in found] == [row[0] for row in rows]
    scores = [row["score"] for row in found]
    assert scores == scores[:6] * 40


def test_without_a_column_for_the_edition_its_questions_are_unknown(
    maturity: Run, now_file: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "rows.csv", table([["rarely", "3"]], ("plan-holds", "plan-kept")))

    done = maturity("assess", now_file, path, "--out", tmp_path / "out.csv")

    assert "no such question; got 'plan-holds'; did you mean 'plan-stands'?" in done.err
