"""`--profile`: every command asks, reads and shows what a profile asks, and files say which one it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest
from app.conftest import TINY

from maturity_app.command_group import maturity as maturity_command
from maturity_app.places import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    from maturity_core import Framework

    Run = Callable[..., Done]
    Write = Callable[[str, str], Path]

PROFILES = """
[[profiles]]
id = "short"
name = "Short"
questions = ["plan-holds"]
"""
SHORT = ("--profile", "short")


@pytest.fixture
def model(file: Write) -> Path:
    """Return the file of the small framework, with a profile that asks one of its two questions."""
    return file("model.toml", TINY + PROFILES)


def test_show_lists_profiles_and_shows_a_model_as_one_asks_it(maturity: Run, model: Path) -> None:
    whole, short = maturity("show", model).out, maturity("show", model, *SHORT).out

    assert "Short (short), 1 question" in whole
    assert short.startswith("Tiny, edition 1, profile Short (tiny)")
    assert "1 question, 1 capability" in " ".join(short.split())


@pytest.mark.parametrize("ending", ["toml", "json", "csv"])
def test_a_sheet_asks_what_the_profile_asks_says_so_and_is_read_by_it(
    maturity: Run, model: Path, tmp_path: Path, ending: str
) -> None:
    sheet = tmp_path / f"sheet.{ending}"
    maturity("template", model, "--out", sheet, *SHORT)
    text = sheet.read_text("utf-8")
    by_profile, whole = maturity("assess", model, sheet, *SHORT), maturity("assess", model, sheet)

    assert "plan-holds" in text
    assert "plan-known" not in text
    assert "short" in text
    assert (by_profile.code, by_profile.err) == (0, "")
    assert "\nTiny, edition 1, profile Short\n" in by_profile.out
    assert "filled in by the profile 'short', but all questions are read; add --profile short" in whole.err


def test_answers_to_all_questions_are_read_by_a_profile_which_passes_over_the_rest(
    maturity: Run, model: Path, file: Write
) -> None:
    answers = file("sheet.toml", '[answers]\nplan-holds = "always"\nplan-known = 10\n')
    done = maturity("assess", model, answers, "--json", *SHORT)
    result = json.loads(done.out)["assessment"]

    assert result["answers"] == {"plan-holds": "always"}
    assert result["framework"]["profile"] == "short"


def test_a_stored_result_is_read_and_verified_by_its_profile(maturity: Run, model: Path, file: Write) -> None:
    answers = file("sheet.toml", '[answers]\nplan-holds = "always"\n')
    stored = file("result.json", maturity("assess", model, answers, "--json", *SHORT).out)
    again = maturity("assess", model, stored, *SHORT)
    forged = file("forged.json", stored.read_text("utf-8").replace('"score": 1.0', '"score": 0.5', 1))

    assert (again.code, again.err) == (0, "")
    assert maturity("assess", model, forged).code == 2


def test_reports_and_pages_are_of_the_profile(maturity: Run, model: Path, file: Write, tmp_path: Path) -> None:
    answers = file("sheet.toml", '[answers]\nplan-holds = "always"\n')
    report, page = tmp_path / "report.md", tmp_path / "page.html"
    maturity("report", model, answers, "--out", report, *SHORT)
    maturity("page", model, "--out", page, *SHORT)

    assert "profile Short" in report.read_text("utf-8")
    assert '"profile":"short"' in page.read_text("utf-8")


def test_a_profile_that_does_not_exist_is_refused_with_the_nearest(maturity: Run, model: Path) -> None:
    done = maturity("show", model, "--profile", "shrot")

    assert done.code == 2
    assert "short" in done.err


WITHOUT = {
    "demo": "it shows an example of the whole model",
    "doctor": "it looks at what is installed, and at no model",
    "import": "it reads a model of another format",
    "list": "it looks at no model",
    "new": "it writes a model, which has no profiles yet",
}
"""The commands that do not take `--profile`, and why."""


@pytest.mark.parametrize("command", sorted(PLACES))
def test_every_command_about_what_is_asked_takes_a_profile(command: str) -> None:
    found = maturity_command.get_command(click.Context(maturity_command), command)

    assert found is not None
    assert ("--profile" in {name for entry in found.params for name in entry.opts}) is (command not in WITHOUT)


def test_checks_look_at_the_whole_model_with_its_profiles(maturity: Run, model: Path) -> None:
    assert "profile-is-not-applicable" in maturity("check", model).out


def test_a_check_of_one_profile_leaves_out_the_others(
    maturity: Run, file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = file("model.toml", TINY + PROFILES + PROFILES.replace("hort", "mall"))
    looked_at: list[Framework] = []

    def records(framework: Framework, **_: object) -> tuple[()]:
        looked_at.append(framework)
        return ()

    monkeypatch.setattr("maturity_core.testing.checking.records", records)

    one, both = maturity("check", model, *SHORT), maturity("check", model)

    assert [framework.profiles.ids for framework in looked_at] == [("short",), ("short", "small")]
    assert [framework.asked_by for framework in looked_at] == [None, None]
    assert one.out.startswith("Tiny, edition 1, profile Short (tiny): ")
    assert both.out.startswith("Tiny, edition 1 (tiny): ")
