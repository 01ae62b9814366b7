"""`maturity panel`: several raters of one organisation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from maturity_core import RaterPanel, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

HEAD = "respondent,role,plan-holds,plan-known,plan-kept\n"
HOLDS = {"plan-holds": "often"}
ROWS = "Ada,board,always,always,60\nBen,team,rarely,often,60\nCy,team,rarely,rarely,5\n"


def test_raters_are_compared(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("panel", tiny_file, file("raters.csv", HEAD + ROWS))

    assert (done.code, done.told) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Tiny, edition 1: 3 raters"
    assert lines[3].split() == ["Overall", "High", "100%", "Low", "-", "High", "25%"]
    assert "- Does the plan hold? Ada: “Always”; Ben and Cy: “Rarely”." in lines
    assert "Where roles are furthest apart" in lines
    assert max(map(len, lines)) <= 80


def test_files_are_named_and_a_role_may_weigh_more(maturity: Run, tiny_file: Path, file: Write, lowest: Path) -> None:
    best = file("best.json", json.dumps({"answers": {"plan-holds": 2, "plan-known": 2, "plan-kept": 60}}))

    done = maturity("panel", tiny_file, f"board={best}", f"team={lowest}", "--weight", "board=2", "--json")

    found = RaterPanel.model_validate_json(done.out)
    assert found.roles.ids == ("board", "team")
    assert found.consensus.ladders["framework"].level == "high"


@pytest.mark.parametrize(
    "model", ["service-maturity-check", "esg-customer-success", "johnny-grow-customer-service", "tsia-customer-success"]
)
def test_every_model_has_a_panel(maturity: Run, file: Write, model: str) -> None:
    framework = load_framework(model)
    sheets = [
        {"role": role, "answers": {question.id: question.options[place].id for question in framework.questions}}
        for place, role in ((0, "service-team"), (-1, "leadership"))
    ]

    done = maturity("panel", model, file("raters.json", json.dumps(sheets)))

    assert done.code == 0
    assert f"- {len(framework.questions) - 5} more" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_who_is_not_heard_is_named_and_one_rater_alone_cannot_disagree(maturity: Run, file: Write) -> None:
    sheet = {"role": "leadership", "answers": {}}

    done = maturity("panel", "service-maturity-check", file("one.json", json.dumps(sheet)))

    assert "No view yet from: service-team and other-departments." in done.out
    assert "One rater alone can't disagree with anyone." in done.out
    assert not [part for part in ("Nobody", "Talk about", "How far", "Consensus") if part in done.out]


def test_those_who_agree_have_no_differences_and_those_without_a_question_in_common_none_to_name(
    maturity: Run, tiny_file: Path, file: Write
) -> None:
    answers = {"agree": (HOLDS, HOLDS), "apart": (HOLDS, {"plan-known": "often"})}
    told: dict[str, str] = {}
    for name, (one, other) in answers.items():
        sheets = [
            file(f"{name}-{who}.json", json.dumps({"respondent": who, "answers": given}))
            for who, given in {"Ada": one, "Ben": other}.items()
        ]
        told[name] = maturity("panel", tiny_file, *sheets).out

    assert "Nobody answers any question differently." in told["agree"]
    assert "Nobody answers any question differently." not in told["apart"]
    assert "No question was answered by two raters" in told["apart"]


def test_all_that_is_wrong_is_said(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("panel", tiny_file, "board=nowhere.json", "x=nothing.csv", f"a={lowest}")
    assert done.code == 2
    assert [line.split(":")[0] for line in done.told.splitlines()] == ["nowhere.json", "nothing.csv"]

    same = maturity("panel", tiny_file, f"a={lowest}", f"a={lowest}", "--weight", "a")
    assert same.told == "--weight: not a weight; got 'a'; allowed: ROLE=N\n"
