"""Variants of the interview: the short path, models without levels, and models that need complete sheets."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.answer_files import read_sheet
from maturity_core import UNANSWERED, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.terminals import Terminal

    Begin = Callable[..., Terminal]
    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

ESG = "esg-customer-success"
TYPED = " > "
"""On a line like this, the terminal itself echoes what is typed."""


def answers_in(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["answers"]
    return found


class TestTheShortPath:
    """153 questions, asked until the level is settled."""

    def test_it_stops_when_the_level_is_settled_and_shows_the_result(self, begin: Begin, tmp_path: Path) -> None:
        terminal = begin(ESG)
        terminal.unnamed()
        assert "about 31 minutes" in terminal.shown
        assert "Fewest questions" in terminal.shown
        answers = 0
        while "Your level is certain" not in terminal.shown:
            terminal.type("1")
            answers += 1
        assert answers < 10
        assert "Your level is certain: Build. The remaining questions can't change it." in terminal.shown
        assert terminal.ends("n") == 0
        assert "Level: Build" in terminal.shown
        framework = load_framework(ESG)
        sheet = read_sheet(framework, str(tmp_path / f"{ESG}-answers.toml"))
        assert framework.assess(sheet.codes).short_path().settled
        assert len([code for code in sheet.codes if code != UNANSWERED]) == answers

    def test_whoever_goes_on_is_told_what_cannot_change_the_level(self, begin: Begin) -> None:
        terminal = begin(ESG)
        terminal.unnamed()
        while "Continue?" not in terminal.shown:
            terminal.type("1")

        assert "can no longer change your level" in terminal.type("y").replace("\n", " ")
        assert terminal.ends("q") == 0

    def test_it_says_so_when_what_nobody_knows_keeps_it_open(self, asked: Begin) -> None:
        terminal = asked("a.toml", "--order", "short")

        terminal.type("d", "50.5")
        assert terminal.ends("d") == 0
        told = terminal.shown.replace("\n", " ")
        assert "The remaining questions can't decide your level. It stays between Low and High" in told

    def test_all_may_be_asked_after_all(self, asked: Begin, tmp_path: Path) -> None:
        """Two best answers out of three settle a mean of one half: the third is for the scores."""
        terminal = asked("a.toml", "--order", "short")

        assert "What share of the plan is kept?" in terminal.type("s")
        terminal.type("100")
        settled = terminal.type("3")
        assert "Your level is certain: High." in settled
        assert "The levels of all dimensions are certain, too." in settled
        assert terminal.ends("n") == 0
        again = asked("a.toml", "--order", "short")
        assert again.shown.count("Your level is certain") == 1
        assert "can no longer change your level" in again.type("y")
        assert again.ends("2") == 0
        assert "Level: High" in again.shown
        assert answers_in(tmp_path / "a.toml").keys() == {"plan-holds", "plan-known", "plan-kept"}
        assert "unanswered" not in answers_in(tmp_path / "a.toml").values()


class TestModelsWithoutLevels:
    """There is nothing to settle."""

    @pytest.fixture
    def model(self, file: Write, tiny_text: str) -> Path:
        slow = tiny_text.replace("[source]", 'seconds_per_question = 600\nheadline = "score"\n\n[source]')
        return file("scores.toml", slow.partition("[[requirements]]")[0])

    def test_they_are_asked_in_the_order_of_the_file(self, begin: Begin, model: Path) -> None:
        terminal = begin(model, "a.toml")
        terminal.unnamed()

        assert "about 30 minutes" in terminal.shown
        assert "Fewest questions" not in terminal.shown
        assert "Is the plan known?" in terminal.type("1")

    def test_the_short_path_says_so(self, begin: Begin, model: Path) -> None:
        terminal = begin(model, "a.toml", "--order", "short")
        terminal.unnamed()

        assert "These answers don't lead to a level." in terminal.shown
        assert "of all dimensions" not in terminal.shown
        terminal.type("y", "1", "1")
        assert terminal.ends("1") == 0
        assert "Score" in terminal.shown


class TestCompleteSheetsOnly:
    """A framework may require every question to be answered before it gives a result."""

    @pytest.fixture
    def model(self, file: Write, tiny_text: str) -> Path:
        return file("all.toml", f'open_questions = "reject"\n{tiny_text}')

    def test_with_open_questions_there_is_no_result(self, begin: Begin, model: Path) -> None:
        terminal = begin(model, "a.toml")
        terminal.unnamed()

        assert terminal.ends("3", "d", "90") == 0
        assert "This model shows its result once every question is answered" in terminal.shown.replace("\n", " ")
        assert "Level:" not in terminal.shown

    def test_without_them_there_is(self, begin: Begin, model: Path) -> None:
        terminal = begin(model, "a.toml")
        terminal.unnamed()

        assert terminal.ends("3", "3", "90") == 0
        assert "Level: High" in terminal.shown

    def test_the_short_path_is_refused(self, begin: Begin, model: Path) -> None:
        terminal = begin(model, "--order", "short")

        assert terminal.ends() == 2
        assert "leave out --order short" in terminal.shown


def test_a_question_is_passed_over_below_the_option_that_it_needs(begin: Begin, tiny_text: str, tmp_path: Path) -> None:
    """Asked again once the other answer is better: an answer is never made up, only counted."""
    needs = 'id = "plan-known"\nneeds = { question = "plan-holds", option = "often" }'
    path = tmp_path / "needing.toml"
    path.write_text(tiny_text.replace('id = "plan-known"', needs), "utf-8")

    terminal = begin(path, "a.toml")
    terminal.unnamed()
    shown = terminal.type("1")

    assert "Is the plan known?" not in shown
    assert "2 of 3 answered" in shown
    assert "Is the plan known?" in terminal.type("b", "2")
    assert terminal.ends("q") == 0
