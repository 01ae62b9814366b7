"""The process that opens a workbook: started by `opening`, it prints the sheets as lines of JSON, and nothing else.

It limits its own memory, time and files first, where the system can: whatever a workbook does to its reader, from the
list of its parts on, it does here.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.workbooks.cells import cell_text
from maturity_app.workbooks.ods_parts import ods_facts
from maturity_app.workbooks.parts import Parts
from maturity_app.workbooks.xlsx_parts import xlsx_facts
from maturity_core.errors import AnswersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_MEMORY = 2_000_000_000
"""Bytes."""
MOST_SECONDS = 120
LIMITS = {"AS": MOST_MEMORY, "CPU": MOST_SECONDS, "NOFILE": 64, "FSIZE": 0, "CORE": 0}
"""What the process may use at most, by the system's names: memory, seconds, open files; it writes no file."""
MOST_TEXT = 64_000_000
"""The most characters of all cells together."""
READERS = {"xlsx": xlsx_facts, "ods": ods_facts}
"""What looks at the parts of a workbook before it is opened, by format."""


def limit() -> None:
    """Limit what this process may use, as far as the system can: Windows cannot."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for name, most in LIMITS.items():
        with suppress(OSError, ValueError, AttributeError):  # a system that does not know or allow it
            kind = getattr(resource, f"RLIMIT_{name}")
            hard = resource.getrlimit(kind)[1]
            lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (lowest, lowest))


def told(path: str, form: str, decimal: str) -> Iterator[Any]:
    """Yield what is printed: a table for each sheet, then a list for each of its rows that is not empty.

    A table has the sheet's name, whether it is shown, its cells without a value, with their places, and runs of hidden
    rows and columns with a filled cell. A list has the row's number, from 1, and its cells as texts.

    Raises:
        AnswersError: it is no workbook, or too large.
    """
    with closing(Parts(Path(path), path)) as parts:
        facts = READERS[form](parts)
        book = import_module("python_calamine").CalamineWorkbook.from_path(path)
        left = MOST_TEXT
        for about in book.sheets_metadata:
            if str(about.typ) != "SheetTypeEnum.WorkSheet":
                continue
            if about.name not in facts:
                raise parts.damaged(ValueError(f"the sheet {about.name!r} has no content"))
            known = facts[about.name]
            shown = str(about.visible) == "SheetVisibleEnum.Visible"
            hidden = [runs(known.hidden_rows), runs(known.hidden_columns)]
            faults = [[*fault] for fault in known.faults.items()]
            yield {"sheet": about.name, "shown": shown, "faults": faults, "hidden": hidden}
            for row, cells in enumerate(book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)):
                texts = [
                    cell_text(cell, is_percent=(row, column) in known.percentages, decimal=decimal)
                    for column, cell in enumerate(cells)
                ]
                left -= sum(map(len, texts))
                if left < 0:
                    raise parts.too_large()
                if any(texts):
                    yield row + 1, texts


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers as runs: the first and the last of each.

    >>> runs({7, 2, 3, 4})
    [[2, 4], [7, 7]]
    """
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def main(path: str, form: str, decimal: str) -> None:
    """Print the sheets of a workbook, or what is wrong with it."""
    output = sys.stdout.buffer
    try:
        for line in told(path, form, decimal):
            output.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    except AnswersError as error:
        problems = [{**asdict(problem), "path": (), "near": None} for problem in error.problems]
        output.write(json.dumps({"problems": problems}).encode() + b"\n")
    output.flush()


if __name__ == "__main__":
    limit()
    main(*sys.argv[1:])
