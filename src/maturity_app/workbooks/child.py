"""The process that opens a workbook: started by `opening`, it prints the sheets as lines of JSON, and nothing else.

It limits its own memory and time first, where the system can: whatever a workbook does to its reader, it does it here.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

MOST_MEMORY = 2_000_000_000
"""Bytes."""
MOST_SECONDS = 120
MOST_TEXT = 64_000_000
"""The most characters of all cells together."""


def limit() -> None:
    """Limit the memory and the time of this process; Windows cannot."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(cell: Any) -> Any:
    """Return a cell as JSON has it: text, numbers and bools stay; a date is its text, without a midnight.

    >>> import datetime
    >>> plain(datetime.datetime(2026, 11, 3)), plain(2.5), plain("often")
    ('2026-11-03', 2.5, 'often')
    """
    if isinstance(cell, str | bool | int | float):
        return cell
    text = str(cell)
    return text.removesuffix(" 00:00:00")


def main(path: str) -> None:
    """Print the sheets of a workbook: a line for each with its name and whether it is shown, then one for each row."""
    book = import_module("python_calamine").CalamineWorkbook.from_path(path)
    left = MOST_TEXT
    for about in book.sheets_metadata:
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        shown = str(about.visible) == "SheetVisibleEnum.Visible"
        print(json.dumps({"sheet": about.name, "shown": shown}))  # noqa: T201 - what the parent reads
        for row in book.get_sheet_by_name(about.name).to_python(skip_empty_area=False):
            cells = [plain(cell) for cell in row]
            left -= sum(len(cell) for cell in cells if isinstance(cell, str))
            if left < 0:
                sys.exit("too much text")
            print(json.dumps(cells))  # noqa: T201 - the same


if __name__ == "__main__":
    limit()
    main(sys.argv[1])
