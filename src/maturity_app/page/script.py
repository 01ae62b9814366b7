"""The modules of the page as one script, each after all it imports."""

from __future__ import annotations

import re
from importlib.resources import files
from posixpath import dirname, join, normpath

PAGE = "app.js"
IMPORT = re.compile(r'^import \{ [\w, ]+ \} from "(\./[\w./]+|\.\./[\w./]+)";\n', re.MULTILINE)
INDENT = re.compile(r"^ +", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""Comments and types, on lines of their own: more than a fifth of the modules, and of no use to a browser."""
TYPE = re.compile(r"/\*\* @\w+ (?:(?!\*/).)*\*/ ")
"""A type within a line: no text has one."""
BEHIND = re.compile(r"(?<=[;,{]) // [^\n\"'`]*$", re.MULTILINE)
"""Comments behind a statement; one with a quote in it stays, as it might be part of a text."""
ENDS = re.compile(r"(?<=[{}\[(,;])\n+(?!$)|;?\n+(?=\})|\n+(?=[)\].?:,|&\n])")
"""Ends of lines at which no statement ends that has no semicolon or block, and semicolons before the end of a block, as
no statement is empty: no text or pattern goes on after one."""
PLAIN = re.compile(r"^(?:[^'`/\\\n]|`(?:[^`$\\\n]|\$\{[^`{}\n]*\})*`)+$", re.MULTILINE)
"""Lines without patterns, divisions and texts, other than those in plain double quotes or of one piece in backticks,"""
BLANKS = re.compile(r' ?("[^"]*"|`[^`]*`|[=<>!*%&|?:,;{}()\[\]]+) ?')
"""and the blanks that say nothing there: those beside signs other than + and -, which are other signs when doubled."""
FIXED = re.compile(r"\bconst\b(?= ?[\w$\[{])")
"""What says that a name keeps its value, which the checkers have seen to: a browser is told with fewer letters."""
ONE = re.compile(r"(?<![\w$])\((\w+)\)(?==>)")
"""A function's only parameter, which needs no brackets."""
NAMED = r"""let[ \[](?:[^;{}'"`/\n]|"[^;"'`/\\]*")+"""
ROW = re.compile(rf"(?:\A|(?<=[;{{}}\n])){NAMED}(?:;{NAMED})+(?=;)")
"""Names one after another, without blocks and patterns: one statement can give them all."""
STYLED = re.compile(
    r"/\*(?:(?!\*/).)*\*/|\n|(?<![\d.])0(?=\.\d)|(?<=:) | ?(?=[{}])|(?<=[{};,>~]) | (?=[>~])|;(?=\s*\})", re.DOTALL
)
"""Comments of a style, ends of its lines, and what says nothing there: zeros, blanks beside signs, semicolons before
the end of a block. A blank before a colon has a meaning, one after it has none."""


def one_script(name: str = PAGE) -> str:
    """Return a module and all it imports as one text that needs no other file."""
    return "".join(map(alone, modules(name).values()))


def alone(text: str) -> str:
    r"""Return the text of a module without its imports, exports, types, comments and most blanks, in few lines.

    >>> alone('import { say } from "./words.js";\n\n/** @param {string} name */\nexport function hail(name) {}\n')
    'function hail(name){}\n'
    """
    for dropped in (IMPORT, COMMENT, TYPE, BEHIND, EXPORT, INDENT):
        text = dropped.sub("", text)
    text = PLAIN.sub(lambda line: BLANKS.sub(r"\1", line.group()), text.strip())
    text = ONE.sub(r"\1", FIXED.sub("let", ENDS.sub("", f"{text}\n")))
    return ROW.sub(lambda row: re.sub(r";let(?: |(?=\[))", ",", row.group()), text)


def plain_style(text: str) -> str:
    r"""Return a style without comments, on one line, with few blanks.

    >>> plain_style("/* Text */\np, a :hover {\n  margin: 0.5rem 0;\n}\n")
    'p,a :hover{margin:.5rem 0}'
    """
    return STYLED.sub("", INDENT.sub("", text))


def modules(name: str = PAGE) -> dict[str, str]:
    """Return the texts of a module and of all it imports, by name, each after those it imports."""
    found: dict[str, str] = {}
    _add(name, found)
    return found


def _add(name: str, found: dict[str, str]) -> None:
    if name in found:
        return
    text = files("maturity_app.page").joinpath(*name.split("/")).read_text("utf-8")
    for imported in IMPORT.findall(text):
        _add(normpath(join(dirname(name), imported)), found)
    found[name] = text
