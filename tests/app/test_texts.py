"""Sentences that readers of results see are in the table of a language and nowhere else, and all are used."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from maturity_app.page.script import modules
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

LEFT_OUT = {
    "maturity_core": {
        "answers": "what it refuses goes to whoever wrote the answers",
        "assessing": "what it refuses goes to programmers",
        "compiled": "it says nothing",
        "definition": "authors read it",
        "errors": "the grammar of errors",
        "exchange": "programmers read it",
        "extras": "what is missing goes to programmers",
        "lint": "authors read it",
        "model": "what it refuses goes to authors and programmers",
        "plugins": "authors and programmers read it",
        "readers": "reasons of steps, tensions and strengths: they are still to become data",
        "results": "codes, and what is wrong with a stored result",
        "scoring": "what it refuses goes to authors of scorers",
        "testing": "authors read it",
    },
    "maturity_app": {
        "__main__": "it says nothing",
        "answer_files": "what it refuses goes to whoever wrote the file, and to stderr",
        "arrow_sheets": "what it refuses goes to whoever wrote the file",
        "carrying": "messages on stderr about a file of answers",
        "checking": "authors read it",
        "cli": "it says that a library is missing",
        "csv_files": "what it refuses goes to whoever wrote the file",
        "dialects": "what it refuses goes to whoever wrote the file",
        "doctor": "who installs models reads it",
        "exports": "what it refuses goes to whoever brought the file, and remarks go to stderr",
        "endings": "it refuses the name of a file",
        "command_group": "the help of the command line",
        "importing": "authors read it",
        "file_text": "what it refuses goes to whoever wrote the file, and to stderr",
        "junit": "authors read it",
        "layouts": "what it refuses goes to whoever wrote the file, and to stderr",
        "linting": "authors read it",
        "translating": "authors read it",
        "mapping": "whoever reads a survey export reads it",
        "new_files": "it refuses the name of a file",
        "origin": "messages on stderr about a file of answers",
        "process": "messages on stderr",
        "proving": "authors read it",
        "raw_sheet": "it refuses what cannot be read",
        "reading": "messages on stderr about a file of answers",
        "result_files": "it refuses what cannot be read",
        "scaffold": "authors read it",
        "streaming": "messages on stderr, and a file for whoever wrote the answers",
        "table_files": "it refuses what cannot be read",
        "targets": "it refuses a target",
        "trying": "who installs models reads it",
        "workbooks": "what it refuses goes to whoever wrote the file; it writes ids and texts of the tables",
        "workshop": "messages on stderr",
    },
}
"""Modules and rooms whose words are for authors, programmers and the terminal's operator, each with the reason."""
SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
NO_TEXT = {
    *("left out", "nothing left", "out of reach", "passed over", "set aside"),  # codes of results
    *("levels apart", "below overall", "options apart", "asked anew"),
    *("fell back", "not begun", "does not apply"),
    *("offset points", "outside lower center", "system-ui, sans-serif"),  # for matplotlib and for fonts
    *("img-src data:", "noopener noreferrer"),
    "dict[str, dict[str, str]]",
}
"""What looks like a sentence but is not."""
ERRORS = re.compile(r"Problem$|Error$|^warn$|^click\.|\.option$|\.argument$|^ending_of$|^super\(\)|^Called$")
MESSAGES = {"what", "hint", "allowed", "NO_TIME"}
"""Functions that make the texts of errors before they are raised."""
MARK_UP = re.compile(r"<[^<>]*>|<[a-z!][^<>]*$")
COMMENT = re.compile(r"//.*|/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r'"([^"\n]*)"|`([^`]*)`')


def sources(folder: Traversable, left_out: dict[str, str], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the modules of a package with their paths, without excluded ones."""
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        if not path and entry.name.removesuffix(".py") in left_out:
            continue
        if entry.is_dir():
            yield from sources(entry, left_out, f"{name}/")
        elif name.endswith(".py") and name != "__init__.py":
            yield name, entry.read_text("utf-8")


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts in a piece of code that may be shown: no docstrings, no errors, no types, no options."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and ERRORS.search(ast.unparse(child.func)):
            continue
        if isinstance(child, ast.Subscript) and ast.unparse(child.value) == "Literal":
            continue
        if isinstance(child, ast.Assign) and {ast.unparse(target) for target in child.targets} <= MESSAGES:
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield MARK_UP.sub("", child.value)
        yield from literals(child)


def sentences(name: str, texts: Iterable[str]) -> list[str]:
    """Return the texts of a module that a reader of results might see."""
    return [f"{name}: {text}" for text in texts if SENTENCE.search(text) and text not in NO_TEXT]


@pytest.mark.parametrize("package", LEFT_OUT)
def test_no_sentence_stands_in_the_code(package: str) -> None:
    told = sources(files(package), LEFT_OUT[package])

    assert [text for name, code in told for text in sentences(name, literals(ast.parse(code)))] == []


@pytest.mark.parametrize("package", LEFT_OUT)
def test_what_is_left_out_is_there(package: str) -> None:
    assert {entry.name.removesuffix(".py") for entry in files(package).iterdir()} >= set(LEFT_OUT[package])


def test_no_sentence_stands_in_a_module_of_the_page() -> None:
    """Errors are for programmers; classes of elements and paths of drawings are not words."""
    found: list[str] = []
    for name, code in modules().items():
        shown = re.sub(r"new \w*Error\([^;]*\)|class: [^,}]*|d: \"[^\"]*\"", "", COMMENT.sub("", code))
        texts = [re.sub(r"\$\{[^}]*\}", "", "".join(pair)) for pair in QUOTED.findall(shown)]
        found += sentences(name, texts)

    assert found == []


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('def f():\n    """Return what it is."""\n    return f"{a} is not there"', [" is not there"]),
        ('raise MaturityError([Problem("it is not there")])', []),
        ('what = "it is not there"', []),
        ('warn([f"{a} is not there"])\nsay([f"{a} is there"])', [" is there"]),
        ('x: Literal["out of order"] = told(f"it is {x}", "<b lang=a>so it is</b>")', ["it is ", "so it is"]),
    ],
)
def test_what_the_search_finds(code: str, texts: list[str]) -> None:
    assert list(literals(ast.parse(code))) == texts


def names_in(code: str) -> set[str]:
    return set(re.findall(r"[\"']([a-z][\w-]*)[\"']", code))


def stems_in(code: str) -> set[str]:
    """Return the prefixes of text names that are put together in code."""
    return set(re.findall(r'f?["`]([a-z][\w-]*-)\$?\{', code))


def test_no_text_stands_unused() -> None:
    python = "\n".join(code for package in LEFT_OUT for _, code in sources(files(package), {}))
    code = "\n".join([python, *modules().values()])
    named, stems = names_in(code), tuple(stems_in(code))
    nouns = {noun for part in ENGLISH.tables.values() for noun in part if noun.endswith("-other")}
    counted = {noun.removesuffix("-other") for noun in nouns} & named

    assert [
        (part, name)
        for part in ("result", "page", "ask", "report", "show")
        for name in ENGLISH.tables[part]
        if name not in named and name.rpartition("-")[0] not in counted and not name.startswith(stems)
    ] == []
