"""Answers files of an earlier edition: every command carries them over, and says what became of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maturity_app.answer_files import read_sheets
from maturity_app.origin import UNWORDED, origin_of, origin_table
from maturity_core import AnswersError, Framework, carry, parse_framework

Run = Callable[..., Any]
SHEET: dict[str, Any] = {"plan-holds": "rarely", "plan-known": "always", "plan-kept": 40.5, "plan-liked": "often"}
ARRIVED = {"plan-stands": "never", "plan-known": "unanswered", "plan-kept": "some", "plan-shared": "unanswered"}
TOLD = (
    "filled in for edition 1 and carried over to edition 2; renamed: plan-stands (was plan-holds); "
    "new, or to be answered again: plan-known, plan-shared; no longer asked: plan-liked"
)


def rows(then: Framework, *sheets: dict[str, Any]) -> str:
    """Return sheets as CSV that says what they belong to."""
    origin = origin_of(then)
    facts = {"framework": origin.framework, "edition": origin.edition, "rules": origin.rules, "words": origin.words}
    lines = [[*facts, *sheets[0]], *([*facts.values(), *sheet.values()] for sheet in sheets)]
    return "".join(",".join(map(str, line)) + "\n" for line in lines)


def written(kind: str, then: Framework, folder: Path) -> Path:
    """Return an answers file of the first edition."""
    path = folder / f"answers.{kind.rpartition(' ')[2]}"
    table = origin_table(then)
    if kind == "toml":
        answers = "\n".join(f"{name} = {json.dumps(answer)}" for name, answer in SHEET.items())
        words = " ".join(f"{name}:{digest}" for name, digest in table["words"].items())
        head = {**table, "words": words}
        facts = "\n".join(f"{key} = {json.dumps(value)}" for key, value in head.items())
        path.write_text(f'organisation = "North"\n[answers]\n{answers}\n[framework]\n{facts}\n', "utf-8")
    elif kind == "csv":
        path.write_text(rows(then, SHEET), "utf-8")
    elif kind == "result json":
        path.write_text(
            json.dumps({"organisation": "North", "assessment": then.assess(SHEET).model_dump()}, default=str)
        )
    else:
        path.write_text(json.dumps({"organisation": "North", "answers": SHEET, "framework": table}), "utf-8")
    return path


@pytest.fixture
def filled(then: Framework, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes an answers file of the first edition."""
    return lambda kind: written(kind, then, tmp_path)


@pytest.mark.parametrize("kind", ["toml", "json", "csv", "result json"])
def test_every_kind_of_file_is_carried_over_and_says_how(maturity: Run, filled: Run, now_file: Path, kind: str) -> None:
    path = filled(kind)

    done = maturity("assess", now_file, path, "--json")

    assert done.code == 0
    assert done.err.splitlines() == [f"{path}: {TOLD}"]
    data = json.loads(done.out)
    result = data[0] if kind == "csv" else data
    assert result["assessment"]["answers"] == ARRIVED
    assert result["assessment"]["numbers"] == {"plan-kept": 40.5}
    assert result["assessment"]["framework"]["edition"] == "2"
    assert result["assessment"]["facts"]["carried_from"] == "1"


def test_a_result_says_which_edition_its_answers_were_given_to(
    maturity: Run, filled: Run, now_file: Path, tmp_path: Path
) -> None:
    """As text and as a report, and once it was stored and read again."""
    result = tmp_path / "result.json"
    result.write_text(maturity("assess", now_file, filled("toml"), "--json").out, "utf-8")
    said = {"md": "Answers carried over from edition", "html": "Answers carried over", "json": '"carried_from": "1"'}

    for path in (filled("toml"), result):
        assert "Answers carried over from edition: 1\n" in maturity("assess", now_file, path).out
        for ending, text in said.items():
            out = tmp_path / f"{path.stem}-report.{ending}"
            assert maturity("report", now_file, path, "--out", out).code == 0
            assert text in out.read_text("utf-8")


def test_answers_of_an_edition_with_the_same_rules_say_it_too(maturity: Run, now_file: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.toml"
    later.write_text(now_file.read_text("utf-8").replace('edition = "2"', 'edition = "3"', 1), "utf-8")
    now = parse_framework(now_file.read_text("utf-8"))
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"answers": {"plan-stands": "never"}, "framework": origin_table(now)}), "utf-8")

    found = [json.loads(maturity("assess", model, path, "--json").out) for model in (now_file, later)]

    assert [result["assessment"]["facts"]["carried_from"] for result in found] == ["", "2"]


def test_the_earliest_edition_stays(then: Framework, now: Framework) -> None:
    once = carry(SHEET, now, edition="1", facts={"organisation": "North"})
    later = now.model_copy(update={"edition": "3"})

    again = carry(now.assess(once.answers, once.facts), later)

    assert (once.facts.carried_from, again.since, again.facts.carried_from) == ("1", "2", "1")
    assert carry(now.assess(once.answers), now).facts.carried_from == ""
    assert then.assess(SHEET).facts.carried_from == ""


def test_compare_and_report_carry_too(maturity: Run, filled: Run, now_file: Path, tmp_path: Path) -> None:
    path = filled("toml")

    compared = maturity("compare", now_file, f"boss={path}", "team=high")
    reported = maturity("report", now_file, path, "--out", tmp_path / "report.json")

    assert (compared.code, reported.code) == (0, 0)
    assert f"{path}: {TOLD}" in compared.err
    assert f"{path}: {TOLD}" in reported.err
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["assessment"]["answers"] == ARRIVED


