"""Tables with a row per question: rows of different people are never mixed, and contradictions name both rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_app.answer_files import Sheet, read_sheets
from maturity_core import AnswersError, Framework, read_framework

Write = Callable[[str, str], Path]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"


@pytest.fixture(scope="module")
def team() -> Framework:
    return read_framework(TEAM)


def sheets(team: Framework, file: Write, *lines: str) -> list[Sheet]:
    return read_sheets(team, str(file("a.csv", "\n".join(lines))))


def refused(team: Framework, file: Write, *lines: str) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        sheets(team, file, *lines)
    return [str(problem).partition("a.csv, ")[2] for problem in caught.value.problems]


PEOPLE = {
    "organisations": ("organisation", "North", "South"),
    "respondents": ("respondent", "Ann", "Ben"),
    "roles": ("role", "lead", "agent"),
}


@pytest.mark.parametrize("kind", PEOPLE)
def test_A4_rows_of_different_people_are_different_sheets(team: Framework, file: Write, kind: str) -> None:
    """No question has a second row here, so that nothing but the names keeps them apart."""
    title, one, other = PEOPLE[kind]

    found = sheets(team, file, f"{title},question,answer", f"{one},q1,agree", f"{other},q2,yes", f"{one},q4,no")

    assert [sheet.codes for sheet in found] == [(3, -1, -1, 0), (-1, 1, -1, -1)]
    assert [getattr(sheet.facts, title) for sheet in found] == [one, other]


def test_A4_respondents_of_two_organisations_are_four(team: Framework, file: Write) -> None:
    lines = [
        f"{who},{asked},yes" for asked in ("q2", "q4") for who in ("North,Ann", "South,Ann", "North,Ben", "South,Ben")
    ]

    found = sheets(team, file, "organisation,respondent,question,answer", *lines)

    assert [sheet.codes for sheet in found] == [(-1, 1, -1, 1)] * 4
    assert [sheet.facts.respondent for sheet in found] == ["Ann", "Ann", "Ben", "Ben"]


@pytest.mark.parametrize("kind", PEOPLE)
def test_A4_a_row_that_names_nobody_among_others_that_do_is_refused(team: Framework, file: Write, kind: str) -> None:
    """It may be of the person above, as in merged cells, or of somebody else."""
    title, one, other = PEOPLE[kind]

    told = refused(team, file, f"{title},question,answer", f"{one},q1,agree", ",q2,yes", f"{other},q4,no")

    assert told == [
        f"row 3, {title}: this row does not say whose answer it has; allowed: {one}, {other}; fill in the cell"
    ]
    (found,) = sheets(team, file, f"{title},,", f"{title},{one}", "question,answer", "q1,agree", "q2,yes")
    assert found.codes == (3, 1, -1, -1)


def test_A4_two_answers_to_one_question_name_both_rows(team: Framework, file: Write) -> None:
    told = refused(team, file, "organisation,question,answer", "North,q1,agree", "South,q1,agree", "North,Q1,disagree")

    assert told == ["row 4: this question has a second row; got 'Q1'; keep one of them: the first is row 2"]


FACTS = {"segment": ("B2B", "B2C"), "framework": ("team-check", "other"), "edition": ("1.0", "2.0")}


@pytest.mark.parametrize("title", FACTS)
def test_A4_facts_of_one_sheet_that_contradict_each_other_name_both_rows(
    team: Framework, file: Write, title: str
) -> None:
    one, other = FACTS[title]
    rows = [f"North,{one},q1,agree", "North,,q2,yes", f"North,{other},q4,no"]

    told = refused(team, file, f"organisation,{title},question,answer", *rows)

    what = "this contradicts what was said before"
    assert told == [f"row 4, {title}: {what}; got '{other}'; allowed: {one}, as in row 2"]
    told = refused(team, file, f"{title},{one},", f"{title},{other},", "question,answer,", "q1,agree,")
    assert told == [f"row 2, {title}: {what}; got '{other}'; allowed: {one}, above"]


def test_a_fact_may_be_in_any_row_of_its_sheet(team: Framework, file: Write) -> None:
    (found,) = sheets(team, file, "segment,question,answer", ",q1,agree", "B2B,q2,yes", "B2B,q4,no")

    assert (found.codes, found.facts.segment) == ((3, 1, -1, 0), "B2B")


DATES = {
    "2026-03-01": "2026-03-01",
    "2026-3-1": "2026-03-01",
    "2026-03-01 10:05:00": "2026-03-01",
    "2026-03-01T10:05:00.5Z": "2026-03-01",
    "2026/03/01 10:05:00 AM GMT+1": "2026-03-01",
    "1.3.2026": "2026-03-01",
    "01.03.2026 10:05": "2026-03-01",
}
UNCLEAR = ["01/03/2026", "1/13/2026 10:05", "1.3.26", "2026-03-01 later", "2026-03/01", "2026-13-01", "1.13.2026"]


def dated(folder: Path, cell: str) -> list[Path]:
    """Write a date in a column, above a row per question, and beside each answer."""
    texts = {
        "rows.csv": f"organisation,date,q1\nNorth,{cell},agree\n",
        "above.csv": f"date,{cell}\nquestion,answer\nq1,agree\n",
        "beside.csv": f"question,answer,date\nq1,agree,{cell}\nq2,yes,{cell}\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


@pytest.mark.parametrize("cell", DATES)
def test_A4_a_date_is_read_where_it_is_clear_which_it_is(team: Framework, tmp_path: Path, cell: str) -> None:
    for path in dated(tmp_path, cell):
        (found,) = read_sheets(team, str(path))
        assert str(found.facts.date) == DATES[cell]


@pytest.mark.parametrize("cell", UNCLEAR)
def test_A4_a_date_that_may_be_two_or_none_is_refused(team: Framework, tmp_path: Path, cell: str) -> None:
    for path in dated(tmp_path, cell):
        with pytest.raises(AnswersError, match=r"expected a date (such as 2026-11-03|that the calendar has)"):
            read_sheets(team, str(path))
