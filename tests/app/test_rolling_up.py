"""`maturity rollup`: several teams in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from maturity_core import RollUp, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

HEAD = "organisation,plan-holds,plan-known,plan-kept\n"
TEAMS = "Acme / North / A,always,always,60\nAcme / North / B,rarely,rarely,5\nAcme / South,often,often,30\n"


def test_teams_are_rolled_up(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("rollup", tiny_file, file("teams.csv", HEAD + TEAMS), "--path-separator", " / ")

    assert (done.code, done.told) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Tiny, edition 1: 3 teams"
    assert lines[5].split() == ["Overall", "Low", "0%", "Low", "to", "High", "Acme", "/", "North", "/", "B"]
    units = lines.index("Units")
    assert [line.split("  Low")[0].rstrip() for line in lines[units + 3 : units + 5]] == ["Acme", "  Acme / North"]
    assert "- Plan: 2 of 3 (Acme / North / B and Acme / South)" in lines
    assert max(map(len, lines)) <= 80


def test_the_rule_the_weights_and_the_target_are_given(maturity: Run, tiny_file: Path, file: Write) -> None:
    teams = file("teams.csv", HEAD + TEAMS)

    done = maturity(
        "rollup", tiny_file, teams, "--rule", "60%", "--weight", "Acme / South=3", "--target", "high", "--json"
    )

    found = RollUp.model_validate_json(done.out)
    assert (found.rule.kind, found.whole["framework"].level) == ("share", "high")
    assert found.teams["Acme / South"].weight == 3
    assert found.units == ()


def test_a_target_file_may_have_a_row_per_team(maturity: Run, tiny_file: Path, file: Write, lowest: Path) -> None:
    teams = file("teams.csv", HEAD + TEAMS)
    best = "".join(f"{row.split(',')[0]},always,always,60\n" for row in TEAMS.splitlines())
    own = file("targets.csv", HEAD + best)

    done = maturity("rollup", tiny_file, teams, "--target", f"@{own}", "--json")
    assert RollUp.model_validate_json(done.out).steps[0].teams == ("Acme / North / B", "Acme / South")

    none = maturity("rollup", tiny_file, teams, "--target", f"@{lowest}", "--json")
    assert json.loads(none.out)["steps"] == []


def test_targets_of_other_teams_are_refused(maturity: Run, tiny_file: Path, file: Write) -> None:
    teams = file("teams.csv", HEAD + TEAMS)
    rows = "Acme / South,always,always,60\nAcme / South,always,always,60\nAcme / West,always,always,60\n"

    done = maturity("rollup", tiny_file, teams, "--target", f"@{file('targets.csv', HEAD + rows)}")

    assert done.code == 2
    told = done.told.replace(str(tiny_file.parent), "")
    assert "duplicate organisation; got 'Acme / South'" in told
    assert "no such organisation in the answers; got 'Acme / West'" in told
    assert "there is no target for this organisation; got 'Acme / North / A'" in told


def test_wrong_weights_are_refused(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    given = ("--weight", "North", "--weight", "South=1", "--weight", "South=2")

    done = maturity("rollup", tiny_file, lowest, *given)

    assert (done.code, done.out) == (2, "")
    assert "--weight: not a weight; got 'North'; allowed: TEAM=N" in done.told
    assert "--weight: duplicate name; got 'South'" in done.told


def test_many_steps_are_counted_and_teams_that_answered_too_little_have_no_place(maturity: Run, file: Write) -> None:
    model = "esg-customer-success"
    none, low = {"organisation": "North", "answers": {}}, {"organisation": "South", "answers": _lowest(model)}

    target = load_framework(model).levels[-1].id

    done = maturity("rollup", model, file("teams.json", json.dumps([none, low])), "--target", target)

    assert done.code == 0
    assert "North  not yet" in done.out
    assert done.out.rstrip().endswith(" more")
    assert max(map(len, done.out.splitlines())) <= 80


def _lowest(model: str) -> dict[str, str]:
    return {question.id: question.options[0].id for question in load_framework(model).questions}
