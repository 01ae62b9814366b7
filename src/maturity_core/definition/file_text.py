"""The text of a definition file or a translation: read within bounds, parsed, and its problems given their places."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

from maturity_core.definition.locate import Lines, Places, excess
from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.arguments import text as text_given
from maturity_core.model.fields import Written

FILE_NAME = "framework.toml"
LARGEST_FILE = 2_000_000
"""The most bytes in a definition file."""

_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOML_TWICE = re.compile("overwrite|redefine|mutate|twice|duplicate", re.IGNORECASE)


def file_text(path: str | os.PathLike[str]) -> tuple[str, str]:
    """Return the text of a file, and what errors call it.

    Raises:
        FrameworkError: it cannot be read, is too large, or is not UTF-8.
    """
    name = os.fsdecode(path if isinstance(path, bytes | os.PathLike) else text_given(path, "path"))
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - so that a name that no path can have is refused here, too
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    return _decoded(data, name), name


def packaged_text(package: str, file_name: str) -> tuple[str, str]:
    """Return the text of a file that a package contains, wherever it is installed, and what errors call it.

    Raises:
        FrameworkError: as for `file_text`.
        ModuleNotFoundError: if there is no such package.
    """
    name = f"{package}/{file_name}"
    try:
        with files(package).joinpath(file_name).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    return _decoded(data, name), name


def _unreadable(name: str, error: Exception) -> FrameworkError:
    reason = getattr(error, "strerror", None) or str(error)
    return FrameworkError([Problem("the file cannot be read", where=name, got=reason, hint="check the path")])


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST_FILE:
        raise FrameworkError([_too_large(name)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = f"{name}:{Lines(before).place(len(before))}"
        remedy = "save the file as UTF-8"
        raise FrameworkError(
            [Problem("the file is not UTF-8", place, f"byte {data[error.start]:#04x}", hint=remedy)]
        ) from None


def _too_large(name: str) -> Problem:
    return Problem(
        "the file is too large", f"{name}:1:1", allowed=f"at most {LARGEST_FILE:,} bytes", hint="is it the right file?"
    )


def parsed(text: str, name: str) -> dict[str, Any]:
    """Return the tables of `text`, after refusing whatever could make parsing slow or deeply recursive."""
    if max(len(text), len(text.encode("utf-8", "surrogatepass"))) > LARGEST_FILE:
        raise FrameworkError([_too_large(name)])
    for found, what, remedy in _unsuitable(text):
        raise FrameworkError([Problem(what, f"{name}:{Lines(text).place(found)}", hint=remedy)])
    if beyond := excess(text):
        raise FrameworkError(
            [Problem(beyond[0], f"{name}:{Lines(text).place(beyond[1])}", hint="a framework needs far less")]
        )
    try:
        return tomllib.loads(text, parse_float=Written)
    except tomllib.TOMLDecodeError as error:
        raise FrameworkError([_syntax(str(error), text, name)]) from None


def _unsuitable(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where a text has something that no file should have, what that is, and what to do."""
    if text.startswith("\ufeff"):
        yield 0, "the file begins with a byte order mark", "save it as UTF-8 without a byte order mark"
    if "\0" in text:
        yield text.index("\0"), "the file contains a NUL character", "remove it, or save the file as UTF-8"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        yield error.start, "the text contains half of a surrogate pair", "decode it as UTF-8"


def _syntax(message: str, text: str, name: str) -> Problem:
    found = _TOML_POSITION.search(message)
    place = f"{found[1]}:{found[2]}" if found and found[1] else Lines(text).place(len(text))
    if _TOML_TWICE.search(message):
        line = text.split("\n")[int(place.partition(":")[0]) - 1]
        place = f"{place.partition(':')[0]}:{len(line) - len(line.lstrip()) + 1}"
        return Problem("a key or a table is given twice", f"{name}:{place}", hint="keep one of them")
    what = _TOML_POSITION.sub("", message)
    remedy = "put text in quotes and lists in square brackets; docs/format.md shows every table"
    return Problem(f"the file is not TOML: {what[:1].lower()}{what[1:]}", f"{name}:{place}", hint=remedy)


def located(problems: Iterable[Problem], text: str, name: str) -> list[Problem]:
    """Return the problems in the order of the file, each with the place of what it names, or of the table around it."""
    places = Places(text)
    return [
        replace(problem, where=f"{name}:{places.place(problem.path)} {problem.where}")
        for problem in sorted(problems, key=lambda problem: places.offset(problem.path))
    ]
