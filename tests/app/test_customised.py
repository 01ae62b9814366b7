"""A file with `extends` on the command line: shown, filled in, assessed, and refused with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

EXAMPLE = Path(__file__).parents[2] / "examples" / "our-service-check.toml"
BASE = "service-maturity-check"


def test_show_says_what_was_extended_and_everything_that_is_different(maturity: Run) -> None:
    done = maturity("show", EXAMPLE)

    text = " ".join(done.out.split())
    assert text.startswith("Our reading of the service maturity check, edition 1 (our-service-check)")
    assert "20 questions, 17 capabilities, 6 dimensions and 3 levels" in text
    assert "Based on Service maturity check, edition 2.0: 4 changed, 2 left out and 2 added." in text
    assert "Changed: requirements.each dimension.strategic.mean, from “0.7” to “0.8”" in text
    assert "Left out: questions.joint-work" in text
    assert "Added: questions.near-misses" in text
    assert (
        "must average at least 80%. Our reading of “Six dimensions, last paragraph”: "
        "what is well on the way is not safe yet." in text
    )
    assert (done.code, done.err) == (0, "")


def test_a_sheet_is_printed_and_assessed(maturity: Run, file: Write) -> None:
    sheet = maturity("template", EXAMPLE).out
    assert ("joint-work" in sheet, 'near-misses = "unanswered"' in sheet) == (False, True)

    filled = file("answers.toml", sheet.replace('= "unanswered"', '= "well-on"'))
    done = maturity("assess", EXAMPLE, filled)

    lines = done.out.splitlines()
    model = lines.index("Our reading of the service maturity check, edition 1")
    assert lines[model + 1] == "Based on Service maturity check, edition 2.0: 4 changed, 2 left out and 2 added."
    assert lines[0] == "Level: Steering (3 of 3)"
    assert "  - Changed: dimensions.goals.weight, from “1” to “2”" in lines
    assert (done.code, done.told) == (0, "")


def test_our_threshold_decides(maturity: Run, file: Write) -> None:
    """Three quarters everywhere: above the model's 0.7, which the whole still has, but below our 0.8."""
    ours = maturity("template", EXAMPLE).out.replace('= "unanswered"', '= "well-on"')
    theirs = maturity("template", BASE).out.replace('= "unanswered"', '= "well-on"')

    own, base = maturity("assess", EXAMPLE, file("a.toml", ours)), maturity("assess", BASE, file("b.toml", theirs))

    rows = [
        [line.split()[-1] for line in done.out.splitlines() if "75%" in line and "###" in line] for done in (own, base)
    ]
    assert rows == [["Improving"] * 6, ["Strategic"] * 6]


def test_lint_names_no_line_of_a_file_that_has_only_the_differences(maturity: Run) -> None:
    done = maturity("lint", EXAMPLE)

    assert "  - capabilities.lever: it rests on one question" in done.out.splitlines()
    assert (done.code, done.err) == (0, "")


def test_what_is_wrong_is_told_with_file_line_and_column(maturity: Run, file: Write) -> None:
    path = file(
        "ours.toml", EXAMPLE.read_text("utf-8").replace("[change.levels.strategic]", "[change.levels.strategc]")
    )

    done = maturity("assess", path, "-", stdin=b"")

    told = (
        "change.levels.strategc: no such level; got 'strategc'; "
        "allowed: reactive, improving, strategic; did you mean 'strategic'?\n"
    )
    assert done.err.endswith(f"ours.toml:18:1 {told}")
    assert (done.code, done.out) == (2, "")
