"""The rooms of the core: a room imports only from those above it in the list, and no two modules import each other.

Imports for types, and inside functions, count. Only the doors may reach down the list, in their methods and for types.
"""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

CORE = Path(__file__).parents[1] / "src" / "maturity_core"
GROUND = ("errors", "extras", "forms", "nearest")
ROOMS = (
    "model",
    "plugins",
    "definition",
    "answers",
    "compiled",
    "scoring",
    "results",
    "readers",
    "assessing",
    "people",
    "exchange",
    "telling",
    "pictures",
    "lint",
    "testing",
)
DOORS = {"model.framework", "model.scorer", "assessing.assessment", "assessing.batch"}
MODULES = {
    ".".join(path.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(CORE.rglob("*.py"))
    if path != CORE / "__init__.py"
}


def imported(name: str, *, at_head: bool = False) -> set[str]:
    """Return the modules of the core that a module imports; with `at_head`, only those it imports at the top."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    nodes = tree.body if at_head else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("maturity_core"):
            home = (node.module or "").removeprefix("maturity_core").removeprefix(".")
            parts = [f"{home}.{alias.name}".removeprefix(".") for alias in node.names]
            found |= {part if part in MODULES else home for part in parts}
        if isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("maturity_core.") for alias in node.names if "maturity_core." in alias.name
            }
    return found


def height(name: str) -> int:
    """Return how far down the list a module is; the ground is above all rooms."""
    room = name.partition(".")[0]
    return -1 if room in GROUND else ROOMS.index(room)


def test_every_module_stands_in_a_room() -> None:
    assert {name.partition(".")[0] for name in MODULES} == {*GROUND, *ROOMS}


def test_a_room_imports_from_rooms_above_it() -> None:
    below = [
        (name, other)
        for name in MODULES
        for other in imported(name, at_head=name in DOORS)
        if height(other) > height(name)
    ]

    assert below == []


def test_no_two_modules_need_each_other() -> None:
    needs = {name: imported(name, at_head=name in DOORS) - {""} for name in MODULES}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_doors_are_needed() -> None:
    """A door that no longer reaches down has to be removed from the list."""
    for name in DOORS:
        later = imported(name) - imported(name, at_head=True)
        assert any(height(other) > height(name) for other in later) or name == "model.scorer"
