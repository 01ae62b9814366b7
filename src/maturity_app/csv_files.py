"""Answers files in CSV: a header with question ids, then one organisation per row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from maturity_app.console import warn
from maturity_app.csv_cells import cell_answer, cell_date
from maturity_app.dialects import separated, told_separator
from maturity_app.origin import FACTS, checked_origin
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION, SECONDS, RawSheet, refusals, whole
from maturity_core.answers.tables.columns import column_problems
from maturity_core.errors import AnswersError, Problem, cut_middle, listed
from maturity_core.nearest import folded, nearest
from maturity_core.people.editions import Way

if TYPE_CHECKING:
    from maturity_app.how import How, Mark
    from maturity_app.reading import Reading
    from maturity_core import Framework

ORGANISATIONS = {ORGANISATION, "organization"}

DATE = "date"
LONGEST_TITLE = 60
SPACES = " \u00a0\u2007\u202f"
"""Invisible padding around a title or a cell: ordinary and non-breaking spaces."""


def row_sheets(
    rows: Iterator[tuple[int, list[str]]], name: str, reading: Reading, problems: list[Problem]
) -> Iterator[RawSheet]:
    """Yield the sheets of rows: a header, then an organisation per row. What is wrong is added to `problems`.

    Columns without a title and without a filled cell at the end, which spreadsheets like to append, are left out.
    """
    framework = reading.framework
    editions = Editions(framework, reading.how)
    nothing: list[str] = []
    first, header = next(rows, (1, nothing))
    header = without_blanks(header)
    problems += header_problems(framework, header, f"{name}, row {first}", editions.earlier_columns(header))
    header = with_organisation(reading.titles(header))
    if near := _meant_as_names(header):
        hint = f"to name the organisations, call it {ORGANISATION!r}"
        warn([f"{name}, row {first}: the column {near!r} is taken for one of your own and not read; {hint}"])
    tell_own([title for title in header if title != near], editions, reading)
    count = 0
    for row, found in rows:
        count += 1
        place = f"{name}, row {row}"
        cells = fitted(found, len(header))
        if len(cells) != len(header):
            allowed = f"{len(header)}, as in the header"
            problems.append(Problem("wrong number of cells", place, str(len(cells)), allowed))
            continue
        named: dict[str, str] = {}
        for title, cell in zip(header, cells, strict=True):
            named.setdefault(title, cell)
        wrong: list[Problem] = []
        origin = checked_origin(named, place, wrong)
        answers = editions.answers(named, origin.edition)
        wrong += [problem for key, answer in answers.items() for problem in refusals(answer, f"{place}, {key}")]
        problems += wrong
        if not wrong:
            facts = {key: fact_cell(key, named[key]) for key in ABOUT_SHEET if key in named and key not in answers}
            yield RawSheet(named.get(ORGANISATION, ""), answers, name, row, origin, facts=facts)
    if not count:
        problems.append(no_organisation(name))


def tell_own(header: list[str], editions: Editions, reading: Reading) -> None:
    """Note the columns of the user's own: none of them is read as an answer or a fact."""
    known = {
        *reading.questions,
        ORGANISATION,
        *ABOUT_SHEET,
        *FACTS,
        *(each for one in editions.earlier.values() for each in one),
    }
    own = [cut_middle(title, LONGEST_TITLE) for title in header if title and title not in known]
    if own:
        reading.tell(f"columns of your own, which are not read: {listed([repr(title) for title in own])}")


def without_blanks(cells: list[str], least: int = 0) -> list[str]:
    """Return cells without the empty ones at the end, but at least so many.

    >>> without_blanks(["a", "", "b", "", ""])
    ['a', '', 'b']
    """
    end = len(cells)
    while end > least and not cells[end - 1]:
        end -= 1
    return cells[:end]


def fitted(cells: list[str], width: int) -> list[str]:
    """Return the cells of a row, without those at the end that are empty and more than the header has."""
    return cells if len(cells) <= width else without_blanks(cells, width)


def with_organisation(header: list[str]) -> list[str]:
    """Return titles with the column of the organisations called as it is, in any letter case and spelling."""
    if ORGANISATION in header:
        return header
    named = [title for title in header if folded(title) in ORGANISATIONS]
    return [ORGANISATION if named == [title] else title for title in header]


def fact_cell(name: str, cell: str) -> object:
    """Return a cell that says something of the whole sheet: text, a date, or a number of seconds."""
    if name == DATE:
        return cell_date(cell)
    return whole(cell) if name == SECONDS and cell.isascii() and cell.isdecimal() else cell


class Editions:
    """The columns that are answers, by the edition that a row is for."""

    def __init__(self, framework: Framework, how: How) -> None:
        self.decimal: Mark | None = how.decimal
        self.numeric = {entry.id: framework.scales[entry.scale].takes_numbers for entry in framework.questions}
        ways = {since.edition: Way(framework, since) for since in framework.since}
        self.earlier = {
            edition: {
                **dict.fromkeys(way.left_out, False),
                **{then: self.numeric[asked[0].id] for then, asked in way.leads.items()},
            }
            for edition, way in ways.items()
        }

    def earlier_columns(self, header: Sequence[str]) -> list[str]:
        """Return the questions that only earlier editions had; none if the table is not for one of them."""
        every = {
            question: None for asked in self.earlier.values() for question in asked if question not in self.numeric
        }
        return list(every) if "edition" in header and every.keys() & set(header) else []

    def answers(self, cells: dict[str, str], edition: str) -> dict[str, object]:
        """Return the answers in a row; a question that its edition did not have is one only if it is filled in."""
        filled = {key: numeric for key, numeric in self.numeric.items() if cells.get(key)}
        asked = filled | self.earlier.get(edition, self.numeric)
        return {
            key: cell_answer(cell, numeric=asked[key], decimal=self.decimal)
            for key, cell in cells.items()
            if key in asked
        }


def _meant_as_names(header: list[str]) -> str:
    """Return a title that looks like a misspelt `organisation`, if there is no column of that title."""
    near = (title for title in header if nearest(title.strip("\ufeff").casefold(), [ORGANISATION]))
    return "" if ORGANISATION in header else next(near, "")


def no_organisation(name: str) -> Problem:
    """Return the problem with a table without rows."""
    return Problem("the file has no organisations", name, hint="it is empty, or has only a header")


def csv_rows(lines: Iterator[str], reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, numbered as in a spreadsheet, with spaces around cells removed.

    Raises:
        AnswersError: the text is not CSV.
    """
    head, delimiter = separated(lines, reading.name, reading.how)
    told_separator(delimiter, reading)
    return ((row, cells) for row, cells in numbered(chain(head, lines), delimiter, reading.name) if any(cells))


def numbered(lines: Iterable[str], delimiter: str, name: str, before: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield all rows with their numbers, and with spaces around cells removed; `before` rows were read already.

    Raises:
        AnswersError: the text is not CSV.
    """
    row = before
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=before + 1):
            yield row, [cell.strip(SPACES) for cell in cells]
    except csv.Error as error:
        raise AnswersError([Problem(f"the file is not CSV: {error}", f"{name}, row {row + 1}")]) from error


def header_problems(framework: Framework, header: list[str], place: str, also: Sequence[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong with the column titles, as in any table; nothing if there are none."""
    for problem in column_problems(framework, header, also) if header else ():
        title = problem.where.removeprefix("answers").removeprefix(".")
        yield replace(problem, where=place, got=problem.got or repr(title))
