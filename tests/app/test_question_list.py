"""The list of a report: a row for each question, in a CSV file that a spreadsheet opens right."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from builders import two

from maturity_app.report.question_list import question_list
from maturity_app.report.subject import Subject
from maturity_core import NOT_APPLICABLE, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

HEAD = ["No.", "Dimension", "Capability", "Question", "Answer", "Credit", "Needed", "Step", "Note", "Evidence"]
EVIL = "=HYPERLINK(1)"


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    """Return the cells of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_every_question_has_a_row_with_what_is_needed_and_in_which_step() -> None:
    facts = {"comments": {"goals-set": "Half of it.\n\nThe rest is open."}, "evidence": {"goals-set": ["A", "B"]}}
    head, *told = rows(question_list(Subject(two().assess([0, 1, 0, 2], facts), target="mid")))

    assert head == HEAD
    assert [row[0] for row in told] == ["1", "2", "3", "4"]
    assert told[0] == [
        *("1", "Work", "Goals", "How is it with goals-set?", "Rarely or never", "0%", "Often, with gaps", "1. Goals"),
        *("Half of it.\n\nThe rest is open.", "A\nB"),
    ]
    assert told[3][5:] == ["100%", "", "", "", ""]


def test_open_questions_and_those_that_do_not_apply_earn_nothing() -> None:
    told = rows(question_list(Subject(two().assess([2, 1, UNANSWERED, NOT_APPLICABLE]))))

    assert [row[4:6] for row in told[3:]] == [["not answered", ""], ["doesn't apply", ""]]


def test_U6_without_a_level_nothing_is_needed() -> None:
    assert {tuple(row[6:8]) for row in rows(question_list(Subject(two().assess({}))))[1:]} == {("", "")}


def test_R2_no_text_runs_as_a_formula() -> None:
    """Unless it is wanted so."""
    subject = Subject(two().assess([0, 1, 0, 2], {"comments": {"goals-set": EVIL}}))

    assert rows(question_list(subject))[1][8] == f"'{EVIL}"
    assert rows(question_list(subject, keep=True))[1][8] == EVIL


@pytest.mark.parametrize(("name", "mark"), [("comma", ","), ("semicolon", ";"), ("tab", "\t")])
def test_the_command_writes_the_delimiter_and_the_mark_asked_for(  # noqa: PLR0913, PLR0917 - its fixtures and parameters
    maturity: Run, tiny_file: Path, file: Write, tmp_path: Path, name: str, mark: str
) -> None:
    answers, out = file("a.json", '{"answers": {"plan-holds": "often"}}'), tmp_path / "list.csv"

    done = maturity("report", tiny_file, answers, "--out", out, "--delimiter", name, "--bom")

    text = out.read_bytes().decode("utf-8")
    assert (done.code, text[0]) == (0, "\ufeff")
    assert rows(text[1:], mark)[0] == HEAD
    assert text.count("\r\n") == text.count("\n") == 4
