"""A4: the same table of answers, as people write it, has one result through every door that can hold it."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from app.workbooks import Percent, ods, xlsx
from written import (
    IDS,
    KINDS,
    TEXTS,
    TWO_MEANINGS,
    WRONG,
    Codes,
    Rows,
    aliased_team,
    as_csv,
    relabelled,
    team_file,
)

from maturity_app.answer_files import read_sheets
from maturity_app.reading import Reading
from maturity_app.streaming.opening import open_source
from maturity_core import AnswersError, Framework, parse_framework
from maturity_core.errors import Problem


def codes(framework: Framework, path: Path) -> Codes:
    """Return the codes of a file, which is read whole and in parts, both with the same result."""
    found = [sheet.codes for sheet in read_sheets(framework, str(path))]
    if path.suffix not in {".json", ".toml"}:
        assert in_parts(framework, path) == found
    return found


def scored(framework: Framework, table: Any) -> Codes:
    batch = framework.assess_many(table)
    return [tuple(batch[place].codes) for place in range(len(batch))]


def in_parts(framework: Framework, path: Path) -> Codes:
    source = open_source(Reading(framework, str(path)), path, None)
    parts = list(source.parts())
    source.close()
    if reasons := [reason for part in parts for reason in part.reasons or () if reason]:
        raise AnswersError([Problem(reason) for reason in reasons])
    return [one for part in parts for one in scored(framework, part.batch)]


def in_comma(framework: Framework, rows: Rows, folder: Path) -> Codes:
    path = folder / "a.csv"
    path.write_bytes(as_csv(rows).encode())
    return codes(framework, path)


def in_semicolon(framework: Framework, rows: Rows, folder: Path) -> Codes:
    path = folder / "b.csv"
    path.write_bytes(("\ufeffsep=;\r\n" + as_csv([[*row, "", ""] for row in rows], ";")).encode())
    return codes(framework, path)


def in_tabs(framework: Framework, rows: Rows, folder: Path) -> Codes:
    path = folder / "a.tsv"
    path.write_bytes(as_csv(rows, "\t").encode("utf-16"))
    return codes(framework, path)


def in_xlsx(framework: Framework, rows: Rows, folder: Path) -> Codes:
    return codes(framework, xlsx(folder / "a.xlsx", {"Answers": rows}))


def in_ods(framework: Framework, rows: Rows, folder: Path) -> Codes:
    pytest.importorskip("python_calamine")
    return codes(framework, ods(folder / "a.ods", {"Answers": rows}))


def answers(rows: Rows) -> list[dict[str, Any]]:
    known = [*IDS, *TEXTS, *map(str.upper, IDS), "Is there a\ntraining plan?", "7 A)", " training.plan"]
    return [{title: cell for title, cell in zip(rows[0], row, strict=True) if title in known} for row in rows[1:]]


def in_json(framework: Framework, rows: Rows, folder: Path) -> Codes:
    path = folder / "a.json"
    path.write_text(json.dumps([{"answers": {k: v or None for k, v in one.items()}} for one in answers(rows)]), "utf-8")
    return codes(framework, path)


def in_toml(framework: Framework, rows: Rows, folder: Path) -> Codes:
    found: Codes = []
    for place, one in enumerate(answers(rows)):
        path = folder / f"{place}.toml"
        lines = [f"{json.dumps(title)} = {json.dumps(cell)}" for title, cell in one.items() if cell]
        path.write_text("\n".join(["[answers]", *lines]), "utf-8")
        found += codes(framework, path)
    return found


def columns(rows: Rows) -> dict[str, list[Any]]:
    return {title: [row[place] or None for row in rows[1:]] for place, title in enumerate(rows[0])}


def in_arrow(framework: Framework, rows: Rows, _: Path) -> Codes:
    return scored(framework, pa.table(columns(rows)))


def in_parquet(framework: Framework, rows: Rows, folder: Path) -> Codes:
    pq.write_table(pa.table(columns(rows)), folder / "a.parquet")
    return codes(framework, folder / "a.parquet")


def in_feather(framework: Framework, rows: Rows, folder: Path) -> Codes:
    table = pa.table(columns(rows))
    with pa.OSFile(str(folder / "a.feather"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return codes(framework, folder / "a.feather")


def in_pandas(framework: Framework, rows: Rows, _: Path) -> Codes:
    return scored(framework, pd.DataFrame(columns(rows)))


def in_polars(framework: Framework, rows: Rows, _: Path) -> Codes:
    return scored(framework, pl.DataFrame(columns(rows)))


DOORS: list[Callable[[Framework, Rows, Path], Codes]] = [
    *(in_comma, in_semicolon, in_tabs, in_xlsx, in_ods, in_json, in_toml),
    *(in_arrow, in_parquet, in_feather, in_pandas, in_polars),
]


@pytest.fixture(scope="module")
def team() -> Framework:
    return aliased_team()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_A4_a_table_has_one_result_at_every_door(
    team: Framework, tmp_path: Path, kind: str, door: Callable[[Framework, Rows, Path], Codes]
) -> None:
    rows, expected = KINDS[kind]

    assert door(team, rows, tmp_path) == expected


@pytest.mark.parametrize("write", [xlsx, ods], ids=["xlsx", "ods"])
def test_A4_typed_cells_of_a_workbook_are_the_cells_of_the_same_csv(
    team: Framework, tmp_path: Path, write: Callable[[Path, dict[str, Rows]], Path]
) -> None:
    pytest.importorskip("python_calamine")
    rows: Rows = [["organisation", *IDS], ["North", 3, True, Percent(0.6), False], [], ["South", 4.0, False, 75, True]]
    path = write(tmp_path / f"a.{write.__name__}", {"Answers": rows})

    assert codes(team, path) == [(3, 1, 2, 0), (4, 0, 3, 1)]
    assert [(sheet.organisation, sheet.row) for sheet in read_sheets(team, str(path))] == [("North", 2), ("South", 4)]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("kind", TWO_MEANINGS)
def test_A4_what_could_mean_two_things_is_refused_with_both_at_every_door(
    team: Framework, tmp_path: Path, kind: str, door: Callable[[Framework, Rows, Path], Codes]
) -> None:
    name, label, cell, told = TWO_MEANINGS[kind]
    framework = relabelled(team, label)

    with pytest.raises(AnswersError) as caught:
        door(framework, [["organisation", name], ["North", cell]], tmp_path)

    assert "this could mean two things" in str(caught.value)
    assert told in str(caught.value)


def test_W1_a_number_that_is_a_position_and_another_label_is_refused(team: Framework, tmp_path: Path) -> None:
    text = team.to_toml().replace('label = "Disagree"', 'label = "2"').replace('label = "Neutral"', 'label = "3"')
    path = tmp_path / "a.csv"
    path.write_text("q1,q2\n2,yes\n", "utf-8")

    with pytest.raises(AnswersError, match="position 2, neutral; or the label of disagree"):
        read_sheets(parse_framework(text), str(path))

    assert read_sheets(parse_framework(text), str(path), positions_from=0)[0].codes[0] == 2


def test_A4_two_columns_for_one_question_and_two_questions_of_one_text_are_refused(team: Framework) -> None:
    same = parse_framework(team.to_toml().replace("Are backups tested?", "Is there a training plan?"))

    with pytest.raises(AnswersError, match="several columns are for the same question; got 'Q1' and 'Everyone is"):
        team.assess_many(pa.table({"Q1": ["agree"], TEXTS[0]: ["neutral"]}))
    with pytest.raises(AnswersError, match=r"several questions have this text; got .*; allowed: q2 or q4"):
        same.assess_many(pa.table({TEXTS[1]: ["yes"]}))


OPTION = "or add --decimal comma or --decimal point"


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_A4_the_option_that_decides_is_named_where_there_is_one(
    team: Framework, tmp_path: Path, door: Callable[[Framework, Rows, Path], Codes]
) -> None:
    framework = relabelled(team, "days")
    has_option = door.__name__ in {"in_comma", "in_semicolon", "in_tabs", "in_xlsx", "in_ods"}

    with pytest.raises(AnswersError) as caught:
        door(framework, [["organisation", "q3"], ["North", "1,234"]], tmp_path)

    assert (OPTION in str(caught.value)) is has_option


@pytest.mark.parametrize("how", [("--decimal", "comma"), ("--decimal", "point")])
def test_A4_the_option_decides_read_whole_and_in_parts(
    maturity: Callable[..., Any], team: Framework, tmp_path: Path, how: tuple[str, str]
) -> None:
    model, path, out = tmp_path / "days.toml", tmp_path / "a.csv", tmp_path / "out.csv"
    model.write_text(relabelled(team, "days").to_toml(), "utf-8")
    path.write_text('organisation,q1,q2,q3,q4\nN,agree,yes,"1,234",no\n', "utf-8")

    found = json.loads(maturity("assess", model, path, *how, "--json").out)[0]["assessment"]

    assert found["numbers"]["q3"] == (1.234 if how[1] == "comma" else 1234)
    assert OPTION in maturity("assess", model, path).err
    assert maturity("assess", model, path, "--out", out).code == 1
    assert OPTION in (tmp_path / "out.rejected.csv").read_text("utf-8")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("kind", WRONG)
def test_A4_what_is_wrong_is_named_alike_at_every_door(
    team: Framework, tmp_path: Path, kind: str, door: Callable[[Framework, Rows, Path], Codes]
) -> None:
    name, cell, told = WRONG[kind]

    with pytest.raises(AnswersError, match=told) as caught:
        door(team, [["organisation", name], ["North", cell]], tmp_path)

    assert name in str(caught.value)
    assert cell in str(caught.value)


QUESTIONS: Rows = [
    ["question", "answer", "note", "evidence"],
    ["q1", "Agree", "fine, so far", "Plan https://example.org/plan"],
    [TEXTS[1], "ja", "", ""],
    ["Q3", "62,5", "counted", ""],
    ["q4", "don\u2019t know", "", ""],
]
WRITERS: dict[str, Callable[[Rows, Path], Path]] = {
    "csv": lambda rows, path: text_file(path, as_csv(rows).encode()),
    "semicolons": lambda rows, path: text_file(path, ("\ufeffsep=;\r\n" + as_csv(rows, ";")).encode()),
    "tsv": lambda rows, path: text_file(path.with_suffix(".tsv"), as_csv(rows, "\t").encode("utf-16")),
    "xlsx": lambda rows, path: xlsx(path.with_suffix(".xlsx"), {"Own": rows}),
    "ods": lambda rows, path: ods(path.with_suffix(".ods"), {"Own": rows}),
}


def text_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form", WRITERS)
def test_A4_a_row_per_question_has_one_result_at_every_door(
    maturity: Callable[..., Any], team: Framework, tmp_path: Path, form: str
) -> None:
    pytest.importorskip("python_calamine")
    path = WRITERS[form](QUESTIONS, tmp_path / "a.csv")

    (found,) = read_sheets(team, str(path))

    assert (found.codes, dict(found.numbers)) == ((3, 1, 2, -2), {"q3": Fraction(125, 2)})
    assert dict(found.facts.comments) == {"q1": "fine, so far", "q3": "counted"}
    assert dict(found.facts.evidence) == {"q1": ("Plan https://example.org/plan",)}
    for option in ((), ("--layout", "questions")):
        done = maturity("assess", team_file(), path, *option, "--out", tmp_path / "out.csv")
        assert "a table of results needs a row per organisation; leave out --out, or write a workbook" in done.err
    assert maturity("assess", team_file(), path, "--out", tmp_path / "out.xlsx").code == 0
