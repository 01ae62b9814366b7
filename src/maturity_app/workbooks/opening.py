"""Open a workbook in a process of its own. Its sheets become rows of text, as in CSV."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.csv_files import SPACES
from maturity_app.workbooks.cells import cell_name
from maturity_app.workbooks.child import MOST_MEMORY, MOST_SECONDS, READERS
from maturity_core.errors import AnswersError, Problem, listed
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.how import Mark

MOST_FILE = 64_000_000
"""The most bytes of the file itself."""
WORKBOOKS = (*READERS,)
"""The formats of workbooks."""
CHILD = "maturity_app.workbooks.child"
"""The module that the process runs."""
TOO_LONG = {"SIGXCPU", "SIGKILL"}
"""The signals that end a process whose time is up."""
MEMORY = ("MemoryError", "memory allocation of")
"""How Python, and libraries, say that there is not enough memory."""
Rows = list[tuple[int, list[str]]]
Runs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class SheetTable:
    """A sheet: its name, whether it is shown, and its rows that are not empty, numbered as in the spreadsheet.

    `faults` has its cells without a value: errors, and formulas that were never calculated. The rows and the columns
    with a filled cell that are hidden are runs: the first and the last of each.
    """

    name: str
    is_shown: bool
    rows: Rows
    faults: tuple[Problem, ...] = ()
    hidden_rows: Runs = ()
    hidden_columns: Runs = ()

    def hidden(self, start: int) -> Iterator[str]:
        """Yield what is hidden of the rows from `start` on, and of the columns, by name.

        >>> [*SheetTable("Answers", True, [], (), ((2, 2), (5, 7)), ((4, 5),)).hidden(3)]
        ['rows 5 to 7', 'columns D to E']
        """
        yield from _named("row", str, [run for run in self.hidden_rows if run[0] >= start])
        yield from _named("column", _letters, self.hidden_columns)


def _letters(column: int) -> str:
    return cell_name((0, column - 1)).removesuffix("1")


def _named(kind: str, told: Callable[[int], str], runs: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield rows or columns by name, as runs, if there are any."""
    names = [told(first) if first == last else f"{told(first)} to {told(last)}" for first, last in runs]
    if runs:
        alone = len(runs) == 1 and runs[0][0] == runs[0][1]
        yield f"{kind if alone else f'{kind}s'} {listed(names)}"


def open_workbook(source: str, form: str, decimal: Mark | None = None) -> list[SheetTable]:
    """Return the sheets of a workbook, `xlsx` or `ods`. Nothing in it is executed or followed.

    Args:
        source: the path.
        form: the format.
        decimal: the decimal mark with which numbers are read; cells that are numbers are given with it.

    Raises:
        AnswersError: it cannot be read, or is too large.
        MissingExtraError: python-calamine is missing.
    """
    optional("python_calamine")
    try:
        with Path(source).open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise AnswersError([Problem("the file cannot be read", source, str(error.strerror))]) from error
    if size > MOST_FILE:
        allowed = f"up to {MOST_FILE // 10**6} MB"
        raise AnswersError([Problem("the file is too large", source, allowed=allowed)])
    return list(_tables(_lines(source, form, "," if decimal == "comma" else "."), source))


def _lines(*arguments: str) -> list[Any]:
    """Return what the process that opens the workbook printed.

    Raises:
        AnswersError: the workbook is refused, or the process failed.
    """
    source, *_ = arguments
    command = [sys.executable, "-P", "-m", CHILD, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=2 * MOST_SECONDS)  # noqa: S603 - our own
    except subprocess.TimeoutExpired as error:
        raise AnswersError([_too_long(source)]) from error
    if done.returncode:
        raise AnswersError([_failed(source, done.returncode, done.stderr.decode("utf-8", "replace").strip())])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if lines and "problems" in lines[-1]:
        raise AnswersError(Problem(**problem) for problem in lines[-1]["problems"])
    return lines


def _failed(source: str, code: int, told: str) -> Problem:
    """Return the problem of a process that ended with an exit code, or a negative number of a signal."""
    hint = "open it in a spreadsheet program and save it again, or save the sheet as CSV"
    names = {-number.value: number.name for number in signal.Signals}
    if any(sign in told for sign in MEMORY):
        allowed = f"up to {MOST_MEMORY // 10**9} GB"
        return Problem("the workbook takes too much memory to open", source, allowed=allowed, hint=hint)
    if names.get(code) in TOO_LONG:
        return _too_long(source)
    what = told.rpartition("\n")[2] or names.get(code, f"exit code {code}")
    return Problem("the workbook cannot be opened", source, what[:200], hint=hint)


def _too_long(source: str) -> Problem:
    allowed = f"up to {MOST_SECONDS} seconds"
    return Problem("the workbook takes too long to open", source, allowed=allowed, hint="save the sheet as CSV")


def _tables(lines: list[Any], source: str) -> Iterator[SheetTable]:
    """Yield the sheets: a table begins one, and a list for each row follows."""
    heads = [at for at, line in enumerate(lines) if isinstance(line, dict)]
    for head, end in pairwise([*heads, len(lines)]):
        name: str = lines[head]["sheet"]
        faults = [
            Problem(what, f"{source}, sheet {name}, cell {cell_name(place)}", hint=hint)
            for place, (what, hint) in lines[head]["faults"]
        ]
        found = ((row, [text.strip(SPACES) for text in texts]) for row, texts in lines[head + 1 : end])
        rows = [(row, texts) for row, texts in found if any(texts)]
        lie = [tuple((first, last) for first, last in runs) for runs in lines[head]["hidden"]]
        yield SheetTable(name, lines[head]["shown"], rows, tuple(faults), *lie)
