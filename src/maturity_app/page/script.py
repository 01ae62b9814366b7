"""The modules of the page as one script, each after all it imports."""

from __future__ import annotations

import re
from importlib.resources import files
from posixpath import dirname, join, normpath

FIRST = "app.js"
IMPORT = re.compile(r'^import \{ [\w, ]+ \} from "(\./[\w./]+|\.\./[\w./]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)


def one_script() -> str:
    """Return all modules as one text, imports and exports taken out: what a browser reads without asking for files."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)).strip() + "\n" for text in modules().values())


def modules() -> dict[str, str]:
    """Return the text of every module by its name, each after those it imports."""
    found: dict[str, str] = {}
    _add(FIRST, found)
    return found


def _add(name: str, found: dict[str, str]) -> None:
    if name in found:
        return
    text = files("maturity_app.page").joinpath(*name.split("/")).read_text("utf-8")
    for imported in IMPORT.findall(text):
        _add(normpath(join(dirname(name), imported)), found)
    found[name] = text
