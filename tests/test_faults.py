"""The catalogue of faults in docs/faults.md: every entry has a test with its id, and every id in a test is listed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = re.findall(r"^\| ([A-Z]\d) \|", (ROOT / "docs" / "faults.md").read_text(encoding="utf-8"), re.MULTILINE)
CITED = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"def test_([A-Z]\d)_", path.read_text(encoding="utf-8"))
}
RUNS_DATA = {"dill", "joblib", "marshal", "pickle", "shelve"}
"""Modules that run code from the files they read."""
RUNS_TEXT = {"__import__", "compile", "eval", "exec"}


@pytest.mark.parametrize("fault", CATALOGUE)
def test_every_fault_of_the_catalogue_has_a_test_with_its_id(fault: str) -> None:
    assert fault in CITED


def test_every_id_that_a_test_cites_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) >= CITED


def test_no_fault_has_two_entries() -> None:
    assert len(CATALOGUE) == len(set(CATALOGUE))


def test_F3_nothing_is_unpickled_or_evaluated() -> None:
    found = {path.relative_to(ROOT).as_posix(): _runs_what_it_reads(path) for path in (ROOT / "src").rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}


def _runs_what_it_reads(path: Path) -> set[str]:
    """Return the names in a module that run code from a file or text."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {alias.name.partition(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {(node.module or "").partition(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return imported & RUNS_DATA | called & RUNS_TEXT
