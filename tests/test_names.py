"""What is scored in four ways has the same names in each of them: the table of `docs/architecture.md`."""

from __future__ import annotations

import re

import pytest
from house import ROOT

ROOMS = {
    "one": "src/maturity_core/scoring",
    "many": "src/maturity_core/scoring",
    "reference": "src/maturity_core/testing",
    "browser": "src/maturity_app/page/scorer",
}
ROW = re.compile(r"^\| [^|]+ \| `(\w+)` \|(.+)\|$", re.MULTILINE)
CELL = re.compile(r"`([\w./]+)`(?: \(`(\w+)`\))?")


def cells() -> list[tuple[str, str]]:
    """Return the files of the table, each with the name that it has to define."""
    found: list[tuple[str, str]] = []
    for name, row in ROW.findall((ROOT / "docs/architecture.md").read_text("utf-8")):
        for room, cell in zip(ROOMS.values(), row.split("|"), strict=True):
            found += [(f"{room}/{file}", own or name) for file, own in CELL.findall(cell)]
    return found


def in_javascript(name: str) -> str:
    return re.sub(r"_(\w)", lambda letter: letter[1].upper(), name)


def test_the_table_has_all_four() -> None:
    files = [file for file, _ in cells()]
    assert len(files) > 30
    assert [room for room in ROOMS.values() if not any(file.startswith(room) for file in files)] == []


@pytest.mark.parametrize(("file", "name"), cells())
def test_a_name_is_defined_where_the_table_says(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    if file.endswith(".py"):
        assert re.search(rf"^ *(class|def) {name}\b|^    {name}: ", text, re.MULTILINE), file
    else:
        assert re.search(rf"^(export )?(class|interface) {name}\b|^  {in_javascript(name)}\(", text, re.MULTILINE), file
