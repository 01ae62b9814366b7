"""`maturity what-if`: what would change, on the terminal and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from maturity_core import LeastChange, Sensitivity, WhatIf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


def test_what_would_change_is_printed(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("what-if", tiny_file, lowest, "plan-holds=always", "plan-kept=72.5")

    assert done.code == 0
    assert done.out.startswith("What would change\n-----------------\n  > ")
    assert "Your level would rise from Low to High." in done.out


def test_positions_and_states_are_read_as_in_files(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity(
        "what-if", tiny_file, lowest, "plan-holds=2", "plan-known = dont-know", "--positions-from", "1", "--json"
    )

    found = WhatIf.model_validate_json(done.out)
    assert {move.question: move.to for move in found.changes} == {"plan-holds": "often", "plan-known": "dont-know"}


def test_what_is_wrong_is_said_at_once(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity(
        "what-if",
        tiny_file,
        lowest,
        "plan-hold=often",
        "plan-known",
        "=2",
        "plan-kept=9x",
        "plan-holds=9",
        "plan-holds=1",
        "--positions-from",
        "1",
    )

    assert (done.code, done.out) == (2, "")
    lines = done.told.splitlines()
    assert sum("allowed: QUESTION=OPTION" in line for line in lines) == 2
    assert "changes: duplicate question; got 'plan-holds'" in lines
    allowed = "plan-holds, plan-known, plan-kept"
    told = f"answers.plan-hold: no such question; got 'plan-hold'; allowed: {allowed}; did you mean 'plan-holds'?"
    assert told in lines
    assert any(line.startswith("answers.plan-kept: ") for line in lines)
    assert any(line.startswith("answers.plan-holds: no option has this position") for line in lines)
    bare = maturity("what-if", tiny_file, lowest, "plan-known")
    assert bare.told.startswith("changes: not a change of an answer; got 'plan-known'")


def test_without_changes_the_least_change_is_shown(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("what-if", tiny_file, lowest)

    assert done.code == 0
    told = " ".join(done.out.split())
    assert "lift the level from Low to High:" in told
    assert "What the level rests on" in told
    data = json.loads(maturity("what-if", tiny_file, lowest, "--json").out)
    assert LeastChange.model_validate(data["least_change"]).level == "low"
    assert Sensitivity.model_validate(data["sensitivity"]).level == "low"
