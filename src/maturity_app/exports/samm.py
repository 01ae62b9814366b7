"""Assessments of OWASP SAMM: the interview sheet of its toolbox, and what SAMMwise saves as JSON.

Both know questions by where they stand: `G-SM-A-1-1` is the first question on level 1 of stream A of the practice
Strategy & Metrics of Governance. SAMMwise numbers them in the same order, and saves what an answer is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_app.csv_files import DATE
from maturity_app.exports.export import Said
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.workbooks.cells import cell_name
from maturity_core.errors import AnswersError, FrameworkError
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_app.exports.export import Export
    from maturity_app.workbooks.opening import Rows, SheetTable
    from maturity_core.model.nouns import Question

PRACTICES = (
    *("G-SM", "G-PC", "G-EG", "D-TA", "D-SR", "D-SA", "I-SB", "I-SD"),
    *("I-DM", "V-AA", "V-RT", "V-ST", "O-IM", "O-EM", "O-OM"),
)
CODES = tuple(f"{practice}-{stream}-{level}-1" for practice in PRACTICES for stream in "AB" for level in (1, 2, 3))
"""The codes of the questions, in the order in which SAMMwise numbers them."""
CODE = re.compile(r"[A-Z]-[A-Z]{2}-[A-Z]-[0-9]-[0-9]+")
NUMBERED = re.compile(r"question([0-9]{1,3})")
ANSWER, NOTES = "answer", "interview notes"
ORGANISATIONS, TEAMS, DAY = "organization:", "team/application:", "interview date:"
COMPANY, PROJECT = "Company Name", "Project name"


def samm(export: Export) -> Iterator[Said]:
    """Yield what an assessment says.

    Raises:
        AnswersError: the file cannot be read, or is no assessment.
    """
    return _saved(export) if export.form == "json" else _interview(export)


def _interview(export: Export) -> Iterator[Said]:
    tables = [table for table in export.tables() if _columns(table.rows)]
    if not tables:
        raise export.refused("the interview sheet of the toolbox of SAMM 2, or the JSON file of SAMMwise")
    table = tables[0]
    answer, notes = _columns(table.rows)
    codes = [cells[0] for _, cells in table.rows if CODE.fullmatch(cells[0])]
    ids, facts = export.ids(codes), _facts(table.rows)
    _check(table, answer)
    for row, cells in table.rows:
        if cells[0] in ids:
            yield Said(row, ids[cells[0]], (cells[answer],), cells[notes], facts=facts)


def _columns(rows: Rows) -> tuple[int, ...]:
    """Return the columns of answers and of notes, if a sheet has both and questions by their codes."""
    has_codes = any(CODE.fullmatch(cells[0]) for _, cells in rows)
    heads = [[folded(cell) for cell in cells] for _, cells in rows] if has_codes else []
    return next(((head.index(ANSWER), head.index(NOTES)) for head in heads if {ANSWER, NOTES} <= {*head}), ())


def _check(table: SheetTable, answer: int) -> None:
    """Refuse answers that show an error; what other columns calculate does not matter.

    Raises:
        AnswersError: there are such.
    """
    column = cell_name((0, answer)).removesuffix("1")
    wrong = [one for one in table.faults if re.fullmatch(f"(?s).*, cell {column}[0-9]+", one.where)]
    if wrong:
        raise AnswersError(wrong)


def _facts(rows: Rows) -> dict[str, str]:
    """Return the facts above the questions: the first text behind each of their names."""
    told = dict[str, str]()
    for _, cells in rows:
        texts = [cell for cell in cells if cell]
        if CODE.fullmatch(texts[0]):
            break
        told.setdefault(folded(texts[0]), "".join(texts[1:2]))
    return _called([told.get(ORGANISATIONS, ""), told.get(TEAMS, "")]) | {DATE: told.get(DAY, "")}


def _called(names: list[str]) -> dict[str, str]:
    return {ORGANISATION: ", ".join(filter(None, names))}


def _saved(export: Export) -> Iterator[Said]:
    """Yield what SAMMwise saved: by number of question, what the answer is worth.

    Raises:
        AnswersError: the file has no such numbers.
    """
    saved = export.entry("json")
    try:
        found = {name: entry for name, entry in saved.table.items() if NUMBERED.fullmatch(name) and entry}
        facts = _called([saved[COMPANY].text, saved[PROJECT].text])
        worth = {name: entry.number for name, entry in found.items()}
    except FrameworkError as error:
        raise AnswersError(error.problems) from error
    codes = {name: _code(int(name.removeprefix("question"))) for name in found}
    if not found or not all(codes.values()):
        raise export.refused(f"answers from 'question1' to 'question{len(CODES)}', as SAMMwise saves them")
    ids = export.ids(codes.values())
    for row, (name, number) in enumerate(worth.items(), start=1):
        asked = ids[codes[name]]
        yield Said(row, asked, (_option(export.reading.questions.get(asked), number or Fraction(0)),), facts=facts)


def _code(number: int) -> str:
    return CODES[number - 1] if 0 < number <= len(CODES) else ""


def _option(question: Question | None, worth: Fraction) -> str:
    """Return the option of that worth; the number itself if there is none, or several."""
    options = [option.id for option in question.options if option.credit == worth] if question else []
    return options[0] if len(options) == 1 else f"worth {float(worth):g}"
