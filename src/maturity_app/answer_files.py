"""Read answers files as sheets. Nothing is guessed; all problems in a file are reported at once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.arrow_sheets import ARROW, arrow_sheets
from maturity_app.console import warn
from maturity_app.csv_files import csv_rows
from maturity_app.exports.reading import export_sheets
from maturity_app.file_text import STDIN, TABLES, YAML, file_text
from maturity_app.layouts import table_sheets, workbook_sheets
from maturity_app.mapping.objects import object_rows
from maturity_app.mapping.using import mapped_workbook, mapping_of, refuse_mapping, rows_as_mapped
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.reading import Reading
from maturity_app.result_files import json_sheets
from maturity_app.streaming.formats import ENDINGS
from maturity_app.table_files import parse_json, parse_toml, table_sheet
from maturity_app.workbooks.opening import WORKBOOKS
from maturity_core import Assessment
from maturity_core.answers.facts import given_to, sheet_facts
from maturity_core.answers.given import answered
from maturity_core.errors import AnswersError, Problem
from maturity_core.nearest import nearest

if TYPE_CHECKING:
    from maturity_app.how import How
    from maturity_app.raw_sheet import RawSheet
    from maturity_core import Framework, SheetFacts
    from maturity_core.telling.words import Words

FORMATS = (*dict.fromkeys(("toml", "json", *TABLES, *WORKBOOKS, *ENDINGS)), YAML)
FORMAT = click.option(
    "--format", "stated", type=click.Choice(FORMATS), help="The format of ANSWERS, if its name does not show it."
)
"""The format of the answers, for a command that reads them."""


@dataclass(frozen=True)
class Sheet:
    """The valid answers of one organisation: a code for every question, in file order, and the numbers given."""

    facts: SheetFacts
    codes: tuple[int, ...]
    numbers: Mapping[str, Fraction]
    row: int | None = None
    unit: str = "row"
    since: str = ""
    """The edition that they were carried over from; empty if they were given to this one."""

    @property
    def organisation(self) -> str:
        """The name of the organisation; empty if the sheet has none."""
        return self.facts.organisation

    @property
    def name(self) -> str:
        """What messages call the organisation among others: its name, or its place in the file."""
        return self.organisation or ("" if self.row is None else f"{self.unit} {self.row}")

    def told_name(self, words: Words) -> str:
        """Return what a table of results calls the organisation: the same as `name`, in the words of a language."""
        if self.organisation or self.row is None:
            return self.organisation
        return words.part("show").say(f"organisation-{self.unit}", place=self.row)

    def assessed(self, framework: Framework) -> Assessment:
        """Return the assessment of these answers, which keeps the numbers given and the facts."""
        return Assessment(framework, self.codes, numbers=self.numbers, facts=self.facts)


def format_of(source: str, stated: str | None, how: How | None = None) -> str:
    """Return the format of an answers file: the stated one, or else the one its extension stands for.

    Args:
        source: a path, or `-` for standard input.
        stated: the format, if it was said.
        how: what is known of the file, as for `read_sheets`.

    Raises:
        AnswersError: the extension is unknown, or the answers come from standard input.
    """
    ending = Path(source).suffix.removeprefix(".").lower().replace("yml", YAML)
    if stated or ending in FORMATS:
        return stated or ending
    if source == STDIN:
        raise AnswersError([Problem("cannot tell the format of standard input", hint=_way_to_say(how))])
    near = nearest(ending, FORMATS)
    hint = f"did you mean .{near}?" if near else _way_to_say(how)
    got, allowed = f".{ending}" if ending else "no extension", ", ".join(f".{name}" for name in FORMATS)
    raise AnswersError([Problem("cannot tell the format from the file name", source, got, allowed, hint)])


def _way_to_say(how: How | None) -> str:
    """Return a hint on how to give the format: with an option, in commands that have one for the file."""
    context = click.get_current_context(silent=True)
    options = [] if context is None else [option.name for option in context.command.params]
    has_option = "stated" in options and (how is None or how.decides)
    return "add --format toml, json or csv" if has_option else "use a file name that ends in .toml, .json or .csv"


def read_sheets(
    framework: Framework,
    source: str,
    stated: str | None = None,
    positions_from: int | None = None,
    how: How | None = None,
) -> list[Sheet]:
    """Return the sheets of an answers file: one for TOML, one or several for JSON and for tables, as they are laid out.

    JSON may also hold results as written by `assess --json`; their answers are read.

    Notes on the file go to stderr: that it was filled in for other wording or rules or does not say for which, and that
    its positions may start at 1.

    Args:
        framework: the framework the answers belong to.
        source: a path, or `-` for standard input.
        stated: the format, if the file name does not show it.
        positions_from: the position of the lowest option, 0 or 1, if known.
        how: what is known of the file; what the running command was told of its answers if left out. `AS_SHOWN` is for
            every other file: nothing that was said of the answers is about them.

    Raises:
        AnswersError: lists every problem in the file, with row and question.
    """
    form = format_of(source, stated, how)
    name = "standard input" if source == STDIN else source
    reading = Reading(framework, name, positions_from, how)
    problems: list[Problem] = []
    raw = _raw(source, form, reading, problems)
    sheets = list(_checked(reading, raw, problems))
    if notes := reading.notes(refused=bool(problems)):
        warn(notes)
    if problems:
        raise AnswersError(problems)
    return sheets


def _raw(source: str, form: str, reading: Reading, problems: list[Problem]) -> list[RawSheet]:
    """Return the sheets of a file, unchecked; what is wrong with it is added to `problems`."""
    name, mapping = reading.name, mapping_of(reading)
    if source == STDIN and form not in {"toml", "json", *TABLES, YAML}:
        raise AnswersError([Problem("this format cannot be read from standard input", name, form)])
    if mapping.export:
        return list(export_sheets(source, form, reading, mapping, problems))
    if form in WORKBOOKS:
        reading.is_workbook = True
        return list(workbook_sheets(mapped_workbook(source, form, reading), name, reading, problems))
    if form == YAML:
        raise AnswersError(
            [Problem("YAML is read only as an export", name, hint="say whose it is, such as --map dsomm")]
        )
    if ENDINGS.get(form) in ARROW:
        refuse_mapping(reading)
        return list(arrow_sheets(source, ENDINGS[form], reading, problems))
    text = file_text(source, form, reading)
    if form in TABLES:
        rows = csv_rows(io.StringIO(text, newline=""), reading)
        return list(table_sheets(rows_as_mapped(rows, reading), name, reading, problems))
    return _from_tables(text, form, reading, problems)


def _from_tables(text: str, form: str, reading: Reading, problems: list[Problem]) -> list[RawSheet]:
    """Return the sheets of a file in JSON or TOML, unchecked."""
    name = reading.name
    found = parse_json(text, name, problems) if form == "json" else None
    if form == "json" and reading.how.mapping:
        return list(table_sheets(rows_as_mapped(object_rows(found, reading), reading), name, reading, problems))
    refuse_mapping(reading)
    if form == "json":
        return json_sheets(reading.framework, found, name, problems)
    return table_sheet(parse_toml(text, name, problems), name, problems)


def read_sheet(
    framework: Framework,
    source: str,
    stated: str | None = None,
    positions_from: int | None = None,
    how: How | None = None,
) -> Sheet:
    """Return the only sheet of an answers file; see `read_sheets`.

    Raises:
        AnswersError: lists every problem in the file, or says that it holds several organisations.
    """
    sheets = read_sheets(framework, source, stated, positions_from, how)
    if len(sheets) > 1:
        hint = "put its row and the header into a separate file"
        raise AnswersError([Problem("the file holds several organisations", source, str(len(sheets)), "one", hint)])
    return sheets[0]


def _checked(reading: Reading, raw: list[RawSheet], problems: list[Problem]) -> Iterator[Sheet]:
    """Yield the sheets whose answers the core accepts; add to `problems` what is wrong with the others, and where."""
    for sheet in raw:
        reading.rows += 1
        found = reading.origin(sheet.origin)
        if found.refusal:
            problems.append(replace(found.refusal, where=sheet.place))
            continue
        answers = reading.answers(sheet.answers, found)
        asked = found.way.known if found.way else reading.framework.words.ids
        facts, unclear = sheet_facts({ORGANISATION: sheet.organisation, **sheet.facts}, asked)
        wrong = [*(answer for answer in answers.values() if isinstance(answer, Problem)), *unclear]
        try:
            known: Mapping[str, Any] = {
                name: None if isinstance(answer, Problem) else answer for name, answer in answers.items()
            }
            facts = given_to(facts, found.then)
            if found.way:
                carried = reading.carried(known, facts, sheet.origin)
                known, facts = carried.answers, carried.facts
            codes, numbers = answered(reading.framework, known)
        except AnswersError as error:
            named = {problem.where for problem in wrong}
            wrong += [problem for problem in error.problems if problem.where not in named]
        else:
            if not wrong:
                then = sheet.origin.edition if found.way else ""
                yield Sheet(facts, tuple(codes), numbers, sheet.row, sheet.unit, then)
        problems += [_at(sheet, reading.decided(problem)) for problem in wrong]


def _at(sheet: RawSheet, problem: Problem) -> Problem:
    where = problem.where.removeprefix("answers.").removeprefix("facts.")
    return replace(problem, where=f"{sheet.place}, {where}")
