"""Tables read by the mapping that the running command was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_app.file_text import file_text
from maturity_app.mapping.files import MappingFile, mapped, read_mapping
from maturity_app.workbooks.opening import SheetTable, open_workbook
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from maturity_app.mapping.files import Row
    from maturity_app.reading import Reading


def rows_as_mapped(rows: Iterable[Row], reading: Reading) -> Iterator[Row]:
    """Yield the rows of a table as the mapping says that the command was given; as they are without one.

    Raises:
        AnswersError: the mapping cannot be read, or does not fit the table.
    """
    mapping = table_mapping(reading)
    return mapped(rows, mapping, reading.framework, reading.name) if reading.how.mapping else iter(rows)


def table_mapping(reading: Reading) -> MappingFile:
    """Return the mapping that the command was given, for a table with a row per organisation.

    Raises:
        AnswersError: it cannot be read, or is for the exports of a program.
    """
    mapping = mapping_of(reading)
    if mapping.export:
        what, hint = (
            f"an export of {mapping.export} has a row per question",
            "leave out --out, or write a workbook (.xlsx)",
        )
        raise AnswersError([Problem(what, reading.name, hint=hint)])
    return mapping


def mapped_workbook(source: str, form: str, reading: Reading) -> list[SheetTable]:
    """Return the sheets of a workbook as the mapping says; as they are where they don't have its columns, if others do.

    Raises:
        AnswersError: the workbook or the mapping cannot be read, or the mapping fits no sheet.
    """
    tables = open_workbook(source, form, reading.how.decimal)
    if not reading.how.mapping:
        return tables
    mapping, found, problems = table_mapping(reading), list[SheetTable](), list[Problem]()
    for table in tables:
        try:
            rows = [*mapped(table.rows, mapping, reading.framework, f"{reading.name}, sheet {table.name}")]
            found.append(replace(table, rows=rows))
        except AnswersError as error:
            problems += error.problems
    if problems and not found:
        raise AnswersError(problems)
    names = {table.name for table in found}
    return [*found, *(table for table in tables if table.name not in names)]


def mapping_of(reading: Reading) -> MappingFile:
    """Return the mapping that the command was given; one that says nothing if it was given none.

    Raises:
        AnswersError: listing everything that is wrong with it.
    """
    if not reading.how.mapping:
        return MappingFile()
    return read_mapping(reading.framework, reading.how.mapping, lambda name: file_text(name, "toml"))


def refuse_mapping(reading: Reading) -> None:
    """Refuse a mapping for a file that is no table of texts.

    Raises:
        AnswersError: the command was given one.
    """
    if reading.how.mapping:
        raise AnswersError(
            [
                Problem(
                    "a mapping is for CSV, TSV, workbooks and JSON",
                    reading.name,
                    hint="leave out --map",
                )
            ]
        )
