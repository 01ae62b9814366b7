"""How the page's JavaScript is checked: nothing is left out or switched off, and its types match the data."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from page_types import GIVEN, given_types

from maturity_app.page.script import modules
from maturity_core import available_frameworks, load_framework, portable, portable_schema

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "docs", "examples", "benchmarks", "vectors")
SCRIPTS = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".js", ".mjs", ".cjs", ".ts"} and "_build" not in path.parts
)
TYPES = re.compile(r"/\*\*.*?\*/", re.DOTALL)
SWITCHED_OFF = ("@ts-nocheck", "@ts-ignore", "@ts-expect-error", "deno-lint-ignore", "deno-fmt-ignore")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def told(path: Path) -> str:
    """Return what a file says about types: all of a declaration file, or the type comments of a module."""
    text = path.read_text("utf-8")
    return re.sub(r"//.*|/\*.*?\*/", "", text) if path.suffix == ".ts" else " ".join(TYPES.findall(text))


def exact(part: Any) -> Any:
    """Return a schema that allows only what `portable` writes: every key, and numbers with a pattern as text."""
    if isinstance(part, list):
        return [exact(each) for each in part]
    if not isinstance(part, dict):
        return part
    choices = part.get("anyOf", [])
    if [each.get("type") for each in choices] == ["number", "string"]:
        return choices[1]
    keys = {"required": sorted(part["properties"])} if isinstance(part.get("properties"), dict) else {}
    return {name: exact(each) for name, each in part.items()} | keys


def test_what_is_not_checked_is_what_git_ignores() -> None:
    """`deno check`, `deno lint` and `deno fmt` are started without file names, so they check everything else."""
    (excluded,) = re.findall(r'^  "exclude": \[(.*)\],$', (ROOT / "deno.jsonc").read_text("utf-8"), re.MULTILINE)
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}

    assert set(re.findall(r'"(.*?)"', excluded)) - ignored == set()
    assert '"deno", "check", "--no-remote", "--no-npm", "--quiet", env=' in (ROOT / "noxfile.py").read_text("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=shown)
def test_no_script_switches_a_check_off(path: Path) -> None:
    assert [word for word in SWITCHED_OFF if word in path.read_text("utf-8")] == []
    assert re.findall(r"\bany\b|[{<|,]\s*\*\s*[}>|,]|\bFunction\b", told(path)) == []


def test_scripts_stand_where_they_are_formatted() -> None:
    folders = {"src/maturity_app/page", "src/maturity_app/page/scorer", "tests/browser"}

    assert {shown(path.parent) for path in SCRIPTS} == folders


def test_the_types_of_what_the_page_is_given_follow_the_schema() -> None:
    """If they are out of date, run `python tests/page_types.py`."""
    assert GIVEN.read_text("utf-8") == given_types()


@pytest.mark.parametrize("name", available_frameworks())
def test_what_the_page_is_given_is_what_its_types_say(name: str) -> None:
    validator = Draft202012Validator(exact(portable_schema()))

    assert [error.message for error in validator.iter_errors(portable(load_framework(name)))] == []


def test_no_two_modules_of_the_page_declare_the_same_name() -> None:
    """They become one script, in which a second declaration stops everything."""
    declared = [
        name
        for text in modules().values()
        for name in re.findall(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE)
    ]

    assert [name for name, times in Counter(declared).items() if times > 1] == []
