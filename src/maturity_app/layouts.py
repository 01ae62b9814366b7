"""How answers lie in a table: a row per organisation, a row per question, or a sheet per respondent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from maturity_app.csv_cells import cell_answer, cell_date, plain_cell
from maturity_app.csv_files import DATE, fact_cell, row_sheets, with_organisation
from maturity_app.origin import FACTS, checked_origin
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION, RawSheet, refusals
from maturity_core.answers.sheets import answer_code
from maturity_core.answers.tables.columns import question_names
from maturity_core.errors import AnswersError, Problem, listed
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_app.reading import Reading
    from maturity_app.workbooks.opening import SheetTable

Row = tuple[int, list[str]]
ROWS, QUESTIONS, SHEETS = "rows", "questions", "sheets"
QUESTION, ANSWER, NUMBER, COMMENT, EVIDENCE = "question", "answer", "number", "comment", "evidence"
TITLES = {
    **dict.fromkeys((QUESTION, "question id", "question_id", "frage"), QUESTION),
    **dict.fromkeys((ANSWER, "antwort"), ANSWER),
    **dict.fromkeys((NUMBER, "zahl"), NUMBER),
    **dict.fromkeys((COMMENT, "comments", "note", "notes", "kommentar", "bemerkung"), COMMENT),
    **dict.fromkeys((EVIDENCE, "beleg", "belege"), EVIDENCE),
    **dict.fromkeys((DATE, "datum"), DATE),
}
"""The columns of a row per question, by what they may be called."""
WHO = (ORGANISATION, "respondent", "role")
"""What tells whose answer a row has: rows that differ in it are of different sheets."""
SEARCHED = 40
"""The rows among which the titles of a row per question are looked for: facts of the sheet may lie above them."""


def table_sheets(rows: Iterable[Row], name: str, reading: Reading, problems: list[Problem]) -> Iterator[RawSheet]:
    """Yield the sheets of a table, as it is laid out; what is wrong with it is added to `problems`.

    A table has a row per question if it has a column *question* and a column *answer*, and no column of a question.
    """
    reading.has_texts = True
    every = iter(rows)
    head = list(islice(every, SEARCHED))
    at = None if reading.how.layout == ROWS else titles_at(head, reading)
    if at is None and reading.how.layout == QUESTIONS:
        allowed = f"a column {QUESTION!r} and a column {ANSWER!r}"
        raise AnswersError([Problem("this is not a table with a row per question", name, allowed=allowed)])
    if at is None:
        yield from row_sheets(chain(head, every), name, reading, problems)
        return
    reading.tell(f"read as a row per question, because row {head[at][0]} has the columns {QUESTION!r} and {ANSWER!r}")
    yield from question_sheets(head[: at + 1], chain(head[at + 1 :], every), name, reading, problems)


def question_sheets(
    head: Sequence[Row], rows: Iterable[Row], name: str, reading: Reading, problems: list[Problem]
) -> Iterator[RawSheet]:
    """Yield the sheets of a table with a row per question; the last row of its head has the titles."""
    table = _ByQuestion(reading, name, head[:-1], head[-1], problems)
    for row, cells in rows:
        table.take(row, cells)
    yield from table.sheets()


def titles_at(head: Sequence[Row], reading: Reading) -> int | None:
    """Return the place of the row with the titles of a row per question; None if there is none."""
    if not head or has_questions(head[0][1], reading):
        return None
    known = [{TITLES.get(folded(cell)) for cell in cells} for _, cells in head]
    return next((at for at, titles in enumerate(known) if {QUESTION, ANSWER} <= titles), None)


def refuse_questions(head: Sequence[Row], name: str, reading: Reading) -> None:
    """Refuse a table with a row per question where a table of results is asked for.

    Raises:
        AnswersError: it is such a table, or was said to be one.
    """
    asked = reading.how.layout
    if asked == QUESTIONS or (asked != ROWS and titles_at(head, reading) is not None):
        what, hint = "a table of results needs a row per organisation", "leave out --out, or write a workbook (.xlsx)"
        raise AnswersError([Problem(what, name, hint=hint)])


def has_questions(header: Sequence[str], reading: Reading) -> bool:
    """Return whether a header has columns of questions."""
    return any(title in reading.questions for title in header) or bool(question_names(reading.framework, header))


@dataclass
class _Said:
    """What a table with a row per question says of one organisation, or of one person in it; `rows` by question."""

    row: int
    facts: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict[str, int])
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    about: dict[str, dict[str, Any]] = field(default_factory=lambda: {"comments": {}, "evidence": {}})
    dates: set[str] = field(default_factory=set[str])


class _ByQuestion:
    """A table with a row per question: facts of the sheet above, then titles, then a row for each answer."""

    def __init__(self, reading: Reading, name: str, above: Sequence[Row], header: Row, problems: list[Problem]) -> None:
        self.reading, self.name, self.problems = reading, name, problems
        known = {ORGANISATION, *ABOUT_SHEET, *FACTS}
        self.said: dict[str, str] = {}
        for row, cells in above:
            title, cell = with_organisation([folded(cells[0])])[0], plain_cell("".join(cells[1:2]))
            if title in known and cell and self.said.setdefault(title, cell) != cell:
                problems.append(_twice(f"{name}, row {row}, {title}", cell, f"{self.said[title]}, above"))
        titles = with_organisation([TITLES.get(folded(cell), cell) for cell in header[1]])
        self.titles = titles
        twice = [title for title in dict.fromkeys(titles) if title in TITLES.values() and titles.count(title) > 1]
        place = f"{name}, row {header[0]}"
        problems += [Problem("duplicate column", place, repr(title), hint="keep one of them") for title in twice]
        self.found: dict[tuple[str, ...], _Said] = {}

    def take(self, row: int, texts: list[str]) -> None:
        """Take a row."""
        cells = dict(zip(self.titles, map(plain_cell, texts), strict=False))
        given, place = cells.get(QUESTION, ""), f"{self.name}, row {row}"
        if not (cells.get(ANSWER) or cells.get(NUMBER) or cells.get(COMMENT) or cells.get(EVIDENCE)):
            return
        (question,) = self.reading.titles([given])
        if question not in self.reading.questions:
            self.problems.append(Problem("no such question", place, repr(given), near=(given, self.reading.questions)))
            return
        said = {key: cells[key] for key in (ORGANISATION, *ABOUT_SHEET, *FACTS) if key != DATE and cells.get(key)}
        facts = {**self.said, **said}
        sheet = self.found.setdefault(tuple(facts.get(key, "") for key in WHO), _Said(row, facts))
        self.problems += [
            _twice(f"{place}, {key}", text, f"{sheet.facts[key]}, as in row {sheet.row}")
            for key, text in facts.items()
            if sheet.facts.setdefault(key, text) != text
        ]
        if question in sheet.answers:
            hint = f"keep one of them: the first is row {sheet.rows[question]}"
            self.problems.append(Problem("this question has a second row", place, repr(given), hint=hint))
            return
        sheet.rows[question] = row
        sheet.answers[question] = self._answer(question, cells, place)
        sheet.about["comments"] |= {question: cells[COMMENT]} if cells.get(COMMENT) else {}
        sheet.about["evidence"] |= {question: cells[EVIDENCE]} if cells.get(EVIDENCE) else {}
        sheet.dates |= {cell_date(cells[DATE])} if cells.get(DATE) else set()

    def _answer(self, name: str, cells: Mapping[str, str], place: str) -> Any:
        """Return an answer: the number that was given, if there is a column for it, which has to fit the answer."""
        question, numeric = self.reading.questions[name], name in self.reading.numeric
        read = [
            cell_answer(cells[title], numeric=numeric, decimal=self.reading.how.decimal)
            for title in (NUMBER, ANSWER)
            if cells.get(title)
        ]
        self.problems += [problem for answer in read for problem in refusals(answer, f"{place}, {name}")]
        if len(read) > 1:
            scale = self.reading.framework.scales[question.scale]
            codes = [answer_code(question, scale, answer) for answer in read]
            if all(isinstance(code, int) for code in codes) and codes[0] != codes[1]:
                what, allowed = "the number does not fit the answer", cells[ANSWER]
                self.problems.append(Problem(what, f"{place}, {NUMBER}", cells[NUMBER], allowed))
        return read[0] if read else None

    def _unnamed(self) -> Iterator[Problem]:
        """Yield the rows that do not say whose answers they have, where others of the same organisation do."""
        for place, title in enumerate(WHO):
            for who, sheet in self.found.items():
                others = [other[place] for other in self.found if other[:place] == who[:place] and other[place]]
                if others and not who[place]:
                    where, allowed = f"{self.name}, row {sheet.row}, {title}", listed([*dict.fromkeys(others)])
                    yield Problem("this row does not say whose answer it has", where, "", allowed, "fill in the cell")

    def sheets(self) -> Iterator[RawSheet]:
        """Yield the sheets: one for each organisation, or for each person in it."""
        self.problems += self._unnamed()
        if not self.found:
            self.found = {(): _Said(0, dict(self.said))}
        alone = len(self.found) == 1
        for sheet in self.found.values():
            origin = checked_origin(sheet.facts, self.name, self.problems)
            facts = {key: fact_cell(key, sheet.facts[key]) for key in ABOUT_SHEET if key in sheet.facts}
            dates = {cell_date(self.said[DATE])} if DATE in self.said else sheet.dates
            if len(dates) == 1:
                facts[DATE] = next(iter(dates))
            elif dates:
                self.reading.tell("answers have several dates, so that the sheet has none")
            row = None if alone else sheet.row
            named = sheet.facts.get(ORGANISATION, "")
            yield RawSheet(named, sheet.answers, self.name, row, origin, facts={**facts, **sheet.about})


def _twice(where: str, got: str, before: str) -> Problem:
    return Problem("this contradicts what was said before", where, repr(got), before)


def workbook_sheets(
    tables: Sequence[SheetTable], name: str, reading: Reading, problems: list[Problem]
) -> Iterator[RawSheet]:
    """Yield the sheets of answers in a workbook: in one of its sheets, or in one for each respondent.

    Raises:
        AnswersError: it is not clear which sheets hold the answers.
    """
    chosen = answer_tables(tables, name, reading)
    if len(chosen) == 1:
        yield from table_sheets(chosen[0].rows, name, reading, problems)
        return
    for place, table in enumerate(chosen, start=1):
        for sheet in table_sheets(table.rows, f"{name}, sheet {table.name}", reading, problems):
            facts = {"respondent": table.name, **sheet.facts}
            yield replace(sheet, organisation=sheet.organisation or table.name, row=place, unit=SHEET, facts=facts)


SHEET = "sheet"


def answer_tables(tables: Sequence[SheetTable], name: str, reading: Reading) -> list[SheetTable]:
    """Return the sheets of a workbook that hold answers; which ones were chosen, and why, is noted.

    Raises:
        AnswersError: there is none of the name that was asked for, or it is not clear which ones are meant; or one of
            those that were chosen has cells without a value.
    """
    chosen = _chosen(tables, name, reading)
    if faults := [fault for table in chosen for fault in table.faults]:
        raise AnswersError(faults)
    for table in chosen:
        titles = titles_at(table.rows[:SEARCHED], reading) or 0
        for named in table.hidden(table.rows[titles][0]) if table.rows else ():
            reading.tell(f"sheet {table.name!r}: hidden, and read like the others: {named}")
    return chosen


def _chosen(tables: Sequence[SheetTable], name: str, reading: Reading) -> list[SheetTable]:
    shown = [table for table in tables if table.is_shown and table.rows]
    wanted = reading.how.sheet
    if wanted:
        named = [table for table in tables if table.name == wanted]
        if not named:
            known = [table.name for table in tables]
            raise AnswersError([Problem("no such sheet", name, repr(wanted), near=(wanted, known))])
        return named
    passed = [table.name for table in tables if not table.is_shown and table.rows and _holds_answers(table, reading)]
    if passed:
        way = reading.how.hint("show the sheet to read it", "add --sheet NAME")
        reading.tell(f"hidden sheets with questions are not read: {listed(passed)}; {way}")
    if not shown:
        raise AnswersError([Problem("the workbook is empty", name)])
    holding = [table for table in shown if _holds_answers(table, reading)]
    if len(holding) <= 1:
        if len(shown) > 1:
            chosen = (holding or shown)[0]
            rest = listed([table.name for table in shown if table is not chosen])
            reading.tell(f"the sheet {chosen.name!r} is read, others have no questions: {rest}")
        return holding or shown[:1]
    names = listed([table.name for table in holding])
    if reading.how.layout != SHEETS and not _is_per_respondent(holding, reading):
        allowed = f"the answers in one of {names}; or a sheet for each respondent"
        hint = reading.how.hint("keep the one to read in a workbook of its own", "add --sheet NAME or --layout sheets")
        raise AnswersError([Problem("several sheets hold answers", name, str(len(holding)), allowed, hint)])
    reading.tell(f"read as a sheet for each respondent, because each has a row per question: {names}")
    return holding


def _holds_answers(table: SheetTable, reading: Reading) -> bool:
    head = table.rows[:SEARCHED]
    return has_questions(head[0][1], reading) or titles_at(head, reading) is not None


def _is_per_respondent(tables: Sequence[SheetTable], reading: Reading) -> bool:
    """Return whether sheets have a row per question each, and all about the same questions."""
    asked: list[set[str]] = []
    for table in tables:
        at = titles_at(table.rows[:SEARCHED], reading)
        if at is None:
            return False
        cells = [cell for _, row in table.rows[at + 1 :] for cell in row]
        asked.append({*reading.questions} & {*cells, *question_names(reading.framework, cells).values()})
    return any(all(question in one for one in asked) for question in asked[0])
