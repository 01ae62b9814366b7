"""Definition files: `framework.toml` read into a framework. Every error names file, line, column and remedy."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from typing import Any

from maturity_core.definition.locate import Lines, Places, excess
from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.arguments import text as text_given
from maturity_core.model.fields import Written
from maturity_core.model.framework import Framework, framework_given

FILE_NAME = "framework.toml"
LARGEST_FILE = 2_000_000
"""The most bytes in a definition file."""

_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOML_TWICE = re.compile("overwrite|redefine|mutate|twice|duplicate", re.IGNORECASE)
_UNSUITABLE = {
    "\\A\ufeff": ("the file begins with a byte order mark", "save it as UTF-8 without a byte order mark"),
    "\0": ("the file contains a NUL character", "remove it, or save the file as UTF-8"),
    "[\ud800-\udfff]": ("the text contains half of a surrogate pair", "decode it as UTF-8"),
}


def read_framework(path: str | os.PathLike[str]) -> Framework:
    """Read a framework from a definition file.

    Args:
        path: the file, in the format that `docs/format.md` describes.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the file with line and column, or because the file cannot be read.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "framework.toml"
    ...     _ = path.write_text('id = "tiny"', encoding="utf-8")
    ...     read_framework(path)
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: ...framework.toml:1:1 edition: the file has no 'edition'...
    """
    name = _named(path)
    return parse_framework(_decoded(_read(name), name), name)


def _named(path: str | os.PathLike[str]) -> str:
    return os.fsdecode(path if isinstance(path, bytes | os.PathLike) else text_given(path, "path"))


def _read(name: str) -> bytes:
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - so that a name that no path can have is refused here, too
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error


def packaged_framework(package: str) -> Framework:
    """Read the `framework.toml` that a package contains, wherever the package is installed.

    Args:
        package: the name of the package, as in its own `__name__`.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the file, or because the package does not have one.
        ModuleNotFoundError: if there is no such package.

    >>> packaged_framework("maturity_core")
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: maturity_core/framework.toml: the file cannot be read...
    """
    name = f"{text_given(package, 'package')}/{FILE_NAME}"
    try:
        with files(package).joinpath(FILE_NAME).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    return parse_framework(_decoded(data, name), name)


def parse_framework(text: str, name: str = FILE_NAME) -> Framework:
    """Read a framework from the text of a definition file.

    Args:
        text: TOML, in the format that `docs/format.md` describes.
        name: what errors call the file.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the text with line and column.

    >>> parse_framework("id = no")
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: framework.toml:1:6: the file is not TOML: invalid value...
    """
    tables = _parsed(text_given(text, "text"), text_given(name, "name"))
    try:
        return _extended(tables) if "extends" in tables else Framework(**tables)
    except FrameworkError as error:
        raise FrameworkError(_located(error.problems, text, name)) from None


def with_examples(framework: Framework, path: str | os.PathLike[str]) -> Framework:
    """Return a framework with the examples of a file beside it: a file with nothing but `[[examples]]`.

    Args:
        framework: the framework that the examples are about; its own examples stay.
        path: the file, usually `examples.toml` in the folder of the definition file.

    Raises:
        FrameworkError: listing every problem in the file with line and column, or because the file cannot be read.

    >>> from importlib.resources import files
    >>> path = files("maturity_frameworks.service_maturity_check") / "examples.toml"
    >>> len(with_examples(packaged_framework("maturity_frameworks.service_maturity_check"), path).examples)
    40
    """
    name = _named(path)
    text = _decoded(_read(name), name)
    tables = _parsed(text, name)
    strange = [key for key in tables if key != "examples"]
    what, hint = "this file can only contain examples", "write '[[examples]]'"
    problems = [Problem(what, key, hint=hint, path=(key,)) for key in strange]
    whole = framework_given(framework)
    try:
        alone = whole.model_copy(update={"examples": tables.get("examples", ())})
        whole = whole.model_copy(update={"examples": (*framework.examples, *alone.examples)})
    except FrameworkError as error:
        problems += error.problems
    if problems:
        raise FrameworkError(_located(problems, text, name))
    return whole


def _extended(tables: dict[str, Any]) -> Framework:
    from maturity_core.definition.extends.extending import extended_framework  # noqa: PLC0415 - few files need it

    return extended_framework(tables)


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


def _parsed(text: str, name: str) -> dict[str, Any]:
    """Return the tables of `text`, after refusing whatever could make parsing slow or deeply recursive."""
    if max(len(text), len(text.encode("utf-8", "surrogatepass"))) > LARGEST_FILE:
        raise FrameworkError([_too_large(name)])
    for pattern, (what, remedy) in _UNSUITABLE.items():
        if found := re.search(pattern, text):
            raise FrameworkError([Problem(what, f"{name}:{Lines(text).place(found.start())}", hint=remedy)])
    if beyond := excess(text):
        raise FrameworkError(
            [Problem(beyond[0], f"{name}:{Lines(text).place(beyond[1])}", hint="a framework needs far less")]
        )
    try:
        return tomllib.loads(text, parse_float=Written)
    except tomllib.TOMLDecodeError as error:
        raise FrameworkError([_syntax(str(error), text, name)]) from None


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


def _located(problems: Iterable[Problem], text: str, name: str) -> list[Problem]:
    """Return the problems in the order of the file, each with the place of what it names, or of the table around it."""
    places = Places(text)
    return [
        replace(problem, where=f"{name}:{places.place(problem.path)} {problem.where}")
        for problem in sorted(problems, key=lambda problem: places.offset(problem.path))
    ]
