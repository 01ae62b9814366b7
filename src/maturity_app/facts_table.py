"""Comments, evidence and numbers of many sheets as a CSV table: one row per organisation and question."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_app.csv_cells import cell_answer, harmless_cell, plain_cell
from maturity_app.csv_files import SPACES
from maturity_app.dialects import separated
from maturity_app.file_text import file_text
from maturity_app.how import AS_SHOWN
from maturity_app.raw_sheet import ORGANISATION
from maturity_core.answers.facts import ABOUT, sheet_facts
from maturity_core.answers.numbers import exact_number
from maturity_core.answers.sheets import answer_code, answer_word
from maturity_core.answers.tables.columns import question_names
from maturity_core.errors import AnswersError, Problem
from maturity_core.nearest import nearest
from maturity_core.results.numbers import decimal_text

if TYPE_CHECKING:
    from maturity_app.answer_files import Sheet
    from maturity_core import Framework

QUESTION, COMMENT, EVIDENCE, NUMBER, ANSWER = "question", "comment", "evidence", "number", "answer"
COLUMNS = (ORGANISATION, QUESTION, ANSWER, NUMBER, COMMENT, EVIDENCE)
"""The columns of the table. Pieces of evidence are on lines of their own; the answer is there to be read by people."""
PARTS: dict[str, str] = dict(zip(ABOUT, (COMMENT, EVIDENCE), strict=True))
"""The columns of what facts keep in tables by question."""


def facts_csv(framework: Framework, sheets: Sequence[Sheet], *, keep: bool = False) -> str:
    """Return the table of sheets: a row for every answer with a comment, with evidence, or given as a number.

    Args:
        framework: the framework that the answers belong to.
        sheets: the sheets.
        keep: leave texts as they are that a spreadsheet would run as a formula; else they begin with an apostrophe.
    """
    text = io.StringIO()
    rows = [row for sheet in sheets for row in _rows(framework, sheet)]
    table = [COLUMNS, *(row if keep else map(harmless_cell, row) for row in rows)]
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def facts_data(framework: Framework, sheets: Sequence[Sheet]) -> list[dict[str, str]]:
    """Return the rows of the table as data for JSON, with texts as they were written."""
    return [dict(zip(COLUMNS, row, strict=True)) for sheet in sheets for row in _rows(framework, sheet)]


def _rows(framework: Framework, sheet: Sheet) -> Iterator[list[str]]:
    facts = sheet.facts
    for question, code in zip(framework.questions, sheet.codes, strict=True):
        number = sheet.numbers.get(question.id)
        told = facts.comments.get(question.id, ""), "\n".join(facts.evidence.get(question.id, ()))
        if number is not None or any(told):
            given = "" if number is None else decimal_text(number)
            yield [facts.organisation, question.id, answer_word(question, code), given, *told]


class _Remarked:
    """A sheet that takes what a table says of its answers."""

    def __init__(self, framework: Framework, sheet: Sheet) -> None:
        self.framework, self.sheet = framework, sheet
        self.tables: dict[str, dict[str, Any]] = {name: dict(getattr(sheet.facts, name)) for name in ABOUT}
        self.numbers = dict(sheet.numbers)

    def whole(self) -> Sheet:
        """Return the sheet with all of it."""
        return replace(self.sheet, facts=self.sheet.facts.model_copy(update=self.tables), numbers=self.numbers)

    def take(self, cells: Mapping[str, str], place: str) -> Iterator[Problem]:
        """Take what a row says of an answer, and yield what is wrong with it."""
        name, number = cells[QUESTION], cells.get(NUMBER, "").strip(SPACES)
        said = {table: {name: cells.get(column, "")} for table, column in PARTS.items()}
        facts, problems = sheet_facts(said, self.framework.words.ids)
        if name not in self.framework.words.ids:
            yield replace(problems[0], where=f"{place}, {QUESTION}")
            return
        for problem in problems:
            yield replace(problem, where=f"{place}, {PARTS[problem.where.split('.')[1]]}")
        for table, column in PARTS.items():
            new, old = getattr(facts, table).get(name), self.tables[table]
            if new is not None and old.setdefault(name, new) != new:
                yield Problem(f"this answer already has another {column}", f"{place}, {column}", repr(name))
        if number:
            yield from self._number(name, number, f"{place}, {NUMBER}")

    def _number(self, name: str, text: str, place: str) -> Iterator[Problem]:
        """Keep a number with the answer it was given for; yield a problem if it was given for another one."""
        question = self.framework.question(name)
        scale, code = self.framework.scales[question.scale], self.sheet.codes[self.framework.questions.index(question)]
        given = exact_number(cell_answer(text, numeric=True)) if scale.numeric else None
        if given is None:
            what = "expected a number" if scale.numeric else "this question does not ask for a number"
            yield Problem(what, place, repr(text[:60]))
        elif answer_code(question, scale, given) != code or self.numbers.setdefault(name, given) != given:
            told = self.numbers.get(name)
            allowed = answer_word(question, code) if told is None else decimal_text(told)
            yield Problem("this is not the number that the answer was given as", place, text[:60], allowed)


def with_facts(framework: Framework, sheets: Sequence[Sheet], source: str | None) -> list[Sheet]:
    """Return the sheets with what a table says of their answers; without a table, they stay as they are.

    Raises:
        AnswersError: lists every problem in the table, with row and column.
    """
    if source is None:
        return list(sheets)
    problems: list[Problem] = []
    found = [_Remarked(framework, sheet) for sheet in sheets]
    rows = [*_cells(source, problems)]
    given = {cells[QUESTION].strip(SPACES) for _, cells in rows}
    names = {name: question_names(framework, [name]).get(name, name) for name in given}
    for row, found_cells in rows:
        place, cells = f"{source}, row {row}", {**found_cells, QUESTION: names[found_cells[QUESTION].strip(SPACES)]}
        sheet = _sheet_of(sheets, cells.get(ORGANISATION, ""), place, problems)
        if sheet is not None:
            problems += found[sheet].take(cells, place)
    if problems:
        raise AnswersError(problems)
    return [sheet.whole() for sheet in found]


def _cells(source: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the cells of the rows that are not empty, by column, numbered as in a spreadsheet."""
    lines = io.StringIO(file_text(source, "csv"), newline="")
    head, delimiter = separated(lines, source, AS_SHOWN)
    try:
        rows = list(csv.reader([*head, *lines], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise AnswersError([Problem(f"the file is not CSV: {error}", source)]) from error
    filled = [(row, cells) for row, cells in enumerate(rows, start=1) if any(map(str.strip, cells))]
    first, header = filled[0] if filled else (1, list[str]())
    titles = [title.strip(SPACES) for title in header]
    problems += _header_problems(titles, f"{source}, row {first}")
    if problems:
        return
    for row, cells in filled[1:]:
        if len(cells) != len(titles):
            allowed = f"{len(titles)}, as in the header"
            problems.append(Problem("wrong number of cells", f"{source}, row {row}", str(len(cells)), allowed))
        else:
            yield row, {title: plain_cell(cell) for title, cell in zip(titles, cells, strict=True)}


def _header_problems(titles: Sequence[str], place: str) -> Iterator[Problem]:
    for name in COLUMNS:
        if titles.count(name) > 1:
            yield Problem("duplicate column", place, repr(name))
    if QUESTION not in titles or not {COMMENT, EVIDENCE, NUMBER} & {*titles}:
        allowed = f"{QUESTION}, and {COMMENT}, {EVIDENCE} or {NUMBER}"
        yield Problem("this is not a table of facts", place, ", ".join(titles[:5]) or "no columns", allowed)
    for title in titles:
        if title not in COLUMNS and (near := nearest(title, [name for name in COLUMNS if name not in titles])):
            yield Problem("no such column", place, repr(title), hint=f"did you mean {near!r}?")


def _sheet_of(sheets: Sequence[Sheet], name: str, place: str, problems: list[Problem]) -> int | None:
    """Return which sheet a row is about: the only one, or the one of that name."""
    if len(sheets) == 1 and name in {"", sheets[0].organisation}:
        return 0
    named = [at for at, sheet in enumerate(sheets) if sheet.organisation == name]
    if name and len(named) == 1:
        return named[0]
    where, got = f"{place}, {ORGANISATION}", repr(name)
    if name and named:
        problems.append(Problem("several organisations have this name", where, got))
    else:
        problems.append(Problem("no such organisation", where, got, near=(name, [one.organisation for one in sheets])))
    return None
