"""Write the lists in documents that follow from the code: `python docs/lists.py`.

The table of outputs in `tables.md` comes from their records, the list of the sections of a report in `report.md` from
their functions, the table of rules in `lint.md` from the rules. All are kept in the repository; a test checks that they
match.
"""

from __future__ import annotations

import re
from pathlib import Path

from maturity_app.report.sections import SECTIONS
from maturity_app.report.subject import Subject
from maturity_core import load_framework
from maturity_core.assessing.columns import USUAL
from maturity_core.lint import RULES
from maturity_core.model.outputs import BY_NAME, Output

DOCS = Path(__file__).parent
HEAD = "| output | columns | values |\n|---|---|---|\n"
VALUES = {
    "levels": "level id",
    "scores": "double",
    "ranges": "level id",
    "gaps": "status; the lowest option that suffices",
    "plans": "status; number; capability",
}
"""What the cells of an output hold, by what it holds."""
PLACES = {"dimensions": "ID", "capabilities": "ID", "measures": "ID", "questions": "QUESTION"}
"""What stands for an id in the name of a column, by what it is the id of."""


def row(output: Output) -> str:
    """Return the row of one output."""
    star = " *" if output.name in USUAL else ""
    names = [name.format(id=PLACES.get(output.axis or ""), place=1) for name in output.columns]
    columns = ", ".join(f"`{name}`" for name in names)
    if output.axis == "steps":
        columns += f", `{output.columns[-1].format(place=2)}` ..."
    lacking = f"; no column where the {output.kind} names no levels" if output.holds == "levels" and output.axis else ""
    holds = "scores" if output.name == "score_ranges" else output.holds
    return f"| `{output.name}`{star} | {columns} | {VALUES[holds]}{lacking} |\n"


def outputs() -> str:
    """Return `tables.md` with its table written anew."""
    table = HEAD + "".join(map(row, BY_NAME.values()))
    return re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _: table, (DOCS / "tables.md").read_text("utf-8"))


def sections() -> str:
    """Return `report.md` with its list of sections written anew: the title of each, and what its function returns."""
    subject = Subject(load_framework("service-maturity-check").assess([2] * 20))
    lines: list[str] = []
    for place, section in enumerate(SECTIONS, start=1):
        told = str(section.__doc__).splitlines()[0].removeprefix("Return ")
        lines.append(f"{place}. **{section(subject).title}**: {told}\n")
    return re.sub(r"(?:\d+\. \*\*.*\n)+", lambda _: "".join(lines), (DOCS / "report.md").read_text("utf-8"))


def lint_rules() -> str:
    """Return `lint.md` with its table of rules written anew."""
    rows = "".join(f"| `{rule.id}` | {rule.severity} | {rule.sentence} | {rule.remedy} |\n" for rule in RULES)
    return re.sub(r"(?:\| `.*\n)+", lambda _: rows, (DOCS / "lint.md").read_text("utf-8"))


PAGES = {"tables.md": outputs, "report.md": sections, "lint.md": lint_rules}

if __name__ == "__main__":
    for name, written in PAGES.items():
        (DOCS / name).write_text(written(), "utf-8")
