"""Comments, evidence and numbers as a table of their own, for answers in CSV files."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.answer_files import read_sheets
from maturity_app.csv_cells import harmless_cell, plain_cell
from maturity_app.facts_table import facts_csv, with_facts
from maturity_app.streaming.csv_rows import guarded
from maturity_core import AnswersError, Framework, Result, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

ANSWERS = "organisation,plan-holds,plan-known,plan-kept\nNorth,often,,60\nSouth,always,rarely,many\n"
TABLE = """\
organisation,question,comment,evidence,number
North,plan-holds,"Mostly.

- on Mondays","The plan https://example.org/plan
Handbook, page 12",
North,plan-kept,,Counted,60
South,plan-kept,,,75
"""
NORTH = SheetFacts(
    organisation="North",
    comments={"plan-holds": "Mostly.\n\n- on Mondays"},
    evidence={"plan-holds": ("The plan https://example.org/plan", "Handbook, page 12"), "plan-kept": ("Counted",)},
)


def joined(framework: Framework, file: Write, table: str, answers: str = ANSWERS) -> list[Any]:
    sheets = read_sheets(framework, str(file("answers.csv", answers)))
    return with_facts(framework, sheets, str(file("facts.csv", table)))


def test_questions_of_a_table_go_by_their_text_and_their_id_in_other_case(tiny: Framework, file: Write) -> None:
    text = tiny.question("plan-known").text

    north, _ = joined(tiny, file, f'organisation,question,comment\nNorth,Plan-Holds,One\nNorth," {text.upper()}",Two\n')

    assert dict(north.facts.comments) == {"plan-holds": "One", "plan-known": "Two"}


def test_rows_go_to_the_answers_they_are_about(tiny: Framework, file: Write) -> None:
    north, south = joined(tiny, file, TABLE)

    assert (north.facts, north.codes, dict(north.numbers)) == (NORTH, (1, -1, 2), {"plan-kept": 60})
    assert (south.facts, south.codes, dict(south.numbers)) == (
        SheetFacts(organisation="South"),
        (2, 0, 2),
        {"plan-kept": 75},
    )


def test_without_a_table_sheets_stay_as_they_are(tiny: Framework, file: Write) -> None:
    sheets = read_sheets(tiny, str(file("answers.csv", ANSWERS)))

    assert with_facts(tiny, sheets, None) == sheets


def test_assess_report_and_facts_read_it(
    maturity: Run, tiny: Framework, tiny_file: Path, file: Write, tmp_path: Path
) -> None:
    answers, table = (
        file("answers.csv", ANSWERS.replace("South,always,rarely,many\n", "")),
        file("facts.csv", TABLE.replace("South,plan-kept,,,75\n", "")),
    )

    stored = maturity("assess", tiny_file, answers, "--facts", table, "--json")
    assert Result.model_validate_json(stored.out[1:-2]).assessment.facts == NORTH
    assert maturity("report", tiny_file, answers, "--facts", table, "--full", "--out", tmp_path / "a.md").code == 0
    assert "Often — Comment: Mostly. - on Mondays" in (tmp_path / "a.md").read_text("utf-8")
    shown = maturity("facts", tiny_file, answers, "--facts", table)
    assert (shown.code, shown.out) == (0, facts_csv(tiny, joined(tiny, file, TABLE)[:1]))
    assert maturity("facts", tiny_file, file("a.json", stored.out), "--out", tmp_path / "b.csv").code == 0
    assert (tmp_path / "b.csv").read_text("utf-8") == shown.out
    assert maturity("facts", tiny_file, answers, "--out", tmp_path / "b.csv").code == 2
    assert maturity("facts", tiny_file, answers, "--out", tmp_path / "b.json").code == 2
    assert maturity("assess", tiny_file, answers, "--facts", table, "--out", tmp_path / "c.csv").code == 2


def test_only_answers_with_something_beside_them_have_a_row(tiny: Framework, file: Write) -> None:
    rows = list(csv.DictReader(io.StringIO(facts_csv(tiny, joined(tiny, file, TABLE)))))

    assert [(row["organisation"], row["question"], row["answer"], row["number"]) for row in rows] == [
        ("North", "plan-holds", "often", ""),
        ("North", "plan-kept", "many", "60"),
        ("South", "plan-kept", "many", "75"),
    ]


def test_one_organisation_needs_no_column_of_names(tiny: Framework, file: Write) -> None:
    (sheet,) = joined(tiny, file, "question;comment;ours\nplan-holds;Yes.;x\n;;\n", "plan-holds\noften\n")

    assert sheet.facts == SheetFacts(comments={"plan-holds": "Yes."})


FORMULAS = ["=1+1", "@x", "+1", "-x", " =1", "'=1", "''=1", "a\n=1", "\uff1d1", "it's", "'x", "-2.5"]


def runs(cell: str) -> bool:
    """Return whether a spreadsheet may run a cell: it would be guarded, and is neither guarded already nor a number."""
    return guarded(cell) != cell and not cell.startswith("'") and not re.fullmatch(r"[+-][0-9]+(\.[0-9]+)?", cell)


@pytest.mark.parametrize("text", FORMULAS)
def test_R2_no_spreadsheet_runs_what_is_written_and_it_reads_back(tiny: Framework, file: Write, text: str) -> None:
    facts = SheetFacts(
        organisation=text, comments={"plan-holds": text}, evidence={"plan-holds": ("x", text.replace("\n", "").strip())}
    )
    sheets = [replace(sheet, facts=facts) for sheet in read_sheets(tiny, str(file("a.csv", "plan-holds\noften\n")))]
    written = facts_csv(tiny, sheets)

    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
    assert [cell for cell in cells if runs(cell)] == []
    named = [replace(sheet, facts=SheetFacts(organisation=text)) for sheet in sheets]
    assert with_facts(tiny, named, str(file("facts.csv", written)))[0].facts == facts
    assert text in [cell for row in csv.reader(io.StringIO(facts_csv(tiny, sheets, keep=True))) for cell in row]


@given(st.text(max_size=20) | st.lists(st.sampled_from("'=+-@ \n\tx1."), max_size=6).map("".join))
def test_R2_any_text_is_harmless_and_comes_back(text: str) -> None:
    written = harmless_cell(text)

    assert plain_cell(written) == text
    assert not runs(written)


WRONG = {
    "no table": (
        "a,b\n1,2\n",
        "row 1: this is not a table of facts; got a, b; allowed: question, and comment, evidence or number",
    ),
    "nothing": (
        "",
        "row 1: this is not a table of facts; got no columns; allowed: question, and comment, evidence or number",
    ),
    "a column twice": ("question,comment,comment\n", "row 1: duplicate column; got 'comment'"),
    "a misspelt column": (
        "organisation,question,coment,number\n",
        "row 1: no such column; got 'coment'; did you mean 'comment'?",
    ),
    "cells": ("question,comment\nplan-holds\n", "row 2: wrong number of cells; got 1; allowed: 2, as in the header"),
    "a stranger": (
        "organisation,question,comment\nNorht,plan-holds,x\n",
        "row 2, organisation: no such organisation; got 'Norht'; allowed: North, South; did you mean 'North'?",
    ),
    "nobody": (
        "question,comment\nplan-holds,x\n",
        "row 2, organisation: no such organisation; got ''; allowed: North, South",
    ),
    "a question": (
        "organisation,question,comment\nNorth,plan-hold,x\n",
        (
            "row 2, question: no such question; got 'plan-hold'; "
            "allowed: plan-holds, plan-known, plan-kept; did you mean 'plan-holds'?"
        ),
    ),
    "a comment": (
        "organisation,question,comment\nNorth,plan-holds,\u202ex\n",
        "row 2, comment: expected text without control characters or invisible formatting; got '\\u202ex'",
    ),
    "another comment": (
        "organisation,question,comment\nNorth,plan-holds,x\n\nNorth,plan-holds,y\n",
        "row 4, comment: this answer already has another comment; got 'plan-holds'",
    ),
    "no number": (
        "organisation,question,number\nNorth,plan-kept,many\n",
        "row 2, number: expected a number; got 'many'",
    ),
    "no question of numbers": (
        "organisation,question,number\nNorth,plan-holds,3\n",
        "row 2, number: this question does not ask for a number; got '3'",
    ),
    "another number": (
        "organisation,question,number\nNorth,plan-kept,61\n",
        "row 2, number: this is not the number that the answer was given as; got 61; allowed: 60",
    ),
    "a number of another answer": (
        "organisation,question,number\nSouth,plan-kept,20\n",
        "row 2, number: this is not the number that the answer was given as; got 20; allowed: many",
    ),
}


@pytest.mark.parametrize(("table", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place(tiny: Framework, file: Write, table: str, problem: str) -> None:
    with pytest.raises(AnswersError) as caught:
        joined(tiny, file, table)

    (told,) = str(caught.value).splitlines()
    assert told.partition("facts.csv, ")[2] == problem


def test_all_of_it_is_told_at_once(tiny: Framework, file: Write) -> None:
    table = "organisation,question,comment,evidence\nNorth,x,a,\nEast,plan-holds,a,\nNorth,plan-holds,,\u202e\n"
    with pytest.raises(AnswersError) as caught:
        joined(tiny, file, table)

    assert [problem.where.partition("facts.csv, ")[2] for problem in caught.value.problems] == [
        "row 2, question",
        "row 3, organisation",
        "row 4, evidence",
    ]


def test_organisations_of_the_same_name_are_not_guessed(tiny: Framework, file: Write) -> None:
    answers = ANSWERS.replace("South", "North")
    with pytest.raises(AnswersError, match="several organisations have this name"):
        joined(tiny, file, "organisation,question,comment\nNorth,plan-holds,x\n", answers)


def test_a_broken_file_is_refused(tiny: Framework, file: Write) -> None:
    with pytest.raises(AnswersError, match="the file is not CSV"):
        joined(tiny, file, 'question,comment\nplan-holds,"x\n')
