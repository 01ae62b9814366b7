"""`maturity history`, and `maturity compare` of points in time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.over_time import SHOWN
from maturity_core import History, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

MODELS = (
    "service-maturity-check",
    "esg-customer-success",
    "johnny-grow-customer-service",
    "tsia-customer-success",
)
HEAD = "organisation,date,plan-holds,plan-known,plan-kept\n"
ROWS = "North,2026-01-01,rarely,always,60\nNorth,2024-01-01,often,rarely,20\nNorth,2025-01-01,often,often,20\n"


def test_one_table_is_a_history(maturity: Run, tiny_file: Path, file: Write) -> None:
    """Three rows of one organisation, in any order: falls come first, and the change from each to the next."""
    done = maturity("history", tiny_file, file("years.csv", HEAD + ROWS))

    assert (done.code, done.told) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Tiny, edition 1: 2024-01-01 to 2026-01-01"
    assert lines[3].split() == ["Overall", "Low", "33.3%", "High", "50%", "High", "66.7%", "rising"]
    assert lines.index("What fell") < lines.index("What rose")
    assert "! Does the plan hold? From “Often” to “Rarely”." in lines
    assert [line for line in lines if line.startswith("From 20")] == [
        "From 2024-01-01 to 2025-01-01",
        "From 2025-01-01 to 2026-01-01",
    ]
    assert max(map(len, lines)) <= 80


def test_what_was_lost_in_between_is_said_with_what_fell(maturity: Run, tiny_file: Path, file: Write) -> None:
    rows = "North,2024-01-01,often,rarely,60\nNorth,2025-01-01,always,rarely,60\nNorth,2026-01-01,often,rarely,60\n"

    told = " ".join(maturity("history", tiny_file, file("years.csv", HEAD + rows)).out.split())

    assert "Nothing fell. Had risen in between and fell again, so it has to be done anew: Does the plan hold?" in told


def test_files_are_a_history(maturity: Run, tiny_file: Path, file: Write) -> None:
    files = [file(f"{row[6:10]}.csv", HEAD + row) for row in ROWS.splitlines(keepends=True)]

    done = maturity("history", tiny_file, *files, "--json", "--target", "high")

    found = History.model_validate(json.loads(done.out)["history"])
    assert found.points.ids == ("2024-01-01", "2025-01-01", "2026-01-01")
    assert found.overall.towards is not None
    assert [rung.level for rung in found.overall.towards.target] == ["high"]


@pytest.mark.parametrize("command", ["history", "rollup", "panel", "peers"])
def test_the_problems_of_all_files_are_said(
    maturity: Run, tiny_file: Path, file: Write, lowest: Path, command: str
) -> None:
    bad = file("bad.csv", HEAD + "North,2026-01-01,seldom,always,60\nNorth,2025-01-01,rarely,sometimes,60\n")

    done = maturity(command, tiny_file, lowest, "nowhere.toml", bad, "nothing.json")

    assert done.code == 2
    told = [line.split(":")[0] for line in done.told.splitlines() if "does not say" not in line]
    assert told == ["nowhere.toml", f"{bad}, row 2, plan-holds", f"{bad}, row 3, plan-known", "nothing.json"]


def test_a_sheet_without_a_date_is_refused(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("history", tiny_file, lowest, lowest)

    assert (done.code, done.out) == (2, "")
    assert "results.1: this sheet has no date" in done.told


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("names", [("2025", "2026"), ("before", "after")])
def test_two_years_are_compared_in_every_model(maturity: Run, file: Write, model: str, names: tuple[str, str]) -> None:
    """Also in those that name roles for views."""
    framework = load_framework(model)
    sheets = [_filled(framework, place) for place in (1, 0)]
    files = [file(f"{name}.json", json.dumps(sheet)) for name, sheet in zip(names, sheets, strict=True)]
    flags = [] if names[0].isdigit() else ["--over-time"]

    done = maturity("compare", model, *(f"{name}={path}" for name, path in zip(names, files, strict=True)), *flags)

    assert done.code == 0
    assert f"{names[0]} to {names[1]}" in " ".join(done.out.split())
    assert f"! {len(framework.dimensions) + len(framework.capabilities)} more" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    fallen = done.out[done.out.index("What fell") :].split("\n\n")[0].splitlines()
    marked = [line for line in fallen if line.startswith("! ")]
    assert len(marked) == SHOWN + 1
    assert marked[-1].endswith(" more")


def _filled(framework: Framework, place: int) -> dict[str, Any]:
    answers = {question.id: question.options[place].id for question in framework.questions}
    return {"framework": {"id": framework.id, "edition": framework.edition}, "answers": answers}


def test_what_was_answered_too_little_has_no_plan(maturity: Run, tiny_file: Path, file: Write, lowest: Path) -> None:
    done = maturity("compare", tiny_file, f"2025={file('none.json', json.dumps({'answers': {}}))}", f"2026={lowest}")

    assert "too few questions were answered" in " ".join(done.out.split())
    assert "Progress towards" not in done.out
    assert "not yet" in done.out


def test_what_nothing_applies_to_has_no_score(maturity: Run, tmp_path: Path, tiny_text: str, file: Write) -> None:
    text = tiny_text.replace('basis = "stated"', 'basis = "stated"\nnot_applicable = true')
    model = tmp_path / "apart.toml"
    model.write_text(
        text.replace("not_applicable = true\nbasis", "basis").replace(
            'basis = "interpretation"\n\n', 'basis = "interpretation"\nnot_applicable = true\n\n'
        ),
        "utf-8",
    )
    nothing = file(
        "a.json", json.dumps({"answers": dict.fromkeys(("plan-holds", "plan-known", "plan-kept"), "not-applicable")})
    )

    done = maturity("compare", model, f"2025={nothing}", f"2026={nothing}")

    assert "Overall  no score  no score  not known" in done.out


def test_V1_an_earlier_edition_is_carried(maturity: Run, now_file: Path, tiny_file: Path, file: Write) -> None:
    then = maturity("assess", tiny_file, file("then.csv", HEAD + ROWS.splitlines()[0]), "--json").out
    stored = file("then.json", then)
    now = file(
        "now.json",
        json.dumps({"date": "2027-01-01", "framework": {"id": "tiny", "edition": "2"}, "answers": {"plan-stands": 2}}),
    )

    done = maturity("history", now_file, stored, now)

    assert done.code == 0
    assert "What can't be compared" in done.out
    assert "not compared" in done.out


def test_points_that_cannot_be_read(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("compare", tiny_file, "--over-time", f"a={lowest}", f"a={lowest}", "b", "c=nowhere.json")

    assert done.code == 2
    told = done.told.splitlines()
    assert "dates.a: duplicate name" in told
    assert "dates: not a point in time; got 'b'; allowed: NAME=FILE" in told
    assert any(line.startswith("nowhere.json: the file cannot be read") for line in told)


def test_figures_and_a_forecast_stand_beside_the_levels(maturity: Run, tiny_file: Path, file: Write) -> None:
    table = file("years.csv", HEAD + ROWS)
    text = '[outcomes.churn]\nunit = "%"\nbetter = "less"\nfigures = { "2024-01-01" = 9, "2026-01-01" = 7.5 }\n'
    own = file("figures.toml", text)
    options = ("--outcomes", own, "--target", "high", "--due", "2026-06-30")

    done = maturity("history", tiny_file, table, *options)
    assert (done.code, done.told) == (0, "")
    assert "- churn: from 9% to 7.5% (2024-01-01 to 2026-01-01), which is better." in done.out.splitlines()
    assert "If it goes on like this" in done.out
    assert max(map(len, done.out.splitlines())) <= 80

    data = json.loads(maturity("history", tiny_file, table, *options, "--json").out)
    assert data["outcomes"]["outcomes"][0]["went"] == "better"
    assert data["forecast"]["due"] == "2026-06-30"


def test_figures_that_cannot_be_read_are_refused(maturity: Run, tiny_file: Path, file: Write) -> None:
    table = file("years.csv", HEAD + ROWS)

    assert maturity("history", tiny_file, table, "--outcomes", file("figures.toml", "[[x")).code == 2
    done = maturity("history", tiny_file, table, "--outcomes", file("others.toml", "[outcome]"))
    assert "figures.outcome: no such key" in done.told
