"""`maturity diff`: two definitions of a model, on the terminal and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builders import question, rule, tiny

from maturity_app.proving.diff import diff_lines
from maturity_core.readers.proof.editions import diff_editions
from maturity_core.results.edition_diff import EditionDiff
from maturity_core.telling.page.lines import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

EASIER = tiny(requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)])


def test_what_differs_is_printed_with_who_moves(maturity: Run, file: Write) -> None:
    before, after = file("before.toml", tiny().to_toml()), file("after.toml", EASIER.to_toml())
    answers = file("answers.csv", "organisation,kept,seen\nNorth,often,rarely\nSouth,always,always\n")

    done = maturity("diff", before, after, "--answers", answers)

    assert done.code == 0
    assert all(len(line) <= WIDTH for line in done.out.split("\n"))
    assert "\nThe model  raised  some sheets rise, none fall\n" in done.out
    assert "\nFrom Low to Middle:\n- " in done.out
    assert "\n1 of 2 organisations would have another level.\n- North: Low to Middle\n" in done.out
    data = json.loads(maturity("diff", before, after, "--answers", answers, "--json").out)
    assert data.pop("organisations")[1] == {"organisation": "South", "level_before": "high", "level_after": "high"}
    assert EditionDiff.model_validate(data).ladders[0].falls is None
    assert "organisations" not in json.loads(maturity("diff", before, after, "--json").out)


def test_what_cannot_be_compared_is_told() -> None:
    after = tiny(questions=[question("kept"), question("other")])
    scored = tiny(requirements=[], headline="score")

    assert "Only the first asks, or with other options, 1 question: seen." in " ".join(
        diff_lines(tiny(), after, diff_editions(tiny(), after))
    )
    assert "Not compared, as the levels are not the same: framework." in " ".join(
        diff_lines(tiny(), scored, diff_editions(tiny(), scored))
    )