def test_rows_of_two_editions_in_one_file_are_each_read_by_their_own(
    maturity: Run, now_file: Path, tmp_path: Path
) -> None:
    header = ["organisation", "edition", "plan-holds", "plan-stands", "plan-known", "plan-shared"]
    lines = [header, ["Old", "1", "rarely", "", "always", ""], ["New", "2", "", "never", "always", "often"]]
    path = tmp_path / "rows.csv"
    path.write_text("".join(",".join(line) + "\n" for line in lines), "utf-8")

    done = maturity("assess", now_file, path, "--json")

    old, new = (row["assessment"]["answers"] for row in json.loads(done.out))
    assert [old[name] for name in ("plan-stands", "plan-known", "plan-shared")] == ["never", "unanswered", "unanswered"]
    assert [new[name] for name in ("plan-stands", "plan-known", "plan-shared")] == ["never", "always", "often"]
    assert UNWORDED in done.err


def test_a_row_with_an_answer_that_its_edition_could_not_have_is_refused(
    maturity: Run, now_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("edition,plan-holds,plan-shared\n1,rarely,often\n", "utf-8")

    done = maturity("assess", now_file, path)

    assert done.code == 2
    assert "row 2, plan-shared: the framework does not know this question of edition 1; got 'plan-shared'" in done.err


def test_a_column_of_the_earlier_edition_is_known_only_if_rows_say_their_edition(
    maturity: Run, now_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("plan-holds,plan-kept\nrarely,3\n", "utf-8")
    assert "no such question; got 'plan-holds'; did you mean 'plan-stands'?" in maturity("assess", now_file, path).err

    path.write_text("edition,plan-holds,plan-holds\n1,rarely,often\n", "utf-8")
    done = maturity("assess", now_file, path)
    assert "row 1: duplicate column; got 'plan-holds'; keep one of them" in done.err


POSITION = "this number cannot be used, because the options have changed; got 1; use the option's id"


def test_positions_are_carried_where_the_wording_is_the_same(
    maturity: Run, then: Framework, now_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "answers.json"
    table = origin_table(then)

    path.write_text(json.dumps({"answers": {"plan-holds": 1, "plan-known": 1}, "framework": table}), "utf-8")
    done = maturity("assess", now_file, path, "--json", "--positions-from", "1")
    assert json.loads(done.out)["assessment"]["answers"]["plan-stands"] == "never"

    del table["words"]
    path.write_text(json.dumps({"answers": {"plan-holds": 1, "plan-liked": 1}, "framework": table}), "utf-8")
    done = maturity("assess", now_file, path)
    assert f"{path}, plan-holds: {POSITION}" in done.err
    assert "plan-liked: this" not in done.err


def test_an_answer_that_leads_nowhere_is_refused_with_its_place(now: Framework, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"answers": {"plan-hods": "rarely"}, "framework": {"edition": "1"}}), "utf-8")

    with pytest.raises(AnswersError) as refusal:
        read_sheets(now, str(path))

    what = "the framework does not know this question of edition 1"
    allowed = "allowed: plan-holds, plan-known, plan-kept, plan-liked"
    assert str(refusal.value) == f"{path}, plan-hods: {what}; got 'plan-hods'; {allowed}; did you mean 'plan-holds'?"


@pytest.mark.parametrize("kind", ["toml", "json"])
def test_an_interview_goes_on_with_what_was_carried_over_and_keeps_the_file_as_it_was(
    begin: Run, filled: Run, now_file: Path, kind: str
) -> None:
    path = filled(kind)
    held = path.read_text("utf-8")

    terminal = begin(now_file, path, "--order", "file")
    terminal.asked()
    assert "2 of 4 answered" in terminal.shown
    kept = f"answers-before.{kind}"
    assert f"its answers have been carried over; the file as it was is now {kept}" in " ".join(
        terminal.shown.lower().split()
    )
    terminal.type("2")
    terminal.ends("3")

    assert (path.parent / kept).read_text("utf-8") == held
    text = path.read_text("utf-8")
    found = tomllib.loads(text) if kind == "toml" else json.loads(text)
    assert found["organisation"] == "North"
    assert found["answers"] == {**ARRIVED, "plan-kept": 40.5, "plan-known": "often", "plan-shared": "always"}
    (sheet,) = read_sheets(parse_framework(now_file.read_text("utf-8")), str(path))
    assert sheet.since == ""


def test_an_interview_never_replaces_what_was_kept_before(begin: Run, filled: Run, now_file: Path) -> None:
    path = filled("toml")
    held = path.read_text("utf-8")
    path.with_name("answers-before.toml").write_text("", "utf-8")

    terminal = begin(now_file, path)

    assert terminal.ends() == 2
    assert "answers-before.toml" in terminal.shown
    assert path.read_text("utf-8") == held


@pytest.mark.parametrize(
    ("language", "title", "first"),
    [
        ("en", "What has changed since edition 1", "Renamed: plan-stands (was plan-holds)."),
        ("de", "Was sich seit Ausgabe 1 geändert hat", "Umbenannt: plan-stands (vorher plan-holds)."),
    ],
)
def test_show_lists_what_has_changed(maturity: Run, now_file: Path, language: str, title: str, first: str) -> None:
    shown = maturity("show", str(now_file), "--language", language).out

    assert f"\n{title}\n  - {first}\n" in shown
    assert shown.index(title) < shown.index("plan-known") < shown.index("plan-shared") < shown.index("plan-liked")
