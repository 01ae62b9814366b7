"""Write the table of outputs in `tables.md` from their records: `python docs/output_table.py`.

The page is kept in the repository; a test checks that its table matches the records.
"""

from __future__ import annotations

import re
from pathlib import Path

from maturity_core.assessing.columns import USUAL
from maturity_core.model.outputs import BY_NAME, Output

PAGE = Path(__file__).parent / "tables.md"
HEAD = "| output | columns | values |\n|---|---|---|\n"
VALUES = {
    "levels": "level id",
    "scores": "double",
    "ranges": "level id",
    "gaps": "status; the lowest option that suffices",
    "plans": "status; number; capability",
}
"""What the cells of an output hold, by what it holds."""
PLACES = {"dimensions": "ID", "capabilities": "ID", "questions": "QUESTION"}
"""What stands for an id in the name of a column, by what it is the id of."""


def row(output: Output) -> str:
    """Return the row of one output."""
    star = " *" if output.name in USUAL else ""
    names = [name.format(id=PLACES.get(output.axis or ""), place=1) for name in output.columns]
    columns = ", ".join(f"`{name}`" for name in names)
    if output.axis == "steps":
        columns += f", `{output.columns[-1].format(place=2)}` ..."
    lacking = f"; no column where the {output.kind} names no levels" if output.holds == "levels" and output.axis else ""
    return f"| `{output.name}`{star} | {columns} | {VALUES[output.holds]}{lacking} |\n"


def page() -> str:
    """Return the page with its table written anew."""
    table = HEAD + "".join(map(row, BY_NAME.values()))
    return re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _: table, PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
