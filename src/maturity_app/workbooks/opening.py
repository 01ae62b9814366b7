"""Open a workbook: bounded first, then read in a process of its own. Its sheets become rows of text, as in CSV."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.csv_files import SPACES
from maturity_app.workbooks.child import MOST_SECONDS
from maturity_app.workbooks.ods_parts import ods_facts
from maturity_app.workbooks.parts import Parts, SheetFacts
from maturity_app.workbooks.xlsx_parts import xlsx_facts
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_app.workbooks.parts import Place

MOST_FILE = 64_000_000
"""The most bytes of the file itself."""
WORKBOOKS = {"xlsx": xlsx_facts, "ods": ods_facts}
"""What looks at a workbook before it is opened, by format."""
CHILD = "maturity_app.workbooks.child"
"""The module that the process runs."""
Rows = list[tuple[int, list[str]]]
_LETTERS = 26


@dataclass(frozen=True)
class SheetTable:
    """A sheet: its name, whether it is shown, and its rows that are not empty, numbered as in the spreadsheet."""

    name: str
    is_shown: bool
    rows: Rows


def open_workbook(source: str, form: str) -> list[SheetTable]:
    """Return the sheets of a workbook, `xlsx` or `ods`. Nothing in it is executed or followed.

    Raises:
        AnswersError: it cannot be read, is too large, or has cells without a value.
        MissingExtraError: python-calamine is missing.
    """
    optional("python_calamine")
    path = Path(source)
    try:
        if path.stat().st_size > MOST_FILE:
            allowed = f"up to {MOST_FILE // 10**6} MB"
            raise AnswersError([Problem("the file is too large", source, allowed=allowed)])
        with closing(Parts(path, source)) as parts:
            facts = WORKBOOKS[form](parts)
    except OSError as error:
        raise AnswersError([Problem("the file cannot be read", source, str(error.strerror))]) from error
    problems = [
        Problem(what, f"{source}, sheet {sheet}, cell {cell_name(place)}", hint="calculate it, or clear the cell")
        for sheet, known in facts.items()
        for place, what in known.faults.items()
    ]
    if problems:
        raise AnswersError(problems)
    return list(_tables(_lines(source), facts))


def _lines(source: str) -> list[Any]:
    """Return what the process that opens the workbook printed.

    Raises:
        AnswersError: it failed.
    """
    command = [sys.executable, "-P", "-m", CHILD, source]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=MOST_SECONDS)  # noqa: S603 - our own
    except subprocess.TimeoutExpired as error:
        raise AnswersError([Problem("the workbook takes too long to open", source, hint="save it as CSV")]) from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        hint = "open it in a spreadsheet and save it again, or save the sheet as CSV"
        raise AnswersError([Problem("the workbook cannot be opened", source, told[:200], hint=hint)])
    return [json.loads(line) for line in done.stdout.splitlines()]


def _tables(lines: list[Any], facts: dict[str, SheetFacts]) -> Iterator[SheetTable]:
    """Yield the sheets: an object begins one, and a list for each row follows."""
    heads = [at for at, line in enumerate(lines) if isinstance(line, dict)]
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        name: str = lines[head]["sheet"]
        percentages = facts.get(name, SheetFacts()).percentages
        rows: Rows = []
        for row, cells in enumerate(lines[head + 1 : end]):
            texts = [
                cell_text(cell, is_percent=(row, column) in percentages).strip(SPACES)
                for column, cell in enumerate(cells)
            ]
            if any(texts):
                rows.append((row + 1, texts))
        yield SheetTable(name, lines[head]["shown"], rows)


def cell_name(place: Place) -> str:
    """Return a cell as spreadsheets name it.

    >>> cell_name((0, 0)), cell_name((9, 27))
    ('A1', 'AB10')
    """
    row, column = place
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def cell_text(cell: Any, *, is_percent: bool) -> str:
    """Return a cell as CSV has it.

    >>> cell_text(0.6, is_percent=True), cell_text(60.0, is_percent=False), cell_text(True, is_percent=False)
    ('60%', '60', 'TRUE')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if not isinstance(cell, int | float):
        return str(cell)
    value = Decimal(repr(cell)).scaleb(2 * is_percent)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if is_percent else text
