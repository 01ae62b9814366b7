"""Codes of answers and numbers for missing values: defined in one Python file and one of the page's JavaScript."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from maturity_core import DONT_KNOW, NO_LEVEL, NOT_APPLICABLE, UNANSWERED
from maturity_core.model.states import NO_DEMAND, STATES

SRC = Path(__file__).parents[3] / "src"
HOME, PAGE_HOME = SRC / "maturity_core" / "model" / "states.py", SRC / "maturity_app" / "page" / "scorer" / "states.js"
MODULES = [path for path in sorted(SRC.rglob("*.py")) if path != HOME]
SCRIPTS = [path for path in sorted(SRC.rglob("*.js")) if path != PAGE_HOME]
CODES = {DONT_KNOW, NOT_APPLICABLE, NO_DEMAND}
"""The codes that are unlikely to be any other number; for -1, only comparisons are searched."""
BARE = re.compile(r"(?<!at\()(?<![\w)\]])\s?-[2-4]\b|[=!]==? -1\b")


def negative(node: ast.AST) -> int:
    """Return a literal negative number; 0 for everything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return -node.operand.value if isinstance(node.operand.value, int) else 0
    return 0


def is_code(node: ast.AST) -> bool:
    """Return whether the code of a state is written as a number, or the states are counted as one."""
    if isinstance(node, ast.Compare):
        return UNANSWERED in map(negative, node.comparators)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.right, ast.Constant):
        return node.right.value == len(STATES) and re.search("size|len", ast.unparse(node.left)) is not None
    return negative(node) in CODES


def test_no_other_module_has_a_code() -> None:
    found = [
        (path.relative_to(SRC).as_posix(), node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.expr) and is_code(node)
    ]

    assert found == []


def test_no_other_script_of_the_page_has_a_code() -> None:
    lines = [(path.name, line) for path in SCRIPTS for line in path.read_text("utf-8").splitlines()]

    assert [place for place in lines if BARE.search(place[1])] == []


@pytest.mark.parametrize("text", ["-4", "code == -1", "[0] * (size + 3)", "code >= -2"])
def test_a_code_would_be_found(text: str) -> None:
    assert any(map(is_code, ast.walk(ast.parse(text))))


def test_the_page_has_the_codes_of_python() -> None:
    text = PAGE_HOME.read_text("utf-8")
    named = {name: int(code) for name, code in re.findall(r"const (\w+) = (-\d)", text)}
    states = dict(re.findall(r'"?([a-z-]+)"?: (-\d|[A-Z_]+)', text.partition("STATE_CODES = {")[2].partition("}")[0]))

    assert named == {"NOT_APPLICABLE": NOT_APPLICABLE, "NO_LEVEL": NO_LEVEL}
    assert {word: named[code] if code in named else int(code) for word, code in states.items()} == STATES
